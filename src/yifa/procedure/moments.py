"""Moments of the day for the few clocks that run in hours: comparing, parsing, and reckoning them.

A moment is a legal day and a time "HH:MM" in China; a clock in days has no time and ends with its day
(民法典 第二百零三条第二款).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from yifa.procedure import days
from yifa.procedure.model import Clock, Value
from yifa.workdays import Length, Unit, due_hours

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
MIDNIGHT = "00:00"

Span = tuple[datetime, datetime | None]
"""An interval not counted, from a moment to a moment; open while its end is None."""


class DueMoment(NamedTuple):
    """The last minute in which something is in time."""

    day: date
    at: str


def is_time(text: Value) -> bool:
    """Whether a value is a time of day such as 09:30."""
    return isinstance(text, str) and _TIME.fullmatch(text) is not None


def in_hours(length: str) -> bool:
    """Whether a canonical length is counted in hours."""
    return bool(length) and days.length_of(length).unit is Unit.HOURS


def has_hours(clock: Clock) -> bool:
    """Whether a clock may run in hours: one of its written lengths does. Terms of a matter may then set either."""
    return any(dated.length is not None and dated.length.unit is Unit.HOURS for dated in clock.lengths)


def is_past(day: date, at: str, due: date, due_at: str) -> bool:
    """Whether a moment lies after a due moment; without both times, only whole days are compared."""
    return day > due or (day == due and due_at != "" and at > due_at)


def moment(day: date, at: str) -> datetime:
    """The moment as a value to count with; a day without a time begins at midnight."""
    return datetime.fromisoformat(f"{day.isoformat()}T{at or MIDNIGHT}")


def read_mark(text: str) -> datetime:
    """The moment in a mark of a wait, which is a day, or a day and a time."""
    return datetime.fromisoformat(text)


def reckoned(
    start: datetime, length: Length, pauses: Sequence[Span], extensions: Sequence[str], as_of: datetime
) -> DueMoment:
    """The last minute of a term in hours; they run through nights and days off (民法典 第二百零一条第二款)."""
    parts = [days.length_of(text) for text in extensions]
    due = due_hours(start, length, pauses=pauses, extensions=parts, as_of=as_of).at
    return DueMoment(due.date(), f"{due:%H:%M}")


def minutes(first: datetime, last: datetime) -> int:
    """Whole minutes from one moment to another; negative where the other came first."""
    return int((last - first).total_seconds() // 60)
