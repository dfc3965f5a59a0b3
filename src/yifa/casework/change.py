"""What one event changed, handed to every projection in the transaction that writes it.

Values only: projections read a change and tell a `Writer` which rows follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yifa.procedure import Event, Procedure, State


@dataclass(slots=True)
class CaseRow:
    """A case as its table has it, without the state; `seq` and `head` move with every event."""

    id: int
    number: str  # 办件编号
    query_code: str
    procedure: str
    edition: str
    matter: str  # implementation code, "" for procedures without matters
    organ: str  # credit code
    division: str
    year: int
    sequence: int  # within organ, procedure and year
    opened_on: date
    seq: int = 0
    head: bytes = b""  # hash of the last event
    applicant_masked: str = ""
    title: str = ""  # what it is about, in its own words; "" where the procedure or the case has none
    stage: str = ""
    outcome: str = ""
    closed: bool = False
    day: date | None = None  # legal day of the last event
    lapse: date | None = None  # the first day on which an act of the law falls due


@dataclass(slots=True)
class Change:
    """One event of one case with the states around it. Projections alter nothing in it.

    It isn't frozen only because making frozen ones is felt in the bulk door.
    """

    procedure: Procedure
    case: CaseRow
    event: Event  # as stored: personal answers are {"digest": …}
    before: State
    after: State
    recorded_at: datetime
    masked: Mapping[str, str]  # personal answers as screens show them; {} when rebuilt from an erased party
