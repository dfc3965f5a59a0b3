"""Totals and their parts: 收到158件,其中建议55件、提案103件; a breakdown in brackets; parts first and 共134件 after.

A sum is claimed only where the wording ties the parts to the total; coincidences of small numbers are not claims.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from yifa.reading.laid import Laid, alike, low_high
from yifa.reading.values import Figure, Kind, Relation

_TIED = re.compile(r"其中|分别|分为|包括|包含|\(|含|:")
_TOTAL_WORD = re.compile(r"(?:共计?|合计|总计|累计达?)(?:为|达|达到)?[^,，。;]{0,6}$")
_OPEN_LIST = re.compile(r"主要|其中|含|等|包括|例如|如")
_COINCIDENCE = 20
"""Below this a total equals two of its neighbours by chance too often to be believed without words that tie."""

_LARGE = 1000
"""From here on figures do not add up by chance."""

_SHARE_OF = re.compile(r" ?[,，]? ?\(?(?:约?占比?|比例为?|占[^,，。;\d]{2,10}的)")
_AMONG_THEM = re.compile(r"[。,，;\s]*其中")
_NEXT, _STEPS = 6, 5
_ROUNDING = Decimal("0.5")
"""So far may the shares of a whole list miss a hundred."""

# Ways in which a matter ends; whoever lists three of one family lists them all.
OUTCOMES: tuple[re.Pattern[str], ...] = (
    re.compile(r"维持|驳回|撤销|变更|责令履行|确认违法|终止|调解结案|和解|不予受理"),
    re.compile(r"保留|修改|废止|失效|继续有效|修订"),
    re.compile(r"予以公开|部分公开|不予公开|无法提供|不予处理|同意公开"),
    re.compile(r"优秀|良好|合格|不合格|基本合格"),
)


def sums(laid: Laid) -> Iterator[Relation]:
    """Every sum that the wording claims, whether it holds or not."""
    said: set[tuple[Decimal, tuple[str, ...]]] = set()
    for index, total in enumerate(laid.figures):
        if total.is_rate or total.value <= 0:
            continue
        for relation in _after(laid, index) or _before(laid, index):
            # 受理506件 …按期回复506件: the parts make up what was named first.
            if (total.value, relation.parts) not in said:
                said.add((total.value, relation.parts))
                yield relation


def adds_up(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts can make the total within what their wording allows."""
    low, high = low_high(total)
    least = sum((low_high(part)[0] for part in parts), Decimal(0))
    most = sum((low_high(part)[1] for part in parts), Decimal(0))
    return least <= high and low <= most


def _relation(total: Figure, parts: Sequence[Figure], holds: bool, rule: str) -> Relation:
    return Relation(Kind.SUM, holds, rule, total=total.id, parts=tuple(part.id for part in parts))


def _after(laid: Laid, index: int) -> list[Relation]:
    """Parts after the total: those in the bracket that follows at once, and those at its own level."""
    level = laid.depth[index]
    window = laid.window(index)
    total = laid.figures[index]
    inner = _bracket(laid, index, window) if level == 0 else []
    outer = [i for i in window if laid.depth[i] == level]
    found = [r for r in (_breakdown(laid, index, inner, bracketed=True), _run(laid, index, outer, total)) if r]
    # A total may be broken down twice, by who handles it and by kind.
    found += _kinds(laid, index) or _complete(laid, index) if not found else []
    return found + list(_next_sentences(laid, index))


def _bracket(laid: Laid, index: int, window: range) -> list[int]:
    """The figures in the bracket that opens right after the total."""
    total = laid.figures[index]
    if laid.page.folded[total.end : total.end + 1] != "(":
        return []
    close = laid.page.folded.find(")", total.end, total.end + 400)
    return [i for i in window if laid.figures[i].start < close]


