"""The one statement by which an act is written: log, case, party and projections, or nothing at all.

A data-modifying WITH whose first part moves the case on from the sequence number that was read. If somebody else was
faster that part finds no row, the others hang on it, and nothing is written: no lock is held while deciding.
"""

from __future__ import annotations

from functools import lru_cache

from yifa.casework.happening import CASE, EVENT, LINK, PARTY, STANDING, Live, case_values, standing_values
from yifa.casework.wire import Param, Wire
from yifa.casework.writer import RowValues, Table, Writer

Part = tuple[Table, int]

_MOVE = """with door as (
    update "case" c set {sets} from ({values}) v({names})
    where c.id = v.id and c.seq = v.was returning c.id
)"""
_OPEN = """with door as (
    insert into event ({event_names}) {event_values} on conflict do nothing returning case_id
), opened as (
    insert into "case" ({names}) select v.* from door, ({values}) v returning id
)"""

_GONE = ', gone{} as (delete from "{}" where case_id = ${}::int8 and exists (select from door))'
_PART = ', part{} as (insert into "{}" ({}) select v.* from door, ({}) v {})'


def write(wire: Wire, live: Live, writer: Writer) -> bool:
    """Write what happened to a case and what follows; False if somebody else moved it first, or used the key."""
    opening = live.was == 0
    parts: list[tuple[Table, list[RowValues]]] = [] if opening else [(EVENT, live.event_rows)]
    parts += [(PARTY, live.party_rows)] if live.party_rows else []
    parts += [(LINK, live.link_rows)] if live.link_rows else []
    parts += writer.pending()
    params: list[Param] = []
    if opening:
        params += EVENT.params(live.event_rows[0])
        params += CASE.params(case_values(live))
    else:
        params += STANDING.params(standing_values(live))
    for table, rows in parts:
        for row in rows:
            params += table.params(row)
    gone = list(writer.removed())
    params += [b"%d" % id for _, id in gone]
    sql = _sql(opening, tuple((table, len(rows)) for table, rows in parts), tuple(table for table, _ in gone))
    return bool(wire.ask(sql, params))


@lru_cache(maxsize=1024)
def _sql(opening: bool, parts: tuple[Part, ...], gone: tuple[Table, ...] = ()) -> str:
    """The statement for so many rows of these tables; few shapes occur, so each is prepared once a connection."""
    if opening:
        at = len(EVENT.columns) + 1
        text = _OPEN.format(
            event_names=EVENT.column_list(),
            event_values=EVENT.values(1, 1),
            names=CASE.column_list(),
            values=CASE.values(1, at),
        )
        at += len(CASE.columns)
    else:
        moved = [column for column in STANDING.columns if column not in ("id", "was")]
        text = _MOVE.format(
            sets=", ".join(f"{column} = v.{column}" for column in moved),
            values=STANDING.values(1, 1),
            names=STANDING.column_list(),
        )
        at = len(STANDING.columns) + 1
    for number, (table, rows) in enumerate(parts):
        names = table.column_list()
        clause = "" if table is EVENT else table.on_conflict()
        text += _PART.format(number, table.name, names, table.values(rows, at), clause)
        at += rows * len(table.columns)
    for number, table in enumerate(gone):
        text += _GONE.format(number, table.name, at + number)
    return text + " select 1 from door"  # noqa: S608 - names of tables and columns, declared in code
