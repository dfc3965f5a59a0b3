"""What an event adds to the figures: one mark a count, keyed so that a projection may write it again and
again.

Which figures there are is the pack's affair; adding marks up over cases and years is `indicators`'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from yifa.procedure.case import Event, Run, State
from yifa.procedure.conditions import Question
from yifa.procedure.ledger import began_anew
from yifa.procedure.model import Mark, Procedure, Value
from yifa.procedure.plan import Plan
from yifa.workdays import Calendar


@dataclass(frozen=True, slots=True)
class MarkMade:
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
    q = Question(state_after, event.answers, event.on, calendar or Calendar.of_state_council())
    plan = whole.acts[event.act]
    made = [
        MarkMade(indicator, key, event.on, _value(mark, q))
        for indicator, mark, ask in plan.marks
        if ask is None or ask(q)
        for key in _keys(mark, event, plan.act.papers)
    ]
    if whole.clock_marks:
        runs = _changed(state_after.runs, state_before.runs if state_before is not None else [])
        made += _clock_marks(whole, runs, q)
    return made


def _keys(mark: Mark, event: Event, papers: Iterable[str]) -> Iterator[str]:
    if mark.on == "act":
        yield f"act:{event.seq}"
    else:
        yield from (f"paper:{event.seq}:{paper}" for paper in papers if paper in mark.names)


def _value(mark: Mark, q: Question) -> int:
    """A number written in the pack, or the whole number that a field holds (0 where it was not answered)."""
    if mark.value.lstrip("-").isdigit():
        return int(mark.value)
    value: Value = q.answers.get(mark.value, q.state.facts.get(mark.value))
    return value if isinstance(value, int) else 0


def _changed(after: list[Run], before: list[Run]) -> list[Run]:
    """Runs that are new or differ; runs are only ever appended, so they compare place by place."""
    return [run for place, run in enumerate(after) if place >= len(before) or before[place] != run]


def _clock_marks(whole: Plan, runs: list[Run], q: Question) -> Iterator[MarkMade]:
    for indicator, mark, ask in whole.clock_marks:
        for name in mark.names:
            clock, _, promised = name.partition(".")
            for run in runs:
                due = run.promised_due if promised else run.due
                if run.clock != clock or due is None or (mark.on == "clock_met" and run.stopped is None):
                    continue
                counts = _counts(whole, mark, run, due) and (ask is None or ask(q))
                yield MarkMade(indicator, f"{name}:{run.key}:{run.number}", due, _value(mark, q) if counts else 0)


def _counts(whole: Plan, mark: Mark, run: Run, due: date) -> bool:
    """Due unless it began anew; met if it was stopped in time as well."""
    if began_anew(whole.clocks[run.clock], run):
        return False
    return mark.on == "clock_due" or (run.stopped is not None and run.stopped <= due)
