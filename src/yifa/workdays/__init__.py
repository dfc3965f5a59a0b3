"""Working days and deadlines under Chinese law: calendars, lengths, due dates, and the proof of each.

Pure Python without Django, usable as a library. It is about days only; what a procedure does when a day
passes is the engine's affair.
"""

from yifa.workdays.calendar import BeyondCalendar, Calendar, Why
from yifa.workdays.command import notices_listed
from yifa.workdays.counting import (
    BadPause,
    Due,
    NeedsTheHour,
    Pause,
    add_months,
    due,
    due_before,
)
from yifa.workdays.hours import DueHour, day_of_receipt, due_hours
from yifa.workdays.hours_proof import hours_proof
from yifa.workdays.length import BadLength, Length, Unit
from yifa.workdays.notice import BadNotice, Holiday, Notice, parse_notices, read_notices, shipped_notices
from yifa.workdays.proof import Cell, Interval, Proof, proof
from yifa.workdays.readings import STANDARD, Choice, NotAnnounced, Readings
from yifa.workdays.units import RULES, UnitRule, UnknownStatute, apply_rule, rule_for, unit_for
from yifa.workdays.using import elapsed, left

__all__ = [
    "RULES",
    "STANDARD",
    "BadLength",
    "BadNotice",
    "BadPause",
    "BeyondCalendar",
    "Calendar",
    "Cell",
    "Choice",
    "Due",
    "DueHour",
    "Holiday",
    "Interval",
    "Length",
    "NeedsTheHour",
    "NotAnnounced",
    "Notice",
    "Pause",
    "Proof",
    "Readings",
    "Unit",
    "UnitRule",
    "UnknownStatute",
    "Why",
    "add_months",
    "apply_rule",
    "day_of_receipt",
    "due",
    "due_before",
    "due_hours",
    "elapsed",
    "hours_proof",
    "left",
    "notices_listed",
    "parse_notices",
    "proof",
    "read_notices",
    "rule_for",
    "shipped_notices",
    "unit_for",
]
