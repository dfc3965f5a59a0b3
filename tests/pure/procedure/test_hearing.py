"""What an act in a linked case brings about: which act hears it, on which day, with what taken over."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.pure.procedure.trial import CALENDAR, Case, day

from yifa.procedure import (
    Event,
    Heard,
    Link,
    PackFaults,
    Person,
    Procedure,
    advance,
    against,
    arises,
    check,
    hear,
    load,
    options,
    served_by,
    story,
)
from yifa.procedure.check_links import faults_between

FOLDER = Path(__file__).parent / "packs" / "ruling"
RULING = load(FOLDER)
CLERK = Person("wang", frozenset({"clerk"}))
LAWFUL = Link("trial_legality", outcome="lawful", kind="served_by", opened=day("03-03"))


def ruled(on: str = "03-03") -> Case:
    return Case(RULING).do("begin", CLERK, "03-02").do("rule", CLERK, on, links=(LAWFUL,))


def told(case: Case, act: str, on: str, today: str = "", **more: Any) -> tuple[Event, ...]:
    """Let the case hear an act of a review that arose from it."""
    heard = Heard("review", act, {"gives_rise_to"}, day(on), "REVIEW001", 4, **more)
    events = hear(case.procedure, case.state, heard, calendar=CALENDAR, today=day(today or on))
    case._happen(events)
    return events


@pytest.mark.parametrize("path", sorted(FOLDER.glob("scenarios/*.yaml")), ids=lambda path: path.stem)
def test_the_stories_of_the_trial_pack_go_as_told(path: Path) -> None:
    assert [str(fault) for fault in story(RULING, path).failures] == []
    assert check(RULING) == ()


def test_an_act_that_hears_names_its_cause_and_its_doer_is_the_linked_case() -> None:
    (event,) = told(ruled(), "accept", "03-10")

    assert (event.act, event.by, event.role, event.cause) == ("review_begun", "linked", "linked", ("REVIEW001", 4))
    assert event.answers == {"review_number": "REVIEW001", "review_day": "2026-03-10"}


def test_of_several_acts_that_hear_the_first_whose_conditions_hold_is_done() -> None:
    for outcome, wanted in (("annulled", "ruling_annulled"), ("upheld", "review_over")):
        case = ruled()
        told(case, "accept", "03-10")

        assert [event.act for event in told(case, "decide", "03-20", outcome=outcome)] == [wanted]


def test_nothing_happens_where_the_stage_or_the_wait_does_not_allow_it() -> None:
    assert told(Case(RULING).do("begin", CLERK, "03-02"), "accept", "03-10") == ()
    assert told(ruled(), "decide", "03-10", outcome="upheld") == ()


def test_nothing_happens_over_a_link_of_another_kind() -> None:
    case = ruled()
    heard = Heard("review", "accept", {"serves"}, day("03-10"))

    assert hear(RULING, case.state, heard, calendar=CALENDAR, today=day("03-10")) == ()


def test_what_does_not_fit_the_own_field_is_left_out() -> None:
    case = ruled()
    told(case, "accept", "03-10")
    (event,) = told(case, "decide", "03-20", outcome="withdrawn", facts={"reasons": 7})

    assert (event.act, event.answers) == ("review_over", {})


def test_what_is_heard_late_stands_on_the_day_of_the_last_act_and_takes_effect_on_its_own() -> None:
    (event,) = told(ruled("03-12"), "accept", "03-10", today="03-16")

    assert (event.on, event.effect, event.late) == (day("03-12"), day("03-10"), 4)


def test_nobody_may_do_what_a_linked_case_brings_about() -> None:
    case = ruled()

    assert case.refused("review_begun", CLERK, "03-10").code == "act.role"
    assert "review_begun" not in {
        option.act.id for option in options(RULING, case.state, CLERK, day("03-10"), CALENDAR)
    }


def test_a_case_that_was_not_opened_hears_nothing() -> None:
    assert told(Case(RULING), "accept", "03-10") == ()


def test_the_state_is_the_same_when_the_log_is_folded_again() -> None:
    case = ruled()
    told(case, "accept", "03-10")
    again = Case(RULING)
    for event in case.events:
        advance(RULING, again.state, event, CALENDAR)

    assert again.state == case.state


def test_a_case_leads_to_another_by_its_procedure_its_outcome_or_the_remedy_against_what_was_done() -> None:
    complaint = _complaint()
    verified = Case(complaint).do("begin", CLERK, "03-02")

    assert not arises(RULING.arises_from, complaint, verified.state)
    assert arises(RULING.arises_from, complaint, verified.do("verify", CLERK, "03-03").state)
    assert arises(RULING.arises_from, RULING, ruled().state)
    assert not arises(RULING.arises_from, RULING, Case(RULING).do("begin", CLERK, "03-02").state)


def test_what_may_be_sought_is_told_with_the_act_and_its_day() -> None:
    (told_act, on), *rest = against(RULING, ruled().state)

    assert (told_act.id, on, rest) == ("rule", "2026-03-03", [])
    assert str(RULING.remedies["review"].within) == "60 days"


def test_the_gates_of_a_procedure_name_those_that_serve_it() -> None:
    assert served_by(RULING) == ("trial_legality",)


def test_a_gate_that_was_passed_asks_for_nobody_any_more() -> None:
    assert served_by(RULING, Case(RULING).do("begin", CLERK, "03-02").state) == ("trial_legality",)
    assert served_by(RULING, ruled().state) == ()


def test_packs_that_are_there_have_what_others_hear_of_them() -> None:
    review = _changed("review", {})

    assert [fault.what for fault in faults_between({"ruling": RULING, "review": review})][:2] == [
        "review has no act 'accept'",
        "review has no act 'deem_accepted'",
    ]
    assert faults_between({"ruling": RULING}) == ()


def test_a_pack_is_asked_about_with_what_others_name_of_it() -> None:
    both = {"ruling": RULING, "review": _changed("review", {})}

    assert faults_between(both, of=["review"])[:2] == faults_between(both)[:2]
    assert faults_between(both, of=[]) == ()


@pytest.mark.parametrize(
    ("act", "what"),
    [
        ({"by": ["linked"], "in": ["open"]}, "hears: is missing"),
        ({"by": "clerk", "in": ["open"], "hears": {"procedure": "x", "link": "serves", "acts": "y"}}, "needs by"),
        ({"by": ["linked", "clerk"], "in": ["open"]}, "linked acts alone"),
        ({"by": "clerk", "in": ["open"], "remedies": ["suit"]}, "there is no remedy 'suit'"),
        ({"by": "clerk", "in": ["open"], "links": {"kind": "merged_into", "field": "main_case"}}, "is not asked"),
        (
            {"by": ["linked"], "in": ["open"], "hears": {"procedure": "x", "link": "served", "acts": "y"}},
            "'served' is not known",
        ),
    ],
)
def test_what_is_written_wrongly_is_told(act: dict[str, Any], what: str, tmp_path: Path) -> None:
    with pytest.raises(PackFaults, match=what):
        _changed("ruling", {"odd": {"zh": "怪", "en": "odd", "cites": "行政复议法 第二条", **act}}, tmp_path)


def _complaint() -> Procedure:
    return _changed(
        "complaint",
        {"verify": {"zh": "核实", "en": "verify", "by": "clerk", "in": ["open"], "outcome": "founded", "cites": "x"}},
    )


def _changed(id: str, acts: dict[str, Any], folder: Path | None = None) -> Procedure:
    """The trial pack under another name with more acts."""
    folder = folder or Path(tempfile.mkdtemp())
    pack = yaml.safe_load((FOLDER / "procedure.yaml").read_text("utf-8"))
    pack["id"], pack["edition"] = id, "2026-01-01"
    pack["outcomes"]["founded"] = {"zh": "属实", "en": "founded"}
    if id == "review":
        pack["outcomes"].pop("founded")
        pack["acts"] = {name: act for name, act in pack["acts"].items() if name != "review_begun"}
    pack["acts"] |= acts
    (folder / id).mkdir()
    (folder / id / "procedure.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True), "utf-8")
    (folder / id / "form.yaml").write_text((FOLDER / "form.yaml").read_text("utf-8"), "utf-8")
    return load(folder / id)


def test_the_day_of_a_case_never_goes_back() -> None:
    case = ruled("03-12")
    told(case, "accept", "03-10", today="03-16")

    assert case.state.day == date(2026, 3, 12)
