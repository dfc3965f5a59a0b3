"""What an event adds to the figures: one mark a count, keyed so that a projection may write it again and
again.

Which figures there are is the pack's affair; adding marks up over cases and years is `indicators`'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from yifa.procedure.case import Event, Run, State
from yifa.procedure.conditions import Question
from yifa.procedure.ledger import began_anew
from yifa.procedure.model import Procedure, Value
from yifa.procedure.moments import is_past
from yifa.procedure.plan import Plan
from yifa.procedure.plan_marks import MarkPlan
from yifa.procedure.state import moved_runs
from yifa.workdays import Calendar


class MarkMade(NamedTuple):
    """A case counts toward an indicator on a day with a value; (case, indicator, key) names it once for all.

    A mark of a clock is made again whenever the clock's due day changes, and with value 0 when it no longer
    counts.
    """

    indicator: str
    key: str
    day: date
    value: int


def marks(
    procedure: Procedure,
    event: Event,
    state_after: State,
    state_before: State | None = None,
    calendar: Calendar | None = None,
) -> list[MarkMade]:
    """The marks that an event makes or makes anew.

    Acts and papers count on the legal day of the act; clocks on their due day, both for being due
    (`clock_due`) and for having been kept (`clock_met`), so that the kept ones are a part of the due ones of
    the same year. A run that began anew is no longer due. With `state_before`, marks of runs that did not
    change are left out.
    """
    whole: Plan = procedure.plan
    q = Question(state_after, event.answers, event.on, calendar or Calendar.of_state_council(), at=event.at)
    made = [
        MarkMade(mark.indicator, _key(mark, event), event.on, _value(mark, q))
        for mark in whole.acts[event.act].marks
        if mark.ask is None or mark.ask(q)
    ]
    made += _clock_marks(whole, moved_runs(state_after, state_before), q)
    return made


def _key(mark: MarkPlan, event: Event) -> str:
    return _line(mark, f"paper:{event.seq}:{mark.about}" if mark.about else f"act:{event.seq}")


def _line(mark: MarkPlan, key: str) -> str:
    """The first line that counts a thing has the plain key."""
    return f"{key}+{mark.line}" if mark.line else key


def _value(mark: MarkPlan, q: Question) -> int:
    """A number written in the pack, a figure of a list, or the whole number that a field holds (0 if not answered)."""
    if not mark.field:
        return mark.value
    if mark.count is not None:
        return mark.count(q)
    value: Value = q.answers.get(mark.field, q.state.facts.get(mark.field))
    return value if isinstance(value, int) else 0


def _clock_marks(whole: Plan, runs: Iterable[Run], q: Question) -> Iterator[MarkMade]:
    for run in runs:
        for mark in whole.clock_marks[run.clock]:
            due = run.promised_due if mark.promised else run.due
            if due is None or (mark.met and run.stopped is None):
                continue
            counts = _counts(whole, mark, run, due) and (mark.ask is None or mark.ask(q))
            key = _line(mark, f"{mark.about}:{run.key}:{run.number}")
            yield MarkMade(mark.indicator, key, due, _value(mark, q) if counts else 0)


def _counts(whole: Plan, mark: MarkPlan, run: Run, due: date) -> bool:
    """Due unless it began anew; met if it was stopped in time as well."""
    if began_anew(whole.clocks[run.clock], run):
        return False
    due_at = "" if mark.promised else run.due_at
    return not mark.met or (run.stopped is not None and not is_past(run.stopped, run.stopped_at, due, due_at))
