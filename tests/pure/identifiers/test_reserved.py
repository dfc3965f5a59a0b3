"""Identifiers for demos pass every check, never repeat, and can belong to nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.identifiers import (
    is_reserved,
    parse_citizen_number,
    parse_credit_code,
    parse_mobile,
    reserved_citizen_number,
    reserved_credit_code,
    reserved_mobile,
)

numbers = st.integers(0, 4_900_000)


@given(numbers)
def test_a_reserved_identifier_passes_every_check(n: int) -> None:
    citizen, credit, mobile = reserved_citizen_number(n), reserved_credit_code(n), reserved_mobile(n)

    assert parse_citizen_number(citizen, on=date(2026, 1, 1)).text == citizen
    assert parse_credit_code(credit).doubts == ()
    assert parse_mobile(mobile) == mobile
    assert all(map(is_reserved, (citizen, credit, mobile)))


@given(numbers, numbers)
def test_different_numbers_give_different_identifiers(n: int, m: int) -> None:
    born = date(1980, 5, 6)
    for make in (
        lambda k: reserved_citizen_number(k, birth=born, sex="female"),
        reserved_credit_code,
        reserved_mobile,
    ):
        assert (make(n) == make(m)) == (n == m)


def test_birth_and_sex_can_be_asked_for() -> None:
    parsed = parse_citizen_number(reserved_citizen_number(3, birth=date(1980, 5, 6), sex="male"))

    assert (parsed.birth, parsed.sex) == (date(1980, 5, 6), "male")


def test_a_demo_city_has_codes_that_fit_its_division() -> None:
    assert parse_credit_code(reserved_credit_code(1, kind="11", division="590100")).division == "590100"
    with pytest.raises(ValueError, match="59"):
        reserved_credit_code(1, division="420700")


@pytest.mark.parametrize("text", ["11010519491231002X", "11100000000013338W", "13812343210", "", "59"])
def test_real_identifiers_are_not_reserved(text: str) -> None:
    assert not is_reserved(text)
