"""Due dates: from the day of an event, a length, the pauses and the extensions, the last day on which to act.

Table look-ups only, since the write door asks for tens of thousands of dates a second. Showing how a date
came about is `proof`'s task, clocks in hours are `hours`'.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from yifa.workdays.calendar import BeyondCalendar, Calendar
from yifa.workdays.length import Length, Unit
from yifa.workdays.readings import STANDARD, NotAnnounced, Readings

Pause = tuple[date, date | None]
"""A stretch that isn't counted: first and last day, both within it; None while it is still open."""


class BadPause(ValueError):
    """中止（不计入期限）的起止日期有误。"""


class NeedsTheHour(ValueError):
    """以小时计的期限须有起算时刻，请改用 due_hours。"""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class Due(NamedTuple):
    """A due date: the last day on which the act is in time."""

    day: date
    """The last day, a civil date in Asia/Shanghai; the act is in time until 24:00 or close of business
    (民法典 §203).
    """
    provisional: bool
    """It rests on a year whose holiday notice isn't known, and may move when that is loaded."""
    open: bool = False
    """A pause is still open and was taken to end on the day asked for: the true date can only be later."""


def due(
    start: date,
    length: Length,
    *,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Length] = (),
    readings: Readings = STANDARD,
    as_of: date | None = None,
) -> Due:
    """The due date of `length` counted from `start`, the day of the event, which isn't counted (民法典 §201).

    Working days skip days off and never need a roll. Days, months and years end on the counted or
    corresponding day (§202), or the next working day where that is a day off (§203). Paused days, first
    and last included, aren't counted; overlapping pauses count once. Extensions are appended and the
    whole rolls once, at the end. With an open pause, `as_of` says through which day it is taken to last.

    Raises `BeyondCalendar` outside 2000-2100, `BadPause`, `NeedsTheHour` for hours, `NotAnnounced` where
    `readings` refuse a year without a notice.

    >>> due(date(2026, 2, 13), Length(20, Unit.WORKING_DAYS), calendar=Calendar.of_state_council()).day
    datetime.date(2026, 3, 19)
    """
    value, unit = length.value, length.unit
    index = start.toordinal() - calendar._first
    if pauses or extensions or readings is not STANDARD or value == 0 or index < 0:
        return _due_in_full(start, length, calendar, pauses, extensions, readings, as_of)
    # What is left is nearly every clock there is: two look-ups answer it.
    try:
        if unit is Unit.WORKING_DAYS:
            looked_from = index + 1
            day = calendar._work[calendar._before[looked_from] + value - 1]
        elif unit is Unit.CALENDAR_DAYS:
            looked_from = index + value
            day = calendar._work[calendar._before[looked_from]]
        else:
            return _due_in_full(start, length, calendar, pauses, extensions, readings, as_of)
    except IndexError:
        raise BeyondCalendar from None
    unsure = calendar._unsure
    return Due(day, unsure[day.toordinal() - calendar._first + 1] > unsure[looked_from])


def _due_in_full(
    start: date,
    length: Length,
    calendar: Calendar,
    pauses: Sequence[Pause],
    extensions: Sequence[Length],
    readings: Readings,
    as_of: date | None,
) -> Due:
    if not readings.make_up_days_are_workdays:
        calendar = calendar.without_make_up_days
    merged = merge_pauses(pauses, readings, as_of) if pauses else []
    last = raw_end(start, length, calendar, merged, extensions, readings)
    final_unit = extensions[-1].unit if extensions else length.unit
    at_once = length.value == 0 and not any(extension.value for extension in extensions)
    if final_unit is Unit.WORKING_DAYS or at_once:
        end, doubtful_from = last, start
    else:
        end = roll(last, calendar, merged, readings)
        # Days off between start and the last day don't matter to a clock in days; only the roll looks at
        # the notices.
        mixed = any(part.unit is Unit.WORKING_DAYS for part in (length, *extensions))
        doubtful_from = start if mixed else date.fromordinal(last.toordinal() - 1)
    provisional = not at_once and calendar.provisional_between(doubtful_from, end)
    if provisional and readings.unannounced_year == "refuse":
        raise NotAnnounced(f"{end.year}年或其前一年末的节假日安排尚未公布，按所选口径不予推算。")
    return Due(end, provisional, any(last_day is None and first <= end for first, last_day in pauses))


def merge_pauses(
    pauses: Sequence[Pause], readings: Readings = STANDARD, as_of: date | None = None
) -> list[tuple[int, int]]:
    """The union of `pauses` as sorted, disjoint pairs of day ordinals, both ends not counted; raises
    `BadPause`.
    """
    spans: list[tuple[int, int]] = []
    for first, last in pauses:
        until = _end_of_pause(first, last, as_of)
        begin = first.toordinal() + readings.pause_first_day_counts
        end = until.toordinal() - readings.pause_last_day_counts
        if begin <= end:
            spans.append((begin, end))
    if len(spans) < 2:
        return spans
    spans.sort()
    merged = [spans[0]]
    for begin, end in spans[1:]:
        if begin <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def _end_of_pause(first: date, last: date | None, as_of: date | None) -> date:
    if last is None:
        if as_of is None:
            raise BadPause(f"自{first}起的中止尚未结束，须说明算到哪一天（as_of）。")
        return max(first, as_of)
    if last < first:
        raise BadPause(f"中止的止日{last}早于起日{first}。")
    return last


