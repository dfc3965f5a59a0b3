"""The working-day calendar by the notices known: the shipped ones, and those loaded into the database since.

What a loaded notice changes in cases is `redating`'s business; counting is `workdays`'.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from django.db import connection
from psycopg.pq import TransactionStatus

from yifa.casework.wire import Wire
from yifa.workdays import Calendar, parse_notices

_FRESH_SECONDS = 10.0
"""A notice loaded by one process is known to the others after so long at most; notices come once a year."""
_LOADED = b"select name, text from holiday_notice order by id"
_ASKABLE = (TransactionStatus.IDLE, TransactionStatus.INTRANS)


@dataclass(slots=True)
class _Known:
    texts: tuple[tuple[str, str], ...] = ()
    calendar: Calendar | None = None
    asked: float = float("-inf")


_known = _Known()


def calendar() -> Calendar:
    """The calendar by the notices known now. It asks the database now and then, where a connection is open."""
    raw = connection.connection
    stale = monotonic() - _known.asked > _FRESH_SECONDS
    if stale and raw is not None and not raw.closed and raw.pgconn.transaction_status in _ASKABLE:
        rows = Wire(raw).run(_LOADED)
        know(tuple(((name or b"").decode(), (text or b"").decode()) for name, text in rows))
    return _known.calendar or Calendar.of_state_council()


def know(texts: tuple[tuple[str, str], ...]) -> None:
    """Take these (name, text) as the notices loaded; the calendar is built anew only if they changed."""
    _known.asked = monotonic()
    if texts != _known.texts or _known.calendar is None:
        _known.texts, _known.calendar = texts, _with(texts)


def _with(texts: tuple[tuple[str, str], ...]) -> Calendar:
    found = Calendar.of_state_council()
    for name, text in texts:
        for notice in parse_notices(text, name):
            found = found.with_notice(notice)
    return found


def forget() -> None:
    """Ask the database again at the next occasion."""
    _known.texts, _known.calendar, _known.asked = (), None, float("-inf")
