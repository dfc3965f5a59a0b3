"""Annual reports that their organs have published, and every figure in them with its definition and its months.

Figures are numbers here: no case is listed and nobody's particulars are near.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Sum
from django.db.models.functions import ExtractMonth
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from yifa.casework.public import scope
from yifa.indicators.public import Figure, Scope, cases_of, figures, in_unit, indicator_of
from yifa.organs.public import Organ
from yifa.portal.articles import articles, is_citation
from yifa.portal.page import public_page, show
from yifa.report.public import Built, built_report, built_reports, to_html

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _published(organ: str, year: int) -> Built:
    built = built_report(organ, year)
    if built is None or not built.published:
        raise Http404
    return built


@require_safe
@public_page
def reports(request: HttpRequest) -> HttpResponse:
    """The reports that the public may read, newest first."""
    found = [
        {
            "title": built.report.title,
            "url": reverse("portal:report", args=[built.report.organ, built.report.year]),
            "icon": "book",
            "others": [
                {
                    "label": "Word",
                    "url": reverse("portal:report_document", args=[built.report.organ, built.report.year]),
                }
            ],
        }
        for built in built_reports(published=True)
    ]
    return show(request, "reports", reports=found)


@require_safe
@public_page
def report(request: HttpRequest, organ: str, year: int) -> HttpResponse:
    """A report; each figure leads to its definition and its months."""
    built = _published(organ, year)
    # `report` escapes every word of it.
    body = mark_safe(to_html(built.report, _link(organ, year)))  # noqa: S308
    return show(request, "report", report=built.report, body=body)


def _link(organ: str, year: int) -> Any:
    return lambda figure: reverse("portal:figure", args=[organ, year, figure])


@require_safe
def document(request: HttpRequest, organ: str, year: int) -> HttpResponseBase:
    """The report as a Word file."""
    built = _published(organ, year)
    if not built.docx.is_file():
        raise Http404
    name = f"{built.report.title}.docx"
    return FileResponse(built.docx.open("rb"), as_attachment=True, filename=name, content_type=_DOCX)


@require_safe
@public_page
def figure(request: HttpRequest, organ: str, year: int, indicator: str) -> HttpResponse:
    """One figure of a report: what it counts, how, from where, and month by month."""
    report = _published(organ, year).report
    try:
        named = indicator_of(indicator)
    except LookupError:
        raise Http404 from None
    since, until = date.fromisoformat(report.since), date.fromisoformat(report.until)
    asked = Scope((organ,), since, until)
    pack = indicator.partition(".")[0]
    with scope([Organ.objects.get(pk=organ).division]):
        found = figures(asked, [pack])
        shown = found[indicator]
        counted = indicator if named.kind == "count" else f"{pack}.{named.whole}"
        months = _months(counted, asked)
    return show(
        request,
        "figure",
        report=report,
        figure=shown,
        stated=_stated(report, indicator) or shown.text,
        formula=_formula(pack, named, found),
        chart=_chart(found[counted], months, since, until),
        source=articles(named.source) if is_citation(named.source) else [],
        crumbs=[
            {"label": "年度报告", "url": reverse("portal:reports")},
            {"label": f"{report.year} 年", "url": reverse("portal:report", args=[organ, year])},
            {"label": named.label.zh},
        ],
    )


def _stated(report: Any, indicator: str) -> str:
    """The number as the report prints it."""
    runs = (run for section in report.sections for paragraph in section.paragraphs for run in paragraph)
    return next((run.text for run in runs if run.figure == indicator), "")


def _formula(pack: str, named: Any, found: dict[str, Figure]) -> list[dict[str, str]]:
    """The parts of a quotient, each with its number; empty for a plain count."""
    if named.kind == "count":
        return []
    parts = [("分子", named.part), ("分母", named.whole)]
    return [
        {"role": role, "label": one.zh, "value": one.text, "unit": one.unit, "definition": one.definition}
        for role, name in parts
        for one in [found[f"{pack}.{name}"]]
    ]


def _months(indicator: str, asked: Scope) -> dict[int, int]:
    rows = cases_of(indicator, asked).order_by().annotate(month=ExtractMonth("day"))
    return {int(month): int(n) for month, n in rows.values("month").annotate(n=Sum("value")).values_list("month", "n")}


def _chart(counted: Figure, months: dict[int, int], since: date, until: date) -> dict[str, Any]:
    def told(total: int) -> str:
        return str(in_unit(total, counted.unit))

    return {
        "caption": f"{counted.zh}，按月",
        "columns": [
            {"key": "month", "label": "月份", "head": True},
            {"key": "number", "label": f"数量（{counted.unit}）", "numeric": True},
        ],
        "rows": [
            {"cells": {"month": f"{month}月", "number": told(months.get(month, 0))}}
            for month in range(since.month, until.month + 1)
        ],
        "foot": [{"text": "合计"}, {"text": told(sum(months.values())), "numeric": True}],
        "show_caption": True,
    }