def raw_end(
    start: date,
    length: Length,
    calendar: Calendar,
    merged: Sequence[tuple[int, int]],
    extensions: Sequence[Length] = (),
    readings: Readings = STANDARD,
) -> date:
    """The last day before any roll: each stretch counted on from the end of the one before it.

    Neighbouring stretches of one unit are counted as one, so that 31 January plus one and one months is
    31 March.
    """
    day = start
    if readings.extension_counts_from == "unrolled":
        for part in _joined([length, *extensions]):
            day = _advance(day, part, calendar, merged)
        return day
    day = _advance(day, length, calendar, merged)
    for before, part in zip([length, *extensions], extensions, strict=False):
        if before.unit is not Unit.WORKING_DAYS:
            day = roll(day, calendar, merged, readings)
        day = _advance(day, part, calendar, merged)
    return day


def _joined(parts: Sequence[Length]) -> list[Length]:
    """Neighbouring lengths of one unit added up; a year next to months is twelve of them."""
    joined: list[Length] = []
    for part in parts:
        value, unit = (part.value * 12, Unit.MONTHS) if part.unit is Unit.YEARS else (part.value, part.unit)
        if joined and joined[-1].unit is unit:
            value += joined.pop().value
        joined.append(Length(value, unit))
    return joined


def _advance(day: date, part: Length, calendar: Calendar, merged: Sequence[tuple[int, int]]) -> date:
    """The last counted day of one stretch that follows `day`, skipping the paused days."""
    if part.value == 0:
        return day
    if part.unit is Unit.WORKING_DAYS:
        return _advance_working(day, part.value, calendar, merged)
    if part.unit is Unit.CALENDAR_DAYS:
        number = part.value
    elif part.unit is Unit.HOURS:
        raise NeedsTheHour
    else:
        months = part.value * 12 if part.unit is Unit.YEARS else part.value
        number = add_months(day, months).toordinal() - day.toordinal()
    end = day.toordinal()
    for begin, last in merged:
        if last <= end:
            continue
        room = begin - 1 - end
        if number <= room:
            break
        number -= max(room, 0)
        end = last
    return _from_ordinal(end + number)


def _advance_working(day: date, number: int, calendar: Calendar, merged: Sequence[tuple[int, int]]) -> date:
    before, first = calendar._before, calendar._first
    index = calendar._index(day)
    for first_paused, last_paused in merged:
        begin, last = first_paused - first, last_paused - first
        if last <= index:
            continue
        if last >= calendar._size:
            raise BeyondCalendar
        room = before[begin] - before[index + 1] if begin > index else 0
        if number <= room:
            break
        number -= room
        index = last
    try:
        return calendar._work[before[index + 1] + number - 1]
    except IndexError:
        raise BeyondCalendar from None


def roll(last: date, calendar: Calendar, merged: Sequence[tuple[int, int]] = (), readings: Readings = STANDARD) -> date:
    """`last` where it is worked, else the first working day after it that isn't paused (民法典 §203)."""
    if not readings.period_may_end_on_make_up_day:
        calendar = calendar.without_make_up_days
    end = calendar.next_workday(last)
    for begin, until in merged:
        # A last day that already passed before the pause stays; one reached only by rolling waits for its
        # end.
        if end > last and begin <= end.toordinal() <= until:
            end = calendar.next_workday(_from_ordinal(until + 1))
    return end


def _from_ordinal(number: int) -> date:
    try:
        return date.fromordinal(number)
    except (ValueError, OverflowError):
        raise BeyondCalendar from None


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later (or earlier), or the month's last day where there is none
    (民法典 §202).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise BeyondCalendar
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_before(day: date, length: Length, *, calendar: Calendar, readings: Readings = STANDARD) -> Due:
    """The last day on which to act `length` before an event on `day`, which isn't counted, e.g. 听证的七日前.

    Counted backwards as forwards: the N-th day before, or the corresponding day of the earlier month. By
    default a day off stays as it is, for no statute rolls backwards; `readings.backward_roll` moves it to
    the working day before, `readings.backward_clear_days` asks for N whole days in between.
    """
    if not readings.make_up_days_are_workdays:
        calendar = calendar.without_make_up_days
    if length.value == 0:
        return Due(day, False)
    clear = 1 if readings.backward_clear_days else 0
    if length.unit is Unit.WORKING_DAYS:
        end = calendar.add_working_days(day, -length.value - clear)
        return Due(end, calendar.provisional_between(end, day))
    if length.unit is Unit.CALENDAR_DAYS:
        end = _from_ordinal(day.toordinal() - length.value - clear)
    elif length.unit is Unit.HOURS:
        raise NeedsTheHour
    else:
        months = length.value * (12 if length.unit is Unit.YEARS else 1)
        end = _from_ordinal(add_months(day, -months).toordinal() - clear)
    if readings.backward_roll == "none":
        return Due(end, False)
    rolled = calendar.previous_workday(end)
    return Due(rolled, calendar.provisional_between(_from_ordinal(rolled.toordinal() - 1), end))
