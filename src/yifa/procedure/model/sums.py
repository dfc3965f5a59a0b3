"""How much: dated tables of ranges for a number, and money that grows by the day.

Sums are reckoned elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yifa.procedure.model.conditions import Condition
from yifa.procedure.model.words import Label, Place, Source


@dataclass(frozen=True, slots=True)
class TableRow:
    """A range in force from a day, both ends within it, for cases that meet `when`; None is no bound."""

    since: date
    when: tuple[Condition, ...]
    minimum: int | None
    maximum: int | None
    zh: str  # what kind of case this is, in a few words
    cites: str
    source: Source


@dataclass(frozen=True, slots=True)
class DatedTable:
    """Ranges for the number in a field; `term` names a term of the matter whose rows stand in place of these."""

    id: str
    label: Label
    of: str  # field
    term: str | None
    rows: tuple[TableRow, ...]
    cites: str
    rule: str
    place: Place


@dataclass(frozen=True, slots=True)
class Accrual:
    """Money that grows by the day once a term is over: a share of a field's money a day, up to a cap."""

    id: str
    label: Label
    of: str  # field
    per_day: Fraction
    cap: Fraction | None
    after: str  # clock
    stops: tuple[str, ...]  # acts
    paused_by: tuple[str, ...]  # waits
    when: tuple[Condition, ...]
    cites: str
    rule: str
    place: Place
