"""Writes many cases at once by COPY: the log, the cases, parties, links, and the rows that follow from them.

The same rows as `statement` writes for one case; whoever comes here holds the locks of the cases that exist.
"""

from __future__ import annotations

from collections.abc import Sequence

from yifa.casework.happening import CASE, EVENT, LINK, PARTY, STANDING, Live, case_values
from yifa.casework.happening import standing_values as standing
from yifa.casework.projections import project
from yifa.casework.wire import Wire
from yifa.casework.writer import Writer, copy_rows

_MOVED = ", ".join(f'"{column}" = v."{column}"' for column in STANDING.columns if column not in ("id", "was"))
UPDATE_STANDING = f'update "case" c set {_MOVED} from bulk_standing v where c.id = v.id and c.seq = v.was'  # noqa: S608


def write_many(wire: Wire, cases: Sequence[Live]) -> None:
    """Write what happened to cases, all of which something happened to, and the rows that follow."""
    copy_rows(wire, EVENT, [row for live in cases for row in live.event_rows], upsert=False)
    if opened := [case_values(live) for live in cases if not live.was]:
        copy_rows(wire, CASE, opened, upsert=False)
    moved = [standing(live) for live in cases if live.was]
    if moved:
        copy_rows(wire, STANDING, moved, instead=UPDATE_STANDING)
    if parties := [row for live in cases for row in live.party_rows]:
        copy_rows(wire, PARTY, parties, upsert=False)
    if links := [row for live in cases for row in live.link_rows]:
        copy_rows(wire, LINK, dict.fromkeys(links))
    writer = Writer(wire, bulk=True, all_new=not moved)
    project([change for live in cases for change in live.changes], writer)
    writer.flush()
