"""What each act sets in motion, looked up once when a pack is loaded: checks, clocks started, stopped and
paused.

The plan only rearranges the procedure so that `decide` and `fold` need not search; it adds no rule of its
own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, product
from typing import Final

from yifa.procedure.accruals import AccrualPlan, accrual_plan, amount
from yifa.procedure.answers import FieldPlan, field_plan
from yifa.procedure.conditions import Ask, Beside, all_of, any_of
from yifa.procedure.dated_tables import TablePlan, lies_within, table_plan
from yifa.procedure.items import ListMove, moves, with_rows
from yifa.procedure.model import (
    LAW,
    NOBODYS,
    Act,
    Clock,
    Condition,
    DatedLength,
    DatedTable,
    Duty,
    Field,
    Gate,
    Procedure,
)
from yifa.procedure.moments import has_hours
from yifa.procedure.plan_marks import MarkPlan, act_marks, clock_marks, counts
from yifa.workdays import Length


@dataclass(frozen=True, slots=True)
class LengthPlan:
    """One dated length with its conditions compiled."""

    since: date
    length: Length | None
    text: str  # the same, canonical
    term: str | None
    term_cites: str  # the term that holds the article of the matter's own length
    ask: Ask | None
    cites: str


@dataclass(frozen=True, slots=True)
class ClockPlan:
    """A clock with its conditions compiled; `survives` says that something after the end of the case still
    moves it.
    """

    clock: Clock
    lengths: tuple[LengthPlan, ...]
    extensions: tuple[LengthPlan, ...]
    ask: Ask | None
    pause_ask: Ask | None
    survives: bool
    hours: bool  # it may run in hours, so what moves it needs a time of day


@dataclass(frozen=True, slots=True)
class ActPlan:
    """One act with everything that it needs and moves."""

    act: Act
    opening: bool
    by_nobody: bool  # the law's, or brought about by a linked case
    asks_links: bool  # some condition or gate of it asks for linked cases
    stages: frozenset[str]
    gates: tuple[tuple[Gate, Ask, Ask], ...]  # the second question leaves out what the act itself asks
    ask: Ask | None
    ask_early: Ask | None  # the same
    fields: tuple[FieldPlan, ...]
    field_ids: frozenset[str]
    order: tuple[str, ...]  # the same, as asked
    kept: tuple[str, ...]  # fields whose answers become facts: those neither personal nor kept as rows of a list
    officers_field: str
    barring: bool  # whoever does it, or is named in it as an officer, may not do some other act
    names_cases: bool  # a field of it, or a column of the rows it adds, is of type case
    ends: bool
    starts: tuple[ClockPlan, ...]
    stops: tuple[ClockPlan, ...]
    extends: tuple[ClockPlan, ...]
    retimes: tuple[ClockPlan, ...]  # clocks whose pauses this act may change
    expires: tuple[ClockPlan, ...]  # for acts of the law: the clocks whose end brings it about
    moves_clocks: bool  # any of these
    apart: tuple[tuple[str, Duty | None], ...]  # acts whose doer may not do this one, each with the duty it is part of
    lists: tuple[ListMove, ...]  # the lists whose rows it adds or settles
    closes_keyed: bool  # the wait it closes has keys; one that opens a keyed wait may close one without
    begins_hours: bool  # it starts a clock in hours, so it has a time of day
    meets_hours: frozenset[str]  # clocks in hours that it stops, pauses, extends or asks about, if they run then
    marks: tuple[MarkPlan, ...]  # what the act and its papers count


@dataclass(frozen=True, slots=True)
class Plan:
    """All acts and clocks of a procedure, prepared."""

    acts: dict[str, ActPlan]
    clocks: dict[str, ClockPlan]
    laws: dict[str, ActPlan]  # clock id -> the act of the law that its end brings about
    clock_marks: dict[str, tuple[MarkPlan, ...]]  # clock id -> what it counts
    length_terms: frozenset[str]  # terms that hold lengths
    lasting_waits: frozenset[str]  # waits that an act in an end stage may still close
    tables: dict[str, TablePlan]
    accruals: dict[str, AccrualPlan]
    laws_ask_links: bool  # some act of the law asks for linked cases
    hearing: dict[tuple[str, str], tuple[ActPlan, ...]]  # (procedure, act) elsewhere -> what it may bring about here
    timed_waits: frozenset[str]  # waits that pause a clock in hours
    beside: Beside  # what conditions need to know beside the case: tables, sums, counts of rows
    hour_terms: Mapping[str, bool]  # terms that may set hours; True: only hours, since another length is in hours


def plan_of(procedure: Procedure) -> Plan:
    """The plan of a procedure whose references are all sound."""
    lasting_acts = {id for id, act in procedure.acts.items() if procedure.ends.intersection(act.stages)}
    tables = {id: table_plan(table) for id, table in procedure.tables.items()}
    accruals = {id: accrual_plan(procedure, accrual) for id, accrual in procedure.accruals.items()}
    beside = Beside(
        {id: lies_within(plan) for id, plan in tables.items()},
        {id: partial(amount, plan) for id, plan in accruals.items()} | counts(procedure),
    )
    clocks = {id: _clock_plan(clock, lasting_acts, beside) for id, clock in procedure.clocks.items()}
    counted = {name for clock in procedure.clocks.values() for name in (clock.start_fact, clock.until) if name}
    counted |= {act.effect.name for act in procedure.acts.values() if act.effect.kind == "fact"}
    named: dict[str, Field | Act] = {**procedure.acts, **procedure.fields}
    fields = {id: field_plan(field, named, id in counted, beside) for id, field in procedure.fields.items()}
    acts = {id: _act_plan(procedure, act, clocks, fields, beside) for id, act in procedure.acts.items()}
    return Plan(
        acts=acts,
        clocks=clocks,
        laws={id: acts[clock.expiry.act] for id, clock in procedure.clocks.items() if clock.expiry.act in acts},
        clock_marks={id: tuple(clock_marks(procedure, id, beside)) for id in procedure.clocks},
        length_terms=frozenset(_length_terms(procedure)),
        lasting_waits=frozenset(wait for id in lasting_acts if (wait := procedure.acts[id].closes) is not None),
        laws_ask_links=any(plan.asks_links for plan in acts.values() if LAW in plan.act.by),
        hearing=_hearing(acts),
        timed_waits=frozenset(wait for plan in clocks.values() if plan.hours for wait in plan.clock.paused_by),
        beside=beside,
        hour_terms=_hour_terms(procedure),
        tables=tables,
        accruals=accruals,
    )


def _hearing(acts: dict[str, ActPlan]) -> dict[tuple[str, str], tuple[ActPlan, ...]]:
    found: dict[tuple[str, str], tuple[ActPlan, ...]] = {}
    for plan in acts.values():
        hears = plan.act.hears
        for key in product(hears.procedures, hears.acts) if hears is not None else ():
            found[key] = (*found.get(key, ()), plan)
    return found


def _names_cases(field: Field, lists: Sequence[ListMove]) -> bool:
    columns = (move.items.columns.values() for move in lists if move.field == field.id and not move.settles)
    return field.type == "case" or any(column.type == "case" for each in columns for column in each)


def _asks_links(procedure: Procedure, act: Act) -> bool:
    asked = [*act.when, *(condition for id in act.fields for condition in procedure.fields[id].when)]
    asked += [condition for id in act.needs for line in procedure.gates[id].met_by for condition in line]
    return any(condition.kind == "linked" for condition in asked)


def _clock_plan(clock: Clock, lasting_acts: set[str], beside: Beside) -> ClockPlan:
    movers = {*clock.stops, clock.expiry.act, clock.extension.act if clock.extension else None}
    return ClockPlan(
        clock=clock,
        lengths=_lengths(clock.lengths, beside),
        extensions=_lengths(clock.extension.lengths if clock.extension else (), beside),
        ask=all_of(clock.when, beside),
        pause_ask=all_of(clock.pause_when, beside),
        survives=bool(movers & lasting_acts),
        hours=has_hours(clock),
    )


def _lengths(lengths: Iterable[DatedLength], beside: Beside) -> tuple[LengthPlan, ...]:
    """Latest first, as written within a day: the first whose conditions hold and that is in force is the
    length.
    """
    latest_first = sorted(lengths, key=lambda dated: dated.since, reverse=True)
    return tuple(
        LengthPlan(
            since=dated.since,
            length=dated.length,
            text=str(dated.length) if dated.length is not None else "",
            term=dated.term,
            term_cites=f"{dated.term}_cites",
            ask=all_of(dated.when, beside),
            cites=dated.cites,
        )
        for dated in latest_first
    )


def _act_plan(
    procedure: Procedure, act: Act, clocks: dict[str, ClockPlan], fields: dict[str, FieldPlan], beside: Beside
) -> ActPlan:
    own = frozenset(act.fields)
    late = own | {f"table {table.id}" for table in procedure.tables.values() if _asks_for(table, own)}
    lists = moves(procedure, act.id)
    asked = fields | {move.field: with_rows(fields[move.field], move) for move in lists}
    return ActPlan(
        act=act,
        opening=not act.stages,
        closes_keyed=act.closes is not None and procedure.waits[act.closes].keyed,
        by_nobody=not NOBODYS.isdisjoint(act.by),
        asks_links=_asks_links(procedure, act),
        stages=frozenset(act.stages),
        gates=tuple(
            (gate, any_of(gate.met_by, beside), any_of([_early(line, late) for line in gate.met_by], beside))
            for gate in (procedure.gates[id] for id in act.needs)
        ),
        ask=all_of(act.when, beside),
        ask_early=all_of(_early(act.when, late), beside),
        fields=tuple(asked[id] for id in act.fields),
        field_ids=own,
        order=tuple(act.fields),
        kept=tuple(id for id in act.fields if _is_fact(procedure.fields[id])),
        officers_field=next((id for id in act.fields if procedure.fields[id].type == "officers"), ""),
        barring=act.id in _barring(procedure),
        names_cases=any(_names_cases(procedure.fields[id], lists) for id in act.fields),
        ends=act.to in procedure.ends,
        starts=tuple(plan for plan in clocks.values() if _starts(plan.clock, act)),
        stops=tuple(plan for plan in clocks.values() if _stops(plan.clock, act)),
        extends=tuple(p for p in clocks.values() if p.clock.extension and p.clock.extension.act == act.id),
        retimes=tuple(plan for plan in clocks.values() if _retimes(plan.clock, act)),
        expires=tuple(plan for plan in clocks.values() if plan.clock.expiry.act == act.id),
        apart=tuple(_apart(procedure, act)),
        lists=lists,
        moves_clocks=any(_moves(plan.clock, act) for plan in clocks.values()),
        begins_hours=any(plan.hours and _starts(plan.clock, act) for plan in clocks.values()),
        meets_hours=frozenset(id for id, plan in clocks.items() if plan.hours and _meets(procedure, plan, act)),
        marks=tuple(act_marks(procedure, act, beside)),
    )


def _barring(procedure: Procedure) -> set[str]:
    """Acts that stand against another act of the same person, by themselves or as part of a duty."""
    named = {name for act in procedure.acts.values() for name in act.not_by}
    return named | {act for duty in procedure.duties.values() if duty.id in named for act in duty.acts}


def _apart(procedure: Procedure, act: Act) -> Iterable[tuple[str, Duty | None]]:
    """The acts of `not_by`, those of its duties written out."""
    for name in act.not_by:
        duty = procedure.duties.get(name)
        if duty is None:
            yield name, None
        else:
            yield from ((one, duty) for one in duty.acts)


def _is_fact(field: Field) -> bool:
    """Personal answers are kept by the party, rows by their list."""
    return not field.personal and field.type != "items"


_ASKING_ANSWERS: Final = frozenset({"fact", "elapsed", "not_elapsed"})
"""Kinds of conditions that name a field, whose answer may be given in the very act that is asked about."""


def _early(conditions: Sequence[Condition], own: frozenset[str]) -> tuple[Condition, ...]:
    """Those that do not hang on what the act itself asks."""
    return tuple(
        c
        for c in conditions
        if not (c.kind in _ASKING_ANSWERS and {c.name, c.at} & own)
        and not (c.kind == "table" and f"table {c.name}" in own)
    )


def _asks_for(table: DatedTable, own: frozenset[str]) -> bool:
    """The number it bounds, or what its rows ask, is among the answers of an act."""
    return table.of in own or any(condition.name in own for row in table.rows for condition in row.when)


def _starts(clock: Clock, act: Act) -> bool:
    """Named among the starts; or, for a clock of a wait that names no starts, by opening the wait."""
    return act.id in clock.starts or (
        not clock.starts and clock.keyed_by_wait is not None and act.opens == clock.keyed_by_wait
    )


def _stops(clock: Clock, act: Act) -> bool:
    return act.id in clock.stops or (clock.keyed_by_wait is not None and act.closes == clock.keyed_by_wait)


def _retimes(clock: Clock, act: Act) -> bool:
    """A pausing wait opens or closes, a day the clock looks forward to is given, or its extra conditions may
    turn.
    """
    return (
        act.opens in clock.paused_by
        or act.closes in clock.paused_by
        or (clock.until is not None and clock.until in act.fields)
        or bool(clock.paused_by and any(_turns(act, condition) for condition in clock.pause_when))
    )


def _turns(act: Act, condition: Condition) -> bool:
    """The act may turn what a condition of the case alone holds; terms are settled when it is opened."""
    match condition.kind:
        case "term":
            return False
        case "done" | "not_done":
            return act.id in (condition.name, condition.since)
        case "fact":
            return condition.name in act.fields
        case _:
            return True


def _moves(clock: Clock, act: Act) -> bool:
    extends = clock.extension is not None and clock.extension.act == act.id
    return _starts(clock, act) or _stops(clock, act) or _retimes(clock, act) or extends or clock.expiry.act == act.id


def _meets(procedure: Procedure, plan: ClockPlan, act: Act) -> bool:
    """A clock in hours is moved, ended with the case, or asked about by the act."""
    clock = plan.clock
    gates = [line for id in act.needs for line in procedure.gates[id].met_by]
    fields = [procedure.fields[id].when for id in act.fields]
    asked = any(c.kind in ("within", "expired") and c.name == clock.id for c in chain(act.when, *gates, *fields))
    return _moves(clock, act) or asked or (act.to in procedure.ends and not plan.survives)


def _hour_terms(procedure: Procedure) -> dict[str, bool]:
    """A clock in hours may be set in days where neither an extension nor a second length would mix the two."""
    found: dict[str, bool] = {}
    for clock in procedure.clocks.values():
        extension = clock.extension.lengths if clock.extension else ()
        for dated in (*clock.lengths, *extension) if has_hours(clock) else ():
            if dated.term:
                found[dated.term] = bool(extension)
    return found


def _length_terms(procedure: Procedure) -> Iterable[str]:
    for clock in procedure.clocks.values():
        extension = clock.extension.lengths if clock.extension else ()
        yield from (dated.term for dated in (*clock.lengths, *extension) if dated.term)
        if clock.promised:
            yield clock.promised
    for act in procedure.acts.values():
        yield from (condition.term for condition in act.when if condition.term)
    for gate in procedure.gates.values():
        yield from (condition.term for line in gate.met_by for condition in line if condition.term)
