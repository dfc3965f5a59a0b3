"""One set of the bulk door: its cases are read once, worked on in memory row by row, and written together.

Nothing here decides differently from the one door; only reading and writing are shared among many rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain

from yifa.casework import access, notices, numbering, procedures, reading
from yifa.casework.bulk_rows import Row
from yifa.casework.change import CaseRow
from yifa.casework.company import Company
from yifa.casework.errors import Forbidden
from yifa.casework.gathering import Start, gather, is_heard, law_is_heard, unfit
from yifa.casework.happening import Live, Stood, begin, judge, let_happen
from yifa.casework.links import array, by_kind, resolved
from yifa.casework.log import CHINA, Unwritable, time_of
from yifa.casework.many import write_many
from yifa.casework.procedures import NoSuchProcedure
from yifa.casework.terms import NoSuchMatter, terms_for
from yifa.casework.wire import Wire
from yifa.casework.writer import draw
from yifa.identifiers import BadIdentifier
from yifa.procedure import Procedure, Refusal, shipped
from yifa.procedure.model import Value
from yifa.sealing import sm3

Numbered = tuple[int, Row]

_USED = "select key from event where key = any($1::text[])"
_IDS = "select nextval(pg_get_serial_sequence('\"case\"', 'id')) from generate_series(1, $1::int4)"
_PROCEDURES = 'select id, procedure, edition from "case" where id = any($1::int8[])'


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
        self._others, self._told = Company(), False
        self._numbers: dict[tuple[str, str], Iterator[int]] = {}
        self._ids: Iterator[int] = iter(())
        self._used: set[str] = set()

    def prepare(self, rows: Sequence[Numbered]) -> None:
        """Lock and read the cases that exist, look for used keys, draw the numbers of those to be opened."""
        known = {row.case: self._id_of(row) for _, row in rows}
        ids = sorted({id for id in known.values() if id is not None})
        starts = list(self._starts([row for _, row in rows], known))
        if starts:
            self._told, self._others = True, gather(self._wire, starts, ids)
        else:
            heads = self._wire.ask(reading.HEADS, [array(ids)]) if ids else []
            self._others = Company({live.row.id: live for live in map(reading.live, heads)})
        found = self._others.live
        self.live = {case: found[id] for case, id in known.items() if id in found}
        stamps = ",".join(stamp for _, row in rows if (stamp := _stamp(row)))
        if stamps:
            self._used = {(key or b"").decode() for (key,) in self._wire.ask(_USED, [b"{%b}" % stamps.encode()])}
        self._draw([row for _, row in rows if self._opens(row)])

    def _starts(self, rows: Sequence[Row], known: Mapping[int | str, int | None]) -> Iterator[Start]:
        """The cases of which others may hear, or which link to others, with everything that is to be done in them."""
        ids = {id for id in known.values() if id is not None}
        packs: dict[int | str, Procedure] = {}
        for id, procedure, edition in self._wire.ask(_PROCEDURES, [array(ids)]) if ids else ():
            pack = procedures.of_case((procedure or b"").decode(), (edition or b"").decode())
            packs |= {case: pack for case, known_id in known.items() if known_id == int(id or 0)}
        acts: dict[int | str, set[str]] = {}
        links: dict[int | str, list[tuple[str, int]]] = {}
        for row in rows:
            if row.case not in packs and row.procedure in shipped():
                packs[row.case] = procedures.in_force(row.procedure, row.on)
            if row.case in packs:
                plan = packs[row.case].plan.acts.get(row.act)
                acts.setdefault(row.case, set()).add(row.act)
                named = resolved(self._wire, plan, row.answers)[0] if plan is not None else []
                links.setdefault(row.case, []).extend((*row.links, *named))
        for place, (case, done) in enumerate(acts.items()):
            pack = packs[case]
            if links[case] or any(is_heard(pack, act) for act in done) or law_is_heard(pack):
                yield Start(known[case] or -place, pack, done, links[case])

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
            raise _Rejected(Refusal("case.unknown", f"没有“{row.case}”这一案件。", "", "开案行须写明流程和机关。"))
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
            row.on.year, of_year, row.on,
        )  # fmt: skip
        return begin(case, procedure)

    def _happen(self, live: Live, row: Row, stamp: str | None) -> None:
        terms = self._opened.terms.get(_matter(row)) if live.state.seq == 0 else None
        if isinstance(terms, Refusal):
            raise _Rejected(terms)
        entered = row.recorded_at.astimezone(CHINA) if row.recorded_at else self._moment
        others = self._others
        made, wrong = self._links(live, row)
        joined = others.join(live, made)
        try:
            decided = judge(
                live,
                row.act,
                by=access.acting(row.by, live.row, row.on),
                on=row.on,
                answers=row.answers,
                today=entered.date(),
                calendar=self._calendar,
                links=others.links_for(self._wire, live, row.act, row.on),
                terms=terms,
                at=row.at,
                now=time_of(entered),
            )
            if isinstance(decided, Refusal):
                raise _Rejected(decided)
            if wrong is not None:
                raise _Rejected(wrong)
            before = len(live.changes)
            stood = Stood(live) if self._told else None
            let_happen(
                live, decided, self._calendar, self._moment, key=stamp, links=by_kind(made),
                imported_at=row.recorded_at,
            )  # fmt: skip
            if stood is not None:
                others.tell(live, live.changes[before:], self._calendar, self._moment, stood)
        except _Rejected:
            others.part(live, joined)
            raise
        except Forbidden as error:
            others.part(live, joined)
            raise _Rejected(Refusal("act.role", str(error))) from error
        except Unwritable as error:
            others.part(live, joined)
            raise _Rejected(error.refusal) from error

    def _links(self, live: Live, row: Row) -> tuple[list[tuple[str, int]], Refusal | None]:
        """The links that a row makes, and what is wrong with the cases it names."""
        plan = live.procedure.plan.acts.get(row.act)
        made, wrong = list(row.links), None
        if plan is not None and plan.names_cases:
            by_answer, wrong = resolved(self._wire, plan, row.answers)
            made = list(dict.fromkeys((*made, *by_answer)))
        if not made:
            return made, wrong
        there = [(kind, id) for kind, id in made if id in self._others.live]
        if len(there) < len(made):
            wrong = wrong or Refusal("case.unknown", "所关联的案件不存在。", "", "核对关联案件后重新导入。")
        if not live.was:
            wrong = wrong or unfit(live.procedure, [(kind, self._others.live[id]) for kind, id in there])
        return there, wrong

    def write(self) -> None:
        """Write what happened to all cases, those that heard of it among them, and the rows that follow."""
        every = (*self.live.values(), *self._others.live.values())
        if cases := [live for live in {id(live): live for live in every}.values() if live.event_rows]:
            write_many(self._wire, cases)


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
