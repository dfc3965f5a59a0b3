"""One thing said twice: the same name with the same number, or with another; and shares of the same thing.

Generic names (发现问题, 办结率) are not the same thing because they are spelled alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from yifa.reading.laid import Laid, low_high
from yifa.reading.settled import is_kind
from yifa.reading.sums import adds_up
from yifa.reading.values import Figure, Kind, Relation

_NOISE = re.compile(r"开展|组织|举办|各类|各种|各项|全市|全县|全区|全省|我市|我县|我区|我局|共|了|的|\s")
_GENERIC = re.compile(
    r"^(?:发现|整改|培训|惠及|覆盖|受理|办理|参与|参加|参训|完成|开展|涉及|解决|化解|提出|新增|审核|检查|提供|收到|解答|服务|组织|排查|接待|调解|答复)"
)
_GENERIC_RATE = re.compile(r"^.{0,4}率$")
_COUNT = re.compile(r"([\u4e00-\u9fff]{2})(?:总?数|总量)$")
_NO_CHANCE, _SOON = 20, 8
"""From this number on, and within so many figures, two like names with one number tell one thing."""
_BORROWED = {"shared_subject", "respective", "risen", "borrowed", "clause_before", "none"}


def equals(laid: Laid, shares: Sequence[Relation]) -> Iterator[Relation]:
    """Every pair that tells the same thing, whether the numbers agree or not."""
    yield from _same_name(laid)
    yield from _same_count(laid)
    yield from _shortened(laid)
    yield from _same_share(laid, shares)


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures can be the same number within what their wording allows."""
    if one.value == other.value:
        return True
    (low, high), (least, most) = low_high(one), low_high(other)
    return low <= most and least <= high


def _equal(one: Figure, other: Figure, rule: str) -> Relation:
    return Relation(Kind.EQUAL, agree(one, other), rule, figures=(one.id, other.id))


def _own_name(figure: Figure) -> str:
    """Its subject without fillers; empty where the subject is generic or lent by a neighbour."""
    if _BORROWED & set(figure.rules):
        return ""
    name = _NOISE.sub("", figure.subject)
    if len(name) < 4 or is_kind(name) or _GENERIC_RATE.match(name) or (_GENERIC.match(name) and len(name) < 10):
        return ""
    return name


def _same_name(laid: Laid) -> Iterator[Relation]:
    """The same name twice: agreeing numbers say it again, differing rates contradict each other."""
    named: dict[str, list[Figure]] = defaultdict(list)
    for figure in laid.figures:
        if name := _own_name(figure):
            named[name].append(figure)
    for name, figures in named.items():
        for one, other in pairwise(figures):
            if one.is_rate != other.is_rate or one.unit == "元" != other.unit:
                continue
            both_exact = one.value == other.value and one.approx is other.approx
            # A count may be of another month or office though the noun is the same; a rate so named, or a
            # total, is claimed of the whole.
            if both_exact or (one.unit == other.unit and ((one.is_rate and len(name) >= 6) or _COUNT.search(name))):
                yield _equal(one, other, "same_name")


def _same_count(laid: Laid) -> Iterator[Relation]:
    """对外窗口总数63个 … 办事窗口数63个: two names that end in the same 数, near each other, with one number."""
    for index, figure in enumerate(laid.figures):
        head = _COUNT.search(figure.subject)
        if head is None or figure.is_rate or figure.value < 10:
            continue
        for place in laid.back(index, sentences=2):
            other = laid.figures[place]
            same_head = _COUNT.search(other.subject)
            alike = same_head is not None and same_head[1] == head[1] and other.unit == figure.unit
            if alike and other.value == figure.value and other.subject != figure.subject and not (
                    _BORROWED & set(figure.rules)):
                yield _equal(other, figure, "same_count")
                break


def _shortened(laid: Laid) -> Iterator[Relation]:
    """高频服务事项65项。65项服务事项: said again soon after with a word left out, the noun at its end the same."""
    for index, figure in enumerate(laid.figures):
        name = _NOISE.sub("", figure.subject)
        if figure.is_rate or figure.value < _NO_CHANCE or len(name) < 4 or _BORROWED & set(figure.rules):
            continue
        for place in reversed(laid.far_back(index)[-_SOON:]):
            other = laid.figures[place]
            if other.value != figure.value or other.unit != figure.unit or _BORROWED & set(other.rules):
                continue
            long = _NOISE.sub("", other.subject)
            short, rest = (name, iter(long)) if len(long) >= len(name) else (long, iter(name))
            if long != name and len(short) >= 4 and long[-2:] == name[-2:] and all(sign in rest for sign in short):
                yield _equal(other, figure, "same_shortened")
                break


def abbreviates(short: str, long: str) -> bool:
    """Whether one name is the other cut short, as 综窗 is 综合窗口.

    >>> abbreviates("综窗", "综合窗口"), abbreviates("专窗", "综合窗口")
    (True, False)
    """
    if not 2 <= len(short) <= len(long) <= 8:
        return False
    rest = iter(long)
    return all(sign in rest for sign in short)


def common_head(names: Sequence[str]) -> str:
    """The longest ending that all names share.

    >>> common_head(["服务厅综合窗口", "登记处综合窗口"])
    '综合窗口'
    """
    shortest = min(names, key=len)
    return next((shortest[at:] for at in range(len(shortest)) if all(n.endswith(shortest[at:]) for n in names)), "")


def _same_share(laid: Laid, shares: Sequence[Relation]) -> Iterator[Relation]:
    """Two shares of one whole in the same thing: their parts and their percentages must agree."""
    known = {figure.id: figure for figure in laid.figures}
    for later, share in enumerate(shares):
        if len(share.parts) < 2 or share.rule != "share_of_summands":
            continue
        parts = [known[id] for id in share.parts]
        head = common_head([part.subject for part in parts])[-6:]
        for earlier in shares[max(0, later - 6) : later]:
            if len(earlier.parts) != 1 or known[earlier.whole].value != known[share.whole].value:
                continue
            named = known[earlier.parts[0]]
            if named.unit == parts[0].unit and abbreviates(named.subject, head):
                holds = adds_up(named, parts)
                yield Relation(Kind.SUM, holds, "sum_of_same_share", total=named.id, parts=share.parts)
                yield _equal(known[earlier.percent], known[share.percent], "same_share")


