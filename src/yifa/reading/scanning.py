"""Finds every number in a text with its approximator, multiplier and unit; decides nothing about its meaning.

All patterns are anchored where a number was found and bounded in length, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from yifa.reading.measures import DURATIONS, UNIT
from yifa.reading.numerals import DIGITS, arabic, chinese
from yifa.reading.values import Approx


@dataclass(slots=True)
class Candidate:
    """A number on its way to being a figure; the rules fill it in."""

    start: int
    end: int
    core_start: int
    """Where the numeral itself begins, without the approximator before it."""
    core_end: int
    numeral: str
    multiplier: str
    value: Decimal
    unit: str
    approx: Approx
    is_arabic: bool
    rules: list[str] = field(default_factory=list)
    passed_by: str = ""
    """The rule that says that it is no figure; empty while none does."""


_CORE = re.compile(
    r"(?<=[的占约近达过])(?P<slash>[1-9]\d?/[1-9]\d?)(?![\d/.月日])|(?P<arabic>\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<fraction>[一二三四五六七八九十]{1,3}分之[一二三四五六七八九十]{1,3})"
    r"|(?P<percent>百分之(?P<of>[零一二三四五六七八九十百]{1,6}(?:点[零一二三四五六七八九]{1,4})?))"
    r"|(?P<chinese>[零一两二三四五六七八九十百千万亿]{1,16})"
)
# 5千克 is five of a unit, 5千 is five thousand; 百分点 is no hundred.
_AFTER_ARABIC = re.compile(
    r" {0,2}(?P<mid>[余多])?(?P<times>万亿|千万|百万|十万|亿|万|千(?![克米瓦伏])|百(?!分))?(?P<mid2>[余多](?!数))?"
    rf" {{0,2}}(?P<unit>{UNIT})?(?P<after>以上|以下|左右|上下|之多)?"
)
_AFTER_CHINESE = re.compile(
    rf"(?P<mid>[余多来](?!数))?(?P<times>万|亿)?(?P<mid2>[余多](?!数))?(?P<unit>{UNIT})?(?P<after>以上|以下|左右|上下|之多)?"
)

# Approximator before the number → what it means, and the characters before it with which it is another word:
# 预约30人 books thirty, 存在不足3项 counts shortcomings.
_BEFORE: tuple[tuple[str, Approx, str], ...] = (
    ("不低于", Approx.OVER, ""), ("不少于", Approx.OVER, ""), ("超过", Approx.OVER, ""), ("高于", Approx.OVER, "提"),
    ("不超过", Approx.UNDER, ""), ("不足", Approx.UNDER, "在现改题的板和"), ("不到", Approx.UNDER, "收办"),
    ("低于", Approx.UNDER, ""), ("将近", Approx.UNDER, ""), ("接近", Approx.UNDER, ""), ("大约", Approx.ABOUT, ""),
    ("逾", Approx.OVER, ""), ("超", Approx.OVER, "赶反"), ("近", Approx.UNDER, "最就附临靠亲接贴邻"),
    ("约占", Approx.ABOUT, "条"), ("约", Approx.ABOUT, "预签节违履合公契制条邀失集缔特相"),
)
_AFTER = {"以上": Approx.OVER, "之多": Approx.OVER, "以下": Approx.UNDER, "左右": Approx.ABOUT, "上下": Approx.ABOUT}
_SECTION = re.compile(r"\d{1,2}\.(?=\d)")
_LONGEST_BEFORE = 3
_LONGEST_NUMERAL = 15


def candidates(folded: str) -> Iterator[Candidate]:
    """Every number of the folded text, in order, spans not overlapping."""
    at = 0
    while found := _CORE.search(folded, at):
        # 2.14个部门 at the start of a paragraph: section 2, fourteen departments.
        if found["arabic"] and (section := _SECTION.match(found[0])) and _opens(folded, found.start()):
            at = found.start() + section.end()
            continue
        candidate = _grown(folded, found, at)
        yield candidate
        at = max(candidate.end, found.end())


def _opens(folded: str, place: int) -> bool:
    before = folded[max(0, place - 8) : place].rstrip(" ")
    return place == 0 or before.endswith(("\n", "\r"))


def _grown(folded: str, found: re.Match[str], floor: int) -> Candidate:
    if found["percent"]:
        return _with_before(folded, _percent_in_words(folded, found), floor)
    if found["fraction"] or found["slash"]:
        value = _of_fraction(found)
        candidate = Candidate(found.start(), found.end(), found.start(), found.end(), found[0], "", value, "",
                              Approx.EXACT, bool(found["slash"]), ["fraction"])
        return _with_before(folded, _with_after(folded, candidate), floor)
    is_arabic = bool(found["arabic"])
    tail = (_AFTER_ARABIC if is_arabic else _AFTER_CHINESE).match(folded, found.end())
    assert tail is not None  # every part of the tail is optional
    few = bool(tail["mid"] or tail["mid2"])
    unit = tail["unit"] or ""
    candidate = Candidate(
        found.start(), _end(found, tail), found.start(), found.end(), found[0], tail["times"] or "",
        Decimal(0), unit, Approx.OVER if few else _AFTER.get(tail["after"] or "", Approx.EXACT), is_arabic,
        ["digits" if is_arabic else "chinese_numeral"],
    )
    candidate.value = _value(candidate)
    candidate.rules += [name for name, spoke in (
        ("ten_thousands", tail["times"]), ("few_after", few), ("approximator_after", tail["after"] and unit),
        ("percent", unit in {"%", "‰"}), ("percentage_points", unit.endswith("百分点")),
        ("work_duration", unit in DURATIONS), ("twin_measure", "(" in unit),
    ) if spoke]
    return _with_before(folded, candidate, floor)


def _of_fraction(found: re.Match[str]) -> Decimal:
    """三分之二 and 2/3."""
    if found["slash"]:
        above, _, below = found["slash"].partition("/")
        return Decimal(above) / Decimal(below)
    below, _, above = found["fraction"].partition("分之")
    return chinese(above) / chinese(below)


def _end(found: re.Match[str], tail: re.Match[str]) -> int:
    # Blanks at the end belong to the span only where a unit follows them; 以上 counts only after a unit or a number.
    last = max((tail.end(name) for name in ("mid", "times", "mid2", "unit", "after") if tail[name]), default=-1)
    return max(last, found.end())


def _value(candidate: Candidate) -> Decimal:
    if not candidate.is_arabic:
        return chinese(candidate.numeral + candidate.multiplier)
    if len(candidate.numeral) > _LONGEST_NUMERAL:
        candidate.passed_by = "long_code"
        return Decimal(0)
    return arabic(candidate.numeral, candidate.multiplier)


def _percent_in_words(folded: str, found: re.Match[str]) -> Candidate:
    whole, _, decimals = found["of"].partition("点")
    value = chinese(whole) + (Decimal("0." + "".join(str(DIGITS[sign]) for sign in decimals)) if decimals else 0)
    return _with_after(folded, Candidate(found.start(), found.end(), found.start(), found.end(), found[0], "", value,
                                         "%", Approx.EXACT, False, ["percent_in_words"]))


def _with_after(folded: str, candidate: Candidate) -> Candidate:
    word = folded[candidate.end : candidate.end + 2]
    if word in _AFTER:
        candidate.end += 2
        candidate.approx = _AFTER[word]
        candidate.rules.append("approximator_after")
    return candidate


def _with_before(folded: str, candidate: Candidate, floor: int) -> Candidate:
    """Take in 超过, 近, 约 … written before the number, unless they end another word."""
    end = candidate.start
    while end > floor and end > candidate.start - 2 and folded[end - 1] == " ":
        end -= 1
    before = folded[max(floor, end - _LONGEST_BEFORE) : end]
    for word, approx, barred in _BEFORE:
        if before.endswith(word):
            start = end - len(word)
            if start and folded[start - 1] in barred:
                return candidate
            candidate.start, candidate.approx = start, approx
            candidate.rules.append("approximator_before")
            return candidate
    if before.endswith("上") and candidate.numeral[0] in "百千万" and before[-2:] not in {"以上", "网上", "线上"}:
        candidate.start, candidate.approx = end - 1, Approx.OVER
        candidate.rules.append("approximator_before")
    return candidate
