"""Annual reports: those on disk, and for heads the button that builds one.

Composition is the report room's; every figure of a report leads to `figures`.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from yifa.desk.access import HEADS, DeskRequest, Right, needs
from yifa.desk.page import show
from yifa.organs.public import Organ
from yifa.report.public import Built, Report, build, built_report, built_reports, figure_path, to_html

_YEARS = 3


@require_GET
@needs(Right.REPORTS)
def reports(request: DeskRequest) -> HttpResponse:
    """The reports of one's organs, newest first."""
    staff = request.staff
    listed = [built for built in built_reports(published=False) if built.report.organ in staff.case_organs]
    years = range(staff.day.year, staff.day.year - _YEARS, -1)
    form = None
    if organs := _led(request):
        form = {
            "folded": True,
            "id": "build",
            "icon": "plus",
            "label": "编制年度报告",
            "note": "报告的每个数字都从日志数出，并通到所数的办件。同一年度再次编制会替换原来的。",
            "action": reverse("desk:reports-build"),
            "submit": "编制",
            "fields": [
                {"name": "organ", "label": "机关", "kind": "select", "without_empty": len(organs) == 1,
                 "options": [{"value": organ.code, "label": organ.name} for organ in organs]},
                {"name": "year", "label": "年度", "kind": "select", "without_empty": True,
                 "options": [{"value": str(year), "label": f"{year}年"} for year in years],
                 "value": str(staff.day.year - 1)},
            ],
        }  # fmt: skip
    return show(request, "reports.html", files=[_file(built) for built in listed], form=form)


def _file(built: Built) -> dict[str, Any]:
    address = [built.report.organ, built.report.year]
    return {
        "title": built.report.title,
        "url": reverse("desk:reports-one", args=address),
        "on": built.report.until,
        "icon": "book",
        "others": [{"label": "Word", "url": reverse("desk:reports-docx", args=address)}],
        "tag": {"text": "已公布", "tone": "moss"} if built.published else {"text": "未公布"},
    }


def _led(request: DeskRequest) -> list[Organ]:
    """The organs that one heads."""
    return list({post.organ_id: post.organ for post in request.staff.posts if post.role in HEADS}.values())


def _built(request: DeskRequest, organ: str, year: int) -> Built:
    built = built_report(organ, year) if organ in request.staff.case_organs else None
    if built is None:
        raise Http404
    return built


@require_GET
@needs(Right.REPORTS)
def one(request: DeskRequest, organ: str, year: int) -> HttpResponse:
    """A report on the page, its figures linked to their cases."""
    built = _built(request, organ, year)
    report: Report = built.report

    def link(figure: str) -> str:
        return figure_path(report, figure)

    # The report room escapes every word that it writes.
    return show(request, "report.html", built=built, report=report, article=mark_safe(to_html(report, link)))  # noqa: S308


@require_GET
@needs(Right.REPORTS)
def docx(request: DeskRequest, organ: str, year: int) -> HttpResponseBase:
    """A report as a Word file."""
    built = _built(request, organ, year)
    return FileResponse(built.docx.open("rb"), as_attachment=True, filename=f"{built.report.title}.docx")


@require_POST
@needs(Right.BUILD_REPORTS)
def make(request: DeskRequest) -> HttpResponseBase:
    """Build the report of a year for an organ that one heads."""
    organ = next((organ for organ in _led(request) if organ.code == request.POST.get("organ")), None)
    year = request.POST.get("year", "")
    wanted = {str(request.staff.day.year - back): request.staff.day.year - back for back in range(_YEARS)}
    if organ is None or year not in wanted:
        raise Http404
    built = build(organ, wanted[year], today=request.staff.day, site=f"{request.scheme}://{request.get_host()}")
    messages.success(request, f"已编制《{built.report.title}》。")
    return redirect("desk:reports-one", organ=organ.code, year=wanted[year])
