"""Flat conditions: what each question asks of a case, on a day."""

from __future__ import annotations

from typing import Any

import pytest
from tests.pure.procedure.trial import APPLICANT, CALENDAR, HANDLER, WINDOW, Case, accepted, applied, day

from yifa.procedure import Link
from yifa.procedure.conditions import Question, all_of, any_of, ask_of
from yifa.procedure.model import Condition
from yifa.workdays import Length


def holds(case: Case, on: str, kind: str, name: str = "", links: tuple[Link, ...] = (), **rest: Any) -> bool:
    question = Question(case.state, rest.pop("answers", {}), day(on), CALENDAR, links, rest.pop("key", ""))
    return ask_of(Condition(kind, name, **rest))(question)


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ("is", 3, True),
        ("is", 2, False),
        ("not", 2, True),
        ("in", [1, 3], True),
        ("in", [1, 2], False),
        ("given", True, True),
        ("given", False, False),
        ("at_least", 3, True),
        ("at_least", 4, False),
        ("at_most", 3, True),
        ("at_most", 2, False),
    ],
)
def test_a_fact_is_compared_in_six_ways(test: str, value: Any, expected: bool) -> None:
    assert holds(applied(answers={"risk": 3}), "03-02", "fact", "risk", test=test, value=value) is expected


@pytest.mark.parametrize(("test", "value"), [("any_of", ["c", "b"]), ("none_of", ["c", "d"])])
def test_a_list_of_options_has_one_of_some_or_none(test: str, value: list[str]) -> None:
    assert holds(applied(), "03-02", "fact", "kinds", test=test, value=value, answers={"kinds": ["a", "b"]})
    assert holds(applied(), "03-02", "fact", "kinds", test=test, value=value, answers={"kinds": ["c"]}) is (
        test == "any_of"
    )


def test_a_list_never_given_has_none_of_the_options() -> None:
    assert holds(applied(), "03-02", "fact", "kinds", test="none_of", value=["a"])
    assert not holds(applied(), "03-02", "fact", "kinds", test="any_of", value=["a"])


@pytest.mark.parametrize(("given", "most", "least"), [(4, True, False), (5, True, True), (6, False, True)])
def test_a_number_is_compared_with_that_in_another_field(given: int, most: bool, least: bool) -> None:
    case = applied(answers={"risk": 5})

    assert holds(case, "03-02", "fact", "fine", test="at_most_field", value="risk", answers={"fine": given}) is most
    assert holds(case, "03-02", "fact", "fine", test="at_least_field", value="risk", answers={"fine": given}) is least
    assert not holds(case, "03-02", "fact", "fine", test="at_most_field", value="missing", answers={"fine": given})


def test_a_fact_that_was_never_given_is_neither_small_nor_large() -> None:
    case = applied()

    assert not holds(case, "03-02", "fact", "opinion", test="at_least", value=0)
    assert not holds(case, "03-02", "fact", "opinion", test="at_most", value=9)
    assert holds(case, "03-02", "fact", "opinion", test="not", value="grant")
    assert holds(case, "03-02", "fact", "opinion", test="given", value=False)


def test_the_answer_being_given_counts_before_the_fact_of_old() -> None:
    case = applied(answers={"risk": 3})

    assert holds(case, "03-02", "fact", "risk", test="is", value=5, answers={"risk": 5})


def test_a_term_is_asked_like_a_fact() -> None:
    assert holds(applied(major=True), "03-02", "term", "major", test="is", value=True)
    assert not holds(applied(), "03-02", "term", "promised", test="given", value=True)


def test_done_since_means_after_the_last_time() -> None:
    case = accepted().do("propose", HANDLER, "03-03", {"opinion": "grant"})
    assert holds(case, "03-03", "done", "propose", since="change_request")

    case.do("change_request", APPLICANT, "03-04", {"purpose": "深井"})
    assert not holds(case, "03-04", "done", "propose", since="change_request")
    assert holds(case, "03-04", "not_done", "propose", since="change_request")
    assert holds(case, "03-04", "done", "propose")


