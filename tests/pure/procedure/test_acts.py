"""What may be done: each refusal has its code, its sentence, its article, and what would make the act lawful."""

from __future__ import annotations

from pathlib import Path

from tests.pure.procedure.trial import (
    APPLICANT,
    APPLICATION,
    CALENDAR,
    HANDLER,
    HEAD,
    OTHER_HANDLER,
    WINDOW,
    Case,
    accepted,
    applied,
    changed,
)

from yifa.procedure import Event, Link, Person, Refusal, load, options, state_from_json, state_to_json
from yifa.procedure.state import copied

INSPECTED = {"officers": ["甲", "乙"], "finding": "sound"}


def test_an_act_that_the_procedure_does_not_know_is_refused() -> None:
    refusal = applied().refused("dance", WINDOW, "03-02")

    assert refusal.code == "act.unknown"
    assert "dance" in refusal.sentence


def test_only_a_person_who_holds_the_role_may_do_the_act() -> None:
    refusal = applied().refused("accept", APPLICANT, "03-02")

    assert (refusal.code, refusal.by_whom, refusal.cites) == ("act.role", "窗口人员", "试验条例 第四条")


def test_nobody_may_do_an_act_of_the_law() -> None:
    refusal = applied().refused("deem_accepted", Person("x", frozenset({"law", "window"})), "03-02")

    assert refusal.code == "act.role"


def test_the_role_in_which_somebody_acts_is_the_first_of_the_act_that_they_hold() -> None:
    case = accepted()

    case.do("grant", Person("both", frozenset({"handler", "head"}), organ="o"), "03-03")

    assert (case.events[-1].role, case.events[-1].by, case.events[-1].organ) == ("head", "both", "o")


def test_an_act_is_refused_outside_its_stages_and_says_which_they_are() -> None:
    refusal = applied().refused("grant", HEAD, "03-02")

    assert refusal.code == "act.stage"
    assert "“收件”" in refusal.sentence
    assert "“受理”" in refusal.sentence


def test_a_case_is_opened_by_an_opening_act_and_only_once() -> None:
    assert Case().refused("accept", WINDOW, "03-02").code == "act.stage"
    assert applied().refused("apply", APPLICANT, "03-02", APPLICATION).code == "act.stage"


def test_a_closed_case_takes_no_act_that_is_not_declared_for_it() -> None:
    case = accepted().do("grant", HEAD, "03-03").do("deliver", WINDOW, "03-04")

    assert case.refused("withdraw", APPLICANT, "03-05").code == "act.closed"
    assert case.do("publish", WINDOW, "03-05").state.stage == "closed"


def test_an_act_allowed_once_is_refused_the_second_time_with_the_day_of_the_first() -> None:
    case = applied().do("request_correction", WINDOW, "03-03", {"missing": "图纸", "correct_by": "2026-03-20"})

    refusal = case.refused("request_correction", WINDOW, "03-04", {"missing": "图纸", "correct_by": "2026-03-20"})

    assert refusal.code == "act.once"
    assert "2026年3月3日" in refusal.sentence


def test_an_act_whose_conditions_do_not_hold_is_refused_in_the_words_of_the_pack() -> None:
    case = applied().do("request_correction", WINDOW, "03-03", {"missing": "图纸", "correct_by": "2026-03-20"})

    refusal = case.refused("accept", WINDOW, "03-04")

    assert (refusal.code, refusal.sentence) == ("act.when", "补正尚未完成，不得受理。")


def test_who_proposed_may_not_grant() -> None:
    case = accepted().do("propose", HANDLER, "03-03", {"opinion": "grant"})

    refusal = case.refused("grant", HANDLER, "03-04")

    assert refusal.code == "act.same_person"
    assert isinstance(case.attempt("grant", OTHER_HANDLER, "03-04"), tuple)


def test_who_was_named_as_an_officer_had_a_part_though_another_entered_it() -> None:
    found = {"officers": ["chen", "wu"], "finding": "sound"}
    case = accepted().do("inspect", HANDLER, "03-03", found)

    assert case.refused("grant", OTHER_HANDLER, "03-04").code == "act.same_person"
    assert case.state == state_from_json(state_to_json(case.state))


def test_who_had_a_part_in_a_duty_may_not_do_what_it_keeps_from(tmp_path: Path) -> None:
    changed(tmp_path, "procedure.yaml", "not_by: [propose, inspect]", "not_by: [study]")
    duty = "duties: {study: {zh: 审查, en: study, acts: [propose, inspect], cites: 试验条例 第十条}}"
    procedure = load(changed(tmp_path, "procedure.yaml", "\nacts:", f"\n{duty}\nacts:"))
    case = accepted(procedure=procedure).do("propose", HANDLER, "03-03", {"opinion": "grant"})

    refusal = case.refused("grant", HANDLER, "03-04")

    assert refusal.code == "act.same_person"
    assert refusal.sentence == "您参与过本件的审查（提出办理意见），不得再办理“准予许可”。"
    assert isinstance(case.attempt("grant", OTHER_HANDLER, "03-04"), tuple)


def test_a_shut_gate_says_what_would_open_it_and_who_can() -> None:
    refusal = accepted(answers={"risk": 3}).refused("grant", HEAD, "03-03")

    assert refusal == Refusal(
        "gate.inspected",
        "尚未核查，不得作出决定。",
        "试验条例 第八条",
        "由两名以上执法人员核查。",
        "承办人",
        rule="T-08",
    )


