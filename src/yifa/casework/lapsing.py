"""The law's own acts: deemed acceptance, abandonment and whatever else a term brings about when it runs out.

A scheduled command does them, dated on their legal day; one run late is flagged, and running twice does nothing.
"""

from __future__ import annotations

from datetime import date

from yifa.casework import notices, reading
from yifa.casework.company import NOBODY
from yifa.casework.gathering import Start, gather, law_is_heard
from yifa.casework.happening import let_happen
from yifa.casework.projections import project
from yifa.casework.statement import write
from yifa.casework.wire import EVERYWHERE, Wire, transacting
from yifa.casework.writer import Writer
from yifa.procedure import lapses

_PAGE = 500
_DUE = f"""select lapse, id from "case" where lapse <= $1::date and (lapse, id) > ($2::date, $3::int8)
    order by lapse, id limit {_PAGE}"""  # noqa: S608 - a constant
_MOST_TRIES = 8


def lapse(until: date) -> int:
    """Do the acts of the law that fell due on or before `until`, each case in its own transaction; their number."""
    done, after = 0, (date.min.isoformat(), 0)
    while True:
        with transacting(EVERYWHERE, _DUE, until.isoformat(), *after) as (_, rows):
            pass
        for day, id in rows:
            done += _lapse_case(int(id or 0), until)
            after = ((day or b"").decode(), int(id or 0))
        if len(rows) < _PAGE:
            return done


def _lapse_case(case_id: int, until: date) -> int:
    for _ in range(_MOST_TRIES):
        with transacting(EVERYWHERE, reading.HEAD, case_id, None) as (wire, rows):
            written = _written(wire, rows[0], until) if rows else 0
        if written is not None:
            return written
    return 0  # Somebody is busy with this case all the time; the next run, or their next act, does what is due.


def _written(wire: Wire, row: tuple[bytes | None, ...], until: date) -> int | None:
    """The number of acts done; None if somebody else moved the case meanwhile."""
    stands, moment, calendar, others = reading.live(row), reading.moment(row), notices.calendar(), NOBODY
    if law_is_heard(stands.procedure):
        others = gather(wire, [Start(stands.row.id, stands.procedure, ())])
        stands, moment = others.live[stands.row.id], others.moment or moment
    links = others.links_for(wire, stands, "", until)
    events = lapses(stands.procedure, stands.state, until, calendar, moment.date(), links)
    if not events:
        return 0
    let_happen(stands, events, calendar, moment)
    others.tell(stands, stands.changes, calendar, moment)
    writer = Writer(wire)
    project(stands.changes, writer)
    if not write(wire, stands, writer):
        return None
    others.write(wire, stands)
    return len(events)
