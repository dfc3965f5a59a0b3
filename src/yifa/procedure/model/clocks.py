"""How long it may take: clocks with their dated lengths, extensions, and what the law does at their end.

Days are counted elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yifa.procedure.model.conditions import Condition
from yifa.procedure.model.words import Label, Place, Source
from yifa.workdays import Length


@dataclass(frozen=True, slots=True)
class DatedLength:
    """A length in force from a day, for cases whose terms meet `when`; `term` names a term of the matter
    that sets it.
    """

    since: date
    length: Length | None
    term: str | None
    when: tuple[Condition, ...]
    cites: str
    source: Source


@dataclass(frozen=True, slots=True)
class Extension:
    """Which act lengthens a clock, by how much, how often."""

    act: str
    lengths: tuple[DatedLength, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Expiry:
    """What the law does when a clock runs out: an act of the law, or nothing but lateness."""

    act: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A budget of days with a ledger of intervals; each starting act begins a new run (this is how terms
    restart).
    """

    id: str
    label: Label
    starts: tuple[str, ...]  # acts, by their day of effect
    start_fact: str | None  # a fact holding the day the run starts from, in place of the day of effect
    stops: tuple[str, ...]
    lengths: tuple[DatedLength, ...]
    promised: str | None  # term with the organ's own shorter promise
    until: str | None  # fact holding a day; the clock is due `length` before it
    paused_by: tuple[str, ...]  # waits
    pause_when: tuple[Condition, ...]  # pauses count only if these hold (told in writing)
    when: tuple[Condition, ...]  # the clock exists only if these hold when it starts
    keyed_by_wait: str | None  # one run a key of that wait
    extension: Extension | None
    expiry: Expiry
    warn: Length  # amber when at most so much is left
    party: str  # whom the term binds: organ, applicant, third_party
    main: bool  # the clock shown first in lists
    cites: str
    rule: str
    place: Place
