"""Clocks as somebody reads them on a day: due, left, colour, share used, and the proof of the due day.

Only reading: the ledger keeps the runs, this module counts open pauses up to the day of reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from yifa.procedure import days, ledger, moments
from yifa.procedure.case import Run, State
from yifa.procedure.conditions import Question
from yifa.procedure.model import Clock, Procedure
from yifa.procedure.plan import ClockPlan
from yifa.workdays import Calendar, Length, Unit, elapsed, left

Colour = Literal["calm", "soon", "due", "late", "paused", "met", "missed"]


@dataclass(frozen=True, slots=True)
class ClockView:
    """One run of a clock on a day of reading.

    `left` is in `unit` (working days for terms in working days, hours for terms in hours, else calendar days), 0 on
    the due day or in the last hour, negative when late, None once stopped. `used` is the share of the term gone, 1 and
    more when late. `due_at` is the time of the due day, "" for terms in days.
    """

    run: Run
    clock: Clock
    label: str
    due: date | None
    promised_due: date | None
    left: int | None
    unit: Literal["working_days", "calendar_days", "hours"]
    colour: Colour
    used: float
    provisional: bool
    cites: str
    due_at: str = ""


def clocks(procedure: Procedure, state: State, on: date, calendar: Calendar, at: str = "") -> tuple[ClockView, ...]:
    """Every run of every clock as it stands on a day: running ones first, the main clock before others, by
    due day. `at` is the time of reading, "HH:MM", which matters to clocks in hours alone.
    """
    q = Question(state, {}, on, calendar, at=at)
    views = [_view(procedure.plan.clocks[run.clock], run, q) for run in state.runs]
    return tuple(sorted(views, key=_order))


def _order(view: ClockView) -> tuple[bool, bool, date, str]:
    return view.run.stopped is not None, not view.clock.main, view.due or date.max, view.due_at or "24:00"


def _view(plan: ClockPlan, run: Run, q: Question) -> ClockView:
    clock = plan.clock
    if run.start_at:
        return _view_in_hours(plan, run, q)
    due, promised = due_days(plan, run, q)
    working = _counts_working_days(plan, run)
    running = run.stopped is None and due is not None
    return ClockView(
        run=run,
        clock=clock,
        label=clock.label.zh,
        due=due,
        promised_due=promised,
        left=_left(due, q, working) if running and due is not None else None,
        unit="working_days" if working else "calendar_days",
        colour=_colour(clock, run, due, q),
        used=_used(plan, run, due, q),
        provisional=run.provisional,
        cites=run.cites,
    )


def _view_in_hours(plan: ClockPlan, run: Run, q: Question) -> ClockView:
    """A run in hours: its colours are those of days, its last hour being its last day."""
    spans = ledger.pauses_in_hours(plan, run, q)
    due = ledger.due_moment(run, spans, q) if run.stopped is None else moments.DueMoment(run.due or q.on, run.due_at)
    start, end = moments.moment(run.start, run.start_at), moments.moment(*due)
    now = moments.moment(run.stopped or q.on, run.stopped_at if run.stopped else q.at)
    left_over = moments.minutes(now, end)
    whole = moments.minutes(start, end) - _paused_minutes(spans, end, now)
    return ClockView(
        run=run,
        clock=plan.clock,
        label=plan.clock.label.zh,
        due=due.day,
        promised_due=None,
        left=left_over // 60 if run.stopped is None else None,
        unit="hours",
        colour=_colour_in_hours(plan.clock, run, left_over),
        used=round((whole - left_over) / whole, 4) if whole > 0 else float(left_over < 0),
        provisional=False,
        cites=run.cites,
        due_at=due.at,
    )


def _paused_minutes(spans: Sequence[moments.Span], end: datetime, now: datetime) -> int:
    return sum(max(moments.minutes(first, min(last or now, end)), 0) for first, last in spans)


def _colour_in_hours(clock: Clock, run: Run, left_over: int) -> Colour:
    if run.stopped is not None:
        return "met" if left_over >= 0 else "missed"
    if run.paused:
        return "paused"
    if left_over < 60:
        return "late" if left_over < 0 else "due"
    warn = clock.warn.value if clock.warn.unit is Unit.HOURS else 1
    return "soon" if left_over <= warn * 60 else "calm"


def due_days(plan: ClockPlan, run: Run, q: Question) -> tuple[date | None, date | None]:
    """Due day and promised due day as they stand on the day of reading, an open pause taken to end that
    day.
    """
    if not run.paused or run.stopped is not None:
        return run.due, run.promised_due
    spans = ledger.pauses(plan, run, q)
    due = days.reckoned(run.start, days.length_of(run.length), q.calendar, spans, run.extensions, q.on).day
    if not run.promised:
        return due, None
    promise = days.length_of(run.promised)
    return due, days.reckoned(run.start, promise, q.calendar, spans, (), q.on).day


def _counts_working_days(plan: ClockPlan, run: Run) -> bool:
    return bool(run.length) and days.length_of(run.length).unit is Unit.WORKING_DAYS


def _left(due: date, q: Question, working: bool) -> int:
    return left(due, q.on, q.calendar) if working else (due - q.on).days


def _colour(clock: Clock, run: Run, due: date | None, q: Question) -> Colour:
    """met and missed once stopped; else paused, late, due (today is the last day), soon (within `warn`),
    calm.
    """
    if due is None:
        return "calm" if run.stopped is None else "met"
    if run.stopped is not None:
        return "met" if run.stopped <= due else "missed"
    if run.paused:
        return "paused"
    if q.on > due:
        return "late"
    if q.on == due:
        return "due"
    return "soon" if _left(due, q, clock.warn.unit is Unit.WORKING_DAYS) <= _days_in(clock.warn) else "calm"


def _days_in(warn: Length) -> int:
    """The number of days of a warning; months and years as 30 and 365, since a warning is no term of law."""
    return warn.value * {Unit.MONTHS: 30, Unit.YEARS: 365}.get(warn.unit, 1)


def _used(plan: ClockPlan, run: Run, due: date | None, q: Question) -> float:
    """Days used over days allowed, paused days left out."""
    if due is None:
        return 0.0
    until = run.stopped or q.on
    if plan.clock.until is not None or not run.length:
        whole = (due - run.start).days
        return (until - run.start).days / whole if whole > 0 else 1.0
    unit = Unit.WORKING_DAYS if _counts_working_days(plan, run) else Unit.CALENDAR_DAYS
    spans = ledger.pauses(plan, run, q) if plan.clock.paused_by else []
    whole = elapsed(run.start, max(due, run.start), unit, q.calendar, [s for s in spans if s[0] <= due])
    used = elapsed(run.start, until, unit, q.calendar, spans)
    return round(used / whole, 4) if whole > 0 else float(until > due)
