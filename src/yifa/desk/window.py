"""The window: a new case on one screen without a mouse; find the matter, fill in its opening form, print the receipt.

Every opening act that the person's roles allow stands here, matterless procedures too.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from yifa.casework.public import (
    KeyReused,
    NoSuchMatter,
    Refused,
    TooBusy,
    calendar,
    open_case,
    scope,
)
from yifa.desk import forms
from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.doing import time_field
from yifa.desk.initials import matches
from yifa.desk.linked import Origin, carried, origin
from yifa.desk.page import show
from yifa.desk.words import article
from yifa.identifiers.case_number import show_query_code
from yifa.matters.public import Matter, guide_facts, matters_of, search, terms_of
from yifa.organs.public import Organ
from yifa.papers.public import papers_of_case
from yifa.procedure import Procedure, Refusal, State, check_answers
from yifa.procedure.model import Act

MOST = 20


@require_GET
@needs(Right.INTAKE)
def window(request: DeskRequest) -> HttpResponse:
    """Find what the visitor came for. With HTMX only the list comes back."""
    text = request.GET.get("matter", "").strip().replace("\0", "")
    whole = request.headers.get("HX-Request") is None
    found = [*_without_matter(request, text), *_matters(request, text)]
    if whole and text and len(found) == 1:
        return redirect(found[0]["url"])
    context: dict[str, Any] = {
        "text": text,
        "found": found[:MOST],
        "more": len(found) > MOST,
        "carried": _carried(request),
    }
    return show(request, "window.html", **context) if whole else render(request, "desk/_matters.html", context)


def _carried(request: DeskRequest) -> dict[str, str]:
    """The case from which the new one is begun, carried along, and the procedure that is meant."""
    return {name: value for name in ("from", "as", "procedure") if (value := request.GET.get(name, ""))}


def _matters(request: DeskRequest, text: str) -> list[dict[str, str]]:
    """Matters of one's organs that can be opened by one's roles; the first of the list where nothing is asked."""
    staff, carried = request.staff, _carried(request)
    meant = carried.pop("procedure", "")
    openings = {
        (pack.id, act): pack.acts[act].label.zh
        for pack, act in staff.openings
        if pack.matters and meant in ("", pack.id)
    }
    if not openings:
        return []
    organs = [organ.code for organ in staff.working_organs]
    rows = matters_of(organs[0]).filter(retired_on__isnull=True, procedure__in={pack for pack, _ in openings})
    if text.isascii() and text:
        # Initials are no words of an index, but the matters of one organ are few.
        codes = [code for code, name in rows.values_list("pk", "name") if matches(text, name)]
        rows = rows.filter(pk__in=codes[: MOST + 1])
    elif text:
        rows = search(text).filter(organ_id__in=organs, procedure__in={pack for pack, _ in openings})
    found = []
    for matter in rows[: MOST + 1]:
        for (pack, act), label in openings.items():
            if pack == matter.procedure:
                query = urlencode({"matter": matter.pk, **carried})
                url = reverse("desk:window-open", args=[pack, act]) + "?" + query
                found.append({"name": matter.name, "act": label, "organ": matter.organ.name, "url": url})
    return found


def _without_matter(request: DeskRequest, text: str) -> list[dict[str, str]]:
    """Opening acts of procedures that need no matter, found by name or initials."""
    if _carried(request):
        return []
    return [
        {
            "name": pack.label.zh,
            "act": pack.acts[act].label.zh,
            "organ": "",
            "url": reverse("desk:window-open", args=[pack.id, act]),
        }
        for pack, act in request.staff.openings
        if not pack.matters and matches(text, pack.label.zh, pack.acts[act].label.zh)
    ]


@dataclass(frozen=True)
class Intake:
    """What is being opened: the act, the organ it goes to, and the matter where there is one."""

    procedure: Procedure
    act: Act
    organ: Organ
    matter: Matter | None
    origin: Origin | None = None

    @property
    def by_the_dozen(self) -> bool:
        """Demands taken by telephone one after another: no receipt to print, the next form at once."""
        return self.procedure.similar is not None


def _intake(request: DeskRequest, procedure: str, act: str) -> Intake:
    """Raises Http404 for an act that the person may not open, or a matter of another organ."""
    pack = next((pack for pack, id in request.staff.openings if (pack.id, id) == (procedure, act)), None)
    if pack is None:
        raise Http404
    organs = {organ.code: organ for organ in request.staff.working_organs}
    code = request.POST.get("matter") or request.GET.get("matter") or ""
    matter = None
    if pack.matters:
        matter = Matter.objects.filter(pk=code, organ_id__in=organs, procedure=procedure).first()
        if matter is None or not matter.is_open_on(request.staff.day):
            raise Http404
    allowed = [
        organ
        for organ in organs.values()
        if not request.staff.roles(organ.code, procedure).isdisjoint(pack.acts[act].by)
    ]
    if not allowed:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    begun_from = origin(request.staff, pack, asked.get("from", ""), asked.get("as", ""))
    return Intake(pack, pack.acts[act], organs[matter.organ_id] if matter else allowed[0], matter, begun_from)


@require_http_methods(["GET", "POST"])
@needs(Right.INTAKE, scoped=False)
def opening(request: DeskRequest, procedure: str, act: str) -> HttpResponseBase:
    """The opening form of a pack; a case comes of it, or the form again with what is wrong."""
    with scope(request.staff.divisions):
        intake = _intake(request, procedure, act)
    if request.method == "GET":
        return _form(request, intake)
    sent = forms.parse(intake.procedure, intake.act, request.POST, request.FILES)
    _ticked(request, intake, sent)
    on = _day(request.POST.get("on", ""))
    if on is None:
        sent.faults["on"] = "请填写收件日期，如 2026-03-05。"
    if sent.faults or sent.more or on is None:
        return _form(request, intake, sent)
    try:
        done = open_case(
            procedure, act, by=request.staff.account, organ=intake.organ.code, division=intake.organ.division,
            matter=intake.matter.pk if intake.matter else "", on=on, answers=sent.answers,
            key=request.POST.get("key") or None, at=request.POST.get("at", "").strip(),
            links=intake.origin.links if intake.origin else (),
        )  # fmt: skip
    except Refused as refused:
        return _form(request, intake, sent, _all_refusals(intake, sent, on, refused.refusal))
    except (KeyReused, TooBusy, NoSuchMatter) as error:
        return _form(request, intake, sent, (Refusal("door", str(error)),))
    if intake.by_the_dozen:
        return _next_one(request, done.case.number)
    messages.success(request, "已收件。请把回执交给来办事的人。")
    return redirect("desk:window-receipt", number=done.case.number)


def _next_one(request: DeskRequest, number: str) -> HttpResponse:
    """The empty form again, with the number to read out and a way to the case."""
    url = reverse("desk:case", args=[number])
    messages.success(request, format_html('已受理，编号 <a href="{}">{}</a>。可以接下一件。', url, number))
    return redirect(request.path)


def _all_refusals(intake: Intake, sent: forms.Sent, on: date, first: Refusal) -> tuple[Refusal, ...]:
    if not first.code.startswith("answer."):
        return (first,)
    every = check_answers(intake.procedure, _before(intake), intake.act.id, sent.answers, on, calendar())
    return every or (first,)


def _ticked(request: DeskRequest, intake: Intake, sent: forms.Sent) -> None:
    """Materials ticked in the checklist are entries of the list of materials, before what was typed or uploaded."""
    ticked = [name for name in request.POST.getlist("checklist") if name]
    sent.raw["checklist"] = ticked
    if ticked and "materials" in intake.act.fields:
        sent.answers["materials"] = [*ticked, *sent.answers.get("materials", [])]


def _form(
    request: DeskRequest, intake: Intake, sent: forms.Sent | None = None, refusals: tuple[Refusal, ...] = ()
) -> HttpResponse:
    with scope(request.staff.divisions):
        return _drawn(request, intake, sent, refusals)


def _drawn(
    request: DeskRequest, intake: Intake, sent: forms.Sent | None, refusals: tuple[Refusal, ...]
) -> HttpResponse:
    faults = sent.faults if sent else {}
    listed, beside = forms.errors(intake.procedure, intake.act, refusals, faults)
    facts = guide_facts(intake.matter) if intake.matter else None
    asked = forms.fields(
        intake.procedure, intake.act, state=_before(intake), sent=sent, given=_begin_with(intake), faults=beside,
        refusals=refusals,
    )  # fmt: skip
    checklist = _checklist(intake, facts, sent)
    on = {
        "name": "on",
        "label": "收件日期",
        "kind": "date",
        "value": request.POST.get("on") or request.staff.day.isoformat(),
        "max": request.staff.day.isoformat(),
        "error": beside.get("on", ""),
    }
    place = next((at for at, field in enumerate(asked) if field["name"] == "materials"), len(asked))
    moment = time_field(intake.procedure, intake.act, State(), request.POST.get("at", ""))
    fields = [on, *moment, *asked[:place], *checklist, *asked[place:]]
    return show(
        request,
        "opening.html",
        status=422 if listed else 200,
        intake=intake,
        facts=facts,
        like_url=reverse("desk:window-like", args=[intake.procedure.id]) if intake.procedure.similar else "",
        form={
            "action": request.path,
            "fields": fields,
            "submit": f"{intake.act.label.zh}，接下一件" if intake.by_the_dozen else f"{intake.act.label.zh}，打印回执",
            "errors": listed or None,
            "hidden": {
                "matter": intake.matter.pk if intake.matter else "",
                "key": request.POST.get("key") or secrets.token_hex(12),
                **(intake.origin.hidden if intake.origin else {}),
            },
            "upload": any(forms.uploads(intake.procedure.fields[id]) for id in intake.act.fields),
            "note": "依据",
            "article": article(intake.act.cites),
        },
    )


def _before(intake: Intake) -> State:
    """The case before it is opened: nothing but the terms of its matter."""
    return State(terms={**intake.procedure.terms, **(terms_of(intake.matter) if intake.matter else {})})


def _begin_with(intake: Intake) -> dict[str, Any]:
    """At a window most applications are new ones and come across the counter."""
    given: dict[str, Any] = {}
    for id, value in (("channel", "1"), ("channel", "in_person"), ("application_kind", "new")):
        field = intake.procedure.fields.get(id)
        if field is not None and value in dict(field.options):
            given[id] = value
    return given | (carried(intake.procedure, intake.act, intake.origin.file) if intake.origin else {})


def _checklist(intake: Intake, facts: dict[str, Any] | None, sent: forms.Sent | None) -> list[dict[str, Any]]:
    """The materials of the matter to tick off, where the organ has entered them."""
    if not facts or not facts["materials"] or "materials" not in intake.act.fields:
        return []
    options = [{"value": one["name"], "label": one["name"], "hint": _copies(one)} for one in facts["materials"]]
    value = sent.raw.get("checklist", []) if sent else []
    return [
        {"name": "checklist", "label": "收到的材料", "kind": "checkboxes", "options": options, "value": value,
         "required": False}
    ]  # fmt: skip


def _copies(one: dict[str, Any]) -> str:
    parts = []
    if one["original_copies"]:
        parts.append(f"原件 {one['original_copies']} 份")
    if one["photocopies"]:
        parts.append(f"复印件 {one['photocopies']} 份")
    if not one["required"]:
        parts.append("非必要")
    return "，".join([*parts, one["note"]] if one["note"] else parts)


@require_GET
@needs(Right.INTAKE)
def receipt(request: DeskRequest, number: str) -> HttpResponse:
    """The receipt on one A5 page, for the printer at the window."""
    file = request.staff.open(number)
    matter = Matter.objects.filter(pk=file.row.matter).first() if file.row.matter else None
    paper = papers_of_case(file.row.id).filter(seq=1).first()
    code = show_query_code(file.row.query_code)
    return show(request, "receipt.html", file=file, row=file.row, matter=matter, paper=paper, code=code)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
