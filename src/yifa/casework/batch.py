"""One set of the bulk door: its cases are read once, worked on in memory row by row, and written together.

Nothing here decides differently from the one door; only reading and writing are shared among many rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from yifa.casework import access, notices, numbering, procedures, reading
from yifa.casework.bulk_rows import Row
from yifa.casework.change import CaseRow
from yifa.casework.errors import Forbidden
from yifa.casework.happening import CASE, EVENT, LINK, PARTY, STANDING, Live, begin, case_values, judge, let_happen
from yifa.casework.happening import standing_values as standing
from yifa.casework.log import CHINA, Unwritable, time_of
from yifa.casework.procedures import NoSuchProcedure
from yifa.casework.projections import project
from yifa.casework.terms import NoSuchMatter, terms_for
from yifa.casework.wire import Wire
from yifa.casework.writer import Writer, copy_rows, draw
from yifa.identifiers import BadIdentifier
from yifa.procedure import Refusal
from yifa.procedure.model import Value
from yifa.sealing import sm3

Numbered = tuple[int, Row]

_USED = "select key from event where key = any($1::text[])"
_IDS = "select nextval(pg_get_serial_sequence('\"case\"', 'id')) from generate_series(1, $1::int4)"
_MOVED = ", ".join(f'"{column}" = v."{column}"' for column in STANDING.columns if column not in ("id", "was"))
UPDATE_STANDING = f'update "case" c set {_MOVED} from bulk_standing v where c.id = v.id and c.seq = v.was'  # noqa: S608


class _Rejected(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal


class Opened:
    """What an import remembers from set to set: the cases it opened, those it could not, and the terms of matters."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.failed: set[str] = set()
        self.terms: dict[tuple[str, str, str], dict[str, Value] | Refusal] = {}

    def take(self, batch: Batch) -> None:
        """Remember the cases of a set that was kept."""
        self.ids |= {name: live.row.id for name, live in batch.live.items() if isinstance(name, str)}


