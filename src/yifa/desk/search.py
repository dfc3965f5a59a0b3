"""Finding cases by number, query code, paper number, licence number, title, matter or the name of an organisation.

Names of natural persons are encrypted and cannot be searched; the page says so.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from yifa.casework.public import Case
from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.page import show
from yifa.desk.words import called
from yifa.licences.public import licences_of_organs
from yifa.matters.public import Matter
from yifa.papers.public import IssuedPaper
from yifa.procedure import shipped

MOST = 50
_SHORTEST = 2


@require_GET
@needs(Right.CASES)
def search(request: DeskRequest) -> HttpResponse:
    """The cases that fit; one that fits a number or code exactly is opened at once."""
    text = request.GET.get("q", "").strip().replace("\0", "")
    organs = request.staff.case_organs
    if not text:
        return show(request, "search.html", search_text="", rows=[], text="", columns=COLUMNS)
    mine = Case.objects.filter(organ__in=organs)
    plain = text.upper().replace("-", "").replace(" ", "")
    exact = mine.filter(Q(number=plain) | Q(query_code=plain)).values_list("number", flat=True).first()
    if exact:
        return redirect("desk:case", number=exact)
    found = _found(mine, organs, text) if len(text) >= _SHORTEST else mine.none()
    rows = rows_of(found.order_by("closed", "-id")[: MOST + 1])
    return show(
        request, "search.html", search_text=text, text=text, columns=COLUMNS, rows=rows[:MOST], more=len(rows) > MOST
    )


def _found(mine: QuerySet[Case], organs: tuple[str, ...], text: str) -> QuerySet[Case]:
    papers = IssuedPaper.objects.filter(organ__in=organs, number__contains=text).values_list("case_id", flat=True)
    licences = licences_of_organs(list(organs)).filter(number__contains=text).values_list("case_id", flat=True)
    matters = Matter.objects.filter(organ_id__in=organs, name__contains=text).values_list("pk", flat=True)
    return mine.filter(
        Q(number__contains=text.upper())
        | Q(applicant_masked__contains=text)
        | Q(title__contains=text)
        | Q(id__in=papers[:MOST])
        | Q(id__in=licences[:MOST])
        | Q(matter__in=list(matters))
    )


def rows_of(cases: QuerySet[Case]) -> list[dict[str, Any]]:
    """Rows of a table of cases."""
    packs = shipped()
    listed = list(cases.defer("state", "head"))
    names = dict(Matter.objects.filter(pk__in={case.matter for case in listed}).values_list("pk", "name"))
    rows = []
    for case in listed:
        pack = packs[case.procedure]
        outcome = pack.outcomes[case.outcome].zh if case.outcome in pack.outcomes else ""
        rows.append(
            {
                "url": reverse("desk:case", args=[case.number]),
                "cells": {
                    "matter": called(case.title, names.get(case.matter, ""), pack),
                    "applicant": case.applicant_masked,
                    "stage": pack.stages[case.stage].zh,
                    "outcome": outcome,
                    "opened": case.opened_on.isoformat(),
                    "number": f"…{case.number[-15:]}",
                },
            }
        )
    return rows


COLUMNS = [
    {"key": "matter", "label": "事项", "head": True},
    {"key": "applicant", "label": "申请人"},
    {"key": "stage", "label": "阶段", "fixed": True},
    {"key": "outcome", "label": "结果", "fixed": True},
    {"key": "opened", "label": "收到", "fixed": True},
    {"key": "number", "label": "编号", "fixed": True, "soft": True},
]
"""The columns of a table of cases."""
