"""The file of a case as readers need it: its row, its log with the moments of recording, its particulars.

It reads within the caller's scope and changes nothing, except that reading particulars in full is put on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import transaction

from yifa.casework import procedures
from yifa.casework.log import read_body
from yifa.casework.models import Event as LoggedEvent
from yifa.casework.models import Link as LinkRow
from yifa.casework.models import Party, Reading
from yifa.casework.particulars import ERASED_ZH, opened
from yifa.casework.public import Case, NoSuchCase
from yifa.procedure import Event, Link, Procedure, State, advance, state_from_json
from yifa.procedure.model import Value
from yifa.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: the event, when it was recorded, and the hash that seals it."""

    event: Event
    recorded_at: datetime
    hash: str  # hex
    body: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Shown:
    """The particulars that one party gave at one act, masked, or in full where somebody read them so."""

    seq: int
    role: str
    values: Mapping[str, str]
    erased: bool


class CaseFile:
    """A case read once: `row`, `procedure`, `state` as it stands; `entries` and `parties` are read when asked for."""

    def __init__(self, row: Case) -> None:
        self.row = row
        self.procedure: Procedure = procedures.of_case(row.procedure, row.edition)
        self.state: State = state_from_json(row.state)
        self.calendar: Calendar = procedures.calendar()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The log, in order."""
        rows = LoggedEvent.objects.filter(case_id=self.row.id).order_by("seq")
        return tuple(
            Entry(*_of(body), bytes(hash).hex(), read_body(body)[1]) for body, hash in rows.values_list("body", "hash")
        )

    @cached_property
    def parties(self) -> tuple[Shown, ...]:
        """The particulars, masked, in the order given."""
        rows = Party.objects.filter(case_id=self.row.id).order_by("seq", "role")
        return tuple(
            Shown(row.seq, row.role, row.masked or {}, row.erased_at is not None) for row in rows.defer("sealed")
        )

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The linked cases as the engine sees them."""
        return tuple(Link(one.procedure, one.outcome, one.stage, one.number) for one in self.linked)

    @cached_property
    def linked(self) -> tuple[Case, ...]:
        """The cases this one arose from or is served by."""
        if not self.row.linked:
            return ()
        ids = LinkRow.objects.filter(case_id=self.row.id).values_list("other_id", flat=True)
        return tuple(Case.objects.filter(id__in=list(ids)).order_by("id"))

    def masked_of(self, seq: int) -> dict[str, str]:
        """The masked personal answers given at one act, all parties together."""
        return {name: text for one in self.parties if one.seq == seq for name, text in one.values.items()}

    def masked_until(self, seq: int) -> dict[str, str]:
        """The latest masked answer to each personal field, as it stood after an act."""
        return {name: text for one in self.parties if one.seq <= seq for name, text in one.values.items()}

    def state_at(self, seq: int) -> State:
        """The state after the event `seq`, by replay."""
        state = State()
        for entry in self.entries:
            if entry.event.seq > seq:
                break
            advance(self.procedure, state, entry.event, self.calendar)
        return state


def _of(body: str) -> tuple[Event, datetime]:
    event, whole = read_body(body)
    return event, datetime.fromisoformat(str(whole["recorded_at"]))


def case_file(case: int | str | Case) -> CaseFile:
    """The file of a case by id, number or row. Raises NoSuchCase for one that is not there or out of scope."""
    if isinstance(case, Case):
        return CaseFile(case)
    wanted: dict[str, Any] = {"id": case} if isinstance(case, int) else {"number": case}
    row = Case.objects.filter(**wanted).first()
    if row is None:
        raise NoSuchCase(case)
    return CaseFile(row)


def in_full(file: CaseFile, *, reader: str, reason: str) -> tuple[Shown, ...]:
    """The particulars in full; who read them, when and why is recorded in the same transaction (个保法 第五十四条).

    `reader` is the id of a person, `reason` a sentence. Raises ValueError without a reason.
    """
    if not reader or not reason.strip():
        raise ValueError("查看个人信息全文必须写明事由。")
    row = file.row
    with transaction.atomic():
        Reading.objects.create(kind="read", case_id=row.id, division=row.division, person=reader, reason=reason.strip())
        parties = list(Party.objects.filter(case_id=row.id).order_by("seq", "role"))
    return tuple(_opened(row.number, party) for party in parties)


def _opened(number: str, party: Party) -> Shown:
    if party.erased_at is not None or party.sealed is None:
        return Shown(party.seq, party.role, dict.fromkeys(party.masked or {}, ERASED_ZH), erased=True)
    values = opened(number, party.seq, party.role, bytes(party.sealed))
    return Shown(party.seq, party.role, {name: str(value) for name, value in values.items()}, erased=False)
