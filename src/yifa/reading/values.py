"""What a reading consists of: figures, the numbers passed over, relations; frozen, typed, ready for JSON.

Nothing here reads a text; `yifa.reading.reader` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any


class Approx(StrEnum):
    """How exactly a figure is stated."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"

    @property
    def zh(self) -> str:
        return {"exact": "确数", "over": "多于此数", "under": "少于此数", "about": "约数"}[self.value]


class Kind(StrEnum):
    """How two or more figures hang together."""

    SUM = "sum"
    SHARE = "share"
    EQUAL = "equal"
    BOUND = "bound"

    @property
    def zh(self) -> str:
        return {"sum": "合计", "share": "占比", "equal": "同一事", "bound": "部分与全体"}[self.value]


def plain(value: Decimal) -> int | float:
    """The value as a JSON number: whole numbers as int."""
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that the text states about work done, its inputs or its results.

    `start` and `end` count code points of the whole text; the span holds number, approximator and unit,
    nothing else. `value` is normalised (2.8万 is 28000, 99.9% is 99.9); `unit` is as written, without 万 and 亿.
    """

    id: str
    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    approx: Approx
    subject: str
    topic: str
    rules: tuple[str, ...]
    """Ids of the rules that found it, in the order in which they spoke."""

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage; points of a percentage are a difference, not a rate."""
        return self.unit in {"%", "‰"}

    def as_json(self) -> dict[str, Any]:
        """The line that `--jsonl` writes."""
        return {
            "id": self.id, "start": self.start, "end": self.end, "text": self.text, "value": plain(self.value),
            "unit": self.unit, "approx": self.approx.value, "subject": self.subject, "topic": self.topic,
            "rules": list(self.rules),
        }


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A number in the text that is not a figure, and the rule that says so."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Relation:
    """An arithmetic tie that the wording states or implies; `holds` is false where the text contradicts itself.

    `total` with `parts` for a sum; `percent` of `parts` in `whole` for a share; `figures` for one thing said
    twice; `parts` (one) within `whole` for a bound. All are ids of figures.
    """

    kind: Kind
    holds: bool
    rule: str
    total: str = ""
    parts: tuple[str, ...] = ()
    whole: str = ""
    percent: str = ""
    figures: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """Every figure that takes part."""
        return tuple(id for id in (self.total, self.whole, *self.parts, self.percent, *self.figures) if id)

    def as_json(self) -> dict[str, Any]:
        """The object that `--relations` writes."""
        shape: dict[str, Any] = {"kind": self.kind.value}
        if self.kind is Kind.SUM:
            shape |= {"total": self.total, "parts": list(self.parts)}
        elif self.kind is Kind.SHARE:
            part: str | list[str] = self.parts[0] if len(self.parts) == 1 else list(self.parts)
            shape |= {"part": part, "whole": self.whole, "percent": self.percent}
        elif self.kind is Kind.EQUAL:
            shape |= {"figures": list(self.figures)}
        else:
            shape |= {"part": self.parts[0], "whole": self.whole}
        return shape | {"holds": self.holds, "rule": self.rule}


@dataclass(frozen=True)
class Reading:
    """A text, and all that was read in it. Figures and passed-over numbers are in text order."""

    text: str
    figures: tuple[Figure, ...]
    passed_over: tuple[PassedOver, ...] = field(repr=False)
    relations: tuple[Relation, ...]

    @cached_property
    def by_id(self) -> dict[str, Figure]:
        """The figures by their id."""
        return {figure.id: figure for figure in self.figures}

    @property
    def contradictions(self) -> tuple[Relation, ...]:
        """The relations that do not hold."""
        return tuple(relation for relation in self.relations if not relation.holds)
