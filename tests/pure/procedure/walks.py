"""Random walks through any procedure: acts with answers of the right shape, by people of every role, day after day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from yifa.identifiers import reserved_citizen_number, reserved_credit_code, reserved_mobile
from yifa.procedure import Event, Person, Procedure, Refusal, State, advance, decide, load, packs_folder
from yifa.procedure.conditions import Question
from yifa.procedure.items import column_fields
from yifa.procedure.model import Field
from yifa.workdays import Calendar

CALENDAR = Calendar.of_state_council()
TRIALS = Path(__file__).parent / "packs"
FIRST = date(2026, 1, 5)
NOON = "12:00"
"""Everything is done at noon, for clocks in hours; their minutes are tested by themselves."""


def packs() -> dict[str, Procedure]:
    """The trial packs and every pack that ships, older editions too."""
    written = [*sorted(TRIALS.glob("*/procedure.yaml")), *sorted(packs_folder().glob("**/procedure.yaml"))]
    folders = [path.parent for path in written]
    return {f"{folder.parent.name}/{folder.name}": load(folder) for folder in folders}


def people(procedure: Procedure) -> list[Person]:
    """Two people of each role, and one who holds all of them."""
    named = [Person(f"{role}{n}", frozenset({role})) for role in procedure.roles for n in (1, 2)]
    return [*named, Person("all", frozenset(procedure.roles))]


def answer(field: Field, on: date) -> st.SearchStrategy[Any]:
    """Answers of the right shape; few different ones, so that keys meet again."""
    low, high = field.minimum or 0, field.maximum if field.maximum is not None else 9
    near = st.integers(-20, 60).map(lambda days: (on + timedelta(days)).isoformat())
    strategies: dict[str, st.SearchStrategy[Any]] = {
        "number": st.integers(low, max(low, high)),
        # Sums of the size that tables of fines have, so that walks come past them.
        "money": st.sampled_from([low, 50_000, 2_000_000]) if field.maximum is None else st.integers(low, high),
        "date": near,
        "choice": st.sampled_from([value for value, _ in field.options] or [""]),
        "choices": st.lists(
            st.sampled_from([v for v, _ in field.options] or [""]), min_size=1, max_size=2, unique=True
        ),
        "yes_no": st.booleans(),
        "file": st.just({"digest": "f0", "name": "甲.pdf"}),
        "files": st.just([{"digest": "f0", "name": "甲.pdf"}]),
        "citizen_number": st.just(reserved_citizen_number(1)),
        "credit_code": st.just(reserved_credit_code(1)),
        "mobile": st.just(reserved_mobile(1)),
        "officers": st.lists(st.sampled_from(["甲", "乙", "丙"]), min_size=1, max_size=3),
        "list": st.just(["甲"]),
        "case": st.just("甲-1"),
    }
    return strategies.get(field.type, st.sampled_from(["a", "b"]))


@st.composite
def answers(draw: st.DrawFn, procedure: Procedure, state: State, act: str, on: date) -> dict[str, Any]:
    """Answers to the questions of an act that apply, each required one nearly always answered."""
    given: dict[str, Any] = {}
    for plan in procedure.plan.acts[act].fields:
        q = Question(state, given, on, CALENDAR)
        applies = plan.ask is None or plan.ask(q)
        if applies and (plan.required or draw(st.booleans())):
            is_table = plan.field.type == "items"
            given[plan.id] = draw(rows(procedure, act, plan.id, on) if is_table else answer(plan.field, on))
    return given


def rows(procedure: Procedure, act: str, field: str, on: date) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Rows for a list, with so few keys that they meet again."""
    move = next(move for move in procedure.plan.acts[act].lists if move.field == field)
    columns = column_fields(move.items, move.settles)
    few = {move.items.key: st.sampled_from("abcde")} if move.items.columns[move.items.key].type == "text" else {}
    row = st.fixed_dictionaries(
        {column.id: few.get(column.id, answer(column, on)) for column in columns if column.required},
        optional={column.id: answer(column, on) for column in columns if not column.required and not column.bounds},
    )
    return st.lists(row, min_size=1, max_size=3, unique_by=lambda row: row[move.items.key])


@st.composite
def terms(draw: st.DrawFn, procedure: Procedure) -> dict[str, Any]:
    """Terms of a matter: each as declared, or turned where it is a truth."""
    return {
        name: draw(st.booleans()) if isinstance(default, bool) else default for name, default in procedure.terms.items()
    }


def step(
    procedure: Procedure, state: State, act: str, person: Person, on: date, given: dict[str, Any], own: dict[str, Any]
) -> tuple[Event, ...] | Refusal:
    """Decide one act and let what follows happen."""
    found = decide(
        procedure, state, act, by=person, on=on, answers=given, today=on, calendar=CALENDAR, terms=own, now=NOON
    )
    if not isinstance(found, Refusal):
        for event in found:
            advance(procedure, state, event, CALENDAR)
    return found
