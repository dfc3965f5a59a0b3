"""事项编码: basic 12, implementation 31, handling item 33, and case numbers built on them."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.identifiers import (
    CREDIT_ALPHABET,
    BadIdentifier,
    build_basic_code,
    build_case_number,
    build_handling_code,
    build_implementation_code,
    draw_query_code,
    parse_basic_code,
    parse_case_number,
    parse_handling_code,
    parse_implementation_code,
    parse_query_code,
    show_query_code,
)

# Four real codes of four provinces: code, organ, level, basic code.
PUBLISHED = [
    ("12441500196720244T3442199806003", "12441500196720244T", "3", "442199806003"),
    ("11370800MB285591843370117002011", "11370800MB28559184", "3", "370117002011"),
    ("11440100007483172Q3440106043001", "11440100007483172Q", "3", "440106043001"),
    ("11650000010183859F2650116013001", "11650000010183859F", "2", "650116013001"),
]
MATTER = PUBLISHED[0][0]


@pytest.mark.parametrize(("text", "organ", "level", "basic"), PUBLISHED)
def test_a_published_implementation_code_is_taken_apart(
    text: str, organ: str, level: str, basic: str
) -> None:
    parsed = parse_implementation_code(text)

    assert (parsed.organ.text, parsed.level, parsed.basic.text, parsed.doubts) == (organ, level, basic, ())
    assert build_implementation_code(organ, level, basic) == text


def test_a_basic_code_tells_origin_type_department_and_items() -> None:
    code = parse_basic_code("442199806003")

    assert (code.origin, code.matter_type, code.department, code.main, code.sub) == (
        "44",
        "21",
        "99",
        "806",
        "003",
    )
    assert not code.is_heading
    assert parse_basic_code(build_basic_code("00", "01", "17", 2, None)).is_heading


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("44219980600", "basic_code.length"),
        ("440099806003", "basic_code.form"),  # type 00 is the heading of all powers, never a matter
        ("443099806003", "basic_code.form"),  # types end at 29
        ("4421998060Y3", "basic_code.form"),
    ],
)
def test_a_bad_basic_code_is_refused(text: str, fault: str) -> None:
    with pytest.raises(BadIdentifier) as refused:
        parse_basic_code(text)

    assert refused.value.code == fault


def test_the_organ_comes_first_and_not_the_basic_code() -> None:
    with pytest.raises(BadIdentifier):
        parse_implementation_code("44219980600312441500196720244T3")


def test_a_level_that_is_none_is_refused() -> None:
    with pytest.raises(BadIdentifier) as refused:
        parse_implementation_code("12441500196720244T8442199806003")

    assert refused.value.code == "implementation_code.level"


@pytest.mark.parametrize(
    ("organ", "level", "doubted"),
    [
        ("12441500196720244T", "3", False),  # 441500 is a city
        ("12441500196720244T", "4", True),
        ("11650000010183859F", "2", False),  # 650000 is a province
        ("11650000010183859F", "3", True),
        ("11330105002500287C", "4", False),  # 330105 is a district
        ("11330105002500287C", "5", False),  # a township is registered under its county
        ("11330105002500287C", "3", True),
        ("11100000000013338W", "1", False),  # 100000 is the country
        ("11100000000013338W", "7", False),
    ],
)
def test_a_level_that_does_not_fit_the_organs_division_is_doubted(
    organ: str, level: str, doubted: bool
) -> None:
    parsed = parse_implementation_code(organ + level + "440106043001")

    assert [doubt.code for doubt in parsed.doubts] == ["implementation_code.level"] * doubted


def test_a_handling_item_adds_two_digits() -> None:
    parsed = parse_handling_code(build_handling_code(MATTER, 7))

    assert (parsed.text, parsed.item, parsed.implementation.text) == (MATTER + "07", "07", MATTER)


def test_a_case_number_has_46_characters_and_tells_its_parts() -> None:
    number = build_case_number(MATTER, date(2026, 3, 2), "1", 68)

    assert number == MATTER + "20260302" + "1" + "000068"
    parsed = parse_case_number(number)
    assert (parsed.day, parsed.apply_type, parsed.sequence) == (date(2026, 3, 2), "1", 68)


@pytest.mark.parametrize(
    ("tail", "fault"),
    [
        ("202603021", "case_number.length"),
        ("202602301000068", "case_number.day"),
        ("202603025000068", "case_number.apply_type"),
        ("202603021000000", "case_number.sequence"),
        ("20260302100006A", "case_number.character"),
    ],
)
def test_a_bad_case_number_is_refused(tail: str, fault: str) -> None:
    with pytest.raises(BadIdentifier) as refused:
        parse_case_number(MATTER + tail)

    assert refused.value.code == fault


@pytest.mark.parametrize("sequence", [0, 1_000_000])
def test_a_sequence_beyond_six_digits_is_refused(sequence: int) -> None:
    with pytest.raises(BadIdentifier) as refused:
        build_case_number(MATTER, date(2026, 3, 2), "1", sequence)

    assert refused.value.code == "case_number.sequence"


def test_query_codes_are_drawn_at_random_unless_a_demo_asks_otherwise() -> None:
    assert len({draw_query_code() for _ in range(200)}) == 200
    assert draw_query_code(random.Random(7).choice) == draw_query_code(random.Random(7).choice)


@given(st.integers(), st.integers(0, 15), st.sampled_from(CREDIT_ALPHABET))
def test_one_wrong_character_of_a_query_code_is_found(seed: int, place: int, wrong: str) -> None:
    code = draw_query_code(random.Random(seed).choice)
    altered = code[:place] + wrong + code[place + 1 :]

    if altered != code:
        with pytest.raises(BadIdentifier):
            parse_query_code(altered)


@given(st.integers(), st.integers(0, 14))
def test_two_neighbours_exchanged_in_a_query_code_are_found(seed: int, place: int) -> None:
    code = draw_query_code(random.Random(seed).choice)
    altered = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    if altered != code:
        with pytest.raises(BadIdentifier):
            parse_query_code(altered)


@given(st.integers())
def test_a_query_code_is_read_as_people_type_it(seed: int) -> None:
    code = draw_query_code(random.Random(seed).choice)

    assert parse_query_code(show_query_code(code).lower()) == code
    assert parse_query_code(code.replace("0", "O").replace("1", "I")) == code
