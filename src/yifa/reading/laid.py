"""The figures of a page laid out for comparing: which share a sentence, a bracket, a unit; what precision they have.

It says nothing about whether figures agree; the modules of relations ask it and say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from yifa.reading.page import Page
from yifa.reading.values import Approx, Figure

_CASES = frozenset(["件", "起", "宗", "例", "个", "项", "条", "份", "批件", "卷", "本", ""])
_PEOPLE = frozenset(["人", "名", "位", "员"])
_NEAR = 14
"""So many figures after a total are looked at; a breakdown of more parts is a table."""
_OUT_OF_SIGHT = 400
"""So many characters after a total its breakdown begins at the latest."""
_REMEMBERED = 40
"""So many figures back the whole of a share may stand: 占收案总数 names it over a heading or two."""


def alike(one: Figure, other: Figure) -> bool:
    """Whether two figures can be added: the same unit, or two words for cases or for people.

    Rates and points are never added.
    """
    if one.is_rate or other.is_rate or one.unit.endswith("百分点") or other.unit.endswith("百分点"):
        return False
    return one.unit == other.unit or {one.unit, other.unit} <= _CASES or {one.unit, other.unit} <= _PEOPLE


def low_high(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that the wording allows; a rounded number is taken within a tenth."""
    slack = figure.value / 10
    if "万" in figure.text or "亿" in figure.text:
        slack = min(slack, _last_place(figure)) if figure.approx is not Approx.EXACT else _last_place(figure) / 2
    match figure.approx:
        case Approx.EXACT:
            rounded = "万" in figure.text or "亿" in figure.text
            return (figure.value - slack, figure.value + slack) if rounded else (figure.value, figure.value)
        case Approx.OVER:
            return figure.value, figure.value + max(slack, figure.value / 10)
        case Approx.UNDER:
            return figure.value - max(slack, figure.value / 10), figure.value
        case _:
            return figure.value - slack, figure.value + slack


def _last_place(figure: Figure) -> Decimal:
    """What one more in the last written digit of 2.8万 would be: 1000."""
    digits = "".join(sign for sign in figure.text if sign.isdigit() or sign == ".")
    decimals = len(digits.partition(".")[2])
    times = Decimal(10**8 if "亿" in figure.text else 10**4)
    return times / (Decimal(10) ** decimals)


class Laid:
    """The figures of one page, asked by their place in the list."""

    def __init__(self, page: Page, figures: tuple[Figure, ...]) -> None:
        self.page = page
        self.figures = figures
        self._starts = [figure.start for figure in figures]

    @cached_property
    def depth(self) -> list[int]:
        """For each figure the number of brackets open around it (at most one, within its sentence)."""
        depths = []
        for figure in self.figures:
            start, _ = self.page.sentence(figure.start)
            words = self.page.folded[max(start, figure.start - 300) : figure.start]
            depths.append(int(words.rfind("(") > words.rfind(")")))
        return depths

    def between(self, one: int, other: int) -> str:
        """The folded words between two figures."""
        return self.page.folded[self.figures[one].end : self.figures[other].start]

    def before(self, index: int, length: int = 12) -> str:
        """The words just before a figure, within its sentence."""
        start, _ = self.page.sentence(self.figures[index].start)
        return self.page.folded[max(start, self.figures[index].start - length) : self.figures[index].start]

    def window(self, index: int) -> range:
        """The figures after one in its sentence, and in the next where it opens with 其中 or within brackets."""
        _, end = self.page.sentence(self.figures[index].start)
        following = self.page.folded[end : end + 4]
        if following.startswith(("其中", " 其中", "其 中")):
            _, end = self.page.sentence(end)
        last = bisect_left(self._starts, end)
        return range(index + 1, min(last, index + 1 + _NEAR))

    def back(self, index: int, sentences: int = 1) -> range:
        """The figures before one in its sentence and so many sentences before it in the same line, nearest last."""
        start, _ = self.page.sentence(self.figures[index].start)
        for _ in range(sentences):
            if start == 0 or self.page.folded[start - 1] in "\n\r":
                break
            start, _ = self.page.sentence(start - 1)
        return range(max(bisect_left(self._starts, start), index - _NEAR), index)

    def far_back(self, index: int) -> range:
        """The figures before one wherever they stand, as far as a reader remembers them, nearest last."""
        return range(max(0, index - _REMEMBERED), index)

    def following(self, index: int, sentences: int = 2) -> Iterator[range]:
        """The figures of each of the next sentences that count anything, sentence by sentence."""
        _, end = self.page.sentence(self.figures[index].start)
        first = bisect_left(self._starts, end)
        for _ in range(sentences):
            if first == len(self._starts) or self._starts[first] - self.figures[index].end > _OUT_OF_SIGHT:
                return
            _, end = self.page.sentence(self._starts[first])
            following = bisect_left(self._starts, end)
            yield range(first, min(following, first + _NEAR))
            first = following