def test_a_gate_opens_by_any_of_its_lines() -> None:
    low_risk, inspected = accepted(answers={"risk": 2}), accepted(answers={"risk": 3})
    inspected.do("inspect", HANDLER, "03-03", INSPECTED)

    assert isinstance(low_risk.attempt("grant", HEAD, "03-04"), tuple)
    assert isinstance(inspected.attempt("grant", HEAD, "03-04"), tuple)


def test_a_gate_may_be_met_by_the_outcome_of_a_linked_case() -> None:
    case = accepted(major=True)

    assert case.refused("grant", HEAD, "03-03").code == "gate.legally_reviewed"
    failed = (Link("legality_review", outcome="failed"),)
    assert case.refused("grant", HEAD, "03-03", links=failed).code == "gate.legally_reviewed"
    case.do("grant", HEAD, "03-03", links=(Link("legality_review", outcome="passed"),))


def test_an_act_may_not_be_dated_in_the_future() -> None:
    assert applied().refused("accept", WINDOW, "03-05", today="03-04").code == "act.future"


def test_an_act_may_not_be_dated_before_the_last_act_of_the_case() -> None:
    refusal = accepted("03-05").refused("grant", HEAD, "03-04", today="03-06")

    assert refusal.code == "act.before_last"
    assert "2026年3月5日" in refusal.sentence


def test_a_late_entry_keeps_its_legal_day_and_says_how_late_it_is() -> None:
    case = applied("03-02")

    case.do("accept", WINDOW, "03-03", today="03-06")

    assert (case.events[-1].on.day, case.events[-1].late) == (3, 3)


def test_two_different_officers_must_be_named() -> None:
    case = accepted()

    refusal = case.refused("inspect", HANDLER, "03-03", {"officers": ["甲", " 甲"], "finding": "sound"})

    assert (refusal.code, refusal.field) == ("act.officers", "officers")
    case.do(
        "inspect",
        HANDLER,
        "03-03",
        {"officers": [{"name": "甲", "number": "1"}, {"name": "甲", "number": "2"}], "finding": "sound"},
    )


def test_a_wait_may_not_be_opened_twice_for_one_key() -> None:
    case = accepted().do("consult", HANDLER, "03-03", {"third_party_number": "a"})

    assert case.refused("consult", HANDLER, "03-03", {"third_party_number": "a"}).code == "wait.already_open"
    case.do("consult", HANDLER, "03-03", {"third_party_number": "b"})
    assert case.refused("hear", HANDLER, "03-04", {"third_party_number": "c", "heard_on": "2026-03-04"}).code == (
        "wait.not_open"
    )


def test_a_clock_is_extended_no_more_often_than_the_law_allows() -> None:
    case = accepted().do("extend", HEAD, "03-03", {"reason": "复杂"})

    assert case.refused("extend", HEAD, "03-04", {"reason": "复杂"}).code == "clock.extended"


def test_deciding_changes_nothing() -> None:
    case = applied("03-02")
    before = copied(case.state)

    case.refused("grant", WINDOW, "03-20")

    assert case.state == before


def test_the_opening_event_records_the_terms_that_the_procedure_declares_and_no_others() -> None:
    case = applied(promised="5 working days", secret="x")

    assert case.events[0].answers["terms"]["promised"] == "5 working days"
    assert "secret" not in case.events[0].answers["terms"]
    assert case.state.terms["limit"] == ["20 working days", "10 working days"]


def test_the_terms_of_a_matter_cannot_be_slipped_in_as_an_answer() -> None:
    refusal = Case().refused("apply", APPLICANT, "03-02", {**APPLICATION, "terms": {"limit": "1 day"}})

    assert (refusal.code, refusal.field) == ("answer.unknown", "terms")


def test_personal_answers_never_reach_the_state() -> None:
    case = applied()

    assert "张三" not in str(state_to_json(case.state))
    assert case.events[0].answers["applicant_name"] == "张三"


def test_options_give_all_reasons_that_stand_against_an_act() -> None:
    case = accepted(answers={"risk": 3}, major=True).do("consult", HANDLER, "03-03", {"third_party_number": "a"})

    found = {
        option.act.id: option for option in options(case.procedure, case.state, APPLICANT, case.events[-1].on, CALENDAR)
    }

    assert [refusal.code for refusal in found["grant"].refusals] == [
        "act.role",
        "gate.inspected",
        "gate.third_parties_heard",
        "gate.legally_reviewed",
    ]
    assert found["withdraw"].allowed
    assert found["hear"].waits == ("a",)
    assert "deem_accepted" not in found


def test_options_show_the_next_step_of_the_main_line_and_why_it_must_wait() -> None:
    case = applied()

    found = {
        option.act.id: option for option in options(case.procedure, case.state, HEAD, case.events[-1].on, CALENDAR)
    }

    assert [refusal.code for refusal in found["grant"].refusals] == ["act.stage"]
    assert "publish" not in found


def test_events_keep_the_answers_in_the_order_of_the_form_without_blanks() -> None:
    case = Case()

    found = case.attempt(
        "apply",
        APPLICANT,
        "03-02",
        {"risk": 1, "purpose": "打井", "channel": "online", "applicant_name": "张三", "event_day": ""},
    )

    assert isinstance(found, tuple)
    assert isinstance(found[0], Event)
    assert list(found[0].answers) == ["channel", "applicant_name", "purpose", "risk", "terms"]
