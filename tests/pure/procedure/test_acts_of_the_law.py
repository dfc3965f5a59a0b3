"""What the law does by itself when a term runs out, on which day, and with effect from which day."""

from __future__ import annotations

from tests.pure.procedure.trial import APPLICANT, HANDLER, HEAD, WINDOW, accepted, applied, day

MISSING = {"missing": "图纸", "correct_by": "2026-03-20"}


def test_silence_for_five_working_days_is_acceptance_from_the_day_of_receipt() -> None:
    """2 March is a Monday: five working days end on Monday 9 March."""
    case = applied("03-02")

    assert case.law("03-09") == []
    assert case.law("03-31") == ["deem_accepted"]
    event = case.events[-1]
    assert (event.on, event.effect, event.by, event.role) == (day("03-10"), day("03-02"), "law", "law")
    assert case.clock("decision", "03-10").run.start == day("03-02")


def test_an_act_of_the_law_comes_before_what_a_person_does_later() -> None:
    case = applied("03-02")

    case.do("grant", HEAD, "03-12")

    assert [event.act for event in case.events] == ["apply", "deem_accepted", "grant"]
    assert [event.seq for event in case.events] == [1, 2, 3]


def test_what_a_person_does_on_the_last_day_is_in_time() -> None:
    case = applied("03-02").do("accept", WINDOW, "03-09")

    assert [event.act for event in case.events] == ["apply", "accept"]
    assert case.clock("acceptance", "03-09").colour == "met"


def test_an_act_of_the_law_that_its_conditions_forbid_does_not_happen() -> None:
    case = applied("03-02").do("request_correction", WINDOW, "03-03", MISSING).do("correct", APPLICANT, "03-04")

    assert case.law("06-01") == []


def test_a_correction_not_made_by_its_day_is_abandonment() -> None:
    case = applied("03-02").do("request_correction", WINDOW, "03-03", MISSING)

    assert case.law("03-20") == []
    assert case.law("03-21") == ["abandon"]
    assert (case.state.stage, case.state.outcome) == ("closed", "abandoned")


def test_what_nothing_can_stop_any_more_ends_with_the_case() -> None:
    case = applied("03-02").do("request_correction", WINDOW, "03-03", MISSING)

    case.law("03-21")

    assert all(run.stopped is not None for run in case.state.runs)
    assert case.state.waits["correction"] == [["2026-03-03", "2026-03-21"]]


def test_what_may_still_be_stopped_after_the_end_goes_on() -> None:
    case = accepted("03-02").do("grant", HEAD, "03-03").do("deliver", WINDOW, "03-04")

    assert case.clock("publication", "03-04").run.stopped is None
    assert case.do("publish", WINDOW, "03-05").clock("publication", "03-05").colour == "met"


def test_each_third_party_has_a_term_of_its_own_and_falls_silent_on_its_own() -> None:
    """Fifteen working days from 3 March end on 24 March, from 5 March on 26 March."""
    case = accepted("03-02")
    case.do("consult", HANDLER, "03-03", {"third_party_number": "a"})
    case.do("consult", HANDLER, "03-05", {"third_party_number": "b"})

    assert case.law("03-25") == ["note_silence"]
    assert case.events[-1].answers == {"third_party_number": "a"}
    assert case.law("03-27") == ["note_silence"]
    assert case.events[-1].effect == day("03-26")
    assert case.state.waits["third_party:b"] == [["2026-03-05", "2026-03-26"]]


def test_an_act_of_the_law_recorded_late_says_how_late() -> None:
    case = applied("03-02")

    case.law("03-13")

    assert (case.events[-1].on, case.events[-1].late) == (day("03-10"), 3)


def test_letting_the_law_act_day_by_day_or_all_at_once_is_the_same() -> None:
    one, other = applied("03-02"), applied("03-02")

    for number in range(3, 31):
        one.law(f"03-{number:02d}")
    other.law("03-30")

    assert one.state == other.state
