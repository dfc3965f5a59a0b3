"""The working calendar: holiday notices by year with their document numbers, days off, days worked, provisional years.

Days are those of `workdays`; this page only shows them.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from yifa.casework.public import calendar, load_notice
from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.page import show
from yifa.ui.dates import short_day
from yifa.uploads import clean_name
from yifa.workdays import BadNotice, Holiday, Notice

_MOST_BYTES = 100 * 1024
_FIRST, _AHEAD = 2016, 1
_FORM = {
    "folded": True,
    "id": "load-notice",
    "icon": "plus",
    "label": "装载新的放假安排",
    "submit": "装载并重新计算期限",
    "note": "装载后，所有标着“暂定”的届满日重新计算，并列出前后变化的办件。已经办过的事不变。",
    "upload": True,
    "fields": [{"name": "notice", "label": "放假安排文件", "kind": "file", "accept": ".yaml,.yml"}],
}
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
    form = _FORM | {"action": reverse("desk:calendar-load")} if Right.NOTICES in request.staff.rights else None
    return show(
        request,
        "calendar.html",
        form=form,
        year=year,
        tabs=tabs,
        notices=[_drawn(one) for one in notices],
        columns=_COLUMNS,
    )


@require_POST
@needs(Right.NOTICES, scoped=False)
def load(request: DeskRequest) -> HttpResponseBase:
    """Load a notice file: every provisional day that it settles is dated anew, and what moved is listed."""
    file = request.FILES.get("notice")
    if file is None or not file.size or file.size > _MOST_BYTES:
        messages.error(request, "请选择放假安排文件（YAML，不超过 100 KB）。")
        return redirect("desk:calendar")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (clean_name(file.name or "") or "notice.yaml")
        path.write_bytes(file.read())
        try:
            told = load_notice(str(path))
        except (BadNotice, UnicodeDecodeError) as error:
            messages.error(request, f"这个文件不能装载：{error}")
            return redirect("desk:calendar")
    return show(request, "notice_loaded.html", told=told.splitlines())


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
