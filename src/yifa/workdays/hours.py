"""Periods in hours (二十四小时内报告), and the day on which something sent at a given hour counts as
received.

Moments are in Asia/Shanghai, which has kept UTC+8 without summer time since 1991. Clocks in days are
`counting`'s.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Final, NamedTuple

from yifa.workdays.calendar import Calendar
from yifa.workdays.counting import BadPause
from yifa.workdays.length import BadLength, Length, Unit
from yifa.workdays.readings import STANDARD, Readings

SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")


class DueHour(NamedTuple):
    """The moment a period in hours ends, in Asia/Shanghai; `open` as in `Due`."""

    at: datetime
    open: bool = False

    @property
    def day(self) -> date:
        """The civil date of the moment."""
        return self.at.date()


def in_shanghai(moment: datetime) -> datetime:
    """`moment` in Asia/Shanghai; one without a zone is taken to be local time there."""
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)


def due_hours(
    start: datetime,
    length: Length,
    *,
    pauses: Sequence[tuple[datetime, datetime | None]] = (),
    extensions: Sequence[Length] = (),
    readings: Readings = STANDARD,
    as_of: datetime | None = None,
) -> DueHour:
    """The moment `length` hours end. They run through nights and days off: no statute rolls hours.

    Counted from the moment itself (民法典 §201 second paragraph); with `readings.hours_start="next_hour"`
    from the next full hour, since procedural law doesn't count the hour in which a period begins
    (民事诉讼法 §85). Raises `BadLength` for another unit, `BadPause` for a pause that ends before it
    begins or is open without `as_of`.
    """
    parts = [length, *extensions]
    if any(part.unit is not Unit.HOURS for part in parts):
        raise BadLength("按时刻计算的期限应以小时计，例如“24小时”。")
    moment = in_shanghai(start)
    if readings.hours_start == "next_hour":
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    remaining = timedelta(hours=sum(part.value for part in parts))
    for begin, end in _merged(pauses, as_of):
        if end <= moment:
            continue
        room = max(begin - moment, timedelta(0))
        if remaining <= room:
            break
        remaining -= room
        moment = end
    due_at = moment + remaining
    return DueHour(due_at, any(last is None and in_shanghai(first) < due_at for first, last in pauses))


def _merged(
    pauses: Sequence[tuple[datetime, datetime | None]], as_of: datetime | None
) -> list[tuple[datetime, datetime]]:
    spans: list[tuple[datetime, datetime]] = []
    for first, last in pauses:
        until = last if last is not None else as_of
        if until is None:
            raise BadPause(f"自{first}起的中止尚未结束，须说明算到何时（as_of）。")
        begin, end = in_shanghai(first), in_shanghai(until)
        if end < begin and last is not None:
            raise BadPause(f"中止的止时{last}早于起时{first}。")
        spans.append((begin, max(begin, end)))
    merged: list[tuple[datetime, datetime]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def day_of_receipt(
    moment: datetime, *, calendar: Calendar, closing: time | None = None, readings: Readings = STANDARD
) -> date:
    """The civil date on which something sent at `moment` counts as received.

    The same day while it lasts, until 24:00. With `readings.received_after_hours="next_working_day"`,
    what comes on a day off or after `closing` counts on the next working day; the item's guide (办事指南)
    must say so.
    """
    local = in_shanghai(moment)
    if readings.received_after_hours == "same_day":
        return local.date()
    if closing is not None and local.time() > closing:
        return calendar.next_workday(local.date() + timedelta(1))
    return calendar.next_workday(local.date())
