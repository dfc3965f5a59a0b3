"""A figure that adds up money is told in the unit its pack names; the log counts fen."""

from __future__ import annotations

import pytest

from yifa.indicators.public import Figure, in_unit


@pytest.mark.parametrize(
    ("unit", "fen", "told"),
    [
        ("万元", 1_000_000, "1"),
        ("万元", 18_050_000, "18.05"),
        ("万元", 2_000_000_000, "2000"),
        ("万元", 0, "0"),
        ("元", 12_345, "123.45"),
        ("件", 3, "3"),
    ],
)
def test_money_is_told_in_the_unit_of_the_figure(unit: str, fen: int, told: str) -> None:
    figure = Figure("penalty.fines", "罚款", "fines", unit, "", "enforcement", "", "count", in_unit(fen, unit))

    assert figure.text == told
    assert figure.is_zero == (fen == 0)