def test_a_keyed_wait_is_open_while_any_of_its_keys_is() -> None:
    case = accepted()
    assert holds(case, "03-03", "closed", "third_party")

    case.do("consult", HANDLER, "03-03", {"third_party_number": "a"})
    assert holds(case, "03-03", "open", "third_party")
    assert not holds(case, "03-03", "closed", "third_party")


def test_within_and_expired_part_at_the_end_of_the_due_day() -> None:
    """Five working days from Monday 2 March end on Monday 9 March."""
    case = applied("03-02")

    assert holds(case, "03-09", "within", "acceptance")
    assert not holds(case, "03-09", "expired", "acceptance")
    assert holds(case, "03-10", "expired", "acceptance")
    assert not holds(case, "03-10", "within", "acceptance")
    assert holds(case, "03-10", "running", "acceptance")


def test_what_was_stopped_in_time_never_expires() -> None:
    case = applied("03-02").do("accept", WINDOW, "03-04")

    assert not holds(case, "12-31", "expired", "acceptance")
    assert not holds(case, "12-31", "running", "acceptance")


def test_what_stands_still_does_not_expire() -> None:
    case = accepted("03-02").do("send_to_experts", HANDLER, "03-03")

    assert not holds(case, "12-31", "expired", "decision")
    assert holds(case, "12-31", "within", "decision")


def test_a_clock_that_never_ran_is_neither_running_nor_within_nor_expired() -> None:
    case = applied()

    assert not any(holds(case, "03-02", kind, "publication") for kind in ("running", "within", "expired"))


def test_elapsed_begins_the_day_after_the_length_is_full() -> None:
    case = applied("03-02")
    length = Length.parse("5 working days")

    assert not holds(case, "03-09", "elapsed", "apply", length=length)
    assert holds(case, "03-10", "elapsed", "apply", length=length)
    assert not holds(case, "12-31", "elapsed", "grant", length=length)


def test_the_day_compared_may_be_that_of_a_date_given_or_of_another_act() -> None:
    case = applied("03-02")
    length = Length.parse("60 days")
    filed = {"knew_on": "2026-01-05", "applied_on": "2026-03-06"}  # the sixtieth day after 5 January

    assert holds(case, "03-09", "elapsed", "knew_on", answers=filed, length=length)
    assert not holds(case, "03-09", "elapsed", "knew_on", answers=filed, length=length, at="applied_on")
    assert holds(case, "03-09", "not_elapsed", "knew_on", answers=filed, length=length, at="apply")
    assert holds(case, "03-09", "elapsed", "knew_on", answers=filed, length=length, at="grant")  # never granted


def test_the_length_compared_may_be_a_term_that_the_matter_sets() -> None:
    case = applied("03-02")
    written = {"length": Length.parse("5 working days"), "term": "objection"}

    case.state.terms = {"objection": None}
    assert holds(case, "03-10", "elapsed", "apply", **written)
    case.state.terms = {"objection": "10 working days"}
    assert not holds(case, "03-10", "elapsed", "apply", **written)
    assert holds(case, "03-17", "elapsed", "apply", **written)


def test_a_linked_case_counts_by_its_procedure_and_outcome() -> None:
    links = (Link("legality_review", outcome="passed"), Link("appeal", outcome="lost"))

    assert holds(applied(), "03-02", "linked", "legality_review", links, value=["passed"])
    assert not holds(applied(), "03-02", "linked", "appeal", links, value=["passed"])


def test_a_gate_is_any_of_lines_and_a_line_is_all_of_conditions() -> None:
    case, yes, no = applied(), Condition("done", "apply"), Condition("done", "grant")
    question = Question(case.state, {}, day("03-02"), CALENDAR)

    assert any_of([(yes, no), (yes,)])(question)
    assert not any_of([(yes, no), (no,)])(question)
    both = all_of((yes, yes))
    assert both is not None
    assert both(question)
    assert all_of(()) is None
