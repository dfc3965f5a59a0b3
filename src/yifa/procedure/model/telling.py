"""What is told of cases: their papers, the figures that count them, the sentences of the annual report.

Nothing is counted or printed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yifa.procedure.model.conditions import Condition
from yifa.procedure.model.words import Label, Place


@dataclass(frozen=True, slots=True)
class Paper:
    """A document (文书) an act produces: its legal name and its template in documents/."""

    id: str
    label: Label
    series: str
    template: str  # path relative to the pack
    cites: str


@dataclass(frozen=True, slots=True)
class Mark:
    """When an event counts toward an indicator."""

    on: Literal["act", "clock_due", "clock_met", "paper"]
    names: tuple[str, ...]
    when: tuple[Condition, ...]
    value: str  # "1", or the id of a fact that holds the number


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure: what is counted, in what unit, how it is defined, under which topic and in which sentence it
    is reported.
    """

    id: str
    label: Label
    unit: str
    definition: str
    kind: Literal["count", "share", "mean"]
    marks: tuple[Mark, ...]  # for count
    part: str  # for share
    whole: str
    topic: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the annual report with {indicator} placeholders; left out when all its figures are 0 or
    absent.
    """

    topic: str
    text: str
    order: int
