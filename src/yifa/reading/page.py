"""A text laid out for reading: sentences, clauses, headings, what stands in quotation marks, what is a plan.

It is computed once for a text, in time linear in its length; the rules ask it where they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from yifa.reading.numerals import fold

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"[。！!？?\n\r]")
_CLAUSE_END = re.compile(r"[。！!？?\n\r,，;]|:(?<!\d:)|:(?!\d)")
_TITLES = re.compile(r"《[^《》\n]{1,120}[》〉]|〈[^〈〉\n]{1,60}〉")
# A quotation with a comma is speech and may tell figures; a short one without is a name.
_QUOTED = re.compile(r"“[^“”\n,，。;]{1,30}”|‘[^‘’\n,，。;]{1,30}’|「[^「」\n,，。;]{1,30}」|\"[^\"\n,，。;]{1,20}\"")
_RATE_ALONE = re.compile(r"[“‘\"「]\d{1,3}(?:\.\d+)?%[”’\"」]")
_FURNITURE = re.compile(
    r"(?:浏览|访问|阅读|点击|查看|阅览|下载)(?:次数|总数|人数|总量|量|数)? ?[::] ?\d+ ?次?"
    r"|(?:标识码|ICP ?备|公网安备|版权所有|建议使用|分辨率|您是第)[^。\n]{0,80}"
    r"|(?:备案号|邮政编码|邮编|电话|传真|技术支持|索引号|信用代码|文号|编号|字体|日期|时间|地址)(?:号码)? ?[::]"
    r"[^。\n]{0,60}"
    r"|(?:https?://|www\.)[^\s\u4e00-\u9fff]{1,200}|[A-Za-z0-9_.-]{1,60}@[A-Za-z0-9-]{1,60}\.[A-Za-z.]{1,30}"
)
_HEADING = re.compile(
    r"(?:(?P<one>[一二三四五六七八九十]{1,3}、)|(?P<two>\([一二三四五六七八九十]{1,3}\)[、.]?)"
    r"|(?P<three>\d{1,2}[.、．](?!\d))|(?P<four>\(\d{1,2}\))|(?P<five>[一二三四五六七八九十]{1,2}是))"
    r"(?P<title>[^。\n;：:]{0,60})"
)
_HEADING_PLACE = re.compile(r"(?:(?<=[\n\r。;；])|^)[ \u2002-\u200a]{0,200}")
_FUTURE = re.compile(
    r"下一?步|下一?阶段|明年|来年|今后|未来|下一年度?|努力方向|工作(?:打算|展望|设想)|(?:打算|展望)(?:和|及|$)|(?:工作|重点)谋划"
)
# Neither the last year of a plan's period (2021—2025年) nor the date of a day says which year is reported on.
_YEAR = re.compile(r"(?<![-—–~～至到\d])(20[0-4]\d) ?年(?! ?\d{1,2} ?月)")
_LEVELS = ("one", "two", "three", "four", "five")


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: where its number starts, where its words end, how deep it stands (0 the highest)."""

    start: int
    end: int
    level: int
    title: str


class Spans:
    """Spans in order, not overlapping; answers in which of them a place lies."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def around(self, place: int) -> Span | None:
        """The span with start <= place < end, if any."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and place < self._spans[index][1]:
            return self._spans[index]
        return None


class Page:
    """The text, folded, with the marks that the rules look at."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self._sentence_ends = [m.end() for m in _SENTENCE_END.finditer(self.folded)]
        self._clause_ends = [m.end() for m in _CLAUSE_END.finditer(self.folded)]
        self.titles = Spans([m.span() for m in _TITLES.finditer(self.folded)])
        self.quoted = Spans([m.span() for m in _QUOTED.finditer(self.folded) if not _RATE_ALONE.fullmatch(m[0])])
        self.furniture = Spans([m.span() for m in _FURNITURE.finditer(self.folded)])

    def sentence(self, place: int) -> Span:
        """The sentence around a place: from after the last full stop or line end to after the next."""
        return _around(self._sentence_ends, place, len(self.text))

    def clause(self, place: int) -> Span:
        """The clause around a place: from after the last comma, colon or stop to after the next."""
        return _around(self._clause_ends, place, len(self.text))

    def text_unit(self, start: int, end: int, unit: str) -> str:
        """A unit as the text writes it: full-width marks are kept (人（次）)."""
        at = self.folded.rfind(unit, start, end) if "(" in unit else -1
        return self.text[at : at + len(unit)] if at >= 0 else unit

    @cached_property
    def headings(self) -> list[Heading]:
        """Numbered headings in order, those that open a paragraph (一、(一) 1.) and those within (一是)."""
        found = []
        for place in _HEADING_PLACE.finditer(self.folded):
            match = _HEADING.match(self.folded, place.end())
            if match is None or match.lastgroup is None:
                continue
            level = next(i for i, name in enumerate(_LEVELS) if match[name])
            found.append(Heading(match.start(), match.end(), level, match["title"]))
        return found

    @cached_property
    def _heading_starts(self) -> list[int]:
        return [heading.start for heading in self.headings]

    def headings_over(self, place: int) -> list[Heading]:
        """The headings under which a place lies, the nearest first."""
        over: list[Heading] = []
        index = bisect_right(self._heading_starts, place) - 1
        # A section of more headings than this is no report; the search stays short in any text.
        for heading in reversed(self.headings[max(0, index - 60) : index + 1]):
            if not over or heading.level < over[-1].level:
                over.append(heading)
            if heading.level == 0:
                break
        return over

    @cached_property
    def year(self) -> int | None:
        """The year reported on: the year named most often; of two equally frequent the earlier."""
        named = Counter(int(year) for year in _YEAR.findall(self.folded))
        return min(named, key=lambda year: (-named[year], year)) if named else None

    @cached_property
    def plans(self) -> Spans:
        """Where it is told what is to be done: under a heading on next steps, or from 下一步 to the line's end."""
        spans: list[Span] = []
        for index, heading in enumerate(self.headings):
            if heading.level < 2 and self._is_future(heading.title):
                after = (h.start for h in self.headings[index + 1 :] if h.level <= heading.level)
                spans.append((heading.start, next(after, len(self.text))))
        spans += [(m.start(), _line_end(self.folded, m.end())) for m in self._turns_to_the_future()]
        return Spans(_merged(spans))

    def _is_future(self, title: str) -> bool:
        next_year = self.year is not None and f"{self.year + 1}年" in title.replace(" ", "")
        return next_year or bool(_FUTURE.search(title))

    def _turns_to_the_future(self) -> list[re.Match[str]]:
        next_year = "(?!)"
        if self.year:
            next_year = rf"{self.year + 1} ?年(?:,|，|是|我|全|区|市|县|省|州|局|将|要)[^。\n]{{0,40}}?(?:将|要|重点)"
        turn = re.compile(rf"(?:(?<=[\n。 ])|^)(?:(?:下一?步|下一?阶段|明年|来年|今后)(?:,|，|工作|我)|{next_year})")
        return list(turn.finditer(self.folded))


def _around(ends: list[int], place: int, length: int) -> Span:
    index = bisect_right(ends, place)
    start = ends[index - 1] if index else 0
    return start, ends[index] if index < len(ends) else length


def _line_end(folded: str, place: int) -> int:
    end = folded.find("\n", place)
    return len(folded) if end < 0 else end


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


