"""发文字号, 手机号码, 行政区划代码: the short forms."""

import pytest

from yifa.identifiers import (
    BadIdentifier,
    build_paper_number,
    parse_division_code,
    parse_mobile,
    parse_paper_number,
)


@pytest.mark.parametrize("text", ["国办发〔2017〕47号", "鄂审许〔2026〕1号", "FGW〔1999〕99999号"])
def test_a_paper_number_is_taken_apart_and_put_together(text: str) -> None:
    parsed = parse_paper_number(text)

    assert build_paper_number(parsed.word, parsed.year, parsed.sequence) == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("国办发[2017]47号", "paper_number.brackets"),
        ("国办发（2017）47号", "paper_number.brackets"),
        ("国办发〔2017〕第47号", "paper_number.ordinal"),
        ("国办发〔2017〕047号", "paper_number.zero"),
        ("国办发〔17〕47号", "paper_number.form"),
        ("〔2017〕47号", "paper_number.form"),
        ("国办发〔2017〕47", "paper_number.form"),
    ],
)
def test_each_usual_slip_in_a_paper_number_is_named(text: str, fault: str) -> None:
    with pytest.raises(BadIdentifier) as refused:
        parse_paper_number(text)

    assert refused.value.code == fault


@pytest.mark.parametrize(
    "text", ["13812343210", "138 1234 3210", "+86 138-1234-3210", "１３８１２３４３２１０"]
)
def test_a_mobile_number_is_read_as_people_write_it(text: str) -> None:
    assert parse_mobile(text) == "13812343210"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1381234321", "mobile.length"),
        ("12812343210", "mobile.range"),
        ("1381234321a", "mobile.character"),
    ],
)
def test_a_bad_mobile_number_is_refused(text: str, fault: str) -> None:
    with pytest.raises(BadIdentifier) as refused:
        parse_mobile(text)

    assert refused.value.code == fault


@pytest.mark.parametrize(
    ("text", "level", "parent"),
    [
        ("100000", "national", None),
        ("420000", "province", None),
        ("420700", "prefecture", "420000"),
        ("420704", "county", "420700"),
    ],
)
def test_a_division_code_tells_its_level_and_its_parent(text: str, level: str, parent: str | None) -> None:
    parsed = parse_division_code(text)

    assert (parsed.level, parsed.parent) == (level, parent)


@pytest.mark.parametrize("text", ["42070", "42070a", "020704", "420004"])
def test_a_bad_division_code_is_refused(text: str) -> None:
    with pytest.raises(BadIdentifier):
        parse_division_code(text)
