"""The working calendar: holiday notices by year with their document numbers, days off, days worked, provisional years.

Days are those of `workdays`; this page only shows them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from yifa.casework.public import calendar
from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.page import show
from yifa.ui.dates import short_day
from yifa.workdays import Holiday, Notice

_FIRST, _AHEAD = 2016, 1
_COLUMNS = [
    {"key": "name", "label": "节日", "head": True},
    {"key": "off", "label": "放假"},
    {"key": "days", "label": "天数", "numeric": True},
    {"key": "work", "label": "上班的周末"},
]


@require_GET
@needs(Right.SIGNED_IN)
def page(request: DeskRequest) -> HttpResponse:
    """One year, the present one where none is named."""
    today = request.staff.day
    asked = request.GET.get("year", "")
    years = range(_FIRST, today.year + _AHEAD + 1)
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in years else today.year
    notices = [notice for notice in calendar().notices if notice.year == year]
    tabs = [{"label": f"{one}年", "url": f"?year={one}", "current": one == year} for one in reversed(years)]
    return show(
        request, "calendar.html", year=year, tabs=tabs, notices=[_drawn(one) for one in notices], columns=_COLUMNS
    )


def _drawn(notice: Notice) -> dict[str, Any]:
    return {
        "title": notice.title,
        "number": notice.number,
        "issued": notice.issued,
        "amends": notice.amends,
        "note": notice.note,
        "rows": [{"cells": _row(holiday)} for holiday in notice.holidays],
    }


def _row(holiday: Holiday) -> dict[str, str]:
    return {
        "name": holiday.name,
        "off": _spans(holiday.off),
        "days": str(len(holiday.off)),
        "work": _days(holiday.work),
    }


def _spans(days: tuple[Any, ...]) -> str:
    """Days in a row as first to last."""
    spans: list[list[Any]] = []
    for day in sorted(days):
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return "、".join(short_day(span[0]) + (f"至{short_day(span[-1])}" if len(span) > 1 else "") for span in spans)


def _days(days: tuple[Any, ...]) -> str:
    return "、".join(short_day(day) for day in sorted(days)) or "—"
