"""Texts are compared by pairs of characters: telephone numbers never, short numbers as wholes, heavier fields first."""

from __future__ import annotations

from yifa.similarity.grams import MOST, Reason, padded, pairs, phrases, reasons, weighed

WEIGHTS = {"place": 3, "title": 2, "demand": 1}


def test_no_long_number_is_ever_compared() -> None:
    assert set(pairs("请回电13900000001")) == set(pairs("请回电"))
    assert set(pairs("身份证42070419900101001X")) - set(pairs("身份证")) == set(pairs("x"))


def test_a_short_number_counts_as_a_whole() -> None:
    assert set(pairs("12号楼")) != set(pairs("13号楼"))
    assert set(pairs("12号楼")) & set(pairs("13号楼")) == set(pairs("号楼"))


def test_signs_and_spaces_part_words() -> None:
    assert list(pairs("路灯，不亮")) == [*pairs("路灯"), *pairs("不亮")]


def test_every_pair_fits_the_column() -> None:
    assert all(0 < pair < 2**63 for pair in pairs("龥龥 zzzzzzzz 9999 " + "a" * 500))


def test_the_heavier_field_weighs_a_pair_and_few_are_kept() -> None:
    told = {"place": "滨湖路", "title": "滨湖路积水", "demand": "".join(map(chr, range(0x4E00, 0x4F00)))}
    found = weighed(told, WEIGHTS)

    assert [found[pair] for pair in pairs("滨湖路")] == [3, 3]
    assert len(found) == MOST


def test_rows_come_in_few_numbers() -> None:
    assert len(padded(weighed({"title": "路灯不亮"}, WEIGHTS))) == 16
    assert padded({}) == {}


def test_reasons_name_the_field_and_the_phrases_in_common() -> None:
    one = {"place": "滨湖路菜市场东门", "title": "早市占道经营堵塞通道", "demand": "摊位占满"}
    other = {"place": "滨湖路 菜市场东门", "title": "占道经营无法通行", "demand": "噪声"}

    assert reasons(one, other, list(WEIGHTS)) == (
        Reason("place", True, ("滨湖路菜市场东门",)),
        Reason("title", False, ("占道经营",)),
    )
    assert phrases("早市占道经营堵塞通道", "占道经营无法通行") == ("占道经营",)
