"""The few questions about days that the engine asks of `workdays`, in the engine's own words.

No counting happens here; see `yifa.workdays` for the rules and their articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yifa.workdays import Calendar, Due, Length, due, due_before

FIRST_YEAR, LAST_YEAR = 2000, 2080
"""Years from which days are counted; the calendar ends with 2100."""

Span = tuple[date, date | None]
"""An interval not counted, both days within it; open while its end is None."""


def length_of(text: str) -> Length:
    """The length a canonical text names; `Length.parse` keeps its own cache."""
    return Length.parse(text)


def plain_due(start: date, length: Length, calendar: Calendar) -> Due:
    """The last day of a term that was neither paused nor extended."""
    return due(start, length, calendar=calendar)


def reckoned(
    start: date,
    length: Length,
    calendar: Calendar,
    pauses: Sequence[Span],
    extensions: Sequence[str],
    as_of: date,
) -> Due:
    """The last day of a term with its pauses and extensions; open pauses count up to `as_of`."""
    if not pauses and not extensions:
        return due(start, length, calendar=calendar)
    lengths = [length_of(text) for text in extensions]
    return due(start, length, calendar=calendar, pauses=pauses, extensions=lengths, as_of=as_of)


def before(day: date, length: Length, calendar: Calendar) -> Due:
    """The last day on which something may be done that must be done `length` before a day."""
    return due_before(day, length, calendar=calendar)


def in_chinese(day: date | str) -> str:
    """A day as a sentence writes it, such as 2026年3月5日."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.year}年{day.month}月{day.day}日"
