"""Cases that may be the same demand, as the case page and the intake page show them: with reasons, and a way to merge.

What is alike is found by `similarity`; that it is the same, a person says by merging.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from yifa.desk.access import DeskRequest, Right, Staff, needs
from yifa.papers.public import CaseFile
from yifa.procedure import Procedure, titled
from yifa.similarity.public import Likeness, Reason, alike, texts


def suggestions(file: CaseFile, staff: Staff, url: str) -> list[dict[str, Any]]:
    """Open cases that this one may be merged into, where the person may merge it now; else none."""
    similar = file.procedure.similar
    if similar is None or not _may_merge(file, staff):
        return []
    act = file.procedure.acts[similar.act]
    field = act.links.field if act.links is not None else ""
    found = alike(file.procedure, file.row.organ, texts(similar, file.state), leaving=file.row.id)
    taken = {link.case for link in file.links}
    return [
        told(file.procedure, one) | {"merge_url": f"{url}?{urlencode({field: one.number})}#act-{act.id}"}
        for one in found
        if one.number not in taken
    ]


def begun(file: CaseFile, asked: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The merging that a suggestion began: act → answers to begin with."""
    similar = file.procedure.similar
    act = file.procedure.acts[similar.act] if similar is not None else None
    number = asked.get(act.links.field, "") if act is not None and act.links is not None else ""
    return {act.id: {act.links.field: number[:40]}} if act is not None and act.links is not None and number else {}


def told(procedure: Procedure, one: Likeness) -> dict[str, Any]:
    """A likeness as the list takes it."""
    return {
        "number": one.number,
        "url": reverse("desk:case", args=[one.number]),
        "title": titled(procedure, one.texts) or one.number,
        "stage": one.stage,
        "opened": one.opened_on,
        "percent": round(one.alike * 100),
        "reasons": [_sentence(procedure, reason) for reason in one.reasons],
    }


def _sentence(procedure: Procedure, reason: Reason) -> str:
    label = procedure.fields[reason.field].label.zh
    if reason.same:
        return f"{label}相同：{reason.phrases[0]}"
    return f"{label}都提到：{'、'.join(reason.phrases)}"


def _may_merge(file: CaseFile, staff: Staff) -> bool:
    similar = file.procedure.similar
    act = file.procedure.acts[similar.act] if similar is not None else None
    person = staff.person(file.row.organ, file.row.procedure)
    return act is not None and file.state.stage in act.stages and not person.roles.isdisjoint(act.by)


@require_GET
@needs(Right.INTAKE)
def while_typing(request: DeskRequest, procedure: str) -> HttpResponse:
    """Open cases like what is being typed at intake; a fragment for HTMX."""
    pack = next((pack for pack, _ in request.staff.openings if pack.id == procedure), None)
    if pack is None or pack.similar is None:
        raise Http404
    typed = {name: request.GET.get(name, "")[:1000].replace("\0", "") for name in pack.similar.fields}
    organs = [o for o in request.staff.working_organs if request.staff.roles(o.code, procedure)]
    found = alike(pack, organs[0].code, typed) if organs else ()
    return render(request, "desk/_likeness.html", {"likeness": [told(pack, one) for one in found], "typing": True})
