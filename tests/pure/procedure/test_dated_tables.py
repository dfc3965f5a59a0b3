"""Dated tables an organ can set: the row in force on the day, for the case as it is, bounds a number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.pure.procedure.test_fragments import changed, faults
from tests.pure.procedure.trial import CALENDAR, day

from yifa.procedure import Person, Refusal, State, advance, decide, load, options
from yifa.procedure.conditions import Question
from yifa.procedure.dated_tables import BadTable, in_words, ranges

FINE = load(Path(__file__).parent / "packs" / "fine")
EVERYBODY = Person("all", frozenset(FINE.roles))


def opened(on: str = "01-05", **terms: Any) -> State:
    state = State()
    found = decide(
        FINE, state, "open_case", by=EVERYBODY, on=day(on), answers={}, today=day(on), calendar=CALENDAR, terms=terms
    )
    for event in found if not isinstance(found, Refusal) else ():
        advance(FINE, state, event, CALENDAR)
    return state


def code(state: State, on: str, **answers: Any) -> str:
    found = decide(FINE, state, "decide", by=EVERYBODY, on=day(on), answers=answers, today=day(on), calendar=CALENDAR)
    return found.code if isinstance(found, Refusal) else ""


@pytest.mark.parametrize(
    ("on", "gravity", "fine", "expected"),
    [
        ("01-12", "light", 10_000, ""),  # both ends lie within
        ("01-12", "light", 1_000_000, ""),
        ("01-12", "light", 9_999, "gate.within_benchmark"),
        ("01-12", "light", 1_000_001, "gate.within_benchmark"),
        ("01-12", "grave", 1_000_001, ""),
        ("06-01", "light", 500_001, "gate.within_benchmark"),  # the newer row, from its first day
        ("06-01", "light", 100, ""),  # which sets no least
        ("05-31", "light", 500_001, ""),
        ("06-01", "grave", 1_000_001, ""),  # where there is no newer row, the older holds on
    ],
)
def test_the_row_in_force_on_the_day_bounds_the_number(on: str, gravity: str, fine: int, expected: str) -> None:
    assert code(opened(), on, gravity=gravity, fine=fine) == expected


def test_without_a_row_nothing_lies_within() -> None:
    state = opened("2021-05-06")

    assert code(state, "2021-05-07", gravity="light", fine=10_000) == "gate.within_benchmark"


def test_a_term_of_the_matter_stands_in_place_of_the_rows() -> None:
    rows = [{"from": "2020-01-01", "when": [{"fact": "gravity", "is": "light"}], "max": 700, "cites": "本局基准"}]
    state = opened(fine_benchmark=rows)

    assert code(state, "01-12", gravity="light", fine=700) == ""
    assert code(state, "01-12", gravity="light", fine=701) == "gate.within_benchmark"
    assert code(state, "01-12", gravity="grave", fine=700) == "gate.within_benchmark"


@pytest.mark.parametrize("rows", ["1万元", [{"min": 1}], [{"from": "2020-01-01", "least": 1}], [7]])
def test_a_term_that_is_no_table_is_refused_at_once(rows: Any) -> None:
    with pytest.raises(BadTable):
        opened(fine_benchmark=rows)


def test_before_the_answers_are_given_the_act_is_not_refused_for_them() -> None:
    found = {option.act.id: option for option in options(FINE, opened(), EVERYBODY, day("01-12"), CALENDAR)}

    assert found["decide"].allowed


def test_a_form_shows_every_row_that_may_apply() -> None:
    rows = ranges(FINE, Question(opened(), {}, day("01-12"), CALENDAR), "decide")["fine"]

    assert [in_words(FINE, "fine", row) for row in rows] == [
        "情节较轻：100元以上，10000元以下（试验裁量基准）",
        "情节较重：10000.01元以上，50000元以下（试验裁量基准）",
    ]


def test_with_the_answers_a_form_shows_the_row_that_applies() -> None:
    q = Question(opened(), {"gravity": "light"}, day("06-02"), CALENDAR)

    assert [row.maximum for row in ranges(FINE, q, "decide")["fine"]] == [500_000]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("of: fine\n", "of: gravity\n", "field 'gravity' is no money or number"),
        ("of: fine\n", "of: fines\n", "改法：是不是想写 `fine`"),
        ("term: fine_benchmark", "term: benchmark", "改法：是不是想写 `fine_benchmark`"),
        ("min: 10000,", "min: 20000000,", "is less than min"),
        ("{fact: gravity, is: light}", "{table: fine_benchmark}", "asks about a table or a sum"),
        ("zh: 罚款裁量基准", "zhh: 罚款裁量基准", "是不是想写 `zh`"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(changed(tmp_path, "fine/tables.yaml", old, new)))


def test_a_gate_that_names_no_table_is_told(tmp_path: Path) -> None:
    folder = changed(tmp_path, "fine/procedure.yaml", "{table: fine_benchmark}", "{table: fines}")

    assert any("there is no table 'fines'" in fault for fault in faults(folder))
