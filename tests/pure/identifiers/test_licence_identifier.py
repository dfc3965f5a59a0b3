"""电子证照标识, GB/T 36904-2018: the check as published identifiers have it, and vendors' slips."""

import pytest

from yifa.identifiers import (
    LICENCE_ROOT,
    BadIdentifier,
    build_licence_identifier,
    licence_check,
    parse_licence_identifier,
)

PUBLISHED = [
    "11100000000013338W011.11430000006122244L.20230000403.001.U",
    "11100000000013338W011.11430000006122244L.20230000403.002.S",
    "11100000000013338W032.11220000013544541J.2430599.001.F",
    "11100000000013338W009.11330105002500287C.2025052201.002.0",
]


@pytest.mark.parametrize("text", PUBLISHED)
def test_a_published_identifier_stands_and_is_built_again(text: str) -> None:
    parsed = parse_licence_identifier(f"{LICENCE_ROOT}.{text}")

    assert parsed.doubts == ()
    rebuilt = build_licence_identifier(parsed.type, parsed.issuer, parsed.serial, parsed.version)
    assert rebuilt == f"{LICENCE_ROOT}.{text}"


def test_a_division_in_place_of_the_issuer_is_doubted() -> None:
    parsed = parse_licence_identifier(f"{LICENCE_ROOT}.11100000MB03271699022.340100.000000016.001.9")

    assert [doubt.code for doubt in parsed.doubts] == ["licence_identifier.issuer"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        # A vendor's sample: the check should be D.
        (
            f"{LICENCE_ROOT}.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M",
            "licence_identifier.check",
        ),
        # A vendor's root.
        ("1.2.156.3003.2." + PUBLISHED[0], "licence_identifier.root"),
        (f"{LICENCE_ROOT}.{PUBLISHED[0][:-2]}", "licence_identifier.parts"),
        (f"{LICENCE_ROOT}.{PUBLISHED[0].replace('W011', 'W01A')}", "licence_identifier.type"),
        (f"{LICENCE_ROOT}.{PUBLISHED[0].replace('11430000006122244L', '1143')}", "licence_identifier.issuer"),
        (f"{LICENCE_ROOT}.{PUBLISHED[0].replace('20230000403', '2023a')}", "licence_identifier.serial"),
        (f"{LICENCE_ROOT}.{PUBLISHED[0].replace('.001.', '.000.')}", "licence_identifier.version"),
        (f"{LICENCE_ROOT}.{PUBLISHED[0].replace('.U', '.u')}", "licence_identifier.check"),
    ],
)
def test_a_bad_identifier_is_refused_by_name(text: str, fault: str) -> None:
    with pytest.raises(BadIdentifier) as refused:
        parse_licence_identifier(text)

    assert refused.value.code == fault


def test_the_check_counts_a_as_ten() -> None:
    bare = "11100000000013661B006113700000045046442209FA4E88F9E4C878F3E9BED2CE7EA49001"

    assert licence_check(bare) == "D"


@pytest.mark.parametrize("version", [0, 1000])
def test_a_version_beyond_three_digits_cannot_be_built(version: int) -> None:
    with pytest.raises(BadIdentifier):
        build_licence_identifier("11100000000013338W011", "11430000006122244L", "1", version)
