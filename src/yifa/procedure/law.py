"""What the law itself does when a term runs out: deemed acceptance, abandonment, deemed consent.

It finds the next such act; `decide` lets them happen in order, before anything a person does that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from yifa.procedure.case import Event, Link, Run, State
from yifa.procedure.conditions import Question
from yifa.procedure.effects import effect_day
from yifa.procedure.model import LAW, Procedure, Value
from yifa.procedure.moments import MIDNIGHT
from yifa.procedure.plan import ActPlan, Plan
from yifa.procedure.state import is_waiting, wait_name
from yifa.workdays import Calendar

_A_DAY = timedelta(days=1)


def next_act_of_law(
    procedure: Procedure,
    state: State,
    until: date,
    calendar: Calendar,
    today: date,
    links: Sequence[Link] = (),
) -> Event | None:
    """The first act of the law due on or before `until`, or None.

    It happens on the day after the term's last day, or on the day of the last event where that is later (a
    term that had run out before it was known). Where the stage or the act's own conditions do not allow it
    on that day, it does not happen. A term that stands still does not run out.
    """
    whole: Plan = procedure.plan
    due: list[tuple[date, int, Run]] = []
    for place, run in enumerate(state.runs):
        law = whole.laws.get(run.clock)
        if law is None or run.stopped is not None or run.paused or run.due is None:
            continue
        on = run.due + _A_DAY if state.day is None else max(run.due + _A_DAY, state.day)
        if on <= until:
            due.append((on, place, run))
    for on, _, run in sorted(due):
        plan = whole.laws[run.clock]
        answers: dict[str, Value] = {plan.act.key: run.key} if plan.act.key and run.key else {}
        at = time_by_itself(plan, state, on)
        q = Question(state, answers, on, calendar, links, run.key, at)
        if may_happen(plan, q):
            return Event(
                state.seq + 1,
                plan.act.id,
                on,
                effect_day(plan, q),
                LAW,
                LAW,
                "",
                answers,
                max((today - on).days, 0),
                at=at,
            )
    return None


def time_by_itself(plan: ActPlan, state: State, on: date, at: str = "") -> str:
    """The time of an act that nobody does, where a clock in hours hangs on it: that of its cause, else when the day
    begins; on the day of the last event never before that.
    """
    if not (plan.begins_hours or plan.meets_hours):
        return ""
    return max(at or MIDNIGHT, state.at if on == state.day else "")


def may_happen(plan: ActPlan, q: Question) -> bool:
    """Whether an act that nobody does, of the law or by a linked case, comes about: stage, conditions, gates, wait."""
    act, state = plan.act, q.state
    if state.stage not in plan.stages or (act.once and act.id in state.done):
        return False
    if plan.ask is not None and not plan.ask(q):
        return False
    if not all(ask(q) for _, ask, _ in plan.gates):
        return False
    key = q.key if act.key is not None else ""
    if act.opens is not None and is_waiting(state, wait_name(act.opens, key)):
        return False
    return act.closes is None or is_waiting(state, wait_name(act.closes, key if plan.closes_keyed else ""))
