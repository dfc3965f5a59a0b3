"""What is due: running clocks in order of their last day, for the organs asked, a page at a time.

Rows only, as they were dated at the last act; open pauses and days left are counted by the engine when a case is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

_PAGE = """select k.case_id, c.number, c.procedure, c.stage, c.matter, c.applicant_masked, k.clock, k.key, k.due,
        k.due_at, k.promised_due, k.paused, k.provisional, k.main
    from clock k join "case" c on c.id = k.case_id
    where k.organ = any(%(organs)s) and k.stopped is null and k.party = %(party)s
        and (%(until)s::date is null or k.due <= %(until)s::date)
    order by k.due nulls last, k.due_at = '', k.due_at, k.case_id, k.clock, k.key limit %(limit)s offset %(offset)s"""
_LATE = """select k.organ, count(distinct k.case_id) from clock k
    where k.organ = any(%(organs)s) and k.stopped is null and k.party = 'organ' and not k.paused
        and (k.due < %(today)s or (k.due = %(today)s and k.due_at <> '' and k.due_at < %(now)s))
    group by k.organ"""


@dataclass(frozen=True, slots=True)
class Item:
    """One running clock of one case."""

    case_id: int
    number: str
    procedure: str
    stage: str
    matter: str
    applicant: str  # masked
    clock: str
    key: str
    due: date | None
    due_at: str  # "11:30" for a clock in hours, "" for one in days
    promised_due: date | None
    paused: bool
    provisional: bool
    main: bool


def due_items(
    organs: Sequence[str], *, until: date | None = None, party: str = "organ", limit: int = 50, offset: int = 0
) -> tuple[Item, ...]:
    """Running clocks of the organs' cases, the first due first; with `until` only those due by that day.

    `party` is whom the term binds (organ, applicant, third_party). Works within `casework.scope`.
    """
    words = {"organs": list(organs), "until": until, "party": party, "limit": limit, "offset": offset}
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, words)
        return tuple(Item(*row) for row in cursor.fetchall())


def late_cases(organs: Sequence[str], today: date, now: str = "") -> dict[str, int]:
    """How many cases of each organ are past a term that binds it. Works within `casework.scope`."""
    with connection.cursor() as cursor:
        cursor.execute(_LATE, {"organs": list(organs), "today": today, "now": now})
        return dict(cursor.fetchall())
