"""What may be done: acts with all that hangs on them, what is awaited beside them, what may be sought against them.

Whether one may be done now is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from yifa.procedure.model.conditions import Condition
from yifa.procedure.model.fields import Field, RowsFrom
from yifa.procedure.model.links import Hears, LinkMade
from yifa.procedure.model.words import Label, Place
from yifa.workdays import Length


@dataclass(frozen=True, slots=True)
class Effect:
    """The legal day on which an act takes effect when it is not the day it is done."""

    kind: Literal["on", "fact", "clock_start", "clock_due", "act"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What may be sought against an act (救济途径): from whom, within which term."""

    id: str
    label: Label
    within: Length | None
    to: str  # before whom, in Chinese
    cites: str


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody may do: by which role, in which stages, behind which gates, with which answers and
    papers.
    """

    id: str
    label: Label
    by: tuple[str, ...]  # role ids; ("law",) for acts of the law, ("linked",) for those that a linked case brings about
    stages: tuple[str, ...]  # where it is allowed; () opens the case
    to: str | None  # the stage afterwards; None stays
    outcome: str | None
    needs: tuple[str, ...]  # gate ids
    when: tuple[Condition, ...]
    when_refusal: str  # Chinese sentence if `when` does not hold
    not_by: tuple[str, ...]  # acts and duties whose doer may not do this one
    officers: int  # at least so many distinct officers named in the field `officers`; 0 = no such rule
    fields: tuple[str, ...]
    papers: tuple[str, ...]
    opens: str | None  # wait
    closes: str | None  # wait
    key: str | None  # field whose answer keys the wait that is opened or closed
    effect: Effect
    once: bool  # may be done only once in a case
    closes_case: bool
    cites: str
    rule: str
    sentence: str  # Chinese sentence of the timeline, with {field} placeholders
    main: bool  # the main line of the procedure, drawn in the picture
    place: Place
    hears: Hears | None = None  # for acts by `linked`: what brings them about
    takes: tuple[tuple[str, str], ...] = ()  # (own field, what it takes over from the other case)
    links: LinkMade | None = None
    without: tuple[tuple[str, str], ...] = ()  # (gate, article): why this act need not pass a gate that others must
    remedies: tuple[str, ...] = ()  # what may be sought against it
    adds: RowsFrom | None = None  # rows to a list
    settles: RowsFrom | None = None  # rows of a list, each with an outcome
    outcome_of: str | None = None  # in place of `outcome`: the field whose answer it is

    def outcomes(self, fields: Mapping[str, Field]) -> tuple[str, ...]:
        """Every outcome that the act may give the case."""
        if self.outcome_of is not None and self.outcome_of in fields:
            return tuple(value for value, _ in fields[self.outcome_of].options)
        return () if self.outcome is None else (self.outcome,)


@dataclass(frozen=True, slots=True)
class Duty:
    """A part that persons take in a case, such as its investigation: the acts that make up this part."""

    id: str
    label: Label
    acts: tuple[str, ...]
    cites: str
    place: Place


@dataclass(frozen=True, slots=True)
class Wait:
    """Something awaited beside the main line; clocks name the waits that pause them."""

    id: str
    label: Label
    party: str  # who is awaited
    keyed: bool
    stages: tuple[str, ...]
    cites: str
    rule: str
    place: Place