def _run(laid: Laid, index: int, outer: list[int], total: Figure) -> Relation | None:
    """The first figures after the total that make it, in a row or in step with figures of another unit."""
    parts: list[Figure] = []
    in_step = False
    for place in outer:
        part = laid.figures[place]
        if not alike(total, part):
            in_step = in_step or bool(parts and not part.is_rate)
            continue
        parts.append(part)
        stated = sum((p.value for p in parts), Decimal(0))
        if len(parts) >= 2 and stated == total.value and _tied(laid, index, outer, parts) and (
                not in_step or _in_step(laid, index, outer, parts)):
            return _relation(total, parts, True, "sum_in_step" if in_step else "sum_after")
        if stated > total.value:
            break
    return _breakdown(laid, index, outer, bracketed=False)


def _in_step(laid: Laid, index: int, outer: list[int], parts: list[Figure]) -> bool:
    """项目95个,金额260万元,其中采购20个,金额60万元 …: what stands between may not make the sum a chance one."""
    total = laid.figures[index]
    told = _TIED.search(laid.page.folded, total.end, parts[0].start) is not None
    named_alike = len({part.subject[-2:] for part in parts}) == 1
    return told or named_alike or total.value != total.value.to_integral_value() or total.value >= _LARGE


def _kinds(laid: Laid, index: int) -> list[Relation]:
    """服务群众170人次,咨询类90件,投诉类50件,其他30件: calls and cases, said to be all by adding up to a hair."""
    total = laid.figures[index]
    window = laid.window(index)
    parts = [laid.figures[i] for i in window]
    if total.value < _LARGE / 10 or len(parts) < 3 or alike(total, parts[0]) or not (
            all(part.subject.endswith("类") and part.unit == parts[0].unit for part in parts)):
        return []
    exact = sum((part.value for part in parts), Decimal(0)) == total.value
    return [_relation(total, parts, True, "sum_of_kinds")] if exact else []


def _complete(laid: Laid, index: int) -> list[Relation]:
    """A list that says of itself that it is whole: as many kinds as announced, or shares that make a hundred."""
    total = laid.figures[index]
    places = list(laid.window(index))
    parts = [laid.figures[i] for i in places if alike(total, laid.figures[i])]
    if len(parts) < 3 or not places or not _AMONG_THEM.match(laid.between(index, places[0])):
        return []
    kinds = laid.figures[index - 1] if index else total
    announced = kinds.unit in {"类", "种", "类别"} and kinds.value == len(parts) and total.start - kinds.end <= _NEXT
    rates = [laid.figures[i + 1] for i in places if laid.figures[i] in parts and i + 1 < len(laid.figures)
             and _SHARE_OF.fullmatch(laid.between(i, i + 1)) and laid.figures[i + 1].unit == "%"]
    hundred = len(rates) == len(parts) and abs(sum((r.value for r in rates), Decimal(0)) - 100) <= _ROUNDING
    if not announced and not hundred:
        return []
    return [_relation(total, parts, adds_up(total, parts), "sum_of_complete_list")]


def in_step(laid: Laid, known: Sequence[Relation]) -> Iterator[Relation]:
    """项目114个,金额90万元。其中市级49个,50万元;县级65个,40万元: where the first ones add up, so may the next."""
    place = {figure.id: i for i, figure in enumerate(laid.figures)}
    said = {(relation.total, relation.parts) for relation in known}
    for relation in known:
        first, parts = place[relation.total], [place[id] for id in relation.parts]
        for step in range(1, _STEPS):
            if first + step >= parts[0] or parts[-1] + step >= len(laid.figures):
                break
            total = laid.figures[first + step]
            shifted = [laid.figures[i + step] for i in parts]
            if not all(alike(total, part) for part in shifted) or (
                    sum((part.value for part in shifted), Decimal(0)) != total.value):
                break
            if (total.id, tuple(part.id for part in shifted)) not in said:
                yield _relation(total, shifted, True, "sum_in_step")


def _next_sentences(laid: Laid, index: int) -> Iterator[Relation]:
    """受理506件。交办495件,直办11件。: all that a next sentence counts, or all up to a semicolon, makes the total."""
    total = laid.figures[index]
    if total.value < _COINCIDENCE:
        return
    for places in laid.following(index):
        parts: list[Figure] = []
        for place in places:
            part = laid.figures[place]
            if part.is_rate:
                continue
            if not alike(total, part) or part.value >= total.value:
                break
            parts.append(part)
            ends = place + 1 == places.stop or ";" in laid.between(place, place + 1)
            least = 3 if "\n" in laid.page.folded[total.end : part.start] else 2
            if ends and len(parts) >= least and sum(p.value for p in parts) == total.value:
                yield _relation(total, parts, True, "sum_in_next_sentence")
                break


