"""From the numbers of a page to those that are figures: lists and ranges share what their last number carries.

What the figures count is for `subjects` and `topics` to say.
"""

from __future__ import annotations

import re

from yifa.reading.numerals import arabic, chinese
from yifa.reading.page import Page
from yifa.reading.passing import passed_by
from yifa.reading.scanning import Candidate, candidates

_LIST = re.compile(r" ?(?:、|和|及|与|,|，) ?")
_RANGE = re.compile(r" ?(?:-|—|——|–|~|～|至|到) ?")
_TIES = {"、", "和", "及", "与"}


def found(page: Page) -> list[Candidate]:
    """Every number of the page with its verdict, in text order."""
    numbers = list(candidates(page.folded))
    for index in range(len(numbers) - 1, -1, -1):
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if following is None or not _shares(numbers[index], following, page):
            numbers[index].passed_by = passed_by(numbers[index], page)
    return numbers


def _shares(candidate: Candidate, following: Candidate, page: Page) -> bool:
    """Give a bare number what the next carries (606、618项; 3—5个), if only a comma or a dash stands between."""
    is_list = _stands_before(candidate, following, page)
    if is_list is None:
        return False
    if following.passed_by:
        # 1—9月, 2020、2021年: the whole run is a date; but 3、“四电” ties nothing.
        if following.passed_by in {"in_title", "in_quotation", "plan", "furniture", "without_unit"}:
            return False
        candidate.passed_by = following.passed_by
        return True
    if passed_by_place(candidate, page):
        return False
    candidate.unit = following.unit
    candidate.rules.append("shared_unit" if is_list else "range")
    if following.multiplier and not candidate.multiplier and candidate.value < following.value:
        candidate.multiplier = following.multiplier
        numeral, times = candidate.numeral, following.multiplier
        candidate.value = arabic(numeral, times) if candidate.is_arabic else chinese(numeral + times)
    return True


def _stands_before(candidate: Candidate, following: Candidate, page: Page) -> bool | None:
    """Whether the two stand in a list (True), a range (False), or are not tied (None)."""
    if candidate.unit or candidate.passed_by or not 0 < following.start - candidate.end <= 3:
        return None
    if candidate.is_arabic != following.is_arabic or (not candidate.is_arabic and not following.unit):
        return None
    between = page.folded[candidate.end : following.start]
    if _LIST.fullmatch(between) and (between.strip() in _TIES or "分别" in _before(candidate, page)):
        return True
    return False if _RANGE.fullmatch(between) else None


def passed_by_place(candidate: Candidate, page: Page) -> bool:
    """Whether where it stands bars it: in a title, a quotation, an enumerator, glued into a name."""
    return passed_by(candidate, page) not in {"", "without_unit", "words_without_measure", "hotline"}


def _before(candidate: Candidate, page: Page) -> str:
    return page.folded[max(0, candidate.start - 40) : candidate.start]
