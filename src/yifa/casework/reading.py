"""Reads cases and their events out of the database, in the form the door and the bulk door work with.

It writes nothing; lists for screens use the ORM.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import orjson

from yifa.casework import procedures
from yifa.casework.change import CaseRow
from yifa.casework.happening import Live
from yifa.casework.log import now_in_china, read_body
from yifa.casework.wire import Wire
from yifa.procedure import Event, State, state_from_json, titled

_COLUMNS = (
    "c.id, c.number, c.query_code, c.procedure, c.edition, c.matter, c.organ, c.division, c.year, c.sequence,"
    " c.opened_on, c.seq, encode(c.head, 'hex'), c.applicant_masked, c.state::text"
)
NOW = "(extract(epoch from clock_timestamp()) * 1000000)::int8"
"""The database's clock, which is one for all machines of the web, in microseconds."""

HEAD = f"""select {_COLUMNS}, {NOW}, (select e.case_id || ':' || e.seq from event e where e.key = $2::text)
    from "case" c where c.id = $1::int8"""  # noqa: S608 - constants only
"""A case as it stands, the moment, and where the key was used if it was."""
HEADS = f'select {_COLUMNS} from "case" c where c.id = any($1::int8[]) order by c.id for update'  # noqa: S608
_EVENTS = "select body from event where case_id = $1::int8 and seq > $2::int4 order by seq"


def live(row: Sequence[bytes | None]) -> Live:
    """The case of a row whose columns are those of `HEAD`."""
    (id, number, code, procedure, edition, matter, organ, division, year, sequence, opened, seq, head,
     applicant, state) = [b"" if value is None else value for value in row[:15]]  # fmt: skip
    case = CaseRow(
        id=int(id),
        number=number.decode(),
        query_code=code.decode(),
        procedure=procedure.decode(),
        edition=edition.decode(),
        matter=matter.decode(),
        organ=organ.decode(),
        division=division.decode(),
        year=int(year),
        sequence=int(sequence),
        opened_on=date.fromisoformat(opened.decode()),
        seq=int(seq),
        head=bytes.fromhex(head.decode()),
        applicant_masked=applicant.decode(),
    )
    return fill(case, state_from_json(orjson.loads(state)))


def fill(case: CaseRow, state: State) -> Live:
    """A live case from its row and its state."""
    found = Live(case, state, procedures.of_case(case.procedure, case.edition), was=case.seq)
    case.stage, case.outcome, case.day, case.lapse = state.stage, state.outcome, state.day, state.lapse
    case.closed = state.stage in found.procedure.ends
    case.title = titled(found.procedure, state.facts)
    return found


def moment(row: Sequence[bytes | None]) -> datetime:
    """The moment in a row of `HEAD`."""
    return now_in_china(int(row[15] or 0))


def key_used(text: bytes | None) -> tuple[int, int] | None:
    """Case id and sequence number of the event that bears the key."""
    if text is None:
        return None
    case, _, seq = text.decode().partition(":")
    return int(case), int(seq)


def events_after(wire: Wire, case_id: int, seq: int) -> tuple[Event, ...]:
    """The events of a case after a sequence number, in order."""
    rows = wire.ask(_EVENTS, [b"%d" % case_id, b"%d" % seq])
    return tuple(read_body(row[0] or b"")[0] for row in rows)
