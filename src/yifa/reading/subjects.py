"""What each figure counts: the shortest run of the text beside it that names the thing.

Small rules in a fixed order; each takes the clause around the number and gives a span or passes. No meaning is
understood here: words of doing are cut away (see `nouns`), what is left is the subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yifa.reading.nouns import LONGEST, SHORT_BRACKET, Nouns, Span
from yifa.reading.page import Page
from yifa.reading.scanning import Candidate
from yifa.reading.settled import is_kind
from yifa.reading.wording import (
    ANY_VERB,
    DATES_AFTER,
    LIGHT_VERB,
    LINK_AT_END,
    OF_TIMES,
    ONLY_VERBS,
    RATE,
    RISE,
    TIMES_THEN_DOING,
)

_LIST_GAP = re.compile(r" ?(?:、|,|，|和|及|与|-|—|–|~|～|至|到){0,2} ?(?:各|约|近|共计?|合计|总计)?")
_LIST_OF_CHANGES = 6
_AFTER_END = re.compile(r"[,，。;:！？!?\n\r]|\(|[)）]")


@dataclass(frozen=True, slots=True)
class Around:
    """The words beside a number within its clause: before it, after it, and whether another number follows at once."""

    before: Span
    after: Span
    meets_number: bool


class Subjects:
    """Names what the figures of one page count, in text order, since a figure may borrow from its neighbour."""

    def __init__(self, page: Page, figures: list[Candidate]) -> None:
        self._page = page
        self._folded = page.folded
        self._nouns = Nouns(page)
        self._figures = figures
        self._taken = 0
        """Up to here the words belong to the figure before."""

    def all(self) -> list[tuple[Span, str]]:
        """For each figure the span of its subject and the rule that found it; an empty span if none."""
        found: list[tuple[Span, str]] = []
        for index in range(len(self._figures)):
            found.append(self._one(index, found))
        self._lend_backwards(found)
        self._tell_apart(found)
        return [(self._bounded(span), rule) for span, rule in found]

    def _one(self, index: int, found: list[tuple[Span, str]]) -> tuple[Span, str]:
        around = self._around(index)
        in_step = self._rise_in_step(index, found)
        if in_step:
            return in_step
        if index and self._in_list(index):
            neighbour, (previous, rule) = self._figures[index - 1], found[-1]
            listed = rule == "respective" or "分别" in self._folded[max(0, neighbour.start - 40) : neighbour.start]
            own = self._nouns.after(around.after, around.meets_number)[1]
            if not own and (listed or "shared_unit" in neighbour.rules):
                return previous, "respective" if listed else "shared_subject"
        rise = self._rise(index, around, found)
        if rise:
            return rise
        return self._beside(index, around, found)

    def _beside(self, index: int, around: Around, found: list[tuple[Span, str]]) -> tuple[Span, str]:
        before = self._nouns.before(around.before)
        after, is_noun = self._nouns.after(around.after, around.meets_number)
        words_before = self._words(before)
        is_rate = self._figures[index].unit in {"%", "‰"} and RATE.search(words_before)
        if self._figures[index].unit == "次" and OF_TIMES.match(self._words(after)):
            return after, "predicate_after"
        done = self._done_so_often(index, around)
        if done:
            return done, "times_then_doing"
        remark_between = around.after[0] > self._figures[index].end
        if is_noun and not is_rate and not remark_between and not self._belongs_to_next(index, around, before):
            if index + 1 < len(self._figures) and after[1] == self._figures[index + 1].start:
                after = self._nouns.head(after)
            self._taken = after[1]
            return after, "noun_after"
        if words_before and not ONLY_VERBS.fullmatch(self._words(around.before)):
            return before, "noun_before"
        return self._without_noun(index, before, after, found)

    def _without_noun(self, index: int, before: Span, after: Span, found: list[tuple[Span, str]]) -> tuple[Span, str]:
        if after[0] < after[1]:
            return after, "predicate_after"
        if self._number_follows(index):
            return (0, 0), "borrowed"
        if before[0] < before[1]:
            return before, "verb_alone"
        return self._clause_before(index, found)

    # Where the words are.

    def _clause_end(self, place: int, end: int) -> int:
        """The end of the clause, or of the next one where only dates stand between: 两次(6月25日,12月3日)研究…"""
        dates = DATES_AFTER.match(self._folded, place)
        return self._page.clause(dates.end())[1] if dates and dates.end() >= end - 1 else end

    def _around(self, index: int) -> Around:
        figure = self._figures[index]
        start, end = self._page.clause(figure.core_start)
        floor = max(start, self._taken, self._figures[index - 1].end if index else 0)
        floor = min(floor, figure.start)
        ceiling = self._figures[index + 1].start if index + 1 < len(self._figures) else len(self._folded)
        top = min(self._clause_end(figure.end, end), ceiling, figure.end + 2 * LONGEST)
        after_end = top
        dates = DATES_AFTER.match(self._folded, figure.end)
        start_after = dates.end() if dates and dates.end() < top else figure.end
        stop = _AFTER_END.search(self._folded, start_after, top)
        while stop:
            # 个县(市、区) goes on after its bracket; a bracket right after the number opens a remark.
            short = SHORT_BRACKET.match(self._folded, stop.start()) if stop.start() > start_after else None
            after_end = min(top, short.end()) if short else stop.start()
            stop = _AFTER_END.search(self._folded, after_end, top) if short and after_end < top else None
        meets = ceiling == after_end and ceiling < len(self._folded)
        return Around((max(floor, figure.start - 3 * LONGEST), figure.start), (start_after, after_end), meets)

    def _words(self, span: Span) -> str:
        return self._folded[span[0] : span[1]]

    def _in_list(self, index: int) -> bool:
        gap = self._folded[self._figures[index - 1].end : self._figures[index].start]
        return len(gap) <= 4 and _LIST_GAP.fullmatch(gap) is not None

    def _number_follows(self, index: int) -> bool:
        return index + 1 < len(self._figures) and (
            self._in_list(index + 1) or self._figures[index].end == self._figures[index + 1].start)

    # The rules.

    def _rise(self, index: int, around: Around, found: list[tuple[Span, str]]) -> tuple[Span, str] | None:
        """同比增加163%, 较去年下降13%: what rose or fell is the subject."""
        words = self._words(around.before)
        rise = RISE.search(words)
        if rise is None:
            return None
        compared = "比" in rise[0] or "较" in rise[0]
        if not compared and self._figures[index].unit not in {"%", "‰", "个百分点", "百分点", "倍"}:
            return None
        named = self._nouns.before((around.before[0], around.before[0] + rise.start()))
        if named[1] - named[0] >= 2:
            return named, "risen"
        # 受理13件,占总数的22%,较去年增加30%: what rose are the cases, not their share.
        before = range(index - 1, max(-1, index - 4), -1)
        counted = next((i for i in before if not is_kind(self._words(found[i][0]))), -1)
        return (found[counted][0], "risen") if found else self._clause_before(index, found)

    def _rise_in_step(self, index: int, found: list[tuple[Span, str]]) -> tuple[Span, str] | None:
        """事故8起、死亡5人,同比下降20%、37.5%: so many changes in a list are those of the so many figures before."""
        first = index
        while first > index - _LIST_OF_CHANGES and first and self._figures[first].unit == "%" and self._in_list(first):
            first -= 1
        last = index
        end = min(len(self._figures), index + _LIST_OF_CHANGES)
        while last + 1 < end and self._figures[last + 1].unit == "%" and self._in_list(last + 1):
            last += 1
        changes = last - first + 1
        if changes < 2 or self._figures[first].unit != "%" or not RISE.search(self._words(self._around(first).before)):
            return None
        start, _ = self._page.sentence(self._figures[index].start)
        counted = [i for i in range(max(0, first - 4 * changes), first)
                   if self._figures[i].start >= start and self._figures[i].unit != "%"]
        return (found[counted[index - first - changes]][0], "risen") if len(counted) >= changes else None

    def _done_so_often(self, index: int, around: Around) -> Span | None:
        """党组先后4次开展法制教育: with only who before it, a number of times counts what was done after it."""
        before = self._words(around.before)
        if self._figures[index].unit not in {"次", "轮", "回"} or around.before[1] - around.before[0] > 40:
            return None
        done = TIMES_THEN_DOING.match(self._folded, *around.after)
        links = LINK_AT_END.search(before)
        actor = before[: links.start()] if links else before
        if done is None or (ANY_VERB.search(actor) and not before.endswith("先后")):
            return None
        return done.span("done")

    def _belongs_to_next(self, index: int, around: Around, before: Span) -> bool:
        """引起的行政复议13件行政诉讼6件: each number has its own noun before it, only the comma is missing."""
        if not around.meets_number or index + 1 >= len(self._figures) or before[1] - before[0] < 3:
            return False
        following = self._figures[index + 1]
        return self._folded[following.end : following.end + 1] in set(",，、。;)\n") and (
            not ANY_VERB.match(self._words(before)) and self._figures[index].unit == following.unit)

    def _clause_before(self, index: int, found: list[tuple[Span, str]]) -> tuple[Span, str]:
        """发放资料,共计3000份: with nothing in its own clause the number counts what the clause before names."""
        figure = self._figures[index]
        start, _ = self._page.clause(figure.core_start)
        if index and self._figures[index - 1].end > self._page.clause(max(0, start - 1))[0]:
            return found[-1][0], "clause_before"
        if start == 0 or self._folded[start - 1] in "。\n":
            return (figure.start, figure.start), "none"
        before_start, _ = self._page.clause(start - 1)
        return self._nouns.before((max(before_start, start - 3 * LONGEST), start - 1)), "clause_before"

    def _lend_backwards(self, found: list[tuple[Span, str]]) -> None:
        """127种、394万余本电子证照: the noun after the last number is counted by those before it too."""
        for index in range(len(found) - 2, -1, -1):
            if found[index][1] == "borrowed":
                found[index] = found[index + 1][0], "borrowed"

    def _tell_apart(self, found: list[tuple[Span, str]]) -> None:
        """签收工单9件、办结工单8件: where neighbours count the same noun, what was done belongs to the subject."""
        for index in range(len(found) - 1):
            (one, rule), (other, _) = found[index], found[index + 1]
            same = rule == "noun_before" and one[0] < one[1] <= self._figures[index].start and (
                self._words(other).endswith(self._words(one)) and 0 < other[0] - self._figures[index].end <= 4)
            verb = self._words((one[0] - 2, one[0])) if same and one[0] >= 2 else ""
            if ANY_VERB.fullmatch(verb) and not LIGHT_VERB.fullmatch(verb):
                found[index] = (one[0] - 2, one[1]), rule

    def _bounded(self, span: Span) -> Span:
        """At most thirty characters: the last whole members of an enumeration, or simply the last thirty."""
        start, end = span
        while start < end and self._folded[start] in " ,，。、":
            start += 1
        if end - start <= LONGEST:
            return start, end
        comma = self._folded.find("、", end - LONGEST, end)
        return (comma + 1, end) if comma >= 0 and end - comma > 4 else (end - LONGEST, end)
