"""Puts several texts side by side: topic by topic, rates beside rates, volumes beside volumes, and what one leaves out.

Two figures are compared where their topic and unit agree and their subjects say nearly the same; it doesn't judge
which report is better.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from yifa.reading.lexicon import TOPICS_ZH
from yifa.reading.values import Figure, Reading

ALIKE = 0.62
"""How much of their pairs of characters two subjects must share to be one row."""

_FILLERS = re.compile(
    r"开展|组织|举办|召开|各类|各种|各级|各项|全市|全县|全区|全省|我市|我县|我区|我局|收到|办理|受理的?|发放|[\u4e00-\u9fff]{2,4}[市县区州](?=[^域级])"
    r"|共|了|的|总数|数量|\s"
)
_CASES = frozenset(["件", "起", "宗", "例", "个", "项", "条", "份"])
_SESSIONS = frozenset(["次", "场", "场次", "期", "班次", "批次", "批"])
_PEOPLE = frozenset(["人", "人次", "名", "余人"])


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that two or more texts tell of. `figures` has a place for each text, None where it says nothing."""

    topic: str
    label: str
    unit: str
    figures: tuple[Figure | None, ...]

    @property
    def told_by(self) -> int:
        """How many of the texts tell of it."""
        return sum(figure is not None for figure in self.figures)

    @property
    def is_rate(self) -> bool:
        return self.unit == "%"


@dataclass(frozen=True, slots=True)
class Per:
    """A volume per what the texts have in common, such as people per training; a value for each text, or None."""

    topic: str
    label: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic: how many figures each text gives, and which things only one of them tells, by text."""

    topic: str
    counts: tuple[int, ...]
    only: tuple[tuple[Figure, ...], ...]

    @property
    def zh(self) -> str:
        return TOPICS_ZH[self.topic]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several readings side by side, in the order given."""

    names: tuple[str, ...]
    topics: tuple[TopicRow, ...]
    rows: tuple[Row, ...]
    per: tuple[Per, ...]


def compare(readings: Mapping[str, Reading]) -> Comparison:
    """Compare the readings, by name.

    >>> from yifa.reading import read
    >>> told = compare({"甲": read("受理行政复议申请30件。"), "乙": read("全年收到行政复议申请52件。")})
    >>> [(row.label, [f.text for f in row.figures]) for row in told.rows]
    [('行政复议申请', ['30件', '52件'])]
    """
    names = tuple(readings)
    groups = _grouped([reading.figures for reading in readings.values()])
    order = list(TOPICS_ZH)
    rows = [_row(group, len(names)) for group in groups]
    shared = sorted((row for row in rows if row.told_by > 1), key=lambda r: (order.index(r.topic), -r.told_by, r.label))
    return Comparison(names, _topics(readings, shared), tuple(shared), tuple(_per(shared)))


Member = tuple[int, Figure]


def _grouped(texts: Sequence[Sequence[Figure]]) -> list[list[Member]]:
    """Figures that tell of one thing, at most one from each text; the closest subjects find each other first."""
    groups: list[list[Member]] = []
    by_kind: dict[tuple[str, str], list[list[Member]]] = {}
    for place, figures in enumerate(texts):
        for figure in figures:
            if figure.topic == "other" or not figure.subject:
                continue
            known = by_kind.setdefault((figure.topic, _unit(figure)), [])
            best = max((group for group in known if all(other != place for other, _ in group)),
                       key=lambda group: _nearness(figure, group), default=None)
            if best is not None and _nearness(figure, best) >= ALIKE:
                best.append((place, figure))
                continue
            group = [(place, figure)]
            known.append(group)
            groups.append(group)
    return groups


def _nearness(figure: Figure, group: list[Member]) -> float:
    return max(likeness(figure.subject, other.subject) for _, other in group)


@lru_cache(maxsize=65536)
def _pairs(subject: str) -> Counter[str]:
    words = _FILLERS.sub("", subject) or subject
    return Counter(words[at : at + 2] for at in range(max(1, len(words) - 1)))


def likeness(one: str, other: str) -> float:
    """How alike two subjects are, from 0 to 1, by the pairs of characters that they share.

    >>> likeness("行政复议申请", "收到行政复议申请"), likeness("行政复议申请", "人民调解案件")
    (1.0, 0.0)
    """
    left, right = _pairs(one), _pairs(other)
    return 2 * (left & right).total() / (left.total() + right.total())


def _unit(figure: Figure) -> str:
    for name, units in (("件", _CASES), ("次", _SESSIONS), ("人", _PEOPLE)):
        if figure.unit in units:
            return name
    return figure.unit


def _row(group: list[Member], texts: int) -> Row:
    figures: list[Figure | None] = [None] * texts
    for place, figure in group:
        figures[place] = figure
    first = group[0][1]
    label = min((figure.subject for _, figure in group), key=len)
    return Row(first.topic, label, first.unit, tuple(figures))


def _topics(readings: Mapping[str, Reading], shared: list[Row]) -> tuple[TopicRow, ...]:
    in_rows = [{row.figures[place].id for row in shared if row.figures[place]} for place in range(len(readings))]  # type: ignore[union-attr]
    rows = []
    for topic in TOPICS_ZH:
        told = [[f for f in reading.figures if f.topic == topic] for reading in readings.values()]
        if any(told):
            only = tuple(tuple(f for f in figures if f.id not in in_rows[place]) for place, figures in enumerate(told))
            rows.append(TopicRow(topic, tuple(map(len, told)), only))
    return tuple(rows)


def _per(shared: list[Row]) -> list[Per]:
    """People per session, where two texts tell both of one topic."""
    found = []
    for people in shared:
        for sessions in shared:
            if sessions.topic != people.topic or people.unit not in _PEOPLE or sessions.unit not in _SESSIONS:
                continue
            values = tuple(_divided(a, b) for a, b in zip(people.figures, sessions.figures, strict=True))
            if sum(value is not None for value in values) > 1:
                label = f"每{sessions.unit}“{sessions.label}”的“{people.label}”（{people.unit}）"
                found.append(Per(people.topic, label, values))
    return found


def _divided(volume: Figure | None, base: Figure | None) -> Decimal | None:
    if volume is None or base is None or not base.value:
        return None
    return (volume.value / base.value).quantize(Decimal("0.1"), ROUND_HALF_UP)
