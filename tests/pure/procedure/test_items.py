"""Lists that a case carries: rows are added once, settled, counted; whatever is tried, the totals balance."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pure.procedure.test_fragments import changed
from tests.pure.procedure.test_fragments import faults as faults_of
from tests.pure.procedure.trial import CALENDAR, day

from yifa.procedure import (
    Event,
    Person,
    Refusal,
    State,
    advance,
    check_answers,
    decide,
    load,
    replay,
    state_from_json,
    state_to_json,
)
from yifa.procedure.items import MOST_ROWS, totals
from yifa.procedure.state import copied

FINE = load(Path(__file__).parent / "packs" / "fine")
FIRST = date(2026, 1, 5)
EVERYBODY = Person("all", frozenset(FINE.roles))


def done(state: State, act: str, answers: dict[str, Any], on: date = FIRST) -> tuple[Event, ...] | Refusal:
    """Decide, and let happen what follows."""
    found = decide(FINE, state, act, by=EVERYBODY, on=on, answers=answers, today=on, calendar=CALENDAR)
    for event in found if not isinstance(found, Refusal) else ():
        advance(FINE, state, event, CALENDAR)
    return found


def with_goods(*keys: str) -> State:
    """A case with goods of these numbers."""
    state = State()
    done(state, "open_case", {})
    if keys:
        done(state, "list_goods", {"goods_found": [{"number": key, "name": "秤"} for key in keys]})
    return state


def faults(state: State, act: str, answers: dict[str, Any]) -> list[tuple[str, int, str]]:
    found = check_answers(FINE, state, act, answers, day("01-05"), CALENDAR)
    return [(refusal.code, refusal.row, refusal.column) for refusal in found]


def test_rows_are_kept_by_their_key_with_what_is_not_blank() -> None:
    state = with_goods()
    done(state, "list_goods", {"goods_found": [{"number": " 7 ", "name": "秤", "value": None, "kind": "tool"}]})

    assert state.items == {"goods": {"7": {"number": " 7 ", "name": "秤", "kind": "tool"}}}
    assert "goods_found" not in state.facts


def test_a_later_outcome_replaces_the_earlier_and_its_reason() -> None:
    state = with_goods("1")
    done(state, "settle_goods", {"goods_settled": [{"number": "1", "outcome": "keep", "reason": "赃物"}]})
    done(state, "settle_goods", {"goods_settled": [{"number": "1", "outcome": "give_back"}]})

    assert state.items["goods"]["1"] == {"number": "1", "name": "秤", "outcome": "give_back"}


def test_an_earlier_state_keeps_its_rows() -> None:
    state = with_goods("1")
    before = copied(state)
    done(state, "settle_goods", {"goods_settled": [{"number": "1", "outcome": "keep"}]})

    assert totals(FINE, before) == {"goods": 1, "goods.keep": 0, "goods.give_back": 0, "goods.none": 1}


def test_every_fault_of_every_row_is_told_by_row_and_column() -> None:
    rows = [
        {"number": "1", "name": "秤"},
        {"number": "2"},
        {"number": "3", "name": "酒", "value": "多", "kind": "food", "colour": "红"},
        {"number": "3", "name": "酒", "made_on": "2026-02-02", "sold_on": "2026-02-01"},
    ]

    assert faults(with_goods("1"), "list_goods", {"goods_found": rows}) == [
        ("answer.row", 1, "number"),
        ("answer.missing", 2, "name"),
        ("answer.type", 3, "value"),
        ("answer.option", 3, "kind"),
        ("answer.unknown", 3, "colour"),
        ("answer.range", 4, "sold_on"),
        ("answer.row", 4, "number"),
    ]


def test_a_fault_of_a_row_is_told_in_chinese_with_its_number() -> None:
    found = done(with_goods("1"), "list_goods", {"goods_found": [{"number": "2", "name": "酒"}, {"number": "2"}]})

    assert isinstance(found, Refusal)
    assert found.sentence == "第2行：请填写“名称”。"
    assert found.field == "goods_found"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"number": "2", "outcome": "keep"}], [("answer.row", 1, "number")]),  # no such row
        ([{"number": "1", "outcome": "burn"}], [("answer.option", 1, "outcome")]),
        ([{"number": "1"}], [("answer.missing", 1, "outcome")]),
        ([{"number": "1", "outcome": "keep"}] * 2, [("answer.row", 2, "number")]),  # the same row twice
        ("1", [("answer.type", 0, "")]),
        ([["1", "keep"]], [("answer.type", 0, "")]),
        ([], [("answer.missing", 0, "")]),
    ],
)
def test_only_rows_that_are_there_are_settled_once_an_act(rows: Any, expected: list[tuple[str, int, str]]) -> None:
    assert faults(with_goods("1"), "settle_goods", {"goods_settled": rows}) == expected


def test_an_outcome_that_must_be_reasoned_is_not_taken_without_its_reason(tmp_path: Path) -> None:
    folder = changed(tmp_path, "fine/procedure.yaml", "give_back: {", "give_back: {reasoned: true, ")
    fine = load(folder)
    state = with_goods("1", "2")
    rows = [{"number": "1", "outcome": "keep"}, {"number": "2", "outcome": "give_back"}]

    found = check_answers(fine, state, "settle_goods", {"goods_settled": rows}, day("01-05"), CALENDAR)

    assert [(refusal.code, refusal.row, refusal.column) for refusal in found] == [("answer.missing", 2, "reason")]


def test_a_list_holds_no_more_than_five_thousand_rows() -> None:
    state = with_goods("a", "b")
    rows = [{"number": str(n), "name": "酒"} for n in range(MOST_ROWS - 1)]

    assert faults(state, "list_goods", {"goods_found": rows}) == [("answer.range", 0, "")]
    assert faults(state, "list_goods", {"goods_found": rows[1:]}) == []


def test_so_many_faults_are_told_and_no_more() -> None:
    rows = [{"number": str(n)} for n in range(1_000)]

    assert len(faults(with_goods(), "list_goods", {"goods_found": rows})) == 200


KEYS = st.sampled_from("abcdef")
ADDED = st.lists(st.fixed_dictionaries({"number": KEYS, "name": st.just("酒")}), min_size=1, max_size=4)
SETTLED = st.lists(
    st.fixed_dictionaries({"number": KEYS, "outcome": st.sampled_from(["keep", "give_back", "burn"])}), max_size=3
)
TRIES = st.lists(
    st.one_of(
        ADDED.map(lambda rows: ("list_goods", {"goods_found": rows})),
        SETTLED.map(lambda rows: ("settle_goods", {"goods_settled": rows})),
    ),
    max_size=12,
)


@given(tries=TRIES)
@settings(max_examples=150, deadline=None)
def test_whatever_is_tried_the_totals_balance_and_the_log_gives_the_same_list(tries: list[Any]) -> None:
    state, events = State(), list[Event]()
    for act, answers in [("open_case", {}), *tries]:
        before = totals(FINE, state)["goods"]
        found = done(state, act, answers)
        if not isinstance(found, Refusal):
            events += found
            added = len(answers.get("goods_found", ()))
            assert totals(FINE, state)["goods"] == before + added

    counts = totals(FINE, state)
    assert counts["goods"] == counts["goods.keep"] + counts["goods.give_back"] + counts["goods.none"]
    assert replay(FINE, events, CALENDAR) == state
    assert state_from_json(json.loads(json.dumps(state_to_json(state)))) == state


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("key: number\n", "key: numbre\n", "'numbre' is no required column"),
        ("key: number\n", "key: value\n", "'value' is no required column"),
        ("name: {zh: 名称, en: name, type: text}", "name: {zh: 名称, en: name, type: files}", "does not fit a cell"),
        ("en: name, type: text}", "en: name, type: text, personal: true}", "stays in the log for ever"),
        ("      name: {zh", "      outcome: {zh", "is a reserved name"),
        ("      keep: {zh: 没收", "      none: {zh: 没收", "is a reserved name"),
        ("[{items: goods, settled", "[{items: gods, settled", "改法：是不是想写 `goods`"),
        ("{items: goods, is: 0}", "{items: goods, outcome: kept, is: 0}", "there is no outcome of goods 'kept'"),
        ("{items: goods, is: 0}", "{items: goods, in: [0]}", "compares with no number"),
        ("adds: {items: goods, from: goods_found}", "adds: {items: goods, from: fine}", "holds no rows of 'goods'"),
        ("    fields: [goods_found]\n", "    fields: []\n", "is not asked by act 'list_goods'"),
        ("    adds: {items: goods, from: goods_found}\n", "", "does nothing with them"),
    ],
)
def test_what_is_wrong_with_a_list_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = changed(tmp_path, "fine/procedure.yaml", old, new)

    assert any(said in fault for fault in faults_of(folder))
