"""Lays the days of a clock out as months and as runs: what the eye reads and what the ear reads.

It counts nothing that was not handed in: whether a day counts is decided where the law is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from yifa.ui.dates import WEEKDAYS, as_day, short_day
from yifa.ui.registry import spread

KINDS = {
    "start": "起算日，当日不计",
    "counted": "计入",
    "weekend": "周末，不计",
    "holiday": "法定节假日，不计",
    "makeup": "调休上班，计入",
    "paused": "暂停计时，不计",
    "extension": "延长期限，计入",
    "rolled": "期满日遇休息日，顺延",
    "due": "届满日",
}
COUNTING = {"counted", "makeup", "extension", "due"}
MONTHS_SHOWN = 6


@dataclass(frozen=True)
class Day:
    """One cell: ``ordinal`` is its place in the count (1 for the first day counted) or None."""

    day: date
    kind: str
    words: str
    source: str
    ordinal: int | None
    phase: str
    column: int

    @property
    def spoken(self) -> str:
        """The day as one sentence, for the note and for the ear."""
        count = f"第 {self.ordinal} 日，" if self.ordinal else ""
        today = "今天，" if self.phase == "today" else ""
        source = f"（{self.source}）" if self.source else ""
        return f"{short_day(self.day)}周{WEEKDAYS[self.day.weekday()]}：{today}{count}{self.words}{source}"


def arrange(given: dict[str, Any]) -> dict[str, Any]:
    """The context of the template: ``months``, ``folded`` months, ``runs``, the ``legend`` and the count.

    ``cells`` may carry ``n``, the ordinal; where it is missing the days that count are numbered in order,
    and the day a rolled term lands on is not counted twice.
    """
    today = as_day(given.get("today"))
    days = _days([spread(cell) for cell in given["cells"]], today)
    months = [
        {"label": f"{year}年{month}月", "days": list(group)}
        for (year, month), group in groupby(days, key=lambda one: (one.day.year, one.day.month))
    ]
    due = as_day(given["due"])
    late = bool(today and due and today > due) and not given.get("met", False)
    head, folded, tail = _fold(months)
    present = {day.kind for day in days}
    return {
        **given,
        "start": as_day(given["start"]),
        "due": due,
        "today": today,
        "late": late,
        "days": days,
        "head": head,
        "folded": folded,
        "tail": tail,
        "runs": _runs(days),
        "total": max((day.ordinal or 0 for day in days), default=0),
        "legend": [(kind, words.split("，")[0]) for kind, words in KINDS.items() if kind in present],
        "has_today": any(day.phase == "today" for day in days),
        "articles": given.get("articles") or [],
        "weekdays": WEEKDAYS,
    }


def _days(cells: list[Mapping[str, Any]], today: date | None) -> list[Day]:
    rolled = any(cell["kind"] == "rolled" for cell in cells)
    days, ordinal = [], 0
    for cell in cells:
        day = as_day(cell["day"])
        if day is None:
            raise ValueError("证明条的每一格都要有日期")
        counts = cell["kind"] in COUNTING and not (cell["kind"] == "due" and rolled)
        ordinal += counts
        days.append(
            Day(
                day=day,
                kind=cell["kind"],
                words=cell.get("reason") or KINDS[cell["kind"]],
                # A pause names its paper in the reason already; it is not said twice.
                source="" if (source := cell.get("source") or "") == cell.get("reason") else source,
                ordinal=cell.get("n", ordinal if counts else None),
                phase=_phase(day, today),
                column=day.weekday() + 1,
            )
        )
    return days


def _phase(day: date, today: date | None) -> str:
    if today is None or day < today:
        return "past"
    return "today" if day == today else "ahead"


def _fold(months: list[Any]) -> tuple[list[Any], list[Any], list[Any]]:
    if len(months) <= MONTHS_SHOWN:
        return months, [], []
    return months[:2], months[2:-2], months[-2:]


def _runs(days: list[Day]) -> list[dict[str, Any]]:
    """Neighbouring days of one kind and reason as one line: first, last, how many, which ordinals."""
    alike = [replace(day, ordinal=None, phase="", column=0, day=date.min) for day in days]
    runs = []
    for _, group in groupby(range(len(days)), key=lambda at: alike[at]):
        run = [days[at] for at in group]
        first, last = run[0], run[-1]
        counted = first.ordinal is not None
        runs.append(
            {
                "first": first.day,
                "last": last.day if len(run) > 1 else None,
                "length": len(run),
                "counted": counted,
                "ordinals": _ordinals(first, last) if counted else "",
                "kind": first.kind,
                "words": first.words,
                "source": first.source,
            }
        )
    return runs


def _ordinals(first: Day, last: Day) -> str:
    return f"第 {first.ordinal} 日" if first is last else f"第 {first.ordinal}–{last.ordinal} 日"
