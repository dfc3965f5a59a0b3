"""The road of a case for the stage ribbon: stages walked, present and ahead, waits beside them, gates before
them.

A plain mapping for the page and for `draw`; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from yifa.procedure.case import Link, State
from yifa.procedure.conditions import Question, is_open
from yifa.procedure.model import Gate, Procedure
from yifa.workdays import Calendar


def ribbon(
    procedure: Procedure,
    state: State | None = None,
    on: date | None = None,
    calendar: Calendar | None = None,
    links: Sequence[Link] = (),
) -> dict[str, Any]:
    """{stages: [{id, label, state, on}], waits: [{label, state, after}], gates: [{label, state, before,
    article}]}.

    Stages of the main line in the order declared, and side stages where the case has been there; `state` is
    past, now, ahead or skipped, `on` the ISO day of entry or "". Without a state, everything lies ahead.
    """
    state = state or State()
    day = on or state.day or date(2000, 1, 3)
    q = Question(state, {}, day, calendar or Calendar.of_state_council(), links)
    entered = _entered(procedure, state)
    shown = [stage for stage in procedure.stages if stage in main_line(procedure) or stage in entered]
    return {
        "stages": [_stage(procedure, state, stage, place, shown, entered) for place, stage in enumerate(shown)],
        "waits": [wait for id in procedure.waits if (wait := _wait(procedure, state, id, shown)) is not None],
        "gates": [gate for id in procedure.gates if (gate := _gate(procedure, q, id, shown)) is not None],
    }


def main_line(procedure: Procedure) -> tuple[str, ...]:
    """The stages that acts of the main line lead into, in the order declared; all stages where none is
    marked.
    """
    main = {act.to for act in procedure.acts.values() if act.main and act.to}
    return tuple(stage for stage in procedure.stages if stage in main) or tuple(procedure.stages)


def _entered(procedure: Procedure, state: State) -> dict[str, str]:
    """Stage -> day of the last entry."""
    steps = sorted((seq, on, act) for act, done in state.done.items() for seq, on, _, _ in done)
    return {to: on for _, on, act in steps if (to := procedure.acts[act].to) is not None}


def _stage(
    procedure: Procedure, state: State, stage: str, place: int, shown: list[str], entered: dict[str, str]
) -> dict[str, str]:
    now = shown.index(state.stage) if state.stage in shown else -1
    if stage == state.stage:
        standing = "past" if stage in procedure.ends else "now"
    elif place < now:
        standing = "past" if stage in entered else "skipped"
    else:
        standing = "skipped" if state.stage in procedure.ends else "ahead"
    label = procedure.stages[stage].zh
    return {"id": stage, "label": label, "state": standing, "on": entered.get(stage, "")}


def _wait(procedure: Procedure, state: State, id: str, shown: list[str]) -> dict[str, str] | None:
    """Beside the first shown stage in which the wait may begin."""
    openers = [act for act in procedure.acts.values() if act.opens == id]
    after = next((stage for stage in shown for act in openers if stage in (*act.stages, act.to)), None)
    if after is None:
        return None
    known = any(name == id or name.startswith(f"{id}:") for name in state.waits)
    standing = "open" if is_open(state, id) else "closed" if known else "none"
    return {"id": id, "label": procedure.waits[id].label.zh, "state": standing, "after": after}


def _gate(procedure: Procedure, q: Question, id: str, shown: list[str]) -> dict[str, Any] | None:
    """Before the stage that the guarded acts lead into; open once met or once such an act was done.

    Gates of the main line only, where it has any; a gate that is open because it does not concern the case is left out.
    """
    guarded = [plan for plan in procedure.plan.acts.values() if id in plan.act.needs and plan.act.to in shown]
    main = any(plan.act.main and plan.act.needs for plan in procedure.plan.acts.values())
    plans = [plan for plan in guarded if plan.act.main or not main]
    if not plans:
        return None
    before = next(stage for stage in shown if any(plan.act.to == stage for plan in plans))
    gate = procedure.gates[id]
    ask = next(early for plan in plans for other, _, early in plan.gates if other.id == id)
    met = q.state.seq > 0 and (ask(q) or any(plan.act.id in q.state.done for plan in plans))
    if met and not _concerns(gate, q.state):
        return None
    article = {"label": gate.cites, "gloss": gate.refusal}
    standing = "open" if met else "shut"
    return {"id": id, "label": gate.label.zh, "state": standing, "before": before, "article": article}


def _concerns(gate: Gate, state: State) -> bool:
    """Something the gate asks for has happened in the case: an act done, a wait opened."""
    conditions = [condition for line in gate.met_by for condition in line]
    waits = {name.partition(":")[0] for name in state.waits}
    return any(
        (c.kind == "done" and c.name in state.done) or (c.kind == "closed" and c.name in waits) for c in conditions
    )
