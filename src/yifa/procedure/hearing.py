"""What an act in one case brings about in a case linked to it: which act hears it, and what it takes over.

A pure question like `decide`'s; who is linked to whom, and in which order cases are asked, is casework's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from yifa.procedure import answers as form
from yifa.procedure.case import Event, Link, State
from yifa.procedure.conditions import Question
from yifa.procedure.decide import lapses
from yifa.procedure.effects import effect_day
from yifa.procedure.fold import advance
from yifa.procedure.law import may_happen, time_by_itself
from yifa.procedure.model import LINKED, Act, Hears, Origin, Procedure, Value
from yifa.procedure.plan import ActPlan, Plan
from yifa.procedure.state import copied
from yifa.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Heard:
    """An act done in another case, as a case linked to it learns of it."""

    procedure: str
    act: str
    links: Collection[str]  # the kinds of link between the two, as the case that hears names them
    on: date  # the legal day on which it was done there
    number: str = ""
    seq: int = 0
    outcome: str = ""
    stage: str = ""
    facts: Mapping[str, Value] = field(default_factory=dict)  # what was answered there, then and before
    items: Mapping[str, Sequence[str]] = field(default_factory=dict)  # list there → outcomes of rows naming this case
    at: str = ""  # the time of day at which it was done there, where that is known


def hear(
    procedure: Procedure,
    state: State,
    heard: Heard,
    *,
    calendar: Calendar,
    today: date,
    links: Sequence[Link] = (),
) -> tuple[Event, ...]:
    """The events that follow in a case: acts of the law due before, then the act that hears; () where none does.

    Of several such acts the first whose stage, conditions and gates hold is done. Its day is that of the cause, or
    of the case's own last event where that is later; it takes effect on the day of the cause unless it says otherwise.
    """
    plans = brought_about(procedure, heard.procedure, heard.act)
    if not plans or state.seq == 0:
        return ()
    on = heard.on if state.day is None else max(heard.on, state.day)
    before = lapses(procedure, state, min(on, today), calendar, today, links) if on <= today else ()
    if before:
        state = copied(state)
        for event in before:
            advance(procedure, state, event, calendar)
    for plan in plans:
        found = _event(plan, state, heard, on, calendar, today, links)
        if found is not None:
            return (*before, found)
    return ()


def brought_about(procedure: Procedure, other: str, act: str) -> tuple[ActPlan, ...]:
    """The acts of a procedure that an act of another may bring about, in the order written."""
    plan: Plan = procedure.plan
    return plan.hearing.get((other, act), ())


def _event(
    plan: ActPlan,
    state: State,
    heard: Heard,
    on: date,
    calendar: Calendar,
    today: date,
    links: Sequence[Link],
) -> Event | None:
    """The event of one hearing act, or None where it does not hear this."""
    hears = plan.act.hears
    if hears is None or hears.link not in heard.links or not _row_fits(hears, heard):
        return None
    at = time_by_itself(plan, state, on, heard.at if on == heard.on else "")
    q = Question(state, {}, on, calendar, links, at=at)
    q.answers = _taken(plan, heard, q)
    q.key = str(q.answers.get(plan.act.key, "")) if plan.act.key else ""
    if not may_happen(plan, q):
        return None
    effect = heard.on if plan.act.effect.kind == "on" else effect_day(plan, q)
    return Event(
        state.seq + 1, plan.act.id, on, effect, LINKED, LINKED, "", q.answers, max((today - on).days, 0),
        (heard.number, heard.seq), at,
    )  # fmt: skip


def _row_fits(hears: Hears, heard: Heard) -> bool:
    if not hears.items:
        return True
    outcomes = heard.items.get(hears.items, ())
    return any(not hears.outcomes or outcome in hears.outcomes for outcome in outcomes)


def _taken(plan: ActPlan, heard: Heard, q: Question) -> dict[str, Value]:
    """The other case's values under one's own names; what is missing there, or does not fit the field, is left out."""
    own = {
        "number": heard.number,
        "outcome": heard.outcome,
        "stage": heard.stage,
        "act": heard.act,
        "day": heard.on.isoformat(),
    }
    fields = {field.id: field for field in plan.fields}
    found: dict[str, Value] = {}
    for name, source in plan.act.takes:
        value = own[source] if source in own else heard.facts.get(source)
        if not form.is_blank(value) and fields[name].check(value) is None:
            found[name] = value
    return found


def rows_naming(procedure: Procedure, state: State) -> dict[str, dict[str, list[str]]]:
    """The cases that the lists of a case name in a column of type case: number → list → outcomes, "" if not settled."""
    found: dict[str, dict[str, list[str]]] = {}
    for id, items in procedure.items.items():
        columns = [column.id for column in items.columns.values() if column.type == "case"]
        for row in state.items.get(id, {}).values() if columns else ():
            for number in {row[column] for column in columns if column in row}:
                found.setdefault(str(number), {}).setdefault(id, []).append(str(row.get("outcome") or ""))
    return found


def against(procedure: Procedure, state: State) -> tuple[tuple[Act, str], ...]:
    """The acts done in a case against which a remedy may be sought, each with its day of effect (ISO), last first."""
    done = [
        (entries[-1], procedure.acts[act])
        for act, entries in state.done.items()
        if act in procedure.acts and procedure.acts[act].remedies
    ]
    return tuple((act, entry[2]) for entry, act in sorted(done, key=lambda pair: pair[0][0], reverse=True))


def arises(origins: Sequence[Origin], other: Procedure, state: State) -> bool:
    """Whether a case of the other procedure, as it stands, may lead to a case of one that names these origins."""
    return any(_leads(origin, other, state) for origin in origins)


def _leads(origin: Origin, other: Procedure, state: State) -> bool:
    if origin.remedy:
        return any(origin.remedy in act.remedies for act, _ in against(other, state))
    return (
        origin.procedure == other.id
        and (not origin.outcomes or state.outcome in origin.outcomes)
        and all(act in state.done for act in origin.done)
    )


def served_by(procedure: Procedure, state: State | None = None) -> tuple[str, ...]:
    """Procedures whose cases meet a gate of this one: those its gates ask for by `linked`, in the order written.

    With a state, only gates that still matter: those of acts that were not yet done or may be done again now.
    """
    guarded = {
        gate
        for act in procedure.acts.values()
        if state is None or act.id not in state.done or state.stage in act.stages
        for gate in act.needs
    }
    found = (
        condition.name
        for gate in procedure.gates.values()
        if gate.id in guarded
        for line in gate.met_by
        for condition in line
        if condition.kind == "linked" and condition.link in ("", "served_by")
    )
    return tuple(dict.fromkeys(found))
