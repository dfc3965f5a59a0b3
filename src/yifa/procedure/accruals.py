"""Money that grows by the day, such as the surcharge on a fine paid late: a ledger of days, with its proof.

A day counts from the day after the term was over to the day it stops, unless a pausing wait was open on it; the sum is
reckoned anew from the state on any day and never kept. Whether it is claimed is the affair of acts and papers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import zip_longest

from yifa.procedure.case import Run, State
from yifa.procedure.conditions import Ask, Question, all_of
from yifa.procedure.days import in_chinese
from yifa.procedure.model import Accrual, Procedure
from yifa.workdays import Calendar

_A_DAY = timedelta(days=1)
Days = tuple[date, date]
"""A stretch of days, both within it."""


@dataclass(frozen=True, slots=True)
class Accrued:
    """How much one sum has grown to. `amount` and `base` in fen; `lines` prove it, sentence by sentence."""

    accrual: Accrual
    amount: int
    base: int
    days: int
    since: date | None  # the first day that counts; None while none does
    until: date | None  # the last day looked at: that of stopping, or the day of reading
    stopped: bool
    capped: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccrualPlan:
    """A sum with what ends it looked up."""

    accrual: Accrual
    ask: Ask | None
    closing: frozenset[str]  # acts that lead into an end stage


def accrual_plan(procedure: Procedure, accrual: Accrual) -> AccrualPlan:
    """The sum, prepared."""
    closing = frozenset(act.id for act in procedure.acts.values() if act.to in procedure.ends)
    return AccrualPlan(accrual, all_of(accrual.when), closing)


def accrued(procedure: Procedure, state: State, on: date, calendar: Calendar) -> dict[str, Accrued]:
    """Every sum of the procedure as it stands at the end of a day, those that have not begun with 0."""
    q = Question(state, {}, on, calendar)
    return {id: _reckoned(procedure, plan, q) for id, plan in procedure.plan.accruals.items()}


def amount(plan: AccrualPlan, q: Question) -> int:
    """The sum alone, in fen, for conditions and figures."""
    return _grown(plan.accrual, _base(plan, q.state), sum(_counted(one, plan, q.state) for one in _stretches(plan, q)))


def _reckoned(procedure: Procedure, plan: AccrualPlan, q: Question) -> Accrued:
    accrual, state, base = plan.accrual, q.state, _base(plan, q.state)
    stretches = list(_stretches(plan, q))
    days = sum(_counted(one, plan, state) for one in stretches)
    grown = _grown(accrual, base, days)
    capped = accrual.cap is not None and grown == int(base * accrual.cap) and days > 0
    stop = _stop(plan, state)
    return Accrued(
        accrual=accrual,
        amount=grown,
        base=base,
        days=days,
        since=stretches[0][0] if stretches else None,
        until=stretches[-1][1] if stretches else None,
        stopped=stop is not None and stop <= q.on,
        capped=capped,
        lines=tuple(_proof(procedure, plan, state, stretches, base)) if stretches else (),
    )


def _base(plan: AccrualPlan, state: State) -> int:
    value = state.facts.get(plan.accrual.of)
    return value if isinstance(value, int) else 0


def _grown(accrual: Accrual, base: int, days: int) -> int:
    """What a day adds, times the days, parts of a fen left out; never more than the cap."""
    grown = int(base * accrual.per_day * days)
    return grown if accrual.cap is None else min(grown, int(base * accrual.cap))


def _stretches(plan: AccrualPlan, q: Question) -> Iterator[Days]:
    """From the day after each run of the clock was over to its end: a new term, an act that stops, or the day of
    reading. A term that stands still is not over.
    """
    if plan.ask is not None and not plan.ask(q):
        return
    runs = [run for run in q.state.runs if run.clock == plan.accrual.after]
    stop = _stop(plan, q.state)
    for run, following in zip_longest(runs, runs[1:]):
        if run.due is None or (run.paused and run.stopped is None):
            continue
        ends = [q.on, *([stop] if stop is not None else ()), *_before(following)]
        if run.due < min(ends):
            yield run.due + _A_DAY, min(ends)


def _before(following: Run | None) -> list[date]:
    """The day before a new term began; the day on which it is granted counts for nobody's lateness."""
    return [following.start - _A_DAY] if following is not None else []


def _stop(plan: AccrualPlan, state: State) -> date | None:
    """The day of effect of the first act that stops the sum, or of the one that closed the case."""
    stops = [entry[2] for act in plan.accrual.stops for entry in state.done.get(act, ())]
    closed = [entry[2] for act in plan.closing for entry in state.done.get(act, ())]
    return date.fromisoformat(min([*stops, *closed])) if stops or closed else None


def _counted(stretch: Days, plan: AccrualPlan, state: State) -> int:
    """The days of a stretch that lie within no pause; pauses may overlap."""
    whole = (stretch[1] - stretch[0]).days + 1
    return whole - sum((last - first).days + 1 for first, last in _joined(_pauses(stretch, plan, state)))


def _joined(pauses: Iterator[tuple[date, date, str]]) -> list[Days]:
    """Pauses that overlap or touch, as one."""
    joined: list[Days] = []
    for first, last, _ in sorted(pauses):
        if joined and first <= joined[-1][1] + _A_DAY:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _pauses(stretch: Days, plan: AccrualPlan, state: State) -> Iterator[tuple[date, date, str]]:
    """The pauses within a stretch, with the wait; one that is open lasts to the end of the stretch."""
    for name, spans in state.waits.items():
        wait = name.partition(":")[0]
        for opened, closed in spans if wait in plan.accrual.paused_by else ():
            first = max(date.fromisoformat(opened or ""), stretch[0])
            last = min(date.fromisoformat(closed), stretch[1]) if closed else stretch[1]
            if first <= last:
                yield first, last, wait


def _proof(procedure: Procedure, plan: AccrualPlan, state: State, stretches: list[Days], base: int) -> Iterator[str]:
    accrual = plan.accrual
    of, clock = procedure.fields[accrual.of].label.zh, procedure.clocks[accrual.after].label.zh
    daily = f"每日按{of}{yuan(base)}的{share(accrual.per_day)}计算"
    days = 0
    for stretch in stretches:
        yield f"{clock}于{in_chinese(stretch[0] - _A_DAY)}届满，自{in_chinese(stretch[0])}起{daily}。"
        for first, last, wait in sorted(_pauses(stretch, plan, state)):
            span = f"{in_chinese(first)}至{in_chinese(last)}"
            yield f"{span}为{procedure.waits[wait].label.zh}期间，不计{(last - first).days + 1}日。"
        counted = _counted(stretch, plan, state)
        days += counted
        yield f"至{in_chinese(stretch[1])}，共计{counted}日。"
    grown = _grown(accrual, base, days)
    yield f"{yuan(base)} × {share(accrual.per_day)} × {days}日 = {yuan(int(base * accrual.per_day * days))}。"
    if accrual.cap is not None and grown < int(base * accrual.per_day * days):
        yield f"不得超过{of}的{share(accrual.cap)}，为{yuan(grown)}。"
    if accrual.cites:
        yield f"依据：{accrual.cites}。"


def yuan(fen: int) -> str:
    """Fen as people read money."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}元" if rest else f"{whole}元"


def share(part: Fraction) -> str:
    """A share in per cent, such as 3% or 0.05%."""
    return f"{float(part * 100):.6f}".rstrip("0").rstrip(".") + "%"
