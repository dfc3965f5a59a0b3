"""What the law itself does when a term runs out, by the scheduled command and before the next act of a person."""

from __future__ import annotations

from datetime import date

from tests.records.casework.bureau import MONDAY, Bureau
from yifa.casework.public import history, lapse, scope, standing

# 行政许可法 第三十二条第一款第四项: five working days from Monday 9 March 2026 end on the 16th.
DEEMED = date(2026, 3, 17)


def test_silence_for_five_working_days_accepts_from_the_day_of_receipt(bureau: Bureau) -> None:
    case = bureau.apply(MONDAY).case.id

    assert lapse(DEEMED) == 1

    with scope([bureau.division]):
        entry = history(case)[-1]
    event = entry.event
    assert (event.act, event.by, event.on, event.effect) == ("deem_accepted", "law", DEEMED, MONDAY)


def test_before_its_day_the_law_does_nothing(bureau: Bureau) -> None:
    bureau.apply(MONDAY)

    assert lapse(date(2026, 3, 16)) == 0


def test_the_command_run_twice_does_nothing_the_second_time(bureau: Bureau) -> None:
    for _ in range(3):
        bureau.apply(MONDAY)

    assert (lapse(DEEMED), lapse(DEEMED), lapse(date(2026, 3, 20))) == (3, 0, 0)


def test_a_command_run_late_keeps_the_legal_day_and_says_how_late(bureau: Bureau) -> None:
    case = bureau.apply(MONDAY).case.id

    lapse(date(2026, 4, 1))

    with scope([bureau.division]):
        entry = history(case)[-1]
    assert entry.event.on == DEEMED
    assert entry.event.late == (entry.recorded_at.date() - DEEMED).days > 0


def test_what_fell_due_comes_before_the_next_act_of_a_person(bureau: Bureau) -> None:
    case = bureau.apply(MONDAY).case.id

    done = bureau.act(case, "review", date(2026, 3, 18))

    assert [event.act for event in done.events] == ["deem_accepted", "review"]
    with scope([bureau.division]):
        stands = standing(case)
    assert stands is not None
    assert stands.state.seq == 3
