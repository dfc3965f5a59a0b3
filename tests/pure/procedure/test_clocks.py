"""Clocks: which length, from which day, what does not count, and what a reader sees. Days worked out by hand.

March 2026 has no day off but weekends; 4 to 6 April (Qingming) and 1 to 5 May are off, Saturday 9 May is worked.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pure.procedure.trial import (
    APPLICANT,
    CALENDAR,
    HANDLER,
    HEAD,
    WINDOW,
    Case,
    accepted,
    applied,
    changed,
    day,
)

from yifa.procedure import load, proof

RISKY = {"risk": 2}
ONE = {"third_party_number": "a"}
TWO = {"third_party_number": "b"}


def heard(key: str, on: str) -> dict[str, str]:
    return {"third_party_number": key, "heard_on": f"2026-{on}"}


def test_twenty_working_days_from_the_second_of_march_end_on_the_thirtieth() -> None:
    assert accepted(answers=RISKY).clock("decision", "03-02").due == day("03-30")


def test_the_length_in_force_when_the_run_starts_is_taken() -> None:
    """For risk 1 the trial law has had fifteen working days since 2024, and twenty before."""
    assert accepted("2026-03-02").clock("decision", "03-02").run.length == "15 working days"
    assert accepted("2023-03-01").clock("decision", "2023-03-01").run.length == "20 working days"


def test_the_matters_own_length_brings_its_own_article() -> None:
    case = accepted(answers=RISKY, limit="7 working days", limit_cites="某法 第三条")

    view = case.clock("decision", "03-02")

    assert (view.due, view.cites) == (day("03-11"), "某法 第三条")


def test_a_term_that_begins_anew_takes_the_next_length_of_the_list_and_counts_from_zero() -> None:
    """Ten working days from 10 March end on 24 March."""
    case = accepted(answers=RISKY).do("change_request", APPLICANT, "03-10", {"purpose": "打深井"})

    first, second = (run for run in case.state.runs if run.clock == "decision")

    assert (first.stopped, first.stopped_by) == (day("03-10"), "change_request")
    assert (second.number, second.length, second.due) == (2, "10 working days", day("03-24"))


def test_a_pause_moves_the_due_day_by_the_working_days_it_took() -> None:
    """Paused from Thursday 5 to Tuesday 10 March, four working days: 30 March becomes 3 April."""
    case = (
        accepted(answers=RISKY).do("send_to_experts", HANDLER, "03-05").do("receive_expert_opinion", HANDLER, "03-10")
    )

    assert case.clock("decision", "03-10").due == day("04-03")


def test_pauses_that_overlap_are_not_counted_twice() -> None:
    """5 to 10 and 9 to 11 March are five working days together: 30 March becomes 7 April, after Qingming."""
    case = accepted(answers=RISKY).do("send_to_experts", HANDLER, "03-05").do("consult", HANDLER, "03-09", ONE)
    case.do("receive_expert_opinion", HANDLER, "03-10").do("hear", HANDLER, "03-11", heard("a", "03-11"))

    assert case.clock("decision", "03-11").due == day("04-07")


def test_a_pause_lasts_until_every_third_party_has_answered() -> None:
    case = accepted(answers=RISKY).do("consult", HANDLER, "03-05", ONE).do("consult", HANDLER, "03-05", TWO)

    case.do("hear", HANDLER, "03-06", heard("a", "03-06"))

    assert case.clock("decision", "03-09").colour == "paused"
    case.do("hear", HANDLER, "03-09", heard("b", "03-09"))
    assert case.clock("decision", "03-09").colour == "calm"


def test_a_pause_ends_on_the_day_the_opinion_arrived_even_if_it_is_entered_later() -> None:
    case = (
        accepted(answers=RISKY).do("consult", HANDLER, "03-05", ONE).do("hear", HANDLER, "03-12", heard("a", "03-10"))
    )

    assert case.clock("decision", "03-12").due == day("04-03")


def test_a_pause_can_not_end_before_it_began() -> None:
    case = (
        accepted(answers=RISKY).do("consult", HANDLER, "03-05", ONE).do("hear", HANDLER, "03-12", heard("a", "03-01"))
    )

    assert case.state.waits["third_party:a"] == [["2026-03-05", "2026-03-05"]]


def test_while_a_pause_is_open_the_due_day_moves_with_the_day_of_reading() -> None:
    case = accepted(answers=RISKY).do("send_to_experts", HANDLER, "03-05")

    assert case.clock("decision", "03-05").due == day("03-31")
    assert case.clock("decision", "03-10").due == day("04-03")


def test_what_begins_after_the_term_is_over_does_not_pause_it() -> None:
    case = accepted(answers=RISKY).do("send_to_experts", HANDLER, "04-01")

    view = case.clock("decision", "04-08")

    assert (view.due, view.colour) == (day("03-30"), "late")


def test_an_extension_is_appended() -> None:
    """Ten working days after 30 March: 31 March, 1 to 3, 7 to 10, 13 and 14 April."""
    case = accepted(answers=RISKY).do("extend", HEAD, "03-16", {"reason": "复杂"})

    assert case.clock("decision", "03-16").due == day("04-14")


def test_an_extension_does_not_lengthen_the_organs_own_promise() -> None:
    case = accepted(answers=RISKY, promised="10 working days").do("extend", HEAD, "03-16", {"reason": "复杂"})

    assert case.clock("decision", "03-16").promised_due == day("03-16")


def test_a_clock_may_run_towards_a_day_known_beforehand() -> None:
    case = accepted(answers={"event_day": "2026-06-30"})

    view = case.clock("before_event", "06-01")

    assert (view.due, view.left) == (day("06-27"), 26)
    assert not [run for run in accepted().state.runs if run.clock == "before_event"]


@pytest.mark.parametrize(
    ("on", "colour", "left"),
    [
        ("03-02", "calm", 20),
        ("03-24", "calm", 4),
        ("03-25", "soon", 3),  # three working days are left: the clock's warning
        ("03-30", "due", 0),
        ("03-31", "late", -1),
    ],
)
def test_the_colour_tells_how_near_the_end_is(on: str, colour: str, left: int) -> None:
    view = accepted(answers=RISKY).clock("decision", on)

    assert (view.colour, view.left) == (colour, left)


def test_used_is_the_share_of_the_term_that_is_gone() -> None:
    case = accepted(answers=RISKY)

    assert case.clock("decision", "03-16").used == 0.5
    assert case.clock("decision", "04-14").used == 1.5


def test_a_clock_stopped_in_time_is_met_and_else_missed() -> None:
    met, missed = accepted(answers=RISKY), accepted(answers=RISKY)

    met.do("refuse", HEAD, "03-30", {"reason": "不符合"})
    missed.do("refuse", HEAD, "03-31", {"reason": "不符合"})

    assert met.clock("decision", "04-30").colour == "met"
    assert missed.clock("decision", "04-30").colour == "missed"


def test_the_proof_ends_on_the_due_day_and_names_what_paused_the_clock() -> None:
    case = (
        accepted(answers=RISKY).do("send_to_experts", HANDLER, "03-05").do("receive_expert_opinion", HANDLER, "03-10")
    )
    view = case.clock("decision", "03-10")

    shown = proof(case.procedure, case.state, view.run, day("03-10"), CALENDAR)

    assert shown is not None
    assert shown.due.day == view.due == day("04-03")
    assert "专家评审（试验条例 第七条）" in [interval.reason for interval in shown.intervals]


def test_a_clock_towards_a_known_day_needs_no_proof() -> None:
    case = accepted(answers={"event_day": "2026-06-30"})

    assert proof(case.procedure, case.state, case.clock("before_event", "06-01").run, day("06-01"), CALENDAR) is None


def test_a_pause_counts_only_if_its_own_conditions_hold(tmp_path: Path) -> None:
    """Here a review pauses the clock only once the proposal is made; the clock learns of it when that happens."""
    folder = changed(
        tmp_path, "deadlines.yaml", "    extension:\n", "    pause_when: [{done: propose}]\n    extension:\n"
    )
    case = Case(load(folder))
    case.do("apply", APPLICANT, "03-02", {"channel": "online", "applicant_name": "张", "purpose": "井", "risk": 2})
    case.do("accept", WINDOW, "03-02").do("send_to_experts", HANDLER, "03-05")

    assert case.clock("decision", "03-06").colour == "calm"
    case.do("propose", HANDLER, "03-06", {"opinion": "grant"})
    assert case.clock("decision", "03-06").colour == "paused"


def test_a_clock_may_start_from_a_day_that_is_a_fact(tmp_path: Path) -> None:
    folder = changed(
        tmp_path, "deadlines.yaml", "    starts: [grant]\n", "    starts: [grant]\n    start_fact: event_day\n"
    )
    case = Case(load(folder))
    answers = {"channel": "online", "applicant_name": "张", "purpose": "井", "risk": 2, "event_day": "2026-03-09"}
    case.do("apply", APPLICANT, "03-02", answers).do("accept", WINDOW, "03-02").do("grant", HEAD, "03-03")

    view = case.clock("publication", "03-03")

    assert (view.run.start, view.due) == (day("03-09"), day("03-18"))


def test_two_cases_do_not_share_their_runs() -> None:
    one, other = applied("03-02"), applied("03-02")

    one.do("accept", WINDOW, "03-03")

    assert other.clock("acceptance", "03-03").run.stopped is None


def test_a_start_for_which_the_law_sets_no_term_leaves_the_run_going(tmp_path: Path) -> None:
    folder = changed(
        tmp_path,
        "deadlines.yaml",
        "term: limit, value: 20 working days, cites: 试验条例 第十条}",
        "term: limit, value: 20 working days, when: [{not_done: change_request}], cites: 试验条例 第十条}",
    )
    case = Case(load(folder))
    case.do("apply", APPLICANT, "03-02", {"channel": "online", "applicant_name": "张", "purpose": "井", "risk": 2})
    case.do("accept", WINDOW, "03-02").do("change_request", APPLICANT, "03-10", {"purpose": "打深井"})

    (run,) = (run for run in case.state.runs if run.clock == "decision")

    assert (run.start, run.stopped, run.due) == (day("03-02"), None, day("03-30"))


def test_an_act_that_opens_a_keyed_wait_may_close_one_without_keys(tmp_path: Path) -> None:
    opens = "    opens: {wait: third_party, key: third_party_number}\n"
    folder = changed(tmp_path, "procedure.yaml", opens, opens + "    closes: expert_review\n")
    case = Case(load(folder))
    case.do("apply", APPLICANT, "03-02", {"channel": "online", "applicant_name": "张", "purpose": "井", "risk": 2})
    case.do("accept", WINDOW, "03-02")

    assert case.refused("consult", HANDLER, "03-03", ONE).code == "wait.not_open"

    case.do("send_to_experts", HANDLER, "03-03").do("consult", HANDLER, "03-04", ONE)

    assert [name for name, spans in case.state.waits.items() if spans[-1][1] is None] == ["third_party:a"]
