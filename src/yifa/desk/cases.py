"""The case page: what happened, what I may do now, clocks, parties and papers; and the one view for every act.

Each view finds the case, calls the door, and answers; a colleague's simultaneous act is told, with the answers kept.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from yifa.casework.public import (
    Changed,
    KeyReused,
    Refused,
    TooBusy,
    perform,
    scope,
)
from yifa.desk import clocks, doing, forms, likeness, linked, lists, timeline
from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.page import show
from yifa.desk.words import article, called, names_of
from yifa.licences.public import Licence, licences_of_case, standing
from yifa.matters.public import Matter
from yifa.organs.public import Organ
from yifa.papers.public import CaseFile, papers_of_case
from yifa.procedure import Event, Refusal, check_answers, describe, draw, ribbon
from yifa.procedure.model import Value
from yifa.ui.dates import plain_day

_NOW = "刚才"


@require_GET
@needs(Right.CASES)
def case(request: DeskRequest, number: str) -> HttpResponse:
    """A case as it stands."""
    return case_page(request, request.staff.open(number))


def case_page(
    request: DeskRequest,
    file: CaseFile,
    *,
    attempt: doing.Attempt | None = None,
    changed: tuple[Event, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page of a case, with what was just tried where that was refused."""
    row, day = file.row, request.staff.day
    url = reverse("desk:case", args=[row.number])
    matter = Matter.objects.filter(pk=row.matter).first() if row.matter else None
    return show(
        request,
        "case.html",
        status=status,
        file=file,
        row=row,
        title=called(row.title, matter.name if matter else "", file.procedure),
        organ=Organ.objects.filter(pk=row.organ).first(),
        stage=file.procedure.stages[row.stage].zh,
        outcome=file.procedure.outcomes[row.outcome].zh if row.outcome else "",
        ribbon=_ribbon(file, day),
        picture=mark_safe(draw(file.procedure, file.state)),  # noqa: S308 -- the engine escapes every word of it
        timeline=timeline.timeline(file),
        choices=doing.choices(
            file, request.staff, url, secrets.token_hex(8), attempt, likeness.begun(file, request.GET)
        ),
        likeness=likeness.suggestions(file, request.staff, url),
        clocks=clocks.panel(file, day, url),
        lists=lists.panel(file, url),
        sums=lists.sums(file, day),
        parties=_parties(file),
        may_read=Right.ACT in request.staff.rights and bool(request.staff.person(row.organ, row.procedure).roles),
        papers=_papers(file),
        files=_files(file),
        licences=_licences(file, day),
        links=linked.linked(file, request.staff),
        beginnings=linked.beginnings(file, request.staff),
        changed=_told(file, changed),
        url=url,
    )


def _ribbon(file: CaseFile, day: date) -> dict[str, Any]:
    drawn = ribbon(file.procedure, file.state, day, file.calendar, file.links)
    for gate in drawn["gates"]:
        gate["article"] = article(gate["article"]["label"])
    return drawn


