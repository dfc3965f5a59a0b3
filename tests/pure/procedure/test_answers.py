"""Answers: each type has its shape; a fault names the field and says in Chinese how to answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pure.procedure.trial import APPLICANT, APPLICATION, CALENDAR, HANDLER, Case, accepted, applied, changed, day

from yifa.identifiers import reserved_citizen_number, reserved_credit_code, reserved_mobile
from yifa.procedure import Person, Refusal, State, check_answers, load

RIGHT: dict[str, list[Any]] = {
    "text": ["井", "a" * 200],
    "long_text": ["井\n井" * 100],
    "number": [0, -3, 7],
    "money": [0, 12_345],
    "date": ["2026-02-28"],
    "yes_no": [True, False],
    "file": ["f0", {"digest": "f0", "name": "图.pdf", "size": 3}],
    "files": [["f0", {"digest": "f1"}]],
    "person_name": ["买买提·艾力"],
    "citizen_number": [reserved_citizen_number(1)],
    "credit_code": [reserved_credit_code(1)],
    "mobile": [reserved_mobile(1)],
    "address": ["凤凰路1号"],
    "officers": [["甲", {"name": "乙", "number": "420700-1"}]],
    "list": [["甲", "乙"]],
}
WRONG: dict[str, list[Any]] = {
    "text": [7, True, ["井"], {"a": 1}, "   ", "a" * 201],
    "long_text": ["a" * 5_001],
    "number": ["7", 7.5, True],
    "money": [-1, "12.00", 1.0],
    "date": ["2026-02-30", "2026/02/28", "20260228", 20260228, "2026-02-28T00:00"],
    "yes_no": ["yes", 1, 0],
    "file": [7, {"name": "图.pdf"}, {"digest": ""}, {"digest": "x" * 201}],
    "files": ["f0", [7], ["f0"] * 201],
    "person_name": [["甲"]],
    "citizen_number": ["110105194912310021", "1", 7, "１２３"],
    "credit_code": ["9" * 18, ""[:0] or "91"],
    "mobile": ["12345678901", "1380000000", 13800000000, "１３８００００００００"],
    "address": ["路" * 301],
    "officers": ["甲", [7], [{"post": "队长"}], [""]],
    "list": ["甲", {"甲": 1}, ["甲"] * 201],
}


def case_with(folder: Path, type: str) -> Case:
    """The trial pack with the purpose of the application asked as another type."""
    return Case(load(changed(folder, "form.yaml", "type: text, max_length: 40", f"type: {type}")))


@pytest.mark.parametrize("type", RIGHT)
def test_a_right_answer_is_taken(type: str, tmp_path: Path) -> None:
    case = case_with(tmp_path, type)

    for value in RIGHT[type]:
        answers = {**APPLICATION, "purpose": value}
        assert check_answers(case.procedure, State(), "apply", answers, day("03-02"), CALENDAR) == ()


@pytest.mark.parametrize("type", WRONG)
def test_a_wrong_answer_is_refused_and_the_field_named(type: str, tmp_path: Path) -> None:
    case = case_with(tmp_path, type)

    for value in WRONG[type]:
        answers = {**APPLICATION, "purpose": value}
        found = check_answers(case.procedure, State(), "apply", answers, day("03-02"), CALENDAR)
        assert [refusal.field for refusal in found] == ["purpose"], value
        assert "用途" in found[0].sentence


def test_all_faults_of_a_form_are_told_at_once_in_the_order_of_the_form() -> None:
    found = check_answers(
        Case().procedure, State(), "apply", {"channel": "fax", "risk": 9, "x": 1}, day("03-02"), CALENDAR
    )

    assert [(refusal.code, refusal.field) for refusal in found] == [
        ("answer.option", "channel"),
        ("answer.missing", "applicant_name"),
        ("answer.missing", "purpose"),
        ("answer.range", "risk"),
        ("answer.unknown", "x"),
    ]


def test_a_field_is_asked_only_where_its_condition_holds() -> None:
    officers = ["甲", "乙"]

    unsound = accepted().refused("inspect", HANDLER, "03-03", {"officers": officers, "finding": "unsound"})
    sound = accepted().refused(
        "inspect", HANDLER, "03-03", {"officers": officers, "finding": "sound", "defects": ["a"]}
    )

    assert (unsound.code, unsound.field) == ("answer.missing", "defects")
    assert (sound.code, sound.field) == ("answer.unknown", "defects")


@pytest.mark.parametrize("value", [["a", "a"], ["c"], "a", [["a"]]])
def test_choices_are_different_options_from_the_list(value: Any) -> None:
    answers = {"officers": ["甲", "乙"], "finding": "unsound", "defects": value}

    assert accepted().refused("inspect", HANDLER, "03-03", answers).field == "defects"


def test_a_blank_answer_is_no_answer() -> None:
    refusal = Case().refused("apply", APPLICANT, "03-02", {**APPLICATION, "purpose": ""})

    assert (refusal.code, refusal.sentence) == ("answer.missing", "请填写“用途”。")


@pytest.mark.parametrize("value", ["a\x00b", "a\ud800", "\x1b[31m"])
def test_what_no_log_can_keep_is_refused(value: str) -> None:
    assert Case().refused("apply", APPLICANT, "03-02", {**APPLICATION, "purpose": value}).field == "purpose"


@pytest.mark.parametrize("value", ["1999-12-31", "2081-01-01", "9999-12-31"])
def test_days_are_not_counted_towards_a_day_beyond_the_calendar(value: str) -> None:
    refusal = Case().refused("apply", APPLICANT, "03-02", {**APPLICATION, "event_day": value})

    assert (refusal.code, refusal.field) == ("answer.range", "event_day")


def test_days_are_not_counted_from_a_day_before_the_calendar() -> None:
    assert Case().refused("apply", APPLICANT, "1999-12-31", APPLICATION).code == "act.day"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_is_answered_the_reply_is_an_event_or_a_refusal(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([Case, applied, accepted]))()
    act = data.draw(st.sampled_from(sorted(case.procedure.acts)))
    answers = {
        name: data.draw(JSON) for name in (*case.procedure.acts[act].fields, data.draw(st.sampled_from(["x", "terms"])))
    }

    found = case.attempt(act, Person("all", frozenset(case.procedure.roles)), "03-09", answers)

    assert isinstance(found, tuple | Refusal)
