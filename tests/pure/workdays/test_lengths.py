"""Lengths are read in Chinese and English and written back in both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.workdays import BadLength, Length, Unit


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("20 working days", "20 working days", "20个工作日"),
        ("20个工作日", "20 working days", "20个工作日"),
        ("二十个工作日", "20 working days", "20个工作日"),
        ("20 工作日内", "20 working days", "20个工作日"),
        ("30 days", "30 days", "30日"),
        ("30日", "30 days", "30日"),
        ("三十天", "30 days", "30日"),
        ("30个自然日", "30 days", "30日"),
        ("3 months", "3 months", "3个月"),
        ("三个月", "3 months", "3个月"),
        ("1 year", "1 year", "1年"),
        ("两年", "2 years", "2年"),
        ("24 hours", "24 hours", "24小时"),
        ("二十四小时", "24 hours", "24小时"),
        ("0 working days", "0 working days", "0个工作日"),
        ("1 Working Day", "1 working day", "1个工作日"),
        ("一百二十日", "120 days", "120日"),
    ],
)
def test_a_length_is_read_and_written(text: str, english: str, chinese: str) -> None:
    found = Length.parse(text)

    assert (str(found), found.zh) == (english, chinese)


@pytest.mark.parametrize(
    "text", ["", "20", "days", "-5 days", "1.5 days", "20 weeks", "20个工作日半", "999999 days", "２０ days"]
)
def test_nonsense_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(BadLength, match="期限"):
        Length.parse(text)


@given(st.integers(0, 40_000), st.sampled_from(list(Unit)))
def test_every_length_survives_being_written_and_read(value: int, unit: Unit) -> None:
    found = Length(value, unit)

    assert Length.parse(str(found)) == found
    assert Length.parse(found.zh) == found