def _parties(file: CaseFile) -> list[dict[str, Any]]:
    """The masked particulars, a list a party."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in file.given():
        found.setdefault(one.role, []).append({"label": one.label, "value": one.value})
    names = file.procedure.roles
    return [{"role": names[role].zh if role in names else "当事人", "rows": rows} for role, rows in found.items()]


def _papers(file: CaseFile) -> list[dict[str, Any]]:
    found = []
    for paper in papers_of_case(file.row.id):
        url = reverse("desk:case-paper", args=[file.row.number, paper.seq, paper.paper])
        others = [{"label": "Word", "url": f"{url}docx/"}, {"label": "PDF", "url": f"{url}pdf/"}]
        found.append({"title": paper.title, "url": url, "number": paper.number, "on": paper.day, "others": others})
    return found[::-1]


def _files(file: CaseFile) -> list[dict[str, Any]]:
    return [
        {
            "title": one["name"],
            "url": reverse("desk:case-file", args=[file.row.number, one["digest"]]),
            "number": "、".join(one["materials"]),
            "on": one["on"],
            "size": timeline.size_words(int(one.get("size") or 0)),
        }
        for one in timeline.files_of(file)
    ]


def _licences(file: CaseFile, day: date) -> list[dict[str, Any]]:
    return [
        {"label": licence.name, "value": licence.number, "note": f"{standing(licence, day)}　{_term(licence)}"}
        for licence in licences_of_case(file.row.id)
    ]


def _term(licence: Licence) -> str:
    return f"有效期至{plain_day(licence.valid_to)}" if licence.valid_to else "未定有效期"


def _told(file: CaseFile, events: tuple[Event, ...]) -> list[str]:
    """What others did in the meantime, a sentence each."""
    names = names_of(event.by for event in events)
    told = []
    answers: dict[str, Value] = {}
    for entry, state in file.states():
        answers |= entry.event.answers
        if any(event.seq == entry.event.seq for event in events):
            sentence = describe(file.procedure, entry.event, state, timeline.shown(file, answers, names))
            told.append(f"{_NOW}{names.get(entry.event.by, '申请人')}已经办理：{sentence}")
    return told


@require_GET
@needs(Right.CASES)
def proof(request: DeskRequest, number: str, clock: str, run: int) -> HttpResponse:
    """Why a clock is due on its day; a fragment for HTMX, a page without script."""
    file = request.staff.open(number)
    strip = clocks.strip(file, clock, run, request.GET.get("key", ""), request.staff.day)
    if strip is None:
        raise Http404
    if request.headers.get("HX-Request"):
        return render(request, "desk/_proof.html", {"strip": strip})
    return show(request, "proof.html", strip=strip, number=number)


@require_POST
@needs(Right.ACT, scoped=False)
def act(request: DeskRequest, number: str, act: str) -> HttpResponseBase:
    """Do an act: the answers are read, the door decides. Whatever is refused comes back with its answers."""
    staff = request.staff
    with scope(staff.divisions):
        file = staff.open(number)
    if act not in file.procedure.acts:
        raise Http404
    sent = forms.parse(file.procedure, file.procedure.acts[act], request.POST, request.FILES)
    tried = _Try(request, number, act, sent)
    on = _day(request.POST.get("on", ""))
    if on is None:
        sent.faults["on"] = "请填写办理日期，如 2026-03-05。"
    if sent.more:
        return tried.again(file, (), status=200)
    if sent.faults or on is None:
        return tried.again(file, ())
    try:
        done = perform(
            file.row.id, act, by=staff.account, on=on, answers=sent.answers, seen=_number(request.POST.get("seen")),
            key=request.POST.get("key") or None, at=request.POST.get("at", "").strip(),
        )  # fmt: skip
    except Refused as refused:
        return tried.again(file, _all_refusals(file, act, sent, on, refused.refusal))
    except Changed as changed:
        return tried.again(file, (), changed=changed.events, status=409)
    except (KeyReused, TooBusy) as error:
        return tried.again(file, (Refusal("door", str(error)),))
    messages.success(request, _done(file, done.events))
    return redirect(f"{reverse('desk:case', args=[number])}")


class _Try:
    """An act that was tried: how to show it again with what went wrong."""

    def __init__(self, request: DeskRequest, number: str, act: str, sent: forms.Sent) -> None:
        self.request, self.number, self.act, self.sent = request, number, act, sent

    def again(
        self,
        file: CaseFile,
        refusals: tuple[Refusal, ...],
        *,
        changed: tuple[Event, ...] = (),
        status: int = 422,
    ) -> HttpResponse:
        """The page of the case as it stands now, the form open, answers kept."""
        definition = file.procedure.acts[self.act]
        listed, beside = forms.errors(file.procedure, definition, refusals, self.sent.faults, f"{self.act}-")
        post = self.request.POST
        on, key, at = (post.get(name, "") for name in ("on", "key", "at"))
        attempt = doing.Attempt(self.act, self.sent, listed, beside, on, key, at, refusals)
        with scope(self.request.staff.divisions):
            return case_page(
                self.request, self.request.staff.open(self.number), attempt=attempt, changed=changed, status=status
            )


def _all_refusals(file: CaseFile, act: str, sent: forms.Sent, on: date, first: Refusal) -> tuple[Refusal, ...]:
    """All that is wrong with the answers at once, where it is the answers that are wrong."""
    if not first.code.startswith(("answer.", "act.officers")):
        return (first,)
    every = check_answers(file.procedure, file.state, act, sent.answers, on, file.calendar)
    return every if any(one.code == first.code for one in every) else (first, *every)


def _done(file: CaseFile, events: tuple[Event, ...]) -> str:
    """What was done, and what the law did on the way."""
    *before, last = events
    words = f"已办理：{file.procedure.acts[last.act].label.zh}。"
    if before:
        acts = "、".join(file.procedure.acts[event.act].label.zh for event in before)
        words += f"在此之前，依法已经发生：{acts}。"
    return words


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
