"""Percentages and what they are percentages of: 50项,进驻28项,进驻比率为56%.

A rate is tied to its part and its whole by words or by the precision with which the division comes out; a rate of
cases closed in time is no share of cases received, and is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from yifa.reading.laid import Laid, alike, low_high
from yifa.reading.values import Approx, Figure, Kind, Relation

_RATIO = re.compile(r"率|比例|占比|比重|占|[查盖]面")
_OTHER_BASE = re.compile(r"按[期时]|及时|期限|限时|准时|满意|知晓|参考|优秀|合格|同比|环比|增|降|提前|一次性")
_MAKES_UP = re.compile(r" ?[,，、]? ?\(?(?:约?占|比例|比重|所占)[^,，。;、\d]{0,16}")
_STEM = re.compile(r"([\u4e00-\u9fff]{2})(?:成功)?(?:比率|率|比例|占比|比重)$")


def decimals(figure: Figure) -> int:
    """How many places a figure is written with."""
    digits = re.sub(r"[^0-9.]", "", figure.text)
    return len(digits.partition(".")[2])


def comes_out(part: Decimal, whole: Decimal, percent: Figure) -> bool:
    """Whether part / whole, rounded or cut to the places written, is the percentage (or within 余, 近, 约)."""
    if whole <= 0:
        return False
    exact = part * 100 / whole
    low, high = low_high(percent)
    if percent.approx is not Approx.EXACT:
        return low <= exact <= high
    places = Decimal(1).scaleb(-decimals(percent))
    return percent.value in {exact.quantize(places, ROUND_HALF_UP), exact.quantize(places, ROUND_DOWN)}


def shares(laid: Laid, sums: Sequence[Relation]) -> Iterator[Relation]:
    """Every share that the wording claims, whether it holds or not."""
    broken_down: dict[str, list[Relation]] = defaultdict(list)
    for relation in sums:
        broken_down[relation.total].append(relation)
    whole = ""
    for index, percent in enumerate(laid.figures):
        if percent.unit != "%" or not _is_ratio(laid, index) or percent.value > 100:
            continue
        found = (_of_the_whole(laid, index, whole, broken_down) or _of_neighbours(laid, index)
                 or _of_summands(laid, index) or _of_breakdown(laid, index, broken_down))
        if found:
            whole = found.whole
            yield found


def _is_ratio(laid: Laid, index: int) -> bool:
    percent = laid.figures[index]
    words = percent.subject + laid.before(index, 4)
    return bool(_RATIO.search(words)) and "risen" not in percent.rules


def _share(percent: Figure, parts: Sequence[Figure], whole: Figure, holds: bool, rule: str) -> Relation:
    return Relation(Kind.SHARE, holds, rule, parts=tuple(p.id for p in parts), whole=whole.id, percent=percent.id)


def stem(percent: Figure) -> str:
    """The doing that a rate is named after: 办结 in 办结率, 采纳 in 意见采纳率; empty if it has none.

    >>> from yifa.reading.values import Approx
    >>> stem(Figure("f1", 0, 3, "95%", Decimal(95), "%", Approx.EXACT, "意见采纳率", "other", ()))
    '采纳'
    """
    found = _STEM.search(percent.subject)
    return found[1] if found else ""


def _of_the_whole(laid: Laid, index: int, before: str, broken_down: Mapping[str, object]) -> Relation | None:
    """受理490件,占收案总数的79.9%: the part stands right before, the whole perhaps paragraphs ago."""
    if index == 0 or _MAKES_UP.fullmatch(laid.between(index - 1, index)) is None:
        return None
    percent, part = laid.figures[index], laid.figures[index - 1]
    fitting = [whole for whole in (laid.figures[i] for i in laid.far_back(index - 1))
               if alike(part, whole) and part.value <= whole.value and comes_out(part.value, whole.value, percent)]
    if not fitting:
        return None
    # The whole of the share before, or one already broken down, goes before the nearest.
    known = [whole for whole in fitting if whole.id == before]
    known += [whole for whole in reversed(fitting) if whole.id in broken_down]
    if known:
        return _share(percent, (part,), known[0], True, "share_of_the_whole")
    # A round percentage comes out of many pairs; it is believed only where one number alone can be meant.
    if decimals(percent) == 0 and len({whole.value for whole in fitting}) > 1:
        return None
    return _share(percent, (part,), fitting[-1], True, "share_of_the_whole")


def _of_neighbours(laid: Laid, index: int) -> Relation | None:
    """One part and one whole among the figures just before."""
    percent = laid.figures[index]
    before = [laid.figures[i] for i in laid.back(index, sentences=1) if not laid.figures[i].is_rate]
    named = stem(percent)
    if _OTHER_BASE.search(percent.subject):
        return None
    pairs = [(part, whole) for p, part in reversed(list(enumerate(before))) for whole in reversed(before[:p])
             if alike(part, whole) and part.value <= whole.value]
    pairs.sort(key=lambda pair: bool(named) and named not in pair[0].subject)
    for part, whole in pairs:
        if comes_out(part.value, whole.value, percent) and _believable(percent, part, whole, before, named):
            return _share(percent, (part,), whole, True, "share_of_neighbours")
    return _of_whole_before(laid, index) or _broken(laid, index, pairs, named)


def _of_whole_before(laid: Laid, index: int) -> Relation | None:
    """受理9起。…直接纠错5件,纠错率55.6%: the part is the figure right before, the whole a sentence or two back."""
    percent, part = laid.figures[index], laid.figures[index - 1]
    if index == 0 or decimals(percent) == 0 or part.is_rate or part.start < laid.page.sentence(percent.start)[0]:
        return None
    for place in reversed(laid.back(index - 1, sentences=3)):
        whole = laid.figures[place]
        if alike(part, whole) and part.value < whole.value and comes_out(part.value, whole.value, percent):
            return _share(percent, (part,), whole, True, "share_of_neighbours")
    return None


def _believable(percent: Figure, part: Figure, whole: Figure, before: list[Figure], named: str) -> bool:
    """A division that comes out to two places speaks for itself; a round percentage needs words as well."""
    worded = _is_named(part, named)
    if percent.value == 100:
        return worded and part.approx is Approx.EXACT and whole.approx is Approx.EXACT
    adjacent = part is before[-1]
    return worded or decimals(percent) >= 2 or (adjacent and (decimals(percent) >= 1 or part.value > 9))


def _is_named(part: Figure, named: str) -> bool:
    """Whether a rate is named after this part, and not after its contrary (未进驻)."""
    return bool(named) and named in part.subject and not re.search(rf"[未不非][^,，]{{0,2}}{named}", part.subject)


def _broken(laid: Laid, index: int, pairs: list[tuple[Figure, Figure]], named: str) -> Relation | None:
    """受理100件,办结95件,办结率98%: the rate is named after the part, the whole stands before it, and it fails."""
    percent = laid.figures[index]
    start, _ = laid.page.sentence(percent.start)
    for part, whole in pairs:
        adjacent = laid.figures[index - 1] is part and laid.figures[index - 2] is whole
        if _is_named(part, named) and adjacent and whole.start >= start and percent.subject.startswith(named):
            least, most = low_high(part)[0] / low_high(whole)[1] * 100, low_high(part)[1] / low_high(whole)[0] * 100
            low, high = low_high(percent)
            slack = Decimal(1).scaleb(-decimals(percent))
            if (high + slack < least or most < low - slack) and not _has_other_base(laid, index, part):
                return _share(percent, (part,), whole, False, "share_of_neighbours")
    return None


def _has_other_base(laid: Laid, index: int, part: Figure) -> bool:
    """Whether the rate comes out with another figure told before: then it is of that, and nothing is wrong."""
    others = (laid.figures[i] for i in laid.far_back(index))
    return any(alike(part, other) and comes_out(part.value, other.value, laid.figures[index]) for other in others)


def _of_summands(laid: Laid, index: int) -> Relation | None:
    """办事窗口63个 …其中4个、7个、4个、4个,占比30.16%: the part is written only as summands."""
    percent = laid.figures[index]
    if percent.value == 100 or decimals(percent) == 0:
        return None
    parts: list[Figure] = []
    window = list(laid.back(index, sentences=3))
    for position in range(len(window) - 1, 0, -1):
        part = laid.figures[window[position]]
        if part.is_rate or (parts and not alike(part, parts[0])):
            break
        parts.insert(0, part)
        if len(parts) < 2:
            continue
        stated = sum((p.value for p in parts), Decimal(0))
        fitting = [whole for whole in (laid.figures[earlier] for earlier in reversed(window[:position]))
                   if alike(whole, part) and whole.value > stated and comes_out(stated, whole.value, percent)]
        if fitting:
            words = percent.subject + laid.before(index)
            named = (whole for whole in fitting if whole.subject.removesuffix("数").removesuffix("总")[-2:] in words)
            return _share(percent, parts, next(named, fitting[0]), True, "share_of_summands")
    return None


def _of_breakdown(laid: Laid, index: int, broken_down: Mapping[str, Sequence[Relation]]) -> Relation | None:
    """进驻率100% where 实际进驻 and 未完全进驻 make up all matters: the parts of a sum named like the rate."""
    percent = laid.figures[index]
    named = stem(percent)
    if not named:
        return None
    near = {laid.figures[i].id: laid.figures[i] for i in laid.back(index, sentences=2)}
    for total in reversed(near.values()):
        for relation in broken_down.get(total.id, ()):
            parts = [near[id] for id in relation.parts if id in near]
            if len(parts) == len(relation.parts) and all(named in part.subject for part in parts) and comes_out(
                    sum((part.value for part in parts), Decimal(0)), total.value, percent):
                return _share(percent, parts, total, True, "share_of_breakdown")
    return None
