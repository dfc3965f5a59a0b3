"""The noun beside a number: words of doing, of time and of place cut away from what is counted.

It looks at one run of words and cuts; which of the runs around a figure is taken is for `subjects` to say.
"""

from __future__ import annotations

import re

from yifa.reading.page import Page
from yifa.reading.wording import (
    ADDRESSEE,
    AFTER_NOUN,
    ANY_VERB,
    BARE,
    CAUSED,
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
    OPENERS,
    ORGAN_AT_END,
    OVER_ALL,
    PLACES,
    RATE,
    TELLING_VERB,
    TOTAL_BEFORE,
    VERB_FIRST,
)

LONGEST = 30
Span = tuple[int, int]

_ETC = re.compile(
    r"等(?!方式|形式|渠道|途径|手段|其[他它])"
    r"(?:重点)?(?:各类|各种|各项|多种|方面|相关|有关|领域|行业|地区|部门)?(?=[\u4e00-\u9fff“])")
_ADVERBIAL = re.compile(r"^(?:向|对|在|到|围绕|针对|通过|利用|依托|以|为|就|结合|按|根据|从|将|把)")
SHORT_BRACKET = re.compile(r"\([^()\d]{1,6}\)")
_QUOTE_PAIRS = {"”": "“", "’": "‘", "》": "《"}
_HEAD = re.compile(
    r"[^,，。;、]{0,8}?(?:部门|单位|事项|企业|乡镇|街道|社区|区县|县区|领域|行业|平台|窗口|机关|律师|人员|案件|村|项目|地区|机构|群众|干部|学校)"
)
_WAYS = "(?:方式|渠道|形式|途径|手段)"
_WAY = re.compile(rf"(?:通过|采取|采用|以)[^,，。;\d]{{2,16}}?{_WAYS}(?:和{_WAYS})?")
_LONG = 20
"""A subject longer than this loses the clause that only says whose or which."""
# 3项任务和2020年5项重点任务: the noun of the first ends before 和.
_JOINED_NUMBER = re.compile(r"[和及与](?=\d)")
_CUT_AFTER = re.compile(AFTER_NOUN)


class Nouns:
    """Cuts the runs of words of one page down to what they name; no meaning is understood, see `wording`."""

    def __init__(self, page: Page) -> None:
        self._folded = page.folded

    def words(self, span: Span) -> str:
        """The folded text of a span."""
        return self._folded[span[0] : span[1]]

    def before(self, span: Span) -> Span:
        """What the words before a number name, the number being at the end of the span."""
        start, end = span
        start, end = self._unbracketed(start, end)
        start = self._after_cause(start, end)
        end = self._shorter(start, end, LINK_AT_END)
        start = self._later(start, end, OPENERS)
        if LINK_AT_END.fullmatch(self.words((start, end))):
            return end, end
        start = self._later(self._after_total(start, end), end, OPENERS)
        is_rate = RATE.search(self.words((start, end))) is not None
        if is_rate or self._folded[span[1] - 1 : span[1]] == "各" or "分别" in self._folded[end : span[1]]:
            # A rate is one noun (检查实施清单完成率), and 各 counts the whole run; only verbs that open them go.
            start = self._later(start, end, LEADING_VERBS)
            start = self._later(start, end, DETERMINERS)
            return (self._later(start, end, PLACES) if is_rate else start), end
        if end - self._later(start, end, OVER_ALL) >= 4:
            start = self._later(self._later(start, end, OVER_ALL), end, OPENERS)
        start = self._after_way(self._later(start, end, ADDRESSEE), end)
        if ANY_VERB.match(self._folded, start, end) is None:
            end = self._shorter(start, end, DONE_AT_END)
        start = self._after_verb(self._after_etc(start, end), end)
        start = self._later(start, end, DETERMINERS)
        kept = KEPT_VERB.search(self._folded, start, end) or DONE_TO_DOING.search(self._folded, span[0], end)
        return (kept.start() if kept else start), end

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
            remark = SHORT_BRACKET.fullmatch(words, opened, closed + 1) if opened >= 0 else None
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
        if last is None or end - last.end() < 2 or BARE.fullmatch(self.words((last.end(), end))):
            return start  # 月报、年报等信息: the bare noun alone would not say what is counted.
        return last.end()

    def _after_way(self, start: int, end: int) -> int:
        """通过告知承诺方式办理许可事项, 由区政府为被申请人的复议案件: the way it was done, a long clause before 的."""
        way = _WAY.match(self._folded, start, end)
        if way and end - way.end() >= 4:
            start = way.end()
        of = self._folded.rfind("的", start, end)
        return of + 1 if end - start > _LONG and end - of > 4 and of > start else start

    def _after_verb(self, start: int, end: int) -> int:
        """The words after the last verb of doing, if they can stand alone."""
        cut = start
        for verb in ANY_VERB.finditer(self._folded, start, end):
            left = end - self._later(verb.end(), end, DETERMINERS)
            if self._inside_quotes(start, verb.start()) or self._is_noun_part(verb, end):
                continue
            light = LIGHT_VERB.fullmatch(verb[0]) is not None
            actor = self.words((start, verb.start()))
            doing = verb.start() == cut or DOING_BEFORE.search(self._folded, max(cut, verb.start() - 2), verb.start())
            organ = self._is_organ(cut, verb.start())
            if light:
                bare = left == 2 and BARE.fullmatch(self.words((end - 2, end))) is not None
                stands_alone = left >= 2 and not bare and (organ or left > 4 or not self._tells_who(actor))
            else:
                stands_alone = bool(left >= 4 and doing)
            if stands_alone:
                cut = verb.end()
            elif left >= 2 and organ and self.words((verb.end(), end)) != "案件":
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
        if verb[0] == "发布" and before == "新闻":
            return True
        if verb[0] == "组织" and before.endswith(("社会", "党", "层", "业", "济")):
            return True
        return NOUNISH.fullmatch(verb[0]) is not None and NOUN_ENDING.match(after) is not None

    def _inside_quotes(self, start: int, place: int) -> bool:
        words = self._folded[start:place]
        return any(words.count(opening) > words.count(closing) for closing, opening in _QUOTE_PAIRS.items())

    def after(self, span: Span, meets_number: bool) -> tuple[Span, bool]:
        """The words after the number up to a verb, and whether they open with a noun."""
        start, end = span
        while start < end and self._folded[start] in " 的之":
            start += 1
        words = self.words((start, end))
        if not words or words[0] in "、和及与并或以—-–~～至到”’》」":
            return (start, start), False
        if meets_number and "、" in words:
            end = start + words.index("、")
            words = self.words((start, end))
        if KEEPS_PREDICATE.match(words):
            return (start, min(end, start + LONGEST)), True
        is_noun = VERB_FIRST.match(words) is None
        if not is_noun:
            return (start, min(end, start + 12)), False
        joined = _JOINED_NUMBER.search(self._folded, start + 1, end)
        end = joined.start() if joined else end
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
        while end > start and self._folded[end - 1] in " 、的和及与":
            end -= 1
        return end - 1 if end - start >= 3 and self._folded[end - 1] == "中" else end

    def head(self, span: Span) -> Span:
        """31个|部门|行政职权事项3437项: the first noun goes with the number before, the rest with the next."""
        head = _HEAD.match(self._folded, span[0], span[1])
        return (span[0], head.end()) if head and head.end() < span[1] else span

    def _shorter(self, start: int, end: int, pattern: re.Pattern[str]) -> int:
        found = pattern.search(self._folded[start:end])
        return start + found.start() if found else end

    def _later(self, start: int, end: int, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._folded[start:end])
        return start + found.end() if found else start
