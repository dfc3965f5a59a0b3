"""统一社会信用代码, GB 32100-2015: what stands, what is refused, what is only doubted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.identifiers import (
    CREDIT_ALPHABET,
    BadIdentifier,
    build_credit_code,
    credit_check,
    organisation_check,
    parse_credit_code,
)

PUBLISHED = [
    "11100000000013338W",
    "11430000006122244L",
    "11220000013544541J",
    "11330105002500287C",
    "12441500196720244T",
    "11370800MB28559184",
    "11100000MB03271699",
    "113700000045046442",
    "11110000000021135M",
    "11511301008778183N",
    "115113010833722043",
    "91370406L24894136J",
    "91350100M000100Y43",
    "91610800064834709T",
    "11100000000013661B",
    "11440100007483172Q",
    "11650000010183859F",
]


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_published_code_stands_without_doubt(code: str) -> None:
    parsed = parse_credit_code(code)

    assert parsed.text == code
    assert parsed.doubts == ()


@given(st.sampled_from(PUBLISHED), st.integers(0, 17), st.sampled_from(CREDIT_ALPHABET))
def test_any_one_wrong_character_is_refused(code: str, place: int, wrong: str) -> None:
    altered = code[:place] + wrong + code[place + 1 :]

    if altered == code:
        assert parse_credit_code(altered).text == code
    else:
        with pytest.raises(BadIdentifier):
            parse_credit_code(altered)


def test_a_code_is_read_in_lower_case_full_width_and_with_blanks() -> None:
    assert parse_credit_code(" 1110 0000 0000 １３３３８w ").text == "11100000000013338W"


@pytest.mark.parametrize(
    ("text", "fault", "said"),
    [
        ("", "credit_code.length", "少了18位"),
        ("11100000000013338WW", "credit_code.length", "多了1位"),
        ("1110000000001333OW", "credit_code.character", "第17位“O”"),  # O is not in the set
        ("11A00000000013338W", "credit_code.division", "A00000"),
        ("11100000000013338X", "credit_code.check", "末位校验码"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_where(text: str, fault: str, said: str) -> None:
    with pytest.raises(BadIdentifier) as refused:
        parse_credit_code(text)

    assert refused.value.code == fault
    assert said in refused.value.zh


def test_a_wrong_organisation_code_inside_is_a_doubt_and_not_a_refusal() -> None:
    # given a code whose inner check is wrong and whose last character is right
    inner = "00001333"
    assert organisation_check(inner) == "8"
    first17 = "11100000" + inner + "9"

    parsed = parse_credit_code(first17 + credit_check(first17))

    assert [doubt.code for doubt in parsed.doubts] == ["credit_code.organisation"]


@given(st.text(CREDIT_ALPHABET, min_size=8, max_size=8), st.integers(0, 999_999))
def test_what_is_built_can_be_taken_apart(organisation: str, division: int) -> None:
    parsed = parse_credit_code(build_credit_code("91", f"{division:06d}", organisation))

    assert (parsed.kind, parsed.division, parsed.organisation[:8]) == ("91", f"{division:06d}", organisation)
    assert parsed.doubts == ()
