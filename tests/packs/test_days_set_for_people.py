"""A term set for somebody lies ahead: a day in the past would cost them a right before they could use it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from yifa.identifiers import reserved_credit_code, reserved_mobile
from yifa.procedure import Event, Person, Refusal, State, advance, decide, shipped
from yifa.workdays import Calendar

CALENDAR = Calendar.of_state_council()
ON = date(2026, 3, 4)
SET = {  # pack and field: what must hold of the day that is set (law in the field's own citation)
    ("licensing", "correct_by"): ("after", "act"),
    ("licensing", "supply_by"): ("after", "act"),
    ("licensing", "hearing_day"): ("after", "act"),
    ("licensing", "event_day"): ("after", "act"),
    ("licensing", "valid_to"): ("not_before", "valid_from"),
    ("disclosure", "clarify_by"): ("after", "act"),
    ("disclosure", "reasons_by"): ("after", "act"),
    ("disclosure", "answer_by"): ("after", "act"),
    ("disclosure", "received_on"): ("not_after", "act"),
    ("disclosure", "clarified_on"): ("not_after", "act"),
    ("reconsideration", "correct_by"): ("after", "act"),
    ("reconsideration", "hearing_day"): ("after", "act"),
    ("reconsideration", "perform_by"): ("after", "act"),
    ("reconsideration", "comply_by"): ("after", "act"),
}
REQUEST = {
    "channel": "in_person", "applicant_kind": "organisation", "applicant_name": "某公司",
    "credit_code": reserved_credit_code(1), "mobile": reserved_mobile(1),
    "request": "年度预算", "form_wanted": "electronic", "delivery": "online",
}  # fmt: skip


@pytest.mark.parametrize(("pack", "field"), list(SET))
def test_the_day_is_bound_as_the_law_needs(pack: str, field: str) -> None:
    bounds = [(bound.test, bound.other) for bound in shipped()[pack].fields[field].bounds]

    assert bounds == [SET[pack, field]]


def test_every_term_that_an_organ_sets_for_somebody_lies_ahead() -> None:
    facts_of_the_matter = {"licence_expiry"}  # printed on a licence; it may well lie in the past
    unbound = [
        f"{pack.id}.{clock.until}"
        for pack in shipped().values()
        for clock in pack.clocks.values()
        if clock.until
        and clock.until not in facts_of_the_matter
        and not any(bound.test == "after" for bound in pack.fields[clock.until].bounds)
    ]

    assert unbound == []


def _do(state: State, act: str, **answers: Any) -> tuple[Event, ...] | Refusal:
    pack = shipped()["disclosure"]
    officer = Person("he", frozenset({"disclosure_officer"}), "organ")
    done = decide(pack, state, act, by=officer, on=ON, answers=answers, today=ON, calendar=CALENDAR)
    if not isinstance(done, Refusal):
        for event in done:
            advance(pack, state, event, CALENDAR)
    return done


@pytest.mark.parametrize(
    ("by", "lawful"),
    [
        ("2020-01-01", False),  # years ago
        ("2026-03-03", False),  # the day before
        ("2026-03-04", False),  # the day itself is not counted (民法典 第二百零一条), so nothing would be left
        ("2026-03-05", True),  # whether one day is reasonable, an officer judges and answers for
    ],
)
def test_a_clarification_may_not_fall_due_before_it_can_be_given(by: str, lawful: bool) -> None:
    state = State()
    _do(state, "request", **REQUEST)
    _do(state, "register", received_on="2026-03-04")
    assert state.stage == "handling"

    done = _do(state, "ask_clarification", unclear_points=["文号"], clarify_by=by)

    if lawful:
        assert state.stage == "clarifying"
    else:
        assert isinstance(done, Refusal)
        assert (done.code, done.field) == ("answer.range", "clarify_by")
        assert done.sentence == "“补正截止日期”应当晚于办理之日（2026-03-04）。"
        assert state.stage == "handling"
