"""The fold of the log: one event more makes the next state, recomputing only the clocks it touches.

The state moves on, but what hangs on it is replaced, never altered, so that a copy taken before costs nothing. It asks
no permission: `decide` has. Whatever order of events decides, the same events always give the same state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from yifa.procedure import ledger
from yifa.procedure.answers import TERMS, officer_name
from yifa.procedure.case import Event, State
from yifa.procedure.conditions import Question
from yifa.procedure.items import move_rows
from yifa.procedure.model import Procedure, Value
from yifa.procedure.plan import ActPlan, ClockPlan, Plan
from yifa.procedure.state import wait_name
from yifa.workdays import Calendar

_A_DAY = timedelta(days=1)


def replay(procedure: Procedure, events: Iterable[Event], calendar: Calendar) -> State:
    """The state of a case whose whole log this is."""
    state = State()
    for event in events:
        advance(procedure, state, event, calendar)
    return state


def advance(procedure: Procedure, state: State, event: Event, calendar: Calendar) -> None:
    """Let the event happen to the state. Raises KeyError for an act that the procedure does not know."""
    whole: Plan = procedure.plan
    plan = whole.acts[event.act]
    act, answers = plan.act, event.answers
    if state.opened is None:
        state.opened = event.on
        state.terms = {**procedure.terms, **answers.get(TERMS, {})}
    state.at = event.at or (state.at if event.on == state.day else "")
    state.seq, state.day = event.seq, event.on
    if plan.kept and answers:
        state.facts = state.facts | {name: answers[name] for name in plan.kept if name in answers}
    on = event.on.isoformat()
    effect = on if event.effect == event.on else event.effect.isoformat()
    _keep_who(plan, state, (event.seq, on, effect, event.by), answers)
    for move in plan.lists:
        if move.field in answers:
            move_rows(state, move, answers[move.field])
    moved = act.to is not None and act.to != state.stage
    if act.to is not None:
        state.stage = act.to
    outcome = act.outcome if act.outcome_of is None else answers[act.outcome_of]
    if outcome is not None:
        state.outcome = outcome
    key = key_of(plan, answers)
    if act.opens is not None:
        name = wait_name(act.opens, key)
        opened = _mark(whole, act.opens, event, effect)
        state.waits = state.waits | {name: [*state.waits.get(name, ()), [opened, None]]}
    if act.closes is not None:
        _close(state, wait_name(act.closes, key if plan.closes_keyed else ""), _mark(whole, act.closes, event, effect))
    if plan.moves_clocks or plan.ends:
        state.runs = state.runs.copy()
    if plan.moves_clocks:
        _move_clocks(plan, Question(state, answers, event.on, calendar, (), key, event.at), event)
    if plan.ends:
        _end(whole, state, Question(state, answers, event.on, calendar, at=event.at), event)
    if whole.laws and (moved or plan.moves_clocks):
        state.lapse = next_lapse(whole, state)


def _keep_who(plan: ActPlan, state: State, entry: tuple[int, str, str, str], answers: Mapping[str, Value]) -> None:
    """Keep that the act was done, and by whom: by the doer, and by the officers named where that bars from others."""
    id, done = plan.act.id, state.done
    state.done = done | {id: [*done[id], entry] if id in done else [entry]}
    if plan.barring and (officers := answers.get(plan.officers_field)):
        state.named = state.named | {id: sorted({*state.named.get(id, ()), *map(officer_name, officers)})}


def key_of(plan: ActPlan, answers: Mapping[str, Value]) -> str:
    """The key of the wait that an act opens or closes: the answer to its key field."""
    value = answers.get(plan.act.key) if plan.act.key is not None else None
    return value if isinstance(value, str) else ""


def _mark(whole: Plan, wait: str, event: Event, effect: str) -> str:
    """When a wait is opened or closed: a day, and a time as well where it pauses a clock in hours."""
    return f"{effect}T{event.at}" if event.at and wait in whole.timed_waits else effect


def _close(state: State, name: str, effect: str) -> None:
    """Close the open span, never before it began; without one there is nothing to close."""
    spans = state.waits.get(name)
    if spans and spans[-1][1] is None:
        opened = spans[-1][0]
        state.waits = state.waits | {name: [*spans[:-1], [opened, max(effect, opened or effect)]]}


def _move_clocks(plan: ActPlan, q: Question, event: Event) -> None:
    """Run out, stop, start, extend, re-reckon pauses, in this order."""
    runs = q.state.runs
    for clock in plan.expires:
        _stop_run_out(plan, clock, q, event)
    for clock in plan.stops:
        only = q.key if clock.clock.keyed_by_wait is not None else ""
        for place, run in enumerate(runs):
            if run.stopped is None and run.clock == clock.clock.id and (not only or run.key == only):
                ledger.stop(clock, ledger.touched(runs, place), q, event.effect, event.act)
    for clock in plan.starts:
        key = q.key if clock.clock.keyed_by_wait is not None else ""
        ledger.start(clock, q, key, event.effect, event.act)
    for clock in plan.extends:
        running = [n for n, run in enumerate(runs) if run.clock == clock.clock.id and run.stopped is None]
        if running:
            ledger.extend(clock, ledger.touched(runs, running[-1]), q)
    for clock in plan.retimes:
        for place, run in enumerate(runs):
            if run.stopped is None and run.clock == clock.clock.id:
                ledger.retime(clock, ledger.touched(runs, place), q)


def _stop_run_out(plan: ActPlan, clock: ClockPlan, q: Question, event: Event) -> None:
    """An act of the law uses up the run whose end brought it about, so that it cannot happen twice."""
    runs = q.state.runs
    for place, run in enumerate(runs):
        if run.clock != clock.clock.id or run.stopped is not None or run.due is None or run.due >= event.on:
            continue
        if plan.act.key is None or run.key == q.key:
            ledger.stop(clock, ledger.touched(runs, place), q, event.on, event.act)


def _end(whole: Plan, state: State, q: Question, event: Event) -> None:
    """What nothing can close or stop any more ends with the case."""
    effect = event.effect.isoformat()
    for name in tuple(state.waits):
        wait = name.partition(":")[0]
        if wait not in whole.lasting_waits:
            _close(state, name, _mark(whole, wait, event, effect))
    for place, run in enumerate(state.runs):
        clock = whole.clocks[run.clock]
        if run.stopped is None and not clock.survives:
            ledger.stop(clock, ledger.touched(state.runs, place), q, event.effect, event.act)


def next_lapse(whole: Plan, state: State) -> date | None:
    """The first day on which an act of the law may fall due in the present stage: the day after a clock's
    end.
    """
    first: date | None = None
    for run in state.runs:
        law = whole.laws.get(run.clock)
        if law is None or run.stopped is not None or run.paused or run.due is None:
            continue
        if state.stage in law.stages and (first is None or run.due < first):
            first = run.due
    return first + _A_DAY if first is not None else None
