"""Clocks in hours: from minute to minute, through nights and days off, with a moment wherever one is needed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.pure.procedure.trial import CALENDAR, trial

from yifa.procedure import (
    Event,
    Person,
    Refusal,
    State,
    advance,
    check,
    clocks,
    decide,
    load,
    marks,
    options,
    proof,
    state_from_json,
    state_to_json,
    story,
)
from yifa.workdays import BadLength

FOLDER = Path(__file__).parent / "packs" / "seizure"
PACK = load(FOLDER)
LI = Person("li", frozenset({"officer"}))
ZHAO = Person("zhao", frozenset({"head"}))
DAY = date(2026, 3, 5)


def tried(state: State, act: str, day: date, at: str = "", now: str = "", today: date | None = None, **terms: str):
    """What the engine says; what is allowed happens to the state."""
    by = ZHAO if act in ("lengthen", "approve") else LI
    found = decide(
        PACK, state, act, by=by, on=day, answers={}, today=today or day, calendar=CALENDAR, at=at, now=now, terms=terms
    )
    if not isinstance(found, Refusal):
        for event in found:
            advance(PACK, state, event, CALENDAR)
    return found


@pytest.mark.parametrize("path", sorted((FOLDER / "scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_trial_stories_go_as_told(path: Path) -> None:
    told = story(PACK, path)
    assert told.passed, str(told)


def test_an_act_of_today_happens_now() -> None:
    state = State()
    (event,) = tried(state, "seize", DAY, now="09:30")
    assert (event.at, state.runs[0].due, state.runs[0].due_at) == ("09:30", date(2026, 3, 6), "09:30")


def test_an_act_entered_later_needs_its_moment_only_where_a_clock_in_hours_hangs_on_it() -> None:
    state = State()
    refused = tried(state, "seize", DAY, now="09:30", today=date(2026, 3, 6))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.field) == ("act.time", "at")
    tried(state, "seize", DAY, at="09:30")
    (note,) = tried(state, "note", DAY, today=date(2026, 3, 6))
    assert note.at == ""
    (timed,) = tried(state, "note", DAY, at="10:00")
    assert timed.at == "10:00"


@pytest.mark.parametrize(
    ("at", "now", "code"), [("9:30", "12:00", "act.time"), ("24:00", "", "act.time"), ("12:01", "12:00", "act.future")]
)
def test_a_moment_is_readable_and_not_ahead(at: str, now: str, code: str) -> None:
    refused = tried(State(), "seize", DAY, at=at, now=now)
    assert isinstance(refused, Refusal)
    assert refused.code == code


def test_the_last_minute_is_in_time_and_the_next_is_late() -> None:
    state = State()
    tried(state, "seize", DAY, at="09:30")
    seen = {at: clocks(PACK, state, date(2026, 3, 6), CALENDAR, at)[0] for at in ("05:00", "05:30", "08:31", "09:30")}
    assert [(view.left, view.colour) for view in seen.values()] == [(4, "calm"), (4, "soon"), (0, "due"), (0, "due")]
    late = clocks(PACK, state, date(2026, 3, 6), CALENDAR, "09:31")[0]
    assert (late.left, late.colour, late.unit, late.due_at) == (-1, "late", "hours", "09:30")


def test_an_open_pause_moves_the_due_moment_while_it_lasts() -> None:
    state = State()
    tried(state, "seize", DAY, at="09:30")
    tried(state, "cut", DAY, at="10:00")
    view = clocks(PACK, state, DAY, CALENDAR, "13:00")[0]
    assert (view.colour, view.due, view.due_at, view.left) == ("paused", date(2026, 3, 6), "12:30", 23)
    assert view.used == pytest.approx(30 / 1440, abs=0.001)


def test_the_proof_tells_moments_and_what_was_left_out() -> None:
    state = State()
    tried(state, "seize", DAY, at="09:30")
    tried(state, "cut", DAY, at="10:00")
    tried(state, "restore", DAY, at="11:00")
    proved = proof(PACK, state, state.runs[0], DAY, CALENDAR, "12:00")
    assert proved is not None
    assert proved.as_json()["due"] == "2026-03-06T10:30"
    assert proved.sentence == (
        "自2026年3月5日09:30起算24小时，不计10:00至11:00（通信中断（行政强制法 第十九条）），"
        "至2026年3月6日10:30届满；小时期限不因夜间和休息日顺延。"
    )
    assert "《民法典》第二百零一条第二款" in proved.articles


def test_a_state_with_moments_survives_storing() -> None:
    state = State()
    tried(state, "seize", DAY, at="09:30")
    tried(state, "cut", DAY, at="10:00")
    tried(state, "restore", DAY, at="11:00")
    tried(state, "report", DAY, at="12:00")
    assert state_from_json(json.loads(json.dumps(state_to_json(state)))) == state


def test_days_may_stand_in_place_of_hours_only_where_nothing_lengthens_them() -> None:
    with pytest.raises(BadLength, match="应以小时设定"):
        tried(State(), "seize", DAY, at="09:30", report_within="1 working day")
    state = State()
    tried(state, "seize", DAY, at="09:30", report_within="8 hours")
    assert (state.runs[0].due, state.runs[0].due_at) == (DAY, "17:30")


def test_a_clock_in_days_takes_no_hours() -> None:
    with pytest.raises(BadLength, match="不能以小时设定"):
        decide(
            trial(), State(), "apply", by=Person("a", frozenset({"applicant"})), on=DAY, today=DAY, calendar=CALENDAR,
            answers={"channel": "online", "applicant_name": "张三", "purpose": "打井", "risk": 1},
            terms={"limit": ["8 hours"]},
        )  # fmt: skip


def test_what_is_lawful_within_the_day_is_asked_at_a_moment() -> None:
    state = State()
    tried(state, "seize", DAY, at="09:30")
    last = date(2026, 3, 6)
    allowed = {
        at: {one.act.id for one in options(PACK, state, LI, last, CALENDAR, at=at) if one.allowed}
        for at in ("09:30", "09:31")
    }
    assert ["report" in acts for acts in allowed.values()] == [True, False]


def test_figures_count_by_the_minute() -> None:
    state, made = State(), []
    for act, day, at in (("seize", DAY, "09:30"), ("report_late", date(2026, 3, 6), "09:31")):
        found = tried(state, act, day, at=at)
        made += marks(PACK, found[-1], state, None, CALENDAR)
    assert {mark.indicator: mark.value for mark in made} == {"due": 1, "in_time": 0}


def test_a_clock_in_hours_brings_about_no_act_and_keeps_to_its_moments(tmp_path: Path) -> None:
    faults = []
    for old, new in (
        ("expiry: {note: 逾期未报告的，依法追究责任。}", "expiry: {act: report}"),
        ("value: 6 hours", "value: 1 working day"),
        ("warn: 4 hours", "promised: report_within"),
    ):
        copy = tmp_path / str(len(faults)) / "seizure"
        copy.parent.mkdir()
        copy.mkdir()
        for file in ("procedure.yaml", "form.yaml", "deadlines.yaml", "indicators.yaml"):
            text = (FOLDER / file).read_text("utf-8")
            (copy / file).write_text(text.replace(old, new), "utf-8")
        faults.append([fault.what for fault in check(load(copy)) if "hours" in fault.what])
    assert [len(found) for found in faults] == [1, 1, 1]


def test_procedures_in_days_have_no_moments() -> None:
    assert not any(plan.begins_hours or plan.meets_hours for plan in trial().plan.acts.values())
    assert Event(1, "apply", DAY, DAY, "a", "applicant", "", {}).at == ""
