"""A procedure as a whole: one edition of a pack, with everything it says by id.

It is read by `compile` and never changes afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yifa.procedure.model.acts import Act, Duty, Remedy, Wait
from yifa.procedure.model.clocks import Clock
from yifa.procedure.model.conditions import Gate
from yifa.procedure.model.fields import Field, Items
from yifa.procedure.model.links import Origin, Similar
from yifa.procedure.model.sums import Accrual, DatedTable
from yifa.procedure.model.telling import Indicator, Paper, Sentence
from yifa.procedure.model.words import Label, Value


@dataclass(frozen=True, slots=True)
class Procedure:
    """One edition of one procedure, compiled: everything by id, in the order written."""

    id: str
    label: Label
    edition: str  # ISO day from which this edition holds
    basis: tuple[str, ...]
    public: bool  # a citizen may open it on the portal
    matters: tuple[str, ...]  # kinds of matter (事项类型 codes) that use it; () needs no matter
    roles: Mapping[str, Label]
    outside: frozenset[str]  # roles held by the public
    stages: Mapping[str, Label]
    ends: frozenset[str]  # stages in which the case is closed
    outcomes: Mapping[str, Label]
    terms: Mapping[str, Value]  # default terms of a matter
    arises_from: tuple[Origin, ...]
    acts: Mapping[str, Act]
    waits: Mapping[str, Wait]
    gates: Mapping[str, Gate]
    clocks: Mapping[str, Clock]
    fields: Mapping[str, Field]
    papers: Mapping[str, Paper]
    items: Mapping[str, Items]
    tables: Mapping[str, DatedTable]
    accruals: Mapping[str, Accrual]
    indicators: Mapping[str, Indicator]
    sentences: tuple[Sentence, ...]
    guide: str  # text of guide.md
    folder: str  # absolute path of the pack at load time
    digest: str  # hex digest of the pack's files, to key caches and record in the opening event
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    similar: Similar | None = None
    duties: Mapping[str, Duty] = field(default_factory=dict)
    title: tuple[str, ...] = ()  # fields of text that say what a case is about; the first that is answered names it
    plan: Any = field(default=None, compare=False, repr=False)  # precompiled look-ups of `decide`; never serialised
