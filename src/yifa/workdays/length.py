"""Lengths of time as statutes write them: a number and a unit, read from Chinese or English text.

It knows nothing of dates or calendars; counting a length from a day is the task of `counting`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Unit(StrEnum):
    """What a period is counted in; a bare 日 in a statute is a calendar day unless the statute converts
    it.
    """

    WORKING_DAYS = "working_days"  # 工作日
    CALENDAR_DAYS = "calendar_days"  # 日
    MONTHS = "months"  # 月
    YEARS = "years"  # 年
    HOURS = "hours"  # 小时


_ENGLISH: Final = {
    Unit.WORKING_DAYS: "working day",
    Unit.CALENDAR_DAYS: "day",
    Unit.MONTHS: "month",
    Unit.YEARS: "year",
    Unit.HOURS: "hour",
}
_CHINESE: Final = {
    Unit.WORKING_DAYS: "个工作日",
    Unit.CALENDAR_DAYS: "日",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
    Unit.HOURS: "小时",
}
_PATTERNS: Final = (
    (Unit.WORKING_DAYS, r"(?:working|business|work)[ -]?days?|workdays?|wd|个?工作日"),
    (Unit.CALENDAR_DAYS, r"(?:calendar[ -]?)?days?|cd|d|个?自然日|日|天"),
    (Unit.MONTHS, r"(?:calendar )?months?|个月|月"),
    (Unit.YEARS, r"years?|周?年"),
    (Unit.HOURS, r"hours?|h|个?小时"),
)
_NUMERALS: Final = "〇零一二两三四五六七八九十百千"
_SHAPE: Final = re.compile(rf"\s*(?P<number>[0-9]+|[{_NUMERALS}]+)\s*(?P<unit>\D+?)\s*(?:以?内)?\s*")
_UNITS: Final = tuple((unit, re.compile(pattern, re.IGNORECASE)) for unit, pattern in _PATTERNS)
_DIGITS: Final = {"〇": 0, "两": 2} | {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}

LONGEST: Final = 40_000
"""The largest number a length may carry: forty thousand days are more than a century, hence a slip of the
pen.
"""


class BadLength(ValueError):
    """期限写法无法识别。"""


def _refuse(text: str, why: str) -> BadLength:
    return BadLength(
        f"期限“{text}”无法识别：{why}。请写成“20个工作日”“30日”“3个月”“1年”“24小时”，"
        "或 20 working days、30 days、3 months、1 year、24 hours。"
    )


def chinese_number(text: str) -> int:
    """The integer that a Chinese numeral below ten thousand writes, e.g. 二十 → 20, 一百零五 → 105."""
    total, digit = 0, 0
    for sign in text:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


@dataclass(frozen=True, slots=True)
class Length:
    """A period such as 20个工作日: `value` is a whole number, not negative; 0 means at once (当场、即时)."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise BadLength(f"期限的数目应为整数，而不是 {self.value!r}。")
        if not 0 <= self.value <= LONGEST:
            raise BadLength(f"期限的数目应在 0 与 {LONGEST} 之间，而不是 {self.value}。")

    @classmethod
    def parse(cls, text: str) -> "Length":
        """The length that `text` writes, in Chinese or English; raises `BadLength` with a Chinese sentence.

        A bare 日, 天 or day is a calendar day here; `units.apply_rule` turns it into working days where a
        statute says so.

        >>> Length.parse("20个工作日") == Length.parse("20 working days") == Length.parse("二十个工作日")
        True
        """
        return _parse(text)

    def __str__(self) -> str:
        return f"{self.value} {_ENGLISH[self.unit]}{'' if self.value == 1 else 's'}"

    @property
    def zh(self) -> str:
        """The length as a Chinese document writes it, e.g. 20个工作日."""
        return f"{self.value}{_CHINESE[self.unit]}"


@lru_cache(maxsize=4096)
def _parse(text: str) -> Length:
    if not isinstance(text, str):
        raise BadLength(f"期限应为文字，而不是 {text!r}。")
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise _refuse(text, "应是一个不为负的整数加一个单位")
    number = shape["number"]
    value = int(number[:9]) if number.isascii() else chinese_number(number)
    for unit, pattern in _UNITS:
        if pattern.fullmatch(shape["unit"]):
            return Length(value, unit)
    raise _refuse(text, f"不认识单位“{shape['unit']}”")
