"""What a story can tell beyond what happens: what would happen, and what must be answered."""

from __future__ import annotations

from pathlib import Path

from tests.pure.procedure.trial import trial

from yifa.procedure import StoryResult, story

HEAD = """zh: 试一试
people: {wang: [window], li: [handler]}
steps:
  - {on: 2026-03-02, act: apply, by: applicant,
     answers: {channel: online, applicant_name: 张三, purpose: 打井, risk: 3, event_day: 2026-06-30}}
"""

ACCEPTED = "ends: {stage: accepted, running: {decision: 2026-03-30, before_event: 2026-06-27}}\n"


def told(
    tmp_path: Path, steps: str, ends: str = "ends: {stage: received, running: {acceptance: 2026-03-09}}\n"
) -> StoryResult:
    path = tmp_path / "told.yaml"
    path.write_text(HEAD + steps + ends, encoding="utf-8")
    return story(trial(), path)


def test_a_step_that_is_only_tried_is_taken_back(tmp_path: Path) -> None:
    result = told(tmp_path, "  - {on: 2026-03-03, act: withdraw, by: applicant, stage: closed, what_if: true}\n")

    assert result.passed, str(result)
    assert (result.state.stage, [event.act for event in result.events]) == ("received", ["apply"])
    assert [event.act for event in result.asides[0].events] == ["withdraw"]
    assert [part.state.stage for part in result.whole()] == ["received", "closed"]


def test_what_is_only_tried_is_held_to_what_the_story_says(tmp_path: Path) -> None:
    result = told(tmp_path, "  - {on: 2026-03-03, act: withdraw, by: applicant, stage: accepted, what_if: true}\n")

    assert ["expected 'accepted', found 'closed'" in str(failure) for failure in result.failures] == [True]


def test_an_act_that_is_refused_when_tried_is_told_as_refused(tmp_path: Path) -> None:
    result = told(tmp_path, "  - {on: 2026-03-03, act: grant, by: li, refused: act.stage, what_if: true}\n")

    assert result.passed, str(result)
    assert result.refused == [("grant", "act.stage")]


def test_a_refusal_may_name_every_question_that_must_be_answered(tmp_path: Path) -> None:
    begin = "zh: 缺项\npeople: {}\nsteps:\n  - {on: 2026-03-02, act: apply, by: applicant, answers: {channel: online}, "
    path = tmp_path / "missing.yaml"
    for named, passes in (("applicant_name, purpose, risk", True), ("purpose", False)):
        path.write_text(
            begin + f'refused: {{code: answer.missing, missing: [{named}]}}}}\nends: {{stage: ""}}\n',
            encoding="utf-8",
        )
        result = story(trial(), path)
        assert result.passed is passes, str(result)


def test_the_day_of_effect_is_held_to_what_the_story_says(tmp_path: Path) -> None:
    """Accepted by silence: the law acts on the day after the term, with effect from the day of receipt."""
    for day, passes in (("2026-03-02", True), ("2026-03-10", False)):
        steps = f"  - {{on: 2026-03-10, law: true, expect: [deem_accepted], effect: {day}}}\n"
        assert told(tmp_path, steps, ACCEPTED).passed is passes


def test_what_is_left_running_or_awaited_at_the_end_is_told(tmp_path: Path) -> None:
    step = "  - {on: 2026-03-03, act: request_correction, by: wang, answers: {missing: 图纸, correct_by: 2026-03-20}}\n"

    found = [failure.what for failure in told(tmp_path, step, "ends: {stage: received}\n").failures]

    assert [what.partition(":")[0] for what in found] == ["ends running", "ends waits"]
    assert "'correction': '2026-03-20'" in found[0]
    assert "['correction']" in found[1]
