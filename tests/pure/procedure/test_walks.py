"""Whatever anybody tries in whatever order, a case stays lawful: random walks through every pack."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.pure.procedure import walks
from tests.pure.procedure.walks import CALENDAR, FIRST

from yifa.procedure import (
    Event,
    Person,
    Procedure,
    Refusal,
    Run,
    State,
    advance,
    clocks,
    decide,
    lapses,
    options,
    replay,
    state_from_json,
    state_to_json,
)
from yifa.procedure.model import LAW
from yifa.procedure.state import copied

PACKS = walks.packs()
ANSWER_CODES = ("answer.", "act.officers", "wait.")


def apart(state: State) -> State:
    """A copy that shares nothing with the state."""
    return state_from_json(json.loads(json.dumps(state_to_json(state))))


class Walk(RuleBasedStateMachine):
    """One case; each rule tries something, the invariants look at what became of it."""

    procedure: Procedure

    def __init__(self) -> None:
        super().__init__()
        self.state, self.events, self.on = State(), [], FIRST
        self.attempts: list[tuple[Event, Person]] = []
        self.before = apart(self.state)
        self.people = walks.people(self.procedure)

    @initialize(data=st.data())
    def opens(self, data: st.DataObject) -> None:
        self.own = data.draw(walks.terms(self.procedure))
        opening = [plan.act.id for plan in self.procedure.plan.acts.values() if plan.opening]
        self._try(data, data.draw(st.sampled_from(opening)), data.draw(st.sampled_from(self.people)))

    @precondition(lambda self: self.state.seq > 0)
    @rule(data=st.data(), days=st.sampled_from([0, 0, 1, 2, 5, 9, 30]))
    def something_allowed_is_done(self, data: st.DataObject, days: int) -> None:
        """Mostly acts that belong here, so that walks come far."""
        self.on += timedelta(days)
        person = self.people[-1] if data.draw(st.booleans()) else data.draw(st.sampled_from(self.people))
        offered = options(self.procedure, self.state, person, self.on, CALENDAR, at=walks.NOON)
        allowed = [one.act.id for one in offered if one.allowed]
        assume(allowed)
        self._try(data, data.draw(st.sampled_from(allowed)), person)

    @rule(data=st.data(), days=st.integers(-3, 3))
    def anything_is_tried(self, data: st.DataObject, days: int) -> None:
        person = data.draw(st.sampled_from(self.people))
        self.on = max(FIRST, self.on + timedelta(days))
        self._try(data, data.draw(st.sampled_from(sorted(self.procedure.acts))), person)

    @rule(days=st.sampled_from([1, 10, 40]))
    def time_passes(self, days: int) -> None:
        self.on += timedelta(days)
        self.before = apart(self.state)
        events = lapses(self.procedure, self.state, self.on, CALENDAR)
        for event in events:
            advance(self.procedure, self.state, event, CALENDAR)
            self.events.append(event)

        assert lapses(self.procedure, self.state, self.on, CALENDAR) == ()

    def _try(self, data: st.DataObject, act: str, person: Person) -> None:
        given = data.draw(walks.answers(self.procedure, self.state, act, self.on))
        offered = {o.act.id: o for o in options(self.procedure, self.state, person, self.on, CALENDAR, at=walks.NOON)}
        stored = json.dumps(state_to_json(self.state))
        self.before = apart(self.state)
        found = walks.step(self.procedure, self.state, act, person, self.on, given, self.own)
        if isinstance(found, Refusal):
            assert json.dumps(state_to_json(self.state)) == stored
            assert found.sentence
            return
        self.events += found
        self.attempts.append((found[-1], person))
        assert act in offered
        assert offered[act].allowed

    @invariant()
    def the_stage_is_known(self) -> None:
        assert self.state.seq == 0 or self.state.stage in self.procedure.stages

    @invariant()
    def every_act_was_done_where_it_is_allowed(self) -> None:
        if self.events and self.state.seq > self.before.seq == self.events[-1].seq - 1 and self.before.seq:
            assert self.before.stage in self.procedure.acts[self.events[-1].act].stages

    @invariant()
    def only_the_last_span_of_a_wait_may_be_open(self) -> None:
        for spans in self.state.waits.values():
            assert all(closed is not None for _, closed in spans[:-1])
            assert all(opened <= closed for opened, closed in spans if opened and closed)

    @invariant()
    def the_outcome_is_that_of_the_last_act_that_has_one(self) -> None:
        outcomes = [o for e in self.events if (o := self.procedure.acts[e.act].outcome)]
        assert self.state.outcome == (outcomes[-1] if outcomes else "")

    @invariant()
    def at_most_one_run_of_a_clock_and_key_is_going(self) -> None:
        going = [(run.clock, run.key) for run in self.state.runs if run.stopped is None]
        assert len(going) == len(set(going))

    @invariant()
    def a_clock_never_runs_backwards(self) -> None:
        for before, after in zip(self.before.runs, self.state.runs, strict=False):
            if not self._looks_forward(after) and before.due and after.due:
                assert after.due >= before.due
                assert after.due >= after.start
                assert (after.promised_due or date.max) >= (before.promised_due or date.min)
            if before.stopped is not None:
                assert before == after

    @invariant()
    def reading_later_never_shows_an_earlier_due_day(self) -> None:
        if self.state.day is None:
            return
        today = clocks(self.procedure, self.state, self.state.day, CALENDAR)
        later = clocks(self.procedure, self.state, self.state.day + timedelta(9), CALENDAR)
        days = {id(view.run): view.due for view in later}
        assert all(view.due is None or view.due <= (days[id(view.run)] or view.due) for view in today)

    def _looks_forward(self, run: Run) -> bool:
        return self.procedure.clocks[run.clock].until is not None

    @invariant()
    def the_stored_state_is_the_state(self) -> None:
        stored = json.loads(json.dumps(state_to_json(self.state)))
        assert state_from_json(stored) == self.state

    def teardown(self) -> None:
        """The log replayed is the state; each act of a person is decided again just as it was."""
        assert replay(self.procedure, self.events, CALENDAR) == self.state
        state, decided = State(), {event.seq: person for event, person in self.attempts}
        for event in self.events:
            if event.role != LAW:
                self._decide_again(state, event, decided[event.seq])
            advance(self.procedure, state, event, CALENDAR)

    def _decide_again(self, state: State, event: Event, person: Person) -> None:
        given = {name: value for name, value in event.answers.items() if name != "terms"}
        again = decide(
            self.procedure, state, event.act, by=person, on=event.on, answers=given, today=event.on,
            calendar=CALENDAR, terms=self.own, at=event.at,
        )  # fmt: skip
        assert again == (event,)


@pytest.mark.parametrize("name", PACKS)
def test_no_sequence_of_acts_reaches_an_illegal_state(name: str) -> None:
    machine = type("WalkThrough", (Walk,), {"procedure": PACKS[name]})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
        ),
    )


def touched(procedure: Procedure, act: str) -> set[str]:
    """Everything an act writes: itself, its fields, waits, clocks, lists, and the stage or outcome it moves."""
    plan = procedure.plan.acts[act]
    moved = {"stage"} if plan.act.to else set()
    outcome = {"outcome"} if plan.act.outcome else set()
    waits = {f"wait {wait}" for wait in (plan.act.opens, plan.act.closes) if wait}
    clocks = {f"clock {c.clock.id}" for c in (*plan.starts, *plan.stops, *plan.extends, *plan.retimes)}
    lists = {f"items {move.items.id}" for move in plan.lists}
    # A run counted from a day told may have run out already, and bring about an act of the law on the spot.
    laws = {procedure.clocks[c.clock.id].expiry.act for c in plan.starts if plan.act.effect.kind == "fact"}
    lapsed = {"stage"} if any(law and procedure.acts[law].to for law in laws) else set()
    return {f"act {act}", *(f"fact {id}" for id in plan.act.fields), *waits, *clocks, *lists, *moved, *outcome, *lapsed}


def asked(procedure: Procedure, act: str) -> set[str]:
    """Everything an act looks at: its conditions, those of its gates, and those of the clocks it touches."""
    plan = procedure.plan.acts[act]
    clocks = [c.clock for c in (*plan.starts, *plan.stops, *plan.extends, *plan.retimes)]
    conditions = [
        *plan.act.when,
        *(c for gate in plan.act.needs for line in procedure.gates[gate].met_by for c in line),
        *(c for clock in clocks for c in (*clock.when, *clock.pause_when)),
        *(c for clock in clocks for dated in clock.lengths for c in dated.when),
    ]
    kinds = {"not_done": "act", "done": "act", "elapsed": "act", "open": "wait", "closed": "wait"}
    kinds |= {"running": "clock", "within": "clock", "expired": "clock", "outcome": "outcome"}
    names = {f"{kinds.get(c.kind, c.kind)} {c.name}".strip() for c in conditions}
    facts = {f"fact {name}" for clock in clocks for name in (clock.start_fact, clock.until) if name}
    looked_at = {f"{plan.act.effect.kind.partition('_')[0]} {plan.act.effect.name}"}
    return {"stage"} | names | facts | looked_at | {f"act {other}" for other in plan.act.not_by}


def independent(procedure: Procedure, one: str, other: str) -> bool:
    """Neither writes what the other writes or looks at: the law gives no order between them."""
    return not (
        touched(procedure, one) & (touched(procedure, other) | asked(procedure, other))
        or touched(procedure, other) & asked(procedure, one)
    )


def essence(state: State) -> Any:
    """A state without the numbers of its events."""
    stored = state_to_json(state)
    stored["done"] = {act: [entry[1:] for entry in done] for act, done in stored["done"].items()}
    stored["runs"] = sorted(stored.get("runs", []), key=lambda run: (run["clock"], run.get("key", ""), run["number"]))
    return stored


WITH_FREE_ORDER = [name for name in PACKS if name != "packs/fine"]
"""Not the fine: a number drawn at random hardly ever falls into its table, so nothing is ever decided in it."""


@pytest.mark.parametrize("name", WITH_FREE_ORDER)
@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_order_of_acts_of_one_day_does_not_matter_where_the_law_gives_none(name: str, data: st.DataObject) -> None:
    procedure = PACKS[name]
    own = data.draw(walks.terms(procedure))
    state, on = State(), FIRST
    for number in range(data.draw(st.integers(1, 5))):
        # Each step by somebody else, so that who did the one may not be barred from the next.
        person = Person(f"all{number}", frozenset(procedure.roles))
        allowed = [o.act.id for o in options(procedure, state, person, on, CALENDAR, at=walks.NOON) if o.allowed]
        assume(allowed)
        act = data.draw(st.sampled_from(allowed))
        walks.step(procedure, state, act, person, on, data.draw(walks.answers(procedure, state, act, on)), own)
        on += timedelta(data.draw(st.integers(0, 3)))
    assume(state.seq > 0)
    person = walks.people(procedure)[-1]
    allowed = [o.act.id for o in options(procedure, state, person, on, CALENDAR, at=walks.NOON) if o.allowed]
    pairs = [(a, b) for a in allowed for b in allowed if a < b and independent(procedure, a, b)]
    assume(pairs)
    one, other = data.draw(st.sampled_from(pairs))
    given = {act: data.draw(walks.answers(procedure, state, act, on)) for act in (one, other)}

    ends = []
    for order in ((one, other), (other, one)):
        case = copied(state)
        found = [walks.step(procedure, case, act, person, on, given[act], own) for act in order]
        ends.append((sorted(isinstance(f, Refusal) for f in found), essence(case)))

    assert ends[0] == ends[1]