def sums_of_shares(laid: Laid, shared: Sequence[Relation], known: Sequence[Relation]) -> Iterator[Relation]:
    """Shares of one whole whose parts make it up: 优秀14件,占14%;良好20件,占20%;合格66件,占66%."""
    figures = {figure.id: figure for figure in laid.figures}
    said = {(relation.total, frozenset(relation.parts)) for relation in known}
    of_whole: dict[str, list[Figure]] = defaultdict(list)
    for share in shared:
        if len(share.parts) == 1:
            of_whole[share.whole].append(figures[share.parts[0]])
    for whole, parts in of_whole.items():
        run: list[Figure] = []
        for part in parts:
            run.append(part)
            if len(run) >= 2 and sum((p.value for p in run), Decimal(0)) == figures[whole].value:
                if (whole, frozenset(p.id for p in run)) not in said:
                    yield _relation(figures[whole], run, True, "sum_of_shares")
                run = []


def _tied(laid: Laid, index: int, outer: list[int], parts: list[Figure]) -> bool:
    if any(part.value >= laid.figures[index].value for part in parts):
        return False
    words = laid.between(index, outer[0])
    # 培训10次、讲座5次、座谈5次 is a list of equals, whatever they add up to.
    return _TIED.search(words) is not None or (laid.figures[index].value >= _COINCIDENCE and "、" not in words)


def _breakdown(laid: Laid, index: int, places: list[int], *, bracketed: bool) -> Relation | None:
    """A list that the wording gives as complete: in a bracket of its own, or outcomes of one family."""
    total = laid.figures[index]
    parts = [laid.figures[i] for i in places if alike(total, laid.figures[i])]
    if len(parts) < 2:
        return None
    if bracketed:
        if len(parts) != len(places):
            return None
        words = laid.page.folded[total.end : parts[-1].end]
        holds = adds_up(total, parts)
        exceeds = sum((low_high(part)[0] for part in parts), Decimal(0)) > low_high(total)[1]
        if holds or not _OPEN_LIST.search(words) or (exceeds and "其中" in words):
            return _relation(total, parts, holds, "sum_in_bracket")
        return None
    return _outcomes(laid, index, places)


def _outcomes(laid: Laid, index: int, places: list[int]) -> Relation | None:
    """Three or more outcomes of one family right after the total, none of them the total itself."""
    total = laid.figures[index]
    if not places or places[0] != index + 1:
        return None
    first = laid.figures[places[0]].subject
    for family in OUTCOMES:
        if not family.search(first) or family.search(total.subject):
            continue
        parts = [laid.figures[i] for i in places
                 if family.search(laid.figures[i].subject) and alike(total, laid.figures[i])]
        if len(parts) < 3:
            continue
        stated = sum((part.value for part in parts), Decimal(0))
        if stated == total.value:
            return _relation(total, parts, True, "sum_of_outcomes")
        # A list may stop before the rarest outcomes; one that exceeds its total or misses it by a hair errs.
        if not adds_up(total, parts) and (stated > total.value or total.value - stated <= total.value / 20):
            return _relation(total, parts, False, "sum_of_outcomes")
    return None


def _before(laid: Laid, index: int) -> list[Relation]:
    """Parts before the total, which 共 or 合计 announces."""
    if not _TOTAL_WORD.search(laid.before(index)):
        return []
    total = laid.figures[index]
    parts: list[Figure] = []
    for place in reversed(laid.back(index, sentences=0)):
        part = laid.figures[place]
        if not alike(total, part) or part.value >= total.value:
            break
        parts.insert(0, part)
        if len(parts) >= 2 and sum(p.value for p in parts) == total.value:
            return [_relation(total, parts, True, "sum_before")]
    return []
