"""Money that grows by the day: from the day after the term, not while a pause lasts, never beyond its cap."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pure.procedure.test_fragments import changed, faults
from tests.pure.procedure.trial import CALENDAR, day

from yifa.procedure import Accrued, Event, Person, Refusal, State, accrued, advance, check, decide, describe, load

FINE = load(Path(__file__).parent / "packs" / "fine")
EVERYBODY = Person("all", frozenset(FINE.roles))
DUE = date(2026, 1, 28)
"""Fifteen days after service on 13 January; a Wednesday."""


def do(state: State, act: str, on: date, answers: dict[str, Any] | None = None) -> Event | None:
    """The act if it is allowed."""
    found = decide(FINE, state, act, by=EVERYBODY, on=on, answers=answers or {}, today=on, calendar=CALENDAR)
    if isinstance(found, Refusal):
        return None
    for event in found:
        advance(FINE, state, event, CALENDAR)
    return found[-1]


def served(fine: int = 1_000_000) -> State:
    """A fine that is served and falls due on 28 January."""
    state = State()
    do(state, "open_case", day("01-05"))
    do(state, "decide", day("01-12"), {"gravity": "light", "fine": fine})
    do(state, "serve", day("01-13"), {"served_on": "2026-01-13"})
    return state


def surcharge(state: State, on: date) -> Accrued:
    return accrued(FINE, state, on, CALENDAR)["surcharge"]


@pytest.mark.parametrize(
    ("on", "days", "fen"),
    [
        (DUE, 0, 0),  # the last day of the term
        (DUE + timedelta(1), 1, 30_000),
        (DUE + timedelta(10), 10, 300_000),
        (DUE + timedelta(33), 33, 990_000),
        (DUE + timedelta(34), 34, 1_000_000),  # 1,020,000 without the cap
        (DUE + timedelta(400), 400, 1_000_000),
    ],
)
def test_each_day_after_the_term_adds_three_per_cent_up_to_the_fine_itself(on: date, days: int, fen: int) -> None:
    found = surcharge(served(), on)

    assert (found.days, found.amount, found.capped) == (days, fen, days > 33)


def test_the_day_of_payment_is_the_last() -> None:
    state = served()
    do(state, "pay", DUE + timedelta(3))

    found = surcharge(state, DUE + timedelta(60))

    assert (found.days, found.amount, found.stopped) == (3, 90_000, True)


def test_parts_of_a_fen_are_left_out() -> None:
    state = served(fine=10_099)

    assert surcharge(state, DUE + timedelta(1)).amount == 302  # 302.97


def test_the_proof_says_every_day_that_counts_and_none_that_does_not() -> None:
    state = served()
    do(state, "sue", DUE + timedelta(3))
    do(state, "judge", DUE + timedelta(13))

    assert surcharge(state, DUE + timedelta(20)).lines == (
        "缴纳期限于2026年1月28日届满，自2026年1月29日起每日按罚款金额10000元的3%计算。",
        "2026年1月31日至2026年2月10日为行政诉讼期间，不计11日。",
        "至2026年2月17日，共计9日。",
        "10000元 × 3% × 9日 = 2700元。",
        "依据：试验处罚条例 第七条。",
    )


def test_the_cap_is_part_of_the_proof() -> None:
    assert "不得超过罚款金额的100%，为10000元。" in surcharge(served(), DUE + timedelta(40)).lines


def test_a_sentence_tells_the_sum_of_its_own_day() -> None:
    state = served()
    event = do(state, "pay", DUE + timedelta(2))

    assert event is not None
    assert describe(FINE, event, state) == "缴清，加处罚款600元"


DAYS = st.integers(0, 40)
STEPS = st.lists(
    st.tuples(st.sampled_from(["sue", "judge", "ask_reconsideration", "end_reconsideration", "defer", "pay"]), DAYS),
    max_size=8,
)


@given(steps=STEPS, fine=st.integers(100, 1_000_000), after=DAYS)
@settings(max_examples=150, deadline=None)
def test_whatever_happens_a_sum_never_shrinks_and_never_exceeds_its_cap(
    steps: list[tuple[str, int]], fine: int, after: int
) -> None:
    state, on, last = served(10_000 + fine % 990_001), day("01-13"), 0
    base = state.facts["fine"]
    for act, days in steps:
        for _ in range(days):
            on += timedelta(1)
            now = surcharge(state, on)
            assert last <= now.amount <= base
            assert now.amount == min(int(base * 3 * now.days / 100), base)
            last = now.amount
        do(state, act, on)
        assert surcharge(state, on).amount <= base
        last = surcharge(state, on).amount
    assert last <= surcharge(state, on + timedelta(after)).amount <= base


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('per_day: "3%"', "per_day: 3", "'3' is no share"),
        ("of: fine\n", "of: gravity\n", "field 'gravity' is no money"),
        ("after: payment\n", "after: paymend\n", "改法：是不是想写 `payment`"),
        ("stops: [pay]\n    paused_by", "stops: [paid]\n    paused_by", "there is no act 'paid'"),
        ("[lawsuit, recon", "[lawsuits, recon", "改法：是不是想写 `lawsuit`"),
        ("  surcharge:", "  fine:", "has the name of a field"),
    ],
)
def test_what_is_wrong_with_an_accrual_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(changed(tmp_path, "fine/deadlines.yaml", old, new)))


def test_the_second_trial_pack_is_sound() -> None:
    assert [fault for fault in check(FINE) if fault.severity == "fault"] == []
