"""Rebuilds everything that is derived from the log: the table of cases, the links, and every projection.

The log, the particulars and the counters are not derived and stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice
from typing import Any

import orjson
import psycopg

from yifa.casework import procedures
from yifa.casework.change import CaseRow
from yifa.casework.happening import CASE, LINK, Live, begin, case_values, follow, link_rows
from yifa.casework.log import CHINA, read_body
from yifa.casework.notices import calendar as calendar_of_today
from yifa.casework.particulars import ERASED_ZH
from yifa.casework.projections import project, projections
from yifa.casework.wire import EVERYWHERE, Wire, transacting
from yifa.casework.writer import Table, Writer, copy_rows
from yifa.procedure import copied
from yifa.workdays import Calendar

_PAGE = 1000
_LOG = """select e.case_id, e.division, e.recorded_at, e.body, e.hash,
        (select jsonb_object_agg(m.key, m.value) from party p, jsonb_each(p.masked) m
            where p.case_id = e.case_id and p.seq = e.seq)::text,
        exists (select from party p
            where p.case_id = e.case_id and p.seq = e.seq and p.role = 'applicant' and p.erased_at is not null)
    from event e {} order by e.case_id, e.seq"""
_OF_CASES = "where e.case_id = any(%s)"
_LOCK = "select pg_advisory_xact_lock(hashtext('yifa.rebuild'))"


def rebuild_all(progress: Callable[[int], object] = lambda cases: None) -> int:
    """Drop and rebuild the cases, the links and every projection, in one transaction; the number of cases.

    Readers see the old rows until it ends; acts on cases wait. `progress` is told how many cases are done.
    """
    calendar, done = calendar_of_today(), 0
    with transacting(EVERYWHERE, _LOCK) as (wire, _):
        wire.run(b'lock table event, "case" in share row exclusive mode')
        for table in _derived():
            wire.run(f'delete from "{table.name}"'.encode())  # noqa: S608 - declared in code
        lives = (_retold(list(rows), calendar) for _, rows in groupby(_log(wire), key=lambda row: row[0]))
        while page := list(islice(lives, _PAGE)):
            _write(wire, page)
            done += len(page)
            progress(done)
    return done


def _derived() -> tuple[Table, ...]:
    tables = [table for projection in projections() for table in projection.TABLES]
    return (*reversed(tables), LINK, CASE)


def _log(wire: Wire) -> Iterator[tuple[Any, ...]]:
    with psycopg.ServerCursor(wire.raw, "rebuild", withhold=False) as cursor:
        cursor.itersize = _PAGE
        cursor.execute(_LOG.format(""))
        yield from cursor


def retold(wire: Wire, ids: Sequence[int], calendar: Calendar) -> list[Live]:
    """Cases told again from the log, as they would stand by this calendar; nothing is written."""
    with psycopg.Cursor(wire.raw) as cursor:
        cursor.execute(_LOG.format(_OF_CASES), [list(ids)])
        return [_retold(list(rows), calendar) for _, rows in groupby(cursor, key=lambda row: row[0])]


def _retold(rows: Sequence[tuple[Any, ...]], calendar: Calendar) -> Live:
    """A case told again from its events."""
    live, bodies = None, [read_body(row[3]) for row in rows]
    for (id, division, recorded_at, _, digest, masked, erased), (event, body) in zip(rows, bodies, strict=True):
        if live is None:
            live = _begun(id, division, body)
        shown = orjson.loads(masked) if masked else {}
        live.link_rows += link_rows(live.row, body.get("links", {}))
        follow(live, event, calendar, recorded_at.astimezone(CHINA), shown, copied(live.state))
        live.row.head = bytes(digest)
        if erased:
            live.row.applicant_masked = ERASED_ZH
    assert live is not None, "groupby yields no empty group"
    return live


def _begun(id: int, division: str, body: dict[str, Any]) -> Live:
    year, sequence = body["sequence"]
    row = CaseRow(
        id, body["case"], "", body["procedure"], body["edition"], body["matter"], body["competent"], division, year,
        sequence, date.fromisoformat(body["on"]),
    )  # fmt: skip
    return begin(row, procedures.of_case(row.procedure, row.edition))


def _write(wire: Wire, lives: Sequence[Live]) -> None:
    copy_rows(wire, CASE, [case_values(live) for live in lives], upsert=False)
    if links := [row for live in lives for row in live.link_rows]:
        copy_rows(wire, LINK, dict.fromkeys(links), upsert=False)
    writer = Writer(wire, bulk=True, all_new=True)
    project([change for live in lives for change in live.changes], writer)
    writer.flush()
