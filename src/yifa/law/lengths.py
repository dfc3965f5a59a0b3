"""Whether the words of a statute fix a length of time: 二十日, 20个工作日, 三个月, 二十四小时, and what a 日 is there.

It looks for words; how a length is counted from a day is the task of `workdays`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from yifa.law.citation import number_zh

NAMED_DAYS: Final = ("当场", "当日", "当天", "即时", "立即", "届满", "期限", "期间", "有效期")
"""The words of the law for a term without a number: on the spot, or until a day named in the case."""
_NUMERALS: Final = "0-9０-９零〇一二两三四五六七八九十百千"
_WIDE: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_CONVERTS: Final = re.compile(r"[^。]*(?:是指工作日|以工作日计算)[^。]*")
_NAMED: Final = re.compile(r"[“\"]([一二三四五六七八九十]+)日[”\"]")


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which 日 of a statute are working days: all of them, those named, those up to a number, or none."""

    every: bool = False
    named: frozenset[str] = frozenset()
    up_to: int = 0

    def may(self, number: int) -> bool:
        """A 日 with this number may be a working day."""
        return self.every or number_zh(number) in self.named or number <= self.up_to

    def must(self, number: int) -> bool:
        """A 日 with this number is a working day and nothing else, because the statute says so by number."""
        return number_zh(number) in self.named or number <= self.up_to


def conversion(text: str) -> WorkingDays:
    """What a statute says of its own 日, e.g. 行政处罚法 第八十五条 本法中“二日”…的规定是指工作日."""
    found = _CONVERTS.search(text)
    if found is None:
        return WorkingDays()
    if named := frozenset(_NAMED.findall(found[0])):
        return WorkingDays(named=named)
    if "十日以内" in found[0]:
        return WorkingDays(up_to=10)
    return WorkingDays(every=True)


def says(words: str, number: int, unit: str, days: WorkingDays = WorkingDays()) -> bool:
    """Whether the words fix a length; `unit` is a value of `workdays.Unit`. A length of nothing is a named day."""
    if number == 0:
        return any(word in words for word in NAMED_DAYS)
    kinds = {
        "working_days": ["个?工作日"] + (["日"] if days.may(number) else []),
        "calendar_days": [] if days.must(number) else ["个?自然日", "日", "天"],
        "months": ["个月"],
        "years": ["年"],
        "hours": ["个?小时"],
    }[unit]
    forms = {str(number), number_zh(number)} | ({"两"} if number == 2 else set())
    plain = words.translate(_WIDE)
    if unit == "months" and number == 6 and "半年" in plain:
        return True
    return any(re.search(rf"(?<![{_NUMERALS}第]){form}{kind}", plain) for form in forms for kind in kinds)
