"""How much of a period has been used by a day, and how many working days are left to its due date.

For colours and reminders; the due date itself is `counting`'s.
"""

from collections.abc import Sequence
from datetime import date

from yifa.workdays.calendar import Calendar
from yifa.workdays.counting import NeedsTheHour, Pause, add_months, merge_pauses
from yifa.workdays.length import Unit


def elapsed(start: date, until: date, unit: Unit, calendar: Calendar, pauses: Sequence[Pause] = ()) -> int:
    """How many units have been used after `start`, up to and with `until`, paused days left out; 0 before
    it begins.

    Months and years are whole ones, reckoned back from `until` by as many days as were paused. An open pause
    lasts through `until`.
    """
    if until <= start:
        return 0
    if unit is Unit.HOURS:
        raise NeedsTheHour
    low, high = start.toordinal(), until.toordinal()
    spans = [(max(a, low + 1), min(b, high)) for a, b in merge_pauses(pauses, as_of=until)]
    spans = [(a, b) for a, b in spans if a <= b]
    if unit is Unit.WORKING_DAYS:
        paused = sum(calendar.workdays_between(date.fromordinal(a - 1), date.fromordinal(b)) for a, b in spans)
        return calendar.workdays_between(start, until) - paused
    used = high - low - sum(b - a + 1 for a, b in spans)
    if unit is Unit.CALENDAR_DAYS:
        return used
    months = _whole_months(start, date.fromordinal(low + used))
    return months // 12 if unit is Unit.YEARS else months


def _whole_months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def left(due_day: date, today: date, calendar: Calendar) -> int:
    """Working days left after `today`, up to and with `due_day`: 0 on the due day, negative where it is
    late.
    """
    return calendar.workdays_between(today, due_day)
