"""Lets decided events happen to a case: stored form, seal, next state, rows of log and party, changes for projections.

The one door, the bulk door and the law's own acts all pass here, so that no event is ever written another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import orjson

from yifa.casework import particulars
from yifa.casework.change import CaseRow, Change
from yifa.casework.log import Unwritable, body_of
from yifa.casework.numbering import query_code
from yifa.casework.writer import RowValues, Table
from yifa.procedure import (
    Event,
    Link,
    Person,
    Procedure,
    Refusal,
    State,
    advance,
    copied,
    decide,
    state_to_json,
    titled,
)
from yifa.procedure.model import Value
from yifa.sealing import genesis, link
from yifa.workdays import BeyondCalendar, Calendar

EVENT = Table(
    "event",
    {
        "case_id": "int8", "seq": "int4", "division": "text", "act": "text", "on_day": "date", "effect_day": "date",
        "recorded_at": "timestamptz", "body": "text", "hash": "bytea", "key": "text",
    },
    ("case_id", "seq"),
)  # fmt: skip
PARTY = Table(
    "party",
    {
        "case_id": "int8", "seq": "int4", "role": "text", "division": "text", "sealed": "bytea", "masked": "jsonb",
        "erased_at": "timestamptz",
    },
    ("case_id", "seq", "role"),
)  # fmt: skip
LINK = Table(
    "link", {"case_id": "int8", "kind": "text", "other_id": "int8", "division": "text"}, ("case_id", "kind", "other_id")
)
CASE = Table(
    "case",
    {
        "id": "int8", "number": "text", "query_code": "text", "procedure": "text", "edition": "text", "matter": "text",
        "organ": "text", "division": "text", "year": "int4", "sequence": "int4", "opened_on": "date",
        "seq": "int4", "head": "bytea", "day": "date", "stage": "text", "outcome": "text", "closed": "bool",
        "lapse": "date", "applicant_masked": "text", "title": "text", "state": "text",
    },
    ("id",),
)  # fmt: skip
STANDING = Table(
    "case",
    {
        "id": "int8", "was": "int4", "seq": "int4", "head": "bytea", "day": "date", "stage": "text", "outcome": "text",
        "closed": "bool", "lapse": "date", "applicant_masked": "text", "title": "text", "state": "text",
    },
    ("id",),
    "standing",
)  # fmt: skip
"""What an act changes in the row of its case; `was` is the sequence number that the row must still have."""


@dataclass(slots=True)
class Live:
    """A case being acted upon: its row, its state, its procedure, and what has been written so far."""

    row: CaseRow
    state: State
    procedure: Procedure
    was: int = 0  # sequence number that the stored row has; 0 for a case not yet stored
    events: list[Event] = field(default_factory=list)
    event_rows: list[RowValues] = field(default_factory=list)
    party_rows: list[RowValues] = field(default_factory=list)
    link_rows: list[RowValues] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def begin(row: CaseRow, procedure: Procedure) -> Live:
    """A case about to be opened: its code is derived, its chain starts from its number."""
    row.query_code = query_code(row.number)
    row.head = genesis(row.number)
    return Live(row, State(), procedure)


def judge(  # noqa: PLR0913 - the engine's arguments
    live: Live,
    act: str,
    *,
    by: Person,
    on: date,
    answers: Mapping[str, Value],
    today: date,
    calendar: Calendar,
    links: Sequence[Link],
    terms: Mapping[str, Value] | None = None,
    at: str = "",
    now: str = "",
) -> tuple[Event, ...] | Refusal:
    """What the engine decides; a day that no calendar knows is a refusal too."""
    try:
        return decide(
            live.procedure, live.state, act,
            by=by, on=on, answers=answers, today=today, calendar=calendar, links=links, terms=terms,
            at=at, now=now,
        )  # fmt: skip
    except BeyondCalendar as error:
        return Refusal("answer.range", f"{error}请核对日期。")


def let_happen(
    live: Live,
    events: Sequence[Event],
    calendar: Calendar,
    recorded_at: datetime,
    *,
    key: str | None = None,
    links: Mapping[str, list[int]] | None = None,
    imported_at: datetime | None = None,
) -> None:
    """Seal the events, in order, into the case; `key` and `links` are the last one's.

    Raises Unwritable before anything has changed.
    """
    stood = Stood(live)
    try:
        _let_happen(live, stood.state, events, calendar, recorded_at, key, links, imported_at)
    except BeyondCalendar as error:
        stood.restore()
        raise Unwritable(Refusal("answer.range", f"{error}请核对日期。")) from error


class Stood:
    """How a case stood before something that may fail, so that it can be as if nothing had been tried."""

    def __init__(self, live: Live) -> None:
        self.live, self.state = live, copied(live.state)
        self._row = (live.row.head, live.row.applicant_masked)
        self._counts = (len(live.event_rows), len(live.party_rows), len(live.link_rows), len(live.changes))

    def restore(self) -> None:
        """Undo what has happened since."""
        live, (events, parties, links, changes) = self.live, self._counts
        live.state = copied(self.state)
        live.row.head, live.row.applicant_masked = self._row
        _keep_up(live)
        del live.event_rows[events:], live.party_rows[parties:], live.link_rows[links:]
        del live.changes[changes:], live.events[changes:]


def _let_happen(
    live: Live,
    before: State,
    events: Sequence[Event],
    calendar: Calendar,
    recorded_at: datetime,
    key: str | None,
    links: Mapping[str, list[int]] | None,
    imported_at: datetime | None,
) -> None:
    row = live.row
    stored = [particulars.split(live.procedure, row.number, event) for event in events]
    last = len(stored) - 1
    bodies = [
        body_of(
            row,
            event,
            recorded_at,
            opening=live.procedure if event.seq == 1 else None,
            links=links if at == last else None,
            imported_at=imported_at,
        )
        for at, (event, _) in enumerate(stored)
    ]
    for at, ((event, kept), body) in enumerate(zip(stored, bodies, strict=True)):
        row.head = link(row.head, body)
        live.event_rows.append(
            (
                row.id, event.seq, row.division, event.act, event.on, event.effect, recorded_at, body.decode(),
                row.head, key if at == last else None,
            )
        )  # fmt: skip
        masked: dict[str, str] = {}
        for part in kept:
            live.party_rows.append((row.id, event.seq, part.role, row.division, part.sealed, part.masked, None))
            masked |= part.masked
        follow(live, event, calendar, recorded_at, masked, before if at == 0 else copied(live.state))
    if links:
        live.link_rows += link_rows(row, links)


def follow(
    live: Live,
    event: Event,
    calendar: Calendar,
    recorded_at: datetime,
    masked: Mapping[str, str],
    before: State,
) -> None:
    """Bring row and state up to date with an event that is in the log, and note the change; `before` is kept."""
    row, state = live.row, live.state
    if live.changes:
        # The last change's `after` was the living state until now; from here on it must stand still.
        live.changes[-1].after = before
    advance(live.procedure, state, event, calendar)
    _keep_up(live)
    if event.seq == 1 or masked:
        row.applicant_masked = (
            particulars.applicant_shown(live.procedure, event.answers, masked) or row.applicant_masked
        )
    live.events.append(event)
    live.changes.append(Change(live.procedure, row, event, before, state, recorded_at, masked))


def _keep_up(live: Live) -> None:
    """Copy from the state what the row repeats, so that it can be searched."""
    row, state = live.row, live.state
    row.seq, row.day, row.stage, row.outcome, row.lapse = state.seq, state.day, state.stage, state.outcome, state.lapse
    row.closed = state.stage in live.procedure.ends
    row.title = titled(live.procedure, state.facts)


def link_rows(row: CaseRow, links: Mapping[str, Iterable[int]]) -> list[RowValues]:
    """The rows of `link` that an event's links give."""
    return [(row.id, kind, other, row.division) for kind, others in links.items() for other in others]


def case_values(live: Live) -> RowValues:
    """The row of `CASE`."""
    row = live.row
    return (
        row.id, row.number, row.query_code, row.procedure, row.edition, row.matter, row.organ, row.division, row.year,
        row.sequence, row.opened_on, row.seq, row.head, row.day, row.stage, row.outcome, row.closed,
        row.lapse, row.applicant_masked, row.title, _state_text(live.state),
    )  # fmt: skip


def standing_values(live: Live) -> RowValues:
    """The row of `STANDING`."""
    row = live.row
    return (
        row.id, live.was, row.seq, row.head, row.day, row.stage, row.outcome, row.closed, row.lapse,
        row.applicant_masked, row.title, _state_text(live.state),
    )  # fmt: skip


def _state_text(state: State) -> str:
    """Keys are sorted, so that a case rebuilt from the log has the same text."""
    return orjson.dumps(state_to_json(state), option=orjson.OPT_SORT_KEYS).decode()
