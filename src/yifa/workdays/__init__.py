"""Working days and deadlines under Chinese law: calendars, lengths, due dates, and the proof of each.

Pure Python without Django, usable as a library. It is about days only; what a procedure does when a day passes
is the engine's affair.
"""

from yifa.workdays.calendar import BeyondCalendar, Calendar, Why
from yifa.workdays.counting import (
    BadPause,
    Due,
    NeedsTheHour,
    Pause,
    add_months,
    due,
    due_before,
    elapsed,
    left,
)
from yifa.workdays.length import BadLength, Length, Unit
from yifa.workdays.notice import BadNotice, Holiday, Notice, parse_notices, read_notices, shipped_notices
from yifa.workdays.readings import STANDARD, Choice, NotAnnounced, Readings

__all__ = [
    "STANDARD",
    "BadLength",
    "BadNotice",
    "BadPause",
    "BeyondCalendar",
    "Calendar",
    "Choice",
    "Due",
    "Holiday",
    "Length",
    "NeedsTheHour",
    "NotAnnounced",
    "Notice",
    "Pause",
    "Readings",
    "Unit",
    "Why",
    "add_months",
    "due",
    "due_before",
    "elapsed",
    "left",
    "parse_notices",
    "read_notices",
    "shipped_notices",
]
