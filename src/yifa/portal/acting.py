"""What an applicant may do in their own case: supply what is missing, state, ask for a hearing, withdraw.

The acts, their questions and their reasons come from the pack; whether one may be done is decided by the door.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from yifa.casework.public import Changed, Refused, Standing, TooBusy, calendar, history, perform, today
from yifa.matters.public import Matter
from yifa.portal import forms, materials, visits
from yifa.portal.articles import article
from yifa.portal.materials import REMOVE
from yifa.portal.page import private_page, show
from yifa.portal.questions import FILES
from yifa.portal.standings import badge, running
from yifa.portal.steps import asked, faults
from yifa.procedure import Option, Person, Refusal, options
from yifa.procedure.model import Act, Field
from yifa.uploads import NoSuchFile

APPLICANT = "applicant"
_PUBLIC = "public:"
_FILES = "files:"


def applicant_of(stands: Standing) -> Person:
    """The person who acts for the applicant: the one who filed, if the public filed it, else one named by the case."""
    opener = history(stands.case.id)[0].event.by
    id = opener if opener.startswith(_PUBLIC) else f"{_PUBLIC}case:{stands.case.number}"
    return Person(id, frozenset({APPLICANT}))


def _mine(stands: Standing, on: date) -> list[Option]:
    nobody = Person(_PUBLIC, frozenset({APPLICANT}))
    found = options(stands.procedure, stands.state, nobody, on, calendar(), stands.links)
    return [option for option in found if APPLICANT in option.act.by]


def _is_open(stands: Standing, wait: str | None) -> bool:
    spans = [span for name, all in stands.state.waits.items() if name.partition(":")[0] == wait for span in all]
    return any(closed is None for _, closed in spans)


def awaited(stands: Standing, on: date) -> list[dict[str, Any]]:
    """What the organ waits for from the applicant, each with the act that does it, the day, and what was asked."""
    found = []
    for option in _mine(stands, on):
        act = option.act
        wait = stands.procedure.waits.get(act.closes or "")
        if not option.allowed or wait is None or wait.party != APPLICANT or not _is_open(stands, act.closes):
            continue
        view = next((one for one in running(stands, on) if one.clock.party == APPLICANT and one.due), None)
        found.append(
            {
                "label": act.label.zh,
                "wait": wait.label.zh,
                "url": reverse("portal:act", args=[stands.case.number, act.id]),
                "badge": badge(view) if view else None,
                "due": view.due if view else None,
                "article": article(wait.cites),
                "asked": _asked_for(stands, act.closes or ""),
            }
        )
    return found


def _asked_for(stands: Standing, wait: str) -> list[str]:
    """What the act that opened a wait asked for, a line each: the lists and long texts it answered."""
    openers = [act for act in stands.procedure.acts.values() if act.opens == wait and act.id in stands.state.done]
    lines: list[str] = []
    for act in openers:
        for name in act.fields:
            field, value = stands.procedure.fields[name], stands.state.facts.get(name)
            if field.personal or not value:
                continue
            if isinstance(value, list):
                lines += [str(item.get("name", "")) if isinstance(item, dict) else str(item) for item in value]
            elif field.type == "long_text":
                lines.append(str(value))
    return lines


def choices(stands: Standing, on: date) -> dict[str, list[dict[str, Any]]]:
    """The other acts of the applicant: those allowed, and those that are not, with every reason."""
    first = {one["url"] for one in awaited(stands, on)}
    allowed, refused = [], []
    for option in _mine(stands, on):
        act = option.act
        url = reverse("portal:act", args=[stands.case.number, act.id])
        if option.allowed and url not in first and not _idle(stands, option):
            allowed.append({"label": act.label.zh, "url": url, "article": article(act.cites)})
        elif not option.allowed:
            refused.append({"label": act.label.zh, "reasons": [_reason(one) for one in option.refusals]})
    return {"allowed": allowed, "refused": refused}


def _idle(stands: Standing, option: Option) -> bool:
    """An act that closes a wait which is not open has nothing to answer to."""
    return option.act.closes is not None and not _is_open(stands, option.act.closes)


def _reason(refusal: Refusal) -> dict[str, Any]:
    return {
        "sentence": refusal.sentence,
        "article": article(refusal.cites),
        "remedy": refusal.remedy,
        "by_whom": refusal.by_whom,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """The form of one act of the applicant; sending it does the act."""
    with visits.seeing(request, number) as stands:
        if stands is None:
            return redirect(f"{reverse('portal:progress')}?number={number}")
        option = next((one for one in _mine(stands, today()) if one.act.id == act), None)
        if option is None:
            raise Http404
        if not option.allowed:
            return _page(request, stands, option, refusals=option.refusals, status=409)
        if request.method == "POST":
            return _sent(request, stands, option)
        return _page(request, stands, option)


def _known(act: Act) -> dict[str, Any]:
    """What the portal knows better than the applicant: what is sent here is received today."""
    dated = act.effect.kind == "fact" and act.effect.name in act.fields
    return {act.effect.name: today().isoformat()} if dated else {}


def _asked(stands: Standing, act: Act) -> list[Field]:
    """The questions of an act, without those that the portal answers itself."""
    return [field for field in asked(stands.procedure, act.id, stands.state, {}) if field.id not in _known(act)]


def _sent(request: HttpRequest, stands: Standing, option: Option) -> HttpResponse:
    """Files that were taken wait in the session with the form, so that a fault elsewhere does not lose them."""
    name = f"{_FILES}{stands.case.number}:{option.act.id}"
    fields = _asked(stands, option.act)
    matter = Matter.objects.filter(pk=stands.case.matter).first() if stands.case.matter else None
    received = forms.receive(request, fields, matter, request.session.get(name, {}))
    request.session[name] = {f.id: received.answers[f.id] for f in fields if _has_files(received.answers.get(f.id))}
    answers = received.answers | _known(option.act)
    wrong = faults(stands.procedure, option.act.id, stands.state, answers)
    staying = REMOVE in request.POST or request.POST.get("do") == "upload"
    errors = received.errors | ({} if staying else {id: one.sentence for id, one in wrong.items()})
    if errors or staying:
        return _page(request, stands, option, received, errors, status=422 if errors else 200)
    try:
        materials.keep_all(received.answers)
        perform(
            stands.case.id,
            option.act.id,
            by=applicant_of(stands),
            on=today(),
            answers=answers,
            seen=int(request.POST.get("seen", "0") or 0),
            key=request.POST.get("key", "")[:64] or None,
        )
    except Refused as refused:
        return _page(request, stands, option, received, refusals=(refused.refusal,), status=409)
    except NoSuchFile:
        request.session.pop(name, None)
        lost = Refusal("file.gone", "材料上传后放了太久，已经被清除，没有提交。", remedy="请重新上传")
        return _page(request, stands, option, received, refusals=(lost,), status=409)
    except (Changed, TooBusy, ValueError) as error:
        return _page(request, stands, option, received, refusals=(Refusal("busy", str(error)),), status=409)
    request.session.pop(name, None)
    messages.success(request, f"已经办好：{option.act.label.zh}。")
    return redirect("portal:case", number=stands.case.number)


def _has_files(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))


def _page(
    request: HttpRequest,
    stands: Standing,
    option: Option,
    received: forms.Received | None = None,
    errors: dict[str, str] | None = None,
    *,
    refusals: tuple[Refusal, ...] = (),
    status: int = 200,
) -> HttpResponse:
    chosen = option.act
    fields = _asked(stands, chosen)
    matter = Matter.objects.filter(pk=stands.case.matter).first() if stands.case.matter else None
    answers = received.answers if received else request.session.get(f"{_FILES}{stands.case.number}:{chosen.id}", {})
    typed = received.typed if received else forms.typed_from(fields, answers)
    places = received.places if received else None
    ending = bool(chosen.to and chosen.to in stands.procedure.ends)
    return show(
        request,
        "act",
        status,
        case=stands.case,
        act=chosen,
        article=article(chosen.cites),
        entries=[]
        if refusals and not received
        else forms.entries(fields, matter, answers, typed, errors or {}, places),
        errors=forms.summary(fields, errors or {}),
        refusal={"label": chosen.label.zh, "reasons": [_reason(one) for one in refusals]} if refusals else None,
        wanted=_asked_for(stands, chosen.closes) if chosen.closes else [],
        key=request.POST.get("key") or secrets.token_hex(16),
        seen=stands.case.seq,
        ending=ending,
        with_files=any(field.type in FILES for field in fields),
    )
