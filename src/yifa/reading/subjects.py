"""What each figure counts: the shortest run of the text beside it that names the thing.

Small rules in a fixed order; each takes the clause around the number and gives a span or passes. No meaning is
understood here: words of doing are cut away (see `wording`), what is left is the subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yifa.reading.page import Page
from yifa.reading.scanning import Candidate
from yifa.reading.wording import (
    ADDRESSEE,
    AFTER_NOUN,
    ANY_VERB,
    BARE,
    CAUSED,
    DATES_AFTER,
    DETERMINERS,
    DOING_BEFORE,
    DONE_AT_END,
    DONE_TO_DOING,
    KEEPS_PREDICATE,
    KEPT_VERB,
    LEADING_VERBS,
    LIGHT_VERB,
    LINK_AT_END,
    NOUN_ENDING,
    NOUNISH,
    OF_TIMES,
    ONLY_VERBS,
    OPENERS,
    ORGAN_AT_END,
    OVER_ALL,
    PLACES,
    RATE,
    RISE,
    TELLING_VERB,
    TIMES_THEN_DOING,
    TOTAL_BEFORE,
    VERB_FIRST,
)

LONGEST = 30
Span = tuple[int, int]

_LIST_GAP = re.compile(r" ?(?:、|,|，|和|及|与|-|—|–|~|～|至|到){0,2} ?(?:各|约|近|共计?|合计|总计)?")
_HEAD = re.compile(
    r"[^,，。;、]{0,8}?(?:部门|单位|事项|企业|乡镇|街道|社区|区县|县区|领域|行业|平台|窗口|机关|律师|人员|案件|村|项目|地区|机构|群众|干部|学校)"
)
_AFTER_END = re.compile(r"[,，。;:！？!?\n\r]|\(|[)）]")
_CUT_AFTER = re.compile(AFTER_NOUN)
_ETC = re.compile(r"等(?:各类|各种|各项|多种|方面|相关|有关)?(?=[\u4e00-\u9fff“])")
_ADVERBIAL = re.compile(r"^(?:向|对|在|到|围绕|针对|通过|利用|依托|以|为|就|结合|按|根据|从|将|把)")
_SHORT_BRACKET = re.compile(r"\([^()\d]{1,6}\)")
_QUOTE_PAIRS = {"”": "“", "’": "‘", "》": "《"}


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
        if index and self._in_list(index):
            neighbour, (previous, rule) = self._figures[index - 1], found[-1]
            listed = rule == "respective" or "分别" in self._folded[max(0, neighbour.start - 40) : neighbour.start]
            if not self._noun_after(around)[1] and (listed or "shared_unit" in neighbour.rules):
                return previous, "respective" if listed else "shared_subject"
        rise = self._rise(index, around, found)
        if rise:
            return rise
        return self._beside(index, around, found)

    def _beside(self, index: int, around: Around, found: list[tuple[Span, str]]) -> tuple[Span, str]:
        before = self._noun_before(around.before)
        after, is_noun = self._noun_after(around)
        words_before = self._words(before)
        is_rate = self._figures[index].unit in {"%", "‰"} and RATE.search(words_before)
        if self._figures[index].unit == "次" and OF_TIMES.match(self._words(after)):
            return after, "predicate_after"
        done = self._done_so_often(index, around)
        if done:
            return done, "times_then_doing"
        if is_noun and not is_rate and not self._belongs_to_next(index, around, before):
            if index + 1 < len(self._figures) and after[1] == self._figures[index + 1].start:
                after = self._head(after)
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
        if stop:
            # 个县(市、区) goes on after its bracket; a bracket right after the number opens a remark.
            short = _SHORT_BRACKET.match(self._folded, stop.start()) if stop.start() > start_after else None
            after_end = min(top, short.end()) if short else stop.start()
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
        named = self._noun_before((around.before[0], around.before[0] + rise.start()))
        if named[1] - named[0] >= 2:
            return named, "risen"
        return (found[-1][0], "risen") if found else self._clause_before(index, found)

    def _noun_before(self, span: Span) -> Span:
        start, end = span
        start, end = self._unbracketed(start, end)
        start = self._after_cause(start, end)
        end = self._shorter(start, end, LINK_AT_END)
        start = self._later(start, end, OPENERS)
        if LINK_AT_END.fullmatch(self._words((start, end))):
            return end, end
        start = self._later(self._after_total(start, end), end, OPENERS)
        is_rate = RATE.search(self._words((start, end))) is not None
        if is_rate or self._folded[span[1] - 1 : span[1]] == "各" or "分别" in self._folded[end : span[1]]:
            # A rate is one noun (检查实施清单完成率), and 各 counts the whole run; only verbs that open them go.
            start = self._later(start, end, LEADING_VERBS)
            start = self._later(start, end, DETERMINERS)
            return (self._later(start, end, PLACES) if is_rate else start), end
        if end - self._later(start, end, OVER_ALL) >= 4:
            start = self._later(self._later(start, end, OVER_ALL), end, OPENERS)
        start = self._later(start, end, ADDRESSEE)
        if ANY_VERB.match(self._folded, start, end) is None:
            end = self._shorter(start, end, DONE_AT_END)
        start = self._after_verb(self._after_etc(start, end), end)
        start = self._later(start, end, DETERMINERS)
        kept = KEPT_VERB.search(self._folded, start, end) or DONE_TO_DOING.search(self._folded, span[0], end)
        return (kept.start() if kept else start), end

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

    def _after_cause(self, start: int, end: int) -> int:
        """因信息公开引起的行政复议: the cause before 引起的 is cut."""
        last = None
        for last in CAUSED.finditer(self._folded, start, end):  # noqa: B007
            pass
        return last.end() if last else start

    def _after_total(self, start: int, end: int) -> int:
        """区政府共收到…, 大厅共受理…: before 共 stands who, after it what."""
        total = TOTAL_BEFORE.search(self._folded, start, end)
        return total.end() if total and end - total.end() >= 3 else start

    def _unbracketed(self, start: int, end: int) -> Span:
        """What stands after an opening bracket, or before a long remark in brackets."""
        words = self._folded[start:end]
        opened = words.rfind("(")
        closed = words.rfind(")")
        if opened > closed:
            return start + opened + 1, end
        if closed >= 0:
            remark = _SHORT_BRACKET.fullmatch(words, opened, closed + 1) if opened >= 0 else None
            if remark is None:
                rest = words[closed + 1 :].strip()
                if rest and not LINK_AT_END.fullmatch(rest):
                    return start + closed + 1, end
                if opened > 0:
                    return start, start + opened
                return start + closed + 1, end
        return start, end

    def _after_etc(self, start: int, end: int) -> int:
        """参与决策、审查等法律事务: what is counted stands after the last 等."""
        last = None
        for last in _ETC.finditer(self._folded, start, end):  # noqa: B007
            pass
        return last.end() if last and end - last.end() >= 2 else start

    def _after_verb(self, start: int, end: int) -> int:
        """The words after the last verb of doing, if they can stand alone."""
        cut = start
        for verb in ANY_VERB.finditer(self._folded, start, end):
            left = end - self._later(verb.end(), end, DETERMINERS)
            if self._inside_quotes(start, verb.start()) or self._is_noun_part(verb, end):
                continue
            light = LIGHT_VERB.fullmatch(verb[0]) is not None
            actor = self._words((start, verb.start()))
            doing = verb.start() == cut or DOING_BEFORE.search(self._folded, max(cut, verb.start() - 2), verb.start())
            organ = self._is_organ(cut, verb.start())
            if light:
                bare = left == 2 and BARE.fullmatch(self._words((end - 2, end))) is not None
                stands_alone = left >= 2 and not bare and (organ or left > 4 or not self._tells_who(actor))
            else:
                stands_alone = bool(left >= 4 and doing)
            if stands_alone:
                cut = verb.end()
            elif left >= 2 and organ and self._words((verb.end(), end)) != "案件":
                # 生态环境部门检查企业: who did it is no part of what is counted; but 机关受理案件 needs its actor.
                cut = verb.start()
        telling = TELLING_VERB.search(self._folded, cut, end)
        return telling.start() if telling and self._is_organ(cut, telling.start()) else cut

    def _is_organ(self, start: int, end: int) -> bool:
        return ORGAN_AT_END.search(self._folded, max(start, end - 6), end) is not None

    def _tells_who(self, actor: str) -> bool:
        """区政府常务会议开展集体学法: a short noun keeps its actor; a place or an adverbial does not count."""
        return len(actor) >= 4 and not _ADVERBIAL.match(actor) and not PLACES.match(actor) and "、" not in actor and (
            not ANY_VERB.match(actor))

    def _is_noun_part(self, verb: re.Match[str], end: int) -> bool:
        """组织 in 社会组织, 服务 in 法律服务, 创建 in 创建工作: a verb's characters inside a noun."""
        before = self._folded[max(0, verb.start() - 2) : verb.start()]
        after = self._folded[verb.end() : min(end, verb.end() + 2)]
        if verb.end() >= end or before.endswith(("不", "未", "的", "予")):
            return True
        if verb[0] == "组织" and before.endswith(("社会", "党", "层", "业", "济")):
            return True
        return NOUNISH.fullmatch(verb[0]) is not None and NOUN_ENDING.match(after) is not None

    def _inside_quotes(self, start: int, place: int) -> bool:
        words = self._folded[start:place]
        return any(words.count(opening) > words.count(closing) for closing, opening in _QUOTE_PAIRS.items())

    def _noun_after(self, around: Around) -> tuple[Span, bool]:
        """The words after the number up to a verb, and whether they open with a noun."""
        start, end = around.after
        while start < end and self._folded[start] in " 的之":
            start += 1
        words = self._words((start, end))
        if not words or words[0] in "、和及与并或以—-–~～至到":
            return (start, start), False
        if around.meets_number and "、" in words:
            end = start + words.index("、")
            words = self._words((start, end))
        if KEEPS_PREDICATE.match(words):
            return (start, min(end, start + LONGEST)), True
        is_noun = VERB_FIRST.match(words) is None
        if not is_noun:
            return (start, min(end, start + 12)), False
        cut = _CUT_AFTER.search(self._folded, start + 1, end)
        while cut and self._inside_quotes(start, cut.start()):
            cut = _CUT_AFTER.search(self._folded, cut.end(), end)
        stop = self._first_doing(start, cut.start() if cut else end)
        return (start, self._trimmed(start, stop)), True

    def _first_doing(self, start: int, end: int) -> int:
        """43个|议题|出具意见, 1900名|劳动者|追回工资: where the noun after a number ends and a doing begins."""
        for verb in ANY_VERB.finditer(self._folded, start + 2, end):
            if not self._is_noun_part(verb, end) and not self._inside_quotes(start, verb.start()) and (
                    NOUNISH.fullmatch(verb[0]) is None and end - verb.end() >= 2):
                return verb.start()
        return end

    def _trimmed(self, start: int, end: int) -> int:
        while end > start and self._folded[end - 1] in " 、的":
            end -= 1
        return end - 1 if end - start >= 3 and self._folded[end - 1] == "中" else end

    def _head(self, span: Span) -> Span:
        """31个|部门|行政职权事项3437项: the first noun goes with the number before, the rest with the next."""
        head = _HEAD.match(self._folded, span[0], span[1])
        return (span[0], head.end()) if head and head.end() < span[1] else span

    def _clause_before(self, index: int, found: list[tuple[Span, str]]) -> tuple[Span, str]:
        """发放资料,共计3000份: with nothing in its own clause the number counts what the clause before names."""
        figure = self._figures[index]
        start, _ = self._page.clause(figure.core_start)
        if index and self._figures[index - 1].end > self._page.clause(max(0, start - 1))[0]:
            return found[-1][0], "clause_before"
        if start == 0 or self._folded[start - 1] in "。\n":
            return (figure.start, figure.start), "none"
        before_start, _ = self._page.clause(start - 1)
        return self._noun_before((max(before_start, start - 3 * LONGEST), start - 1)), "clause_before"

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

    # Cutting.

    def _shorter(self, start: int, end: int, pattern: re.Pattern[str]) -> int:
        found = pattern.search(self._folded[start:end])
        return start + found.start() if found else end

    def _later(self, start: int, end: int, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._folded[start:end])
        return start + found.end() if found else start

    def _bounded(self, span: Span) -> Span:
        """At most thirty characters: the last whole members of an enumeration, or simply the last thirty."""
        start, end = span
        while start < end and self._folded[start] in " ,，。、":
            start += 1
        if end - start <= LONGEST:
            return start, end
        comma = self._folded.find("、", end - LONGEST, end)
        return (comma + 1, end) if comma >= 0 and end - comma > 4 else (end - LONGEST, end)
