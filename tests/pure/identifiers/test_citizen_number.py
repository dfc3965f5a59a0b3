"""公民身份号码, GB 11643-1999: form, birth, sex, check, and divisions that are gone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.identifiers import BadIdentifier, build_citizen_number, parse_citizen_number

# The two examples of the standard itself.
EXAMPLES = [
    ("11010519491231002X", date(1949, 12, 31), "female"),
    ("440524188001010014", date(1880, 1, 1), "male"),
]


@pytest.mark.parametrize(("text", "birth", "sex"), EXAMPLES)
def test_the_examples_of_the_standard_stand(text: str, birth: date, sex: str) -> None:
    parsed = parse_citizen_number(text)

    assert (parsed.text, parsed.birth, parsed.sex, parsed.division) == (text, birth, sex, text[:6])


@given(st.sampled_from(EXAMPLES), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_one_wrong_digit_is_refused(example: tuple[str, date, str], place: int, wrong: str) -> None:
    text = example[0]
    altered = text[:place] + wrong + text[place + 1 :]

    if altered != text:
        with pytest.raises(BadIdentifier):
            parse_citizen_number(altered)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1101051949123100", "citizen_number.length"),
        ("1101051949123100AX", "citizen_number.character"),
        ("110105194912310020", "citizen_number.check"),
        ("110105194902300023", "citizen_number.birth"),  # 30 February
        ("110105170001010027", "citizen_number.birth"),  # nobody lives so long
        ("01010519491231002X", "citizen_number.division"),
    ],
)
def test_a_refusal_names_what_is_wrong(text: str, fault: str) -> None:
    with pytest.raises(BadIdentifier) as refused:
        parse_citizen_number(text)

    assert refused.value.code == fault


def test_a_birth_after_the_day_of_filing_is_refused() -> None:
    number = build_citizen_number("590101", date(2026, 3, 3), 1)

    with pytest.raises(BadIdentifier) as refused:
        parse_citizen_number(number, on=date(2026, 3, 2))

    assert refused.value.code == "citizen_number.birth"
    assert parse_citizen_number(number, on=date(2026, 3, 3)).text == number


def test_an_abolished_division_stands_and_an_unknown_one_is_doubted() -> None:
    known = {"110105"}

    assert parse_citizen_number("11010519491231002X", divisions=known).doubts == ()
    (doubt,) = parse_citizen_number("440524188001010014", divisions=known).doubts
    assert doubt.code == "citizen_number.division"


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 999))
def test_what_is_built_can_be_taken_apart(birth: date, order: int) -> None:
    parsed = parse_citizen_number(build_citizen_number("110105", birth, order))

    assert (parsed.birth, parsed.sex) == (birth, "male" if order % 2 else "female")
