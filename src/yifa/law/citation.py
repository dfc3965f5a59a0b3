"""Citations of statutes, read and written: title, article 条, paragraph 款, item 项.

It says where something stands, not what it says; that is the register's task (`statutes`).
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

_NUMERALS: Final = "〇零一二三四五六七八九十百千"
_DIGITS: Final = {"〇": 0} | {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_NUMBER: Final = rf"[0-9]+|[{_NUMERALS}]+"
_PLACE: Final = re.compile(
    rf"第(?P<article>{_NUMBER})条(?:之(?P<sub>{_NUMBER}))?"
    rf"(?:第(?P<paragraph>{_NUMBER})款)?"
    rf"(?:第?[（(]?(?P<item>{_NUMBER})[）)]?项)?"
)
_SECTION: Final = re.compile(r"§\s*(?P<article>[0-9]+)(?:-(?P<sub>[0-9]+))?")
_QUOTED: Final = re.compile(r"《(?P<title>[^》]+)》(?:[（(][^）)]*[）)])?\s*(?P<place>.*)")


class BadCitation(ValueError):
    """法律条文的引用无法识别。"""


def number_zh(number: int) -> str:
    """A positive integer below ten thousand in Chinese numerals, e.g. 42 → 四十二, 105 → 一百零五."""
    if not 0 < number < 10_000:
        raise BadCitation(f"条款项的序号应在 1 与 9999 之间，而不是 {number}。")
    text, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def number_of(text: str) -> int:
    """The integer that Chinese numerals or digits write; raises `BadCitation` for zero."""
    if text.isascii():
        number = int(text[:6])
    else:
        number, digit = 0, 0
        for sign in text:
            if sign in _TENS:
                number += (digit or 1) * _TENS[sign]
                digit = 0
            else:
                digit = _DIGITS[sign]
        number += digit
    if not 0 < number < 10_000:
        raise BadCitation(f"条款项的序号“{text}”不对。")
    return number


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A place in a statute. `title` has no 《》 and no 中华人民共和国; a document number stands for a
    title too.
    """

    title: str
    article: int | None = None
    """条; None cites the statute as a whole."""
    sub: int | None = None
    """The N of 第…条之N."""
    paragraph: int | None = None
    """款, counted from 1; None where the citation names none."""
    item: int | None = None
    """项."""

    @classmethod
    def parse(cls, text: str) -> "Citation":
        """The citation that `text` writes; raises `BadCitation` with a Chinese sentence.

        Title with or without 《》 and 中华人民共和国, numerals Chinese or Arabic, or § for an article.

        >>> str(Citation.parse("中华人民共和国行政许可法 第42条第1款"))
        '《行政许可法》第四十二条第一款'
        """
        return _parse(text)

    @property
    def place(self) -> str:
        """Article, paragraph and item as the law writes them, e.g. 第三十二条第一款第四项; empty for a
        whole statute.
        """
        if self.article is None:
            return ""
        text = f"第{number_zh(self.article)}条"
        text += f"之{number_zh(self.sub)}" if self.sub else ""
        text += f"第{number_zh(self.paragraph)}款" if self.paragraph else ""
        return text + (f"第{number_zh(self.item)}项" if self.item else "")

    @property
    def short(self) -> str:
        """For narrow places: the register's short title and the article, e.g. 许可法 §42."""
        # The register reads citations, so it can only be looked up once both are there.
        from yifa.law.statutes import Statutes  # noqa: PLC0415

        statute = Statutes.shipped().get(self.title)
        title = statute.short if statute else self.title
        if self.article is None:
            return title
        return f"{title} §{self.article}" + (f"-{self.sub}" if self.sub else "")

    @property
    def parents(self) -> tuple["Citation", ...]:
        """The wider places it lies in, nearest first: of an item its paragraph, then the article."""
        found: list[Citation] = []
        if self.item is not None:
            found.append(replace(self, item=None))
        if self.item is not None or self.paragraph is not None:
            found.append(replace(self, item=None, paragraph=None))
        return tuple(dict.fromkeys(place for place in found if place != self))

    def covers(self, other: "Citation") -> bool:
        """Whether `other` is this place or lies within it."""
        if self == other:
            return True
        mine = (self.title, self.article, self.sub, self.paragraph, self.item)
        theirs = (other.title, other.article, other.sub, other.paragraph, other.item)
        return all(own is None or own == its for own, its in zip(mine, theirs, strict=True))

    def __str__(self) -> str:
        return f"{quoted(self.title)}{self.place}"


def quoted(title: str) -> str:
    """A title in 《》; a document number such as 国办发〔2018〕118号 stays bare."""
    return title if is_document_number(title) else f"《{title}》"


def is_document_number(title: str) -> bool:
    """Whether `title` is a document number rather than a name."""
    return "〔" in title and title.endswith("号")


def bare_title(title: str) -> str:
    """`title` without 《》, without 中华人民共和国, with the right brackets round a document's year."""
    text = title.strip().strip("《》").strip().removeprefix("中华人民共和国").strip()
    return re.sub(r"[\[［【(（]([0-9]{4})[\]］】)）](?=[0-9]+号)", r"〔\1〕", text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Citation:
    if not isinstance(text, str) or not text.strip():
        raise BadCitation("引用是空的，应写成“行政许可法 第四十二条第一款”的样子。")
    title, place = _split(text.strip())
    if not title:
        raise BadCitation(f"引用“{text}”没有写明法律名称，应写成“行政许可法 第四十二条第一款”的样子。")
    if not place:
        return Citation(title)
    found = _PLACE.fullmatch(re.sub(r"\s", "", place)) or _SECTION.fullmatch(place)
    if found is None:
        raise BadCitation(f"引用“{text}”里的“{place}”无法识别，应写成“第四十二条第一款第三项”的样子。")
    parts = {name: number_of(value) for name, value in found.groupdict().items() if value}
    return Citation(title, **parts)


def _split(text: str) -> tuple[str, str]:
    """The title and the place, whichever way they are set apart."""
    if found := _QUOTED.fullmatch(text):
        return bare_title(found["title"]), found["place"].strip()
    start = re.search(rf"第(?:{_NUMBER})条|§", text)
    if start is None:
        head, _, tail = text.partition(" ")
        return (bare_title(head), tail.strip()) if tail and "第" in tail else (bare_title(text), "")
    return bare_title(text[: start.start()]), text[start.start() :].strip()
