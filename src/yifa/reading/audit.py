"""Checks a text against itself: what does not add up, what cannot be, what could not be checked and why.

Findings are told in plain Chinese with the sentences and the arithmetic; whether the world is as the text says is
beyond it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from yifa.reading.page import Page
from yifa.reading.settled import is_kind
from yifa.reading.shares import decimals
from yifa.reading.values import Approx, Figure, Kind, Reading, Relation, plain


class Weight(StrEnum):
    """How grave a finding is."""

    CONTRADICTION = "contradiction"
    QUESTION = "question"
    UNCHECKED = "unchecked"

    @property
    def zh(self) -> str:
        return {"contradiction": "自相矛盾", "question": "请核对", "unchecked": "无从核对"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the check found.

    `arithmetic` is the reckoning, `sentences` the places of the text it is about, `figures` the ids of the figures.
    """

    weight: Weight
    kind: str
    title: str
    arithmetic: str
    sentences: tuple[str, ...]
    figures: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The object that `--json` writes."""
        return {"weight": self.weight.value, "kind": self.kind, "title": self.title, "arithmetic": self.arithmetic,
                "sentences": list(self.sentences), "figures": list(self.figures)}


def audit(reading: Reading) -> tuple[Finding, ...]:
    """All findings, contradictions first, each kind in text order.

    >>> from yifa.reading import read
    >>> [f.arithmetic for f in audit(read("收到申请100件（网上80件、信函15件、当面10件）。"))]
    ['80 + 15 + 10 = 105，不是 100，多出 5。']
    """
    page = Page(reading.text)
    found = [
        *_broken(reading, page), *_above_all(reading, page), *_too_exact(reading, page), *_fractions(reading, page),
        *_told_twice(reading, page), *_unchecked(reading, page),
    ]
    order = {weight: place for place, weight in enumerate(Weight)}
    return tuple(sorted(found, key=lambda finding: order[finding.weight]))


def number(value: Decimal) -> str:
    """A value as one writes it: 1,080,226 or 57.14."""
    told = plain(value)
    return f"{told:,}" if isinstance(told, int) else f"{value.normalize():,f}"


def sentences(page: Page, figures: list[Figure]) -> tuple[str, ...]:
    """The sentences in which the figures stand, each once, in text order; a long one is cut around the figure."""
    told: list[str] = []
    for figure in sorted(figures, key=lambda figure: figure.start):
        start, end = page.sentence(figure.start)
        cut_before, cut_after = max(start, figure.start - 90), min(end, figure.end + 60)
        words = page.text[cut_before:cut_after].strip()
        words = ("…" if cut_before > start else "") + words + ("…" if cut_after < end else "")
        if not any(figure.text in known and words[:40] in known for known in told):
            told.append(words)
    return tuple(told)


def _finding(page: Page, weight: Weight, kind: str, title: str, arithmetic: str, figures: list[Figure]) -> Finding:
    return Finding(weight, kind, title, arithmetic, sentences(page, figures), tuple(f.id for f in figures))


def _broken(reading: Reading, page: Page) -> Iterator[Finding]:
    """Relations that the wording states and the numbers deny."""
    tell = {Kind.SUM: _told_sum, Kind.SHARE: _told_share, Kind.EQUAL: _told_equal, Kind.BOUND: _told_bound}
    for relation in reading.contradictions:
        title, arithmetic = tell[relation.kind](reading, relation)
        members = [reading.by_id[id] for id in relation.members]
        yield _finding(page, Weight.CONTRADICTION, relation.kind.value, title, arithmetic, members)


def _named(figure: Figure) -> str:
    return f"“{figure.subject}”{figure.text}" if figure.subject else figure.text


def _told_sum(reading: Reading, relation: Relation) -> tuple[str, str]:
    total = reading.by_id[relation.total]
    parts = [reading.by_id[id] for id in relation.parts]
    stated = sum((part.value for part in parts), Decimal(0))
    gap = stated - total.value
    told = " + ".join(number(part.value) for part in parts)
    more = f"{'多出' if gap > 0 else '少了'} {number(abs(gap))}"
    return f"{_named(total)}与各分项之和不符", f"{told} = {number(stated)}，不是 {number(total.value)}，{more}。"


def _told_share(reading: Reading, relation: Relation) -> tuple[str, str]:
    percent, whole = reading.by_id[relation.percent], reading.by_id[relation.whole]
    parts = [reading.by_id[id] for id in relation.parts]
    stated = sum((part.value for part in parts), Decimal(0))
    right = (stated * 100 / whole.value).quantize(Decimal(1).scaleb(-max(2, decimals(percent))), ROUND_HALF_UP)
    told = " + ".join(number(part.value) for part in parts)
    return (f"{_named(percent)}与写明的两个数不符",
            f"{f'({told})' if len(parts) > 1 else told} ÷ {number(whole.value)} = {right}%，不是 {percent.text}。")


def _told_equal(reading: Reading, relation: Relation) -> tuple[str, str]:
    one, other = (reading.by_id[id] for id in relation.figures)
    unit = "个百分点" if one.is_rate else one.unit
    return (f"同一件事说了两次，数不一样：{one.text}、{other.text}",
            f"{_named(one)}；{_named(other)}；相差 {number(abs(one.value - other.value))} {unit}。")


def _told_bound(reading: Reading, relation: Relation) -> tuple[str, str]:
    part, whole = reading.by_id[relation.parts[0]], reading.by_id[relation.whole]
    note = "如果含有上年结转的，请写明。" if relation.rule == "bound_of_steps" else ""
    return (f"部分多于全体：{_named(part)}，{_named(whole)}",
            f"{number(part.value)} > {number(whole.value)}，多出 {number(part.value - whole.value)}。{note}")


_MAY_EXCEED = re.compile(r"增|升|降|减|同比|环比|完成率|完成度|达标|超|幅|倍|投入|指数|预算|执行率")
_RATE_NAMED = re.compile(r"率|比例|占比|比重|覆盖")


def _above_all(reading: Reading, page: Page) -> Iterator[Finding]:
    """A share of a whole above 100 %."""
    for figure in reading.figures:
        if not figure.is_rate or figure.unit != "%" or figure.value <= 100 or "risen" in figure.rules:
            continue
        words = figure.subject + page.folded[max(0, figure.start - 10) : figure.start]
        if _MAY_EXCEED.search(words):
            continue
        weight = Weight.CONTRADICTION if _RATE_NAMED.search(words) else Weight.QUESTION
        yield _finding(page, weight, "above_100", f"{_named(figure)}超过了 100%",
                       f"占全体的比例最多是 100%，这里是 {figure.text}。", [figure])


_DENIES_BASE = re.compile(r"满意|知晓|同比|环比|增|降|升")
def _bases(reading: Reading, page: Page, index: int) -> list[Figure]:
    """The exact counts of people or cases before a rate in its sentence, few enough for its precision to tell."""
    figure = reading.figures[index]
    start, _ = page.sentence(figure.start)
    units = _PEOPLE if _OF_PEOPLE.search(figure.subject) else _CASES
    return [
        other for other in reading.figures[max(0, index - 4) : index]
        if other.start >= start and other.approx is Approx.EXACT and other.unit in units
        and other.value == other.value.to_integral_value() and 0 < other.value < 10 ** (decimals(figure) + 2)
    ]


_OF_PEOPLE = re.compile(r"合格|通过|优秀|参考|到课|录用|及格")
_OF_THESE = re.compile(r"合格|通过|优秀|参考|到课|办结|答复|采纳|出庭|败诉|胜诉|调解|成功|整改|公开|录用|及格")


def _too_exact(reading: Reading, page: Page) -> Iterator[Finding]:
    """A rate that no whole number of the few cases before it can give: 12 people, 95.3 % of them."""
    checked = {relation.percent for relation in reading.relations if relation.kind is Kind.SHARE}
    for index, figure in enumerate(reading.figures):
        if figure.unit != "%" or figure.id in checked or "risen" in figure.rules or figure.approx is not Approx.EXACT:
            continue
        if not _OF_THESE.search(figure.subject) or _DENIES_BASE.search(figure.subject) or not 0 < figure.value < 100:
            continue
        bases = _bases(reading, page, index)
        if bases and not any(_reachable(figure, int(base.value)) for base in bases):
            base = bases[-1]
            yield _finding(page, Weight.QUESTION, "impossible_precision", f"{_named(figure)}精确得不可能",
                           _nearest(figure, int(base.value)), [base, figure])


_PEOPLE, _CASES = frozenset("人名位"), frozenset("件起宗例")
_COUNTED = _PEOPLE | _CASES | {"个", "项", "条", "份", "家", "户", "次", "人次", "场", "期", "部", "处"}


def _reachable(percent: Figure, whole: int) -> bool:
    places = Decimal(1).scaleb(-decimals(percent))
    near = int(percent.value * whole / 100)
    return any(
        (Decimal(k) * 100 / whole).quantize(places, rounding) == percent.value
        for k in range(max(0, near - 1), min(whole, near + 2) + 1) for rounding in (ROUND_HALF_UP, ROUND_DOWN)
    )


def _nearest(percent: Figure, whole: int) -> str:
    part = round(percent.value * whole / 100)
    places = Decimal(1).scaleb(-max(1, decimals(percent)))
    told = "、".join(
        f"{k} ÷ {whole} = {(Decimal(k) * 100 / whole).quantize(places, ROUND_HALF_UP)}%"
        for k in sorted({max(0, part - 1), part, min(whole, part + 1)}))
    return f"如果以前面的 {whole} 为底，得不出 {percent.text}：{told}。"


def _fractions(reading: Reading, page: Page) -> Iterator[Finding]:
    """3.5件: cases and people come whole, unless the number is an average or written with 万."""
    for figure in reading.figures:
        if figure.value == figure.value.to_integral_value() or figure.unit not in _COUNTED:
            continue
        start, _ = page.clause(figure.start)
        if not re.search(r"均|每|率|减少跑动|至|指数", page.folded[max(start, figure.start - 30) : figure.start]):
            yield _finding(page, Weight.QUESTION, "fraction_of_a_case", f"{_named(figure)}不是整数",
                           f"{figure.unit}数应当是整数，这里是 {number(figure.value)}；如是平均数，请写明。", [figure])


def _told_twice(reading: Reading, page: Page) -> Iterator[Finding]:
    """The same long name with another number: perhaps not the same thing, but a reader will ask."""
    tied = {frozenset(relation.members) for relation in reading.relations if relation.kind is Kind.EQUAL}
    named: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        own = not {"shared_subject", "respective", "risen", "borrowed", "clause_before"} & set(figure.rules)
        if own and len(figure.subject) >= 7 and not is_kind(figure.subject):
            named[figure.subject, figure.unit].append(figure)
    for figures in named.values():
        one, other = figures[0], figures[-1]
        if one.value != other.value and frozenset((one.id, other.id)) not in tied:
            title = f"“{one.subject}”两处的数不同：{one.text}、{other.text}"
            yield _finding(page, Weight.QUESTION, "same_words", title,
                           "说法一样而数不同；所指如有不同，请写清楚。", [one, other])


def _unchecked(reading: Reading, page: Page) -> Iterator[Finding]:
    """Rates that no other number of the text can confirm, and why."""
    checked = {relation.percent for relation in reading.relations if relation.kind is Kind.SHARE}
    for index, figure in enumerate(reading.figures):
        if figure.unit == "%" and figure.id not in checked:
            why = _why(figure, reading.figures[max(0, index - 14) : index], page)
            yield _finding(page, Weight.UNCHECKED, "unchecked_ratio", _named(figure), why, [figure])


def _why(figure: Figure, earlier: Sequence[Figure], page: Page) -> str:
    if "risen" in figure.rules:
        return "是同比或者环比的变化，文中没有给出上一期的数。"
    if re.search(r"按[期时]|及时|期限|限时|准时", figure.subject):
        return "以办结件中按期办结的为分子，文中没有给出这个数。"
    start, _ = page.sentence(figure.start)
    before = [other for other in earlier if other.start >= start and not other.is_rate]
    if not before:
        return "同一句里没有写明分子、分母。"
    if any(other.approx is not Approx.EXACT for other in before):
        return "同一句里的数是约数，算不出准确的比例。"
    return "同一句里的数与它没有写明的联系，分子或者分母没有给出。"