class Batch:
    """The cases of one set while it is worked through."""

    def __init__(self, wire: Wire, opened: Opened, moment: datetime) -> None:
        self.live: dict[int | str, Live] = {}
        self._wire, self._opened, self._moment = wire, opened, moment
        self._calendar = notices.calendar()
        self._numbers: dict[tuple[str, str], Iterator[int]] = {}
        self._ids: Iterator[int] = iter(())
        self._used: set[str] = set()

    def prepare(self, rows: Sequence[Numbered]) -> None:
        """Lock and read the cases that exist, look for used keys, draw the numbers of those to be opened."""
        known = {row.case: self._id_of(row) for _, row in rows}
        ids = sorted({id for id in known.values() if id is not None})
        if ids:
            heads = self._wire.ask(reading.HEADS, [reading.array(ids)])
            found = {live.row.id: live for live in map(reading.live, heads)}
            self.live = {case: found[id] for case, id in known.items() if id in found}
        stamps = ",".join(stamp for _, row in rows if (stamp := _stamp(row)))
        if stamps:
            self._used = {(key or b"").decode() for (key,) in self._wire.ask(_USED, [b"{%b}" % stamps.encode()])}
        self._draw([row for _, row in rows if self._opens(row)])

    def _id_of(self, row: Row) -> int | None:
        return row.case if isinstance(row.case, int) else self._opened.ids.get(row.case)

    def _opens(self, row: Row) -> bool:
        return bool(row.procedure) and isinstance(row.case, str) and row.case not in self.live

    def _draw(self, openings: Sequence[Row]) -> None:
        counted = Counter(chain.from_iterable(_series(row) for row in openings))
        firsts = draw(self._wire, [(*series, count) for series, count in counted.items()])
        self._numbers = {series: iter(range(first, first + counted[series])) for series, first in firsts.items()}
        if openings:
            self._ids = iter([int(id or 0) for (id,) in self._wire.ask(_IDS, [b"%d" % len(openings)])])
        for row in openings:
            if row.matter and _matter(row) not in self._opened.terms:
                self._opened.terms[_matter(row)] = _terms(row)

    def do(self, row: Row) -> Refusal | None:
        """Let one row happen, in memory; the reason if it may not."""
        stamp = _stamp(row)
        if stamp is not None and stamp in self._used:
            return None
        try:
            live = self._case(row)
            self._happen(live, row, stamp)
        except _Rejected as rejected:
            if isinstance(row.case, str) and row.case not in self.live:
                self._opened.failed.add(row.case)
            return rejected.refusal
        self.live[row.case] = live
        if stamp is not None:
            self._used.add(stamp)
        return None

    def _case(self, row: Row) -> Live:
        live = self.live.get(row.case)
        if live is not None:
            return live
        if row.case in self._opened.failed:
            raise _Rejected(
                Refusal("case.unopened", "这一案件的开案行没有被接受，其后各行不能办理。", "", "更正开案行后重新导入。")
            )
        if not self._opens(row):
            raise _Rejected(
                Refusal("case.unknown", f"没有“{row.case}”这一案件。", "", "开案行须写明流程和机关。")
            )
        return self._begin(row)

    def _begin(self, row: Row) -> Live:
        of_year, of_day = (next(self._numbers[series]) for series in _series(row))
        try:
            procedure = procedures.in_force(row.procedure, row.on)
            division = row.division or access.division_of(row.organ)
            number = numbering.case_number(row.organ, row.matter, row.on, row.answers, of_day)
        except (NoSuchProcedure, BadIdentifier, LookupError) as error:
            raise _Rejected(Refusal("case.opening", str(error))) from error
        case = CaseRow(
            next(self._ids), number, "", procedure.id, procedure.edition, row.matter, row.organ, division,
            row.on.year, of_year, row.on, linked=bool(row.links),
        )  # fmt: skip
        return begin(case, procedure)

    def _happen(self, live: Live, row: Row, stamp: str | None) -> None:
        terms = self._opened.terms.get(_matter(row)) if live.state.seq == 0 else None
        if isinstance(terms, Refusal):
            raise _Rejected(terms)
        links: dict[str, list[int]] = {}
        for kind, other in row.links:
            links.setdefault(kind, []).append(other)
        entered = row.recorded_at.astimezone(CHINA) if row.recorded_at else self._moment
        try:
            decided = judge(
                live,
                row.act,
                by=access.acting(row.by, live.row, row.on),
                on=row.on,
                answers=row.answers,
                today=entered.date(),
                calendar=self._calendar,
                links=reading.links_of(self._wire, live.row) if live.was else reading.links_to(self._wire, row.links),
                terms=terms,
                at=row.at,
                now=time_of(entered),
            )
            if isinstance(decided, Refusal):
                raise _Rejected(decided)
            let_happen(
                live, decided, self._calendar, self._moment, key=stamp, links=links, imported_at=row.recorded_at
            )
        except Forbidden as error:
            raise _Rejected(Refusal("act.role", str(error))) from error
        except Unwritable as error:
            raise _Rejected(error.refusal) from error

    def write(self) -> None:
        """Write what happened to all cases and the rows that follow."""
        cases = [live for live in {id(live): live for live in self.live.values()}.values() if live.event_rows]
        if not cases:
            return
        wire = self._wire
        copy_rows(wire, EVENT, [row for live in cases for row in live.event_rows], upsert=False)
        if opened := [case_values(live) for live in cases if not live.was]:
            copy_rows(wire, CASE, opened, upsert=False)
        moved = [standing(live) for live in cases if live.was]
        if moved:
            copy_rows(wire, STANDING, moved, instead=UPDATE_STANDING)
        for table, rows in (
            (PARTY, [row for live in cases for row in live.party_rows]),
            (LINK, [row for live in cases for row in live.link_rows]),
        ):
            if rows:
                copy_rows(wire, table, rows, upsert=False)
        writer = Writer(wire, bulk=True, all_new=not moved)
        project([change for live in cases for change in live.changes], writer)
        writer.flush()


def _stamp(row: Row) -> str | None:
    return None if row.key is None else sm3(f"{row.by.id}\n{row.key}".encode()).hex()


def _series(row: Row) -> tuple[tuple[str, str], tuple[str, str]]:
    """The series from which the number within the year and the number of the day are drawn."""
    return numbering.year_series(row.organ, row.procedure, row.on), numbering.day_series(row.organ, row.matter, row.on)


def _matter(row: Row) -> tuple[str, str, str]:
    return row.organ, row.procedure, row.matter


def _terms(row: Row) -> dict[str, Value] | Refusal:
    try:
        return dict(terms_for(row.matter, row.procedure, row.organ))
    except NoSuchMatter as error:
        return Refusal("case.matter", str(error))
