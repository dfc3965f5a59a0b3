"""What a case adds to the figures, and how it is shown: sentence, ribbon, picture, story."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from tests.pure.procedure.trial import (
    APPLICANT,
    APPLICATION,
    CALENDAR,
    FOLDER,
    HANDLER,
    HEAD,
    Case,
    accepted,
    applied,
    changed,
    day,
    trial,
)

from yifa.procedure import MarkMade, State, advance, describe, draw, figures, load, marks, ribbon, story
from yifa.procedure.state import copied


def made_by(case: Case) -> list[MarkMade]:
    """The marks of all events of a case, as a projection would gather them."""
    state, made = State(), list[MarkMade]()
    for event in case.events:
        before = copied(state)
        advance(case.procedure, state, event, CALENDAR)
        made += marks(case.procedure, event, state, before)
    return made


def test_an_act_counts_on_its_day_with_the_value_of_its_fact() -> None:
    made = made_by(applied(answers={"risk": 3}))

    assert MarkMade("received", "act:1", day("03-02"), 1) in made
    assert MarkMade("risky", "act:1", day("03-02"), 1) in made
    assert MarkMade("risk_sum", "act:1", day("03-02"), 3) in made
    assert MarkMade("papers", "paper:1:receipt", day("03-02"), 1) in made


def test_two_lines_that_count_the_same_act_add_up(tmp_path: Path) -> None:
    two = changed(tmp_path, "indicators.yaml", "count: [{act: [apply], value: risk}]",
                  "count: [{act: [apply], value: risk}, {act: [apply], value: 10}]")  # fmt: skip
    case = Case(load(two)).do("apply", APPLICANT, "03-02", {**APPLICATION, "risk": 3})
    made = [mark for mark in made_by(case) if mark.indicator == "risk_sum"]

    assert len({mark.key for mark in made}) == 2
    assert sum(mark.value for mark in made) == 13


def test_a_clock_counts_on_its_due_day_and_moves_with_it() -> None:
    case = accepted(answers={"risk": 2}).do("extend", HEAD, "03-16", {"reason": "复杂"})

    due = [mark for mark in made_by(case) if mark.indicator == "due"]

    assert due == [
        MarkMade("due", "decision::1", day("03-30"), 1),
        MarkMade("due", "decision::1", day("04-14"), 1),
    ]


def test_a_term_that_began_anew_is_due_no_more() -> None:
    case = accepted(answers={"risk": 2}).do("change_request", APPLICANT, "03-10", {"purpose": "深井"})

    made = made_by(case)

    assert MarkMade("due", "decision::1", day("03-30"), 0) in made
    assert figures(case.procedure, made)["due"] == 1


def test_a_late_decision_is_due_and_not_met() -> None:
    case = accepted(answers={"risk": 2}).do("refuse", HEAD, "03-31", {"reason": "不符合"})

    found = figures(case.procedure, made_by(case))

    assert (found["due"], found["met"], found["on_time"]) == (1, 0, 0.0)


def test_a_share_of_nothing_is_not_a_number() -> None:
    assert figures(trial(), [])["on_time"] is None


def test_a_sentence_shows_options_by_name_and_persons_masked() -> None:
    case = applied()

    assert describe(case.procedure, case.events[0], case.state) == "申请人通过网上申请打井"
    assert describe(case.procedure, case.events[0], case.state, {"applicant_name": "张*"}) == "张*通过网上申请打井"


def test_an_act_without_a_sentence_is_told_by_who_and_what() -> None:
    case = accepted()
    late = applied()
    late.law("03-10")

    assert describe(case.procedure, case.events[-1], case.state) == "窗口人员受理"
    assert describe(late.procedure, late.events[-1], late.state) == "依法视为受理"


def test_the_ribbon_shows_where_the_case_is_and_what_is_shut() -> None:
    case = accepted(answers={"risk": 3}).do("send_to_experts", HANDLER, "03-03")

    road = ribbon(case.procedure, case.state, day("03-03"), CALENDAR)

    assert [(stage["id"], stage["state"]) for stage in road["stages"]] == [
        ("received", "past"),
        ("accepted", "now"),
        ("decided", "ahead"),
        ("closed", "ahead"),
    ]
    assert {wait["id"]: wait["state"] for wait in road["waits"]} == {
        "correction": "none",
        "third_party": "none",
        "expert_review": "open",
    }
    assert {gate["id"]: gate["state"] for gate in road["gates"]}["inspected"] == "shut"


def test_a_case_withdrawn_skips_the_stages_it_never_saw() -> None:
    case = applied().do("withdraw", APPLICANT, "03-03")

    states = {stage["id"]: stage["state"] for stage in ribbon(case.procedure, case.state)["stages"]}

    assert states == {"received": "past", "accepted": "skipped", "decided": "skipped", "closed": "past"}


def test_the_picture_is_well_formed_and_can_be_read_aloud() -> None:
    case = accepted()

    root = ElementTree.fromstring(draw(case.procedure, case.state))

    space = {"s": "http://www.w3.org/2000/svg"}
    assert root.attrib["role"] == "img"
    assert "受理（现在）" in (root.findtext("s:desc", "", space))
    assert len(root.findall(".//s:g[@data-stage]", space)) == 4
    assert "style=" not in draw(case.procedure)


def test_a_story_that_is_not_as_told_names_the_line_and_both_sides(tmp_path: Path) -> None:
    changed(tmp_path, "scenarios/granted.yaml", "clocks: {acceptance: 2026-03-09}", "clocks: {acceptance: 2026-03-08}")
    changed(tmp_path, "scenarios/granted.yaml", "refused: act.same_person", "refused: act.role")
    folder = changed(tmp_path, "scenarios/granted.yaml", "on_time: 100%", "on_time: 50%")

    result = story(load(folder), folder / "scenarios" / "granted.yaml")

    found = [str(failure) for failure in result.failures]
    assert len(found) == 3
    assert "scenarios/granted.yaml:11" in found[0]
    assert "expected '2026-03-08', found '2026-03-09 (calm)'" in found[0]
    assert "expected 'act.role', found 'act.same_person" in found[1]
    assert "expected '50%', found 100.0" in found[2]


def test_of_several_persons_named_in_a_story_each_must_be_refused(tmp_path: Path) -> None:
    told = "{on: 2026-04-09, act: grant, by: li, refused: act.same_person}"
    folder = changed(tmp_path, "scenarios/granted.yaml", told, told.replace("by: li", "by: [li, chen]"))

    found = [failure.what for failure in story(load(folder), folder / "scenarios" / "granted.yaml").failures]

    assert "step refused: expected a refusal, but the act was allowed" in found[0]


def test_of_several_acts_named_in_a_story_each_must_be_refused(tmp_path: Path) -> None:
    told = "{on: 2026-03-16, act: grant, by: zhao, refused:"
    folder = changed(tmp_path, "scenarios/granted.yaml", told, told.replace("act: grant", "act: [grant, refuse]"))

    found = [failure.what for failure in story(load(folder), folder / "scenarios" / "granted.yaml").failures]

    assert found[0].startswith("refused code: expected 'gate.inspected', found 'gate.third_parties_heard")


def test_a_step_that_is_not_refused_has_one_doer(tmp_path: Path) -> None:
    told = "{on: 2026-03-13, act: consult, by: li,"
    folder = changed(tmp_path, "scenarios/granted.yaml", told, told.replace("by: li", "by: [li, chen]"))

    found = [failure.what for failure in story(load(folder), folder / "scenarios" / "granted.yaml").failures]

    assert found[0] == "step by: is more than one"


def test_a_story_as_told_passes_and_keeps_what_happened() -> None:
    result = story(trial(), FOLDER / "scenarios" / "granted.yaml")

    assert result.passed
    assert [event.act for event in result.events][:2] == ["apply", "deem_accepted"]
    assert result.state.outcome == "granted"


def test_a_slip_in_a_story_is_a_failure_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "scenarios" / "slip.yaml"
    path.parent.mkdir()
    path.write_text(
        "zh: 错\nsteps:\n  - {on: 2026-13-01, act: apply}\n"
        "  - {on: 2026-03-01, act: apply, by: applicant, stag: x}\n"
        "  - {on: 2026-03-01, act: apply, by: nobody}\nends: {}\n",
        "utf-8",
    )

    found = [str(failure) for failure in story(trial(), path).failures]

    assert "is not a day" in found[0]
    assert any("nobody" in text for text in found)
    assert any("stag: is not a known key" in text for text in found)


def test_a_gate_that_does_not_concern_the_case_is_not_shown() -> None:
    calm = accepted(answers={"risk": 1})
    asked = accepted(answers={"risk": 1}).do("consult", HANDLER, "03-03", {"third_party_number": "a"})

    assert ribbon(calm.procedure, calm.state)["gates"] == []
    assert [gate["id"] for gate in ribbon(asked.procedure, asked.state)["gates"]] == ["third_parties_heard"]
