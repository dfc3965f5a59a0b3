"""The number of an official paper (发文字号, GB/T 9704-2012): issuing word, year in 〔〕, sequence.

It draws no numbers; the sequence of an organ's year is kept with the papers.
"""

import re
from dataclasses import dataclass

from yifa.identifiers.fault import BadIdentifier

_NAME = "发文字号"
_FORM = re.compile(r"([\u4e00-\u9fa5A-Za-z]{1,20})〔((?:19|20)[0-9]{2})〕([1-9][0-9]{0,4})号")
_BRACKETS = re.compile(r"[\[\(（［【{]")


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """A paper's number taken apart."""

    text: str
    word: str
    """机关代字, e.g. 鄂审许."""
    year: int
    sequence: int


def parse_paper_number(text: str) -> PaperNumber:
    """Take a number apart. Raises `BadIdentifier` saying which of the usual slips it is.

    >>> parse_paper_number("鄂审许〔2026〕12号").sequence
    12
    """
    number = "".join(text.split())
    found = _FORM.fullmatch(number)
    if found is None:
        raise _slip(number)
    return PaperNumber(number, found[1], int(found[2]), int(found[3]))


def _slip(number: str) -> BadIdentifier:
    shown = f"{_NAME}“{number}”"
    if _BRACKETS.search(number):
        return BadIdentifier(
            "paper_number.brackets", f"{shown}的年份应当用六角括号〔〕括入；请改为例如“〔2026〕”。"
        )
    if "第" in number:
        return BadIdentifier("paper_number.ordinal", f"{shown}的顺序号前不加“第”字；请删去。")
    if re.search(r"〕0", number):
        return BadIdentifier("paper_number.zero", f"{shown}的顺序号不编虚位（1不编为01）；请去掉前面的0。")
    return BadIdentifier(
        "paper_number.form", f"{shown}应为“机关代字〔年份〕顺序号号”，例如“鄂审许〔2026〕12号”；请改正。"
    )


def build_paper_number(word: str, year: int, sequence: int) -> str:
    """Put a number together; `sequence` 1–99999. Raises `BadIdentifier`."""
    return parse_paper_number(f"{word}〔{year}〕{sequence}号").text
