"""The file of a case as pages and papers need it: where it stands, its history, its particulars, its state at any act.

It reads within the caller's scope and changes nothing, except that reading particulars in full is put on record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from yifa.casework.public import (
    ERASED_ZH,
    Case,
    CaseRow,
    Entry,
    Kin,
    NoSuchCase,
    calendar,
    history,
    read_by_act,
    standing,
)
from yifa.procedure import Link, Procedure, State, advance
from yifa.procedure.model import Value
from yifa.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Given:
    """One personal answer as screens show it: masked, or in full where somebody read it so."""

    role: str  # whose it is: applicant, third_party …
    field: str
    label: str
    value: str
    seq: int


class CaseFile:
    """A case opened for reading; its history is read when it is asked for."""

    def __init__(self, case_id: int) -> None:
        found = standing(case_id)
        if found is None:
            raise NoSuchCase(case_id)
        self.row: CaseRow = found.case
        self.procedure: Procedure = found.procedure
        self.state: State = found.state
        self.links: tuple[Link, ...] = found.links
        self.kin: tuple[Kin, ...] = found.kin
        self.calendar: Calendar = calendar()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The log in order, personal answers masked."""
        return history(self.row.id)

    def states(self) -> Iterator[tuple[Entry, State]]:
        """Each entry with the state after it. The state is one object that moves on: read it at once."""
        state = State()
        for entry in self.entries:
            advance(self.procedure, state, entry.event, self.calendar)
            yield entry, state

    def state_at(self, seq: int) -> State:
        """The state after the event `seq`, by replay. Raises LookupError where there is no such event."""
        for entry, state in self.states():
            if entry.event.seq == seq:
                return state
        raise LookupError(seq)

    def given(self, values: Mapping[int, Mapping[str, Value]] | None = None) -> list[Given]:
        """The personal answers, the latest of each field, in order; masked unless `values` (seq → field → answer)."""
        found: dict[str, Given] = {}
        for entry in self.entries:
            answers = entry.event.answers if values is None else values.get(entry.event.seq, {})
            for name, value in answers.items():
                field = self.procedure.fields.get(name)
                if field is not None and field.personal:
                    shown = str(value) or ERASED_ZH
                    found[name] = Given(field.party or "applicant", name, field.label.zh, shown, entry.event.seq)
        return list(found.values())


def case_file(case: int | str) -> CaseFile:
    """The file of a case by id or number. Raises NoSuchCase for one that is not there or out of scope."""
    if isinstance(case, int):
        return CaseFile(case)
    id = Case.objects.filter(number=case).values_list("id", flat=True).first()
    if id is None:
        raise NoSuchCase(case)
    return CaseFile(id)


def in_full(file: CaseFile, *, reader: str, reason: str) -> dict[int, dict[str, Value]]:
    """The particulars in full, seq → field → answer; the reading is put on record, see `read_by_act` of casework."""
    return read_by_act(file.row, reader=reader, reason=reason)
