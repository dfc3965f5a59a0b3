"""Figures of an organ over a period, each a link to the cases it counts: the addresses that reports point to.

What a figure counts is defined in its pack; nothing is added up here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from yifa.casework.public import Case
from yifa.desk.access import DeskRequest, Right, Staff, needs
from yifa.desk.page import show
from yifa.desk.search import COLUMNS, rows_of
from yifa.indicators.public import Figure, Scope, cases_of, figure, figures, in_unit, indicator_of
from yifa.organs.public import Organ
from yifa.procedure import shipped

A_PAGE = 100


@dataclass(frozen=True)
class Period:
    """Whose figures, over which days, as the address says."""

    organs: tuple[str, ...]
    organ: str  # "" for all
    since: date
    until: date

    @property
    def scope(self) -> Scope:
        """What the indicators are asked for."""
        return Scope(self.organs, self.since, self.until)

    def query(self, **words: Any) -> str:
        """The same period as an address."""
        organ = {"organ": self.organ} if self.organ else {}
        return "?" + urlencode({**organ, "since": self.since, "until": self.until, **words})


def read_period(request: DeskRequest) -> Period:
    """The period in the address: this year so far where none is named. Raises Http404 for an organ not one's own."""
    staff = request.staff
    organ = request.GET.get("organ", "")
    if organ and organ not in staff.case_organs:
        raise Http404
    since = _day(request.GET.get("since", ""), date(staff.day.year, 1, 1))
    until = _day(request.GET.get("until", ""), staff.day)
    return Period((organ,) if organ else staff.case_organs, organ, min(since, until), max(since, until))


def _day(text: str, default: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return default


@require_GET
@needs(Right.FIGURES)
def overview(request: DeskRequest) -> HttpResponse:
    """All figures of a period, by procedure; those in which nothing happened stand last and closed."""
    period = read_period(request)
    found = figures(period.scope)
    groups: dict[bool, list[tuple[str, list[dict[str, Any]]]]] = {True: [], False: []}
    for pack, told in groupby(found.values(), key=lambda one: one.id.partition(".")[0]):
        listed = list(told)
        drawn = [_drawn(one, period) for one in listed]
        groups[any(one.value for one in listed)].append((shipped()[pack].label.zh, drawn))
    return show(
        request,
        "figures.html",
        period=period,
        groups=groups[True],
        idle=groups[False],
        organs=_organs(request.staff),
        presets=_presets(period, request.staff.day),
    )


def _drawn(one: Figure, period: Period) -> dict[str, Any]:
    unit = "%" if one.kind == "share" else one.unit
    value = f"{one.value:,}" if one.kind == "count" and one.value is not None else one.text
    url = reverse("desk:figures-one", args=[one.id]) + period.query()
    return {"value": value, "unit": unit if one.value is not None else "", "label": one.zh, "url": url,
            "definition": one.definition}  # fmt: skip


def _organs(staff: Staff) -> list[dict[str, str]]:
    return [{"value": organ.code, "label": organ.name} for organ in Organ.objects.filter(pk__in=staff.case_organs)]


def _presets(period: Period, day: date) -> list[dict[str, Any]]:
    """Periods people ask for: this year, last year, this month."""
    spans = (
        (f"{day.year}年", date(day.year, 1, 1), day),
        (f"{day.year - 1}年", date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
        (f"{day.year}年{day.month}月", day.replace(day=1), day),
    )
    organ = {"organ": period.organ} if period.organ else {}
    return [
        {
            "label": label,
            "url": "?" + urlencode({**organ, "since": str(since), "until": str(until)}),
            "chosen": (period.since, period.until) == (since, until),
        }
        for label, since, until in spans
    ]


@require_GET
@needs(Right.FIGURES)
def one(request: DeskRequest, indicator: str) -> HttpResponse:
    """A figure with its definition, its formula and the cases it counts."""
    period = read_period(request)
    try:
        defined, found = indicator_of(indicator), figure(indicator, period.scope)
    except LookupError as error:
        raise Http404 from error
    # A mean or a share has its cases in its parts.
    parts = [] if found.kind == "count" else [defined.part, defined.whole]
    marks = cases_of(indicator, period.scope) if found.kind in ("count", "share") else None
    listed = marks.values_list("case_id", "day", "value") if marks is not None else ()
    paginator: Paginator[Any] = Paginator(listed, A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return show(
        request,
        "figure.html",
        period=period,
        defined=defined,
        figure=_drawn(found, period),
        found=found,
        parts=_parts(indicator.partition(".")[0], parts, period),
        rows=_rows(list(page.object_list), found.unit),
        columns=[{"key": "day", "label": "计入日", "fixed": True}, *COLUMNS],
        pages=_pages(page, period),
        organ=Organ.objects.filter(pk=period.organ).first() if period.organ else None,
    )


def _parts(pack: str, names: list[str], period: Period) -> list[dict[str, Any]]:
    """The parts of a share as figures of their own: first what is divided, then by what."""
    return [_drawn(figure(f"{pack}.{name}", period.scope), period) for name in names if name]


def _rows(marks: list[tuple[int, date, int]], unit: str) -> list[dict[str, Any]]:
    cases = {case.id: case for case in Case.objects.filter(id__in={id for id, _, _ in marks}).defer("state", "head")}
    rows = {row["url"]: row for row in rows_of(Case.objects.filter(id__in=list(cases)))}
    found = []
    for id, day, value in marks:
        if (case := cases.get(id)) is None:
            continue
        row = rows[reverse("desk:case", args=[case.number])]
        counted = in_unit(value, unit)
        shown = day.isoformat() + (f" {counted:,} {unit}" if counted != value else f" ×{value}" if value != 1 else "")
        found.append({**row, "cells": {**row["cells"], "day": shown}})
    return found


def _pages(page: Any, period: Period) -> dict[str, Any] | None:
    if page.paginator.num_pages <= 1:
        return None
    return {
        "previous": period.query(page=page.previous_page_number()) if page.has_previous() else None,
        "next": period.query(page=page.next_page_number()) if page.has_next() else None,
        "pages": [],
        "says": f"共 {page.paginator.count:,} 件，第 {page.start_index()}–{page.end_index()} 件",
    }
