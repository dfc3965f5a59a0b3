"""A due date shows how it came about, day by day, with the grounds."""

import json
from datetime import date

import pytest

from yifa.workdays import BadPause, Calendar, Length, Readings, proof

CALENDAR = Calendar.of_state_council()


def day(text: str) -> date:
    return date.fromisoformat(text)


def kinds(found: object) -> str:
    short = {"start": "S", "counted": "c", "makeup": "m", "extension": "e", "weekend": "w", "holiday": "h",
             "paused": "p", "rolled": "r", "due": "D"}  # fmt: skip
    return "".join(short[cell.kind] for cell in found.cells)  # type: ignore[attr-defined]


def test_working_days_show_make_up_days_holidays_and_weekends() -> None:
    found = proof(day("2026-02-13"), Length.parse("5 working days"), calendar=CALENDAR)

    # Friday, the make-up Saturday, nine days off, Tuesday to Friday.
    assert kinds(found) == "S" + "m" + "h" * 9 + "ccc" + "D"
    assert [cell.number for cell in found.cells if cell.number] == [1, 2, 3, 4, 5]
    assert found.sentence == "自2026年2月13日（当日不计）起算5个工作日，不计放假9天，至2026年2月27日（星期五）届满。"


def test_days_show_where_the_last_one_falls_and_how_it_rolls() -> None:
    found = proof(day("2026-04-17"), Length.parse("15 days"), calendar=CALENDAR)

    # Fifteen days to 2 May, a day off; 3-5 May off; the 6th.
    assert kinds(found) == "S" + "c" * 15 + "rrr" + "D"
    assert found.raw_end == day("2026-05-02")
    assert "末日2026年5月2日遇休息日，顺延" in found.sentence
    assert "《民法典》第二百零三条第一款" in found.articles
    assert "国办发明电〔2025〕7号" in found.articles


def test_pauses_carry_their_ground_and_extensions_show_apart() -> None:
    found = proof(
        day("2026-03-02"),
        Length.parse("3 working days"),
        calendar=CALENDAR,
        pauses=[(day("2026-03-04"), day("2026-03-05"))],
        pause_reasons=["专家评审（行政许可法第四十五条）"],
        extensions=[Length.parse("2 working days")],
        rule="行政许可法",
    )

    # Tuesday; Wednesday and Thursday paused; Friday; weekend; Monday the third; two of the extension.
    assert kinds(found) == "Sc" + "pp" + "c" + "ww" + "c" + "e" + "D"
    assert found.cells[2].reason == "专家评审（行政许可法第四十五条）"
    assert found.articles[0] == "《行政许可法》第八十二条"


def test_on_the_spot_is_due_the_same_day() -> None:
    found = proof(day("2026-03-02"), Length.parse("0 working days"), calendar=CALENDAR)

    assert kinds(found) == "D"
    assert found.sentence == "2026年3月2日当场办理，当日届满。"


def test_provisional_days_are_named() -> None:
    found = proof(day("2026-12-25"), Length.parse("5 working days"), calendar=CALENDAR)

    assert found.due.provisional
    assert found.provisional_days[0] == day("2026-12-29")
    assert "暂定" in found.sentence


def test_another_reading_is_named_in_the_proof() -> None:
    found = proof(
        day("2026-02-13"),
        Length.parse("5 working days"),
        calendar=CALENDAR,
        readings=Readings(make_up_days_are_workdays=False),
    )

    assert [choice.name for choice in found.departures] == ["make_up_days_are_workdays"]
    assert found.cells[1].kind == "weekend"


def test_the_days_between_two_rolls_are_shown_where_an_extension_starts_from_the_rolled_day() -> None:
    found = proof(
        day("2026-04-17"),
        Length.parse("15 days"),
        calendar=CALENDAR,
        extensions=[Length.parse("2 days")],
        readings=Readings(extension_counts_from="rolled"),
    )

    # To 2 May; 3-6 May is the roll; 7 May counts, 8 May is due.
    assert kinds(found) == "S" + "c" * 15 + "rrrr" + "e" + "D"


def test_as_many_reasons_as_pauses_are_asked_for() -> None:
    with pytest.raises(BadPause, match="1段中止"):
        proof(
            day("2026-03-02"),
            Length.parse("3 working days"),
            calendar=CALENDAR,
            pauses=[(day("2026-03-04"), day("2026-03-05"))],
            pause_reasons=["甲", "乙"],
        )


def test_the_proof_is_plain_json() -> None:
    found = proof(day("2026-02-13"), Length.parse("5 working days"), calendar=CALENDAR, rule="行政许可法").as_json()

    assert json.loads(json.dumps(found)) == found
    assert found["due"] == "2026-02-27"
    assert found["rule"] == "《行政许可法》第八十二条"


def test_every_doubtful_reading_has_a_name_a_default_and_a_reason() -> None:
    for choice in Readings().chosen():
        assert choice.zh
        assert choice.note
        assert choice.value == choice.default
