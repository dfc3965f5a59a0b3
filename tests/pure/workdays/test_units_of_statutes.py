"""Which days are working days under which statute: RQ-01 to RQ-12, row by row."""

import pytest

from yifa.workdays import RULES, Length, Unit, UnknownStatute, apply_rule, rule_for, unit_for

WD, CD = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS


@pytest.mark.parametrize(
    ("statute", "days", "unit"),
    [
        # RQ-01, art. 82: all periods of the agency.
        ("行政许可法", 20, WD),
        ("行政许可法", 45, WD),
        # RQ-02, art. 85: two, three, five and seven only; fifteen to pay, ninety to decide are calendar days.
        ("行政处罚法", 2, WD),
        ("行政处罚法", 3, WD),
        ("行政处罚法", 5, WD),
        ("行政处罚法", 7, WD),
        ("行政处罚法", 10, CD),
        ("行政处罚法", 15, CD),
        ("行政处罚法", 90, CD),
        # RQ-03, art. 69: up to ten, ten included.
        ("行政强制法", 1, WD),
        ("行政强制法", 10, WD),
        ("行政强制法", 11, CD),
        ("行政强制法", 30, CD),
        # RQ-04, art. 88 para. 2: three, five, seven, ten; sixty and thirty are calendar days.
        ("行政复议法", 3, WD),
        ("行政复议法", 5, WD),
        ("行政复议法", 7, WD),
        ("行政复议法", 10, WD),
        ("行政复议法", 30, CD),
        ("行政复议法", 60, CD),
        # RQ-05: the regulation always says 工作日.
        ("政府信息公开条例", 20, WD),
        # RQ-06: fifteen, thirty and sixty are calendar days.
        ("信访工作条例", 15, CD),
        ("信访工作条例", 60, CD),
        # RQ-07.
        ("重大行政决策程序暂行条例", 30, CD),
        ("规章制定程序条例", 30, CD),
        ("法规规章备案审查条例", 15, CD),
        # RQ-08: working days, but for art. 52 of the implementing regulation, with its extension of thirty.
        ("审计法", 10, WD),
        ("审计法实施条例", 10, WD),
        ("审计法实施条例", 60, CD),
        ("审计法实施条例", 30, CD),
        # RQ-09.
        ("招标投标法实施条例", 10, CD),
        # RQ-10, RQ-11, RQ-12.
        ("行政诉讼法", 15, CD),
        ("民事诉讼法", 15, CD),
        ("民法典", 30, CD),
    ],
)
def test_a_bare_day_is_counted_as_the_statute_says(statute: str, days: int, unit: Unit) -> None:
    assert unit_for(statute, days) is unit


@pytest.mark.parametrize(
    "name", ["处罚法", "《行政处罚法》", "中华人民共和国行政处罚法", "《中华人民共和国行政处罚法》第八十五条"]
)
def test_a_statute_is_known_by_its_usual_names(name: str) -> None:
    assert rule_for(name).id == "RQ-02"


def test_a_unit_is_not_guessed_for_a_statute_not_registered() -> None:
    with pytest.raises(UnknownStatute, match="不作推测"):
        unit_for("消防法", 7)


def test_only_a_bare_day_is_converted() -> None:
    rule = rule_for("行政处罚法")

    assert apply_rule(Length.parse("7日"), rule) == Length(7, WD)
    assert apply_rule(Length.parse("15日"), rule) == Length(15, CD)
    assert apply_rule(Length.parse("3个月"), rule) == Length(3, Unit.MONTHS)


def test_every_rule_carries_its_article_and_a_note() -> None:
    for rule in RULES:
        assert rule.article
        assert rule.note


def test_every_row_from_one_to_twelve_has_a_rule() -> None:
    assert {rule.id for rule in RULES} == {f"RQ-{number:02}" for number in range(1, 13)}
