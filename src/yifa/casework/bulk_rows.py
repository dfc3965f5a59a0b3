"""What goes into the bulk door and what comes out: rows and their report.

Values only; the work is in `bulk` and `batch`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from yifa.procedure import Person, Refusal
from yifa.procedure.model import Value


@dataclass(frozen=True, slots=True)
class Row:
    """One act to be done. `case` is the id of a case that exists, or any text that names a new one within the import.

    The row that opens a case also says procedure and organ, and may say matter, division and links; others need not.
    """

    case: int | str
    act: str
    by: Person
    on: date
    answers: Mapping[str, Value]
    procedure: str = ""
    organ: str = ""
    division: str = ""
    matter: str = ""
    links: tuple[tuple[str, int], ...] = ()  # (kind, case id)
    at: str = ""  # the time of day, "HH:MM", where it is known or a clock in hours needs it
    key: str | None = None  # idempotency key: a row whose key was used counts as accepted and is not done again
    recorded_at: datetime | None = None  # when the other system recorded it; the log marks the event as imported


@dataclass(slots=True)
class BulkReport:
    """What became of the rows."""

    accepted: int = 0
    rejected: list[tuple[int, Refusal]] = field(default_factory=list)  # (row number from 1, reason)
    opened: dict[str, int] = field(default_factory=dict)  # name in the import → case id
