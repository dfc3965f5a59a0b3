"""What each act and clock counts toward indicators, looked up once when a pack is loaded.

Making the marks is `marks`' task, adding them up that of `figures` and the room of indicators.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from yifa.procedure.conditions import Ask, Beside, Question, all_of, counted
from yifa.procedure.items import names_of
from yifa.procedure.model import Act, Mark, Procedure


@dataclass(frozen=True, slots=True)
class MarkPlan:
    """What counts toward an indicator: an act or its papers, or a clock; with its key, its question and its value."""

    indicator: str
    about: str  # "" for an act, the paper, or the clock as the pack names it: "clock" or "clock.promised"
    promised: bool  # for clocks: the promised due day is meant
    met: bool  # for clocks: counted only when kept
    ask: Ask | None
    value: int  # what is written in the pack
    field: str  # or the field that holds the number; "" where the value is written
    count: Callable[[Question], int] | None = None  # or what counts the rows of a list or a sum that grows
    line: int = 0  # place among the lines of the indicator that count the same thing; they add up


def act_marks(procedure: Procedure, act: Act, beside: Beside) -> Iterable[MarkPlan]:
    """What an act and its papers count."""
    return _numbered(
        _mark(id, mark, about, beside)
        for id, indicator in procedure.indicators.items()
        for mark in indicator.marks
        for about in _of_act(act, mark)
    )


def _of_act(act: Act, mark: Mark) -> Iterable[str]:
    if mark.on == "act":
        return ("",) if act.id in mark.names else ()
    return (paper for paper in act.papers if paper in mark.names) if mark.on == "paper" else ()


def clock_marks(procedure: Procedure, clock: str, beside: Beside) -> Iterable[MarkPlan]:
    """What a clock counts, for being due or for having been kept."""
    return _numbered(
        _mark(id, mark, name, beside)
        for id, indicator in procedure.indicators.items()
        for mark in indicator.marks
        if mark.on in ("clock_due", "clock_met")
        for name in mark.names
        if name.partition(".")[0] == clock
    )


def _numbered(plans: Iterable[MarkPlan]) -> Iterator[MarkPlan]:
    """Lines of an indicator that count the same thing are told apart, so that none takes the place of another."""
    seen = Counter[tuple[str, str]]()
    for plan in plans:
        yield replace(plan, line=seen[plan.indicator, plan.about])
        seen[plan.indicator, plan.about] += 1


def _mark(indicator: str, mark: Mark, about: str, beside: Beside) -> MarkPlan:
    written = mark.value.lstrip("-").isdigit()
    return MarkPlan(
        indicator=indicator,
        about=about,
        promised="." in about,
        met=mark.on == "clock_met",
        ask=all_of(mark.when, beside),
        value=int(mark.value) if written else 0,
        field="" if written else mark.value,
        count=None if written else beside.sums.get(mark.value),
    )


def counts(procedure: Procedure) -> dict[str, Callable[[Question], int]]:
    """What counts the rows of each list, all and those with each outcome."""
    names = ((name, name.partition(".")) for name in names_of(procedure))
    return {name: partial(_counted, items, (outcome,) if outcome else ()) for name, (items, _, outcome) in names}


def _counted(items: str, outcomes: tuple[str, ...], q: Question) -> int:
    return counted(q.state, items, *outcomes)
