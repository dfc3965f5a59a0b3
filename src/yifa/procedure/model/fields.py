"""What is asked: the questions of forms, and the lists of rows that a case carries.

Which answers are right is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from yifa.procedure.model.conditions import Condition
from yifa.procedure.model.words import Label, Place


@dataclass(frozen=True, slots=True)
class DayBound:
    """How a day that is answered must lie to another: that of the act ("act"), of a field, or of an earlier act."""

    test: Literal["after", "not_before", "not_after"]
    other: str  # "act", or the id of a date field or of an act


@dataclass(frozen=True, slots=True)
class Field:
    """One question asked at an act: type, ground, and who may read the answer."""

    id: str
    label: Label
    type: Literal[
        "text",
        "long_text",
        "number",
        "money",
        "date",
        "choice",
        "choices",
        "yes_no",
        "file",
        "files",
        "person_name",
        "citizen_number",
        "credit_code",
        "mobile",
        "address",
        "officers",
        "list",
        "case",
        "items",
    ]
    required: bool
    hint: str
    cites: str
    options: tuple[tuple[str, str], ...]  # (value, Chinese label)
    personal: bool  # kept in Party, encrypted; the log keeps a digest
    party: str  # whose particular it is: applicant, third_party …
    when: tuple[Condition, ...]  # asked only if these hold (over facts and the answers given)
    minimum: int | None
    maximum: int | None
    max_length: int
    bounds: tuple[DayBound, ...]  # for dates: a term that is set lies ahead, a validity ends after it begins
    place: Place
    of: tuple[str, ...] = ()  # for cases: the procedures whose cases may be named, () for all; for items: the list


@dataclass(frozen=True, slots=True)
class Items:
    """A list that a case carries: its columns, the one that tells the rows apart, what rows may be settled with."""

    id: str
    label: Label
    key: str  # a column
    columns: Mapping[str, Field]
    outcomes: Mapping[str, Label]
    reasoned: tuple[str, ...]  # outcomes for which a reason must be given
    cites: str
    rule: str
    place: Place


@dataclass(frozen=True, slots=True)
class RowsFrom:
    """The rows that a field of an act holds, of the list they are for."""

    items: str
    field: str
