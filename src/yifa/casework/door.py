"""The one door: every change to a case passes through `open_case` or `perform`, and is logged, sealed and projected.

It reads, lets the engine decide, and writes once; what may be done and by whom is decided by packs and by `access`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from yifa.casework import access, gathering, notices, numbering, procedures, reading
from yifa.casework.change import CaseRow
from yifa.casework.company import MANY, NOBODY, Company
from yifa.casework.errors import Changed, KeyReused, NoSuchCase, TooBusy
from yifa.casework.happening import Live, begin, judge, let_happen
from yifa.casework.links import by_kind
from yifa.casework.log import Unwritable, now_in_china, time_of
from yifa.casework.many import write_many
from yifa.casework.projections import project
from yifa.casework.statement import write
from yifa.casework.terms import terms_for
from yifa.casework.wire import Wire, transacting
from yifa.casework.writer import Writer
from yifa.organs.public import Account
from yifa.procedure import Event, Person, Refusal, Refused
from yifa.procedure.model import Value
from yifa.sealing import sm3

_MOST_TRIES = 8


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: the case as it now stands, and the events written (acts of the law first, then the act)."""

    case: CaseRow
    events: tuple[Event, ...]


def perform(
    case_id: int,
    act: str,
    *,
    by: Account | Person,
    on: date,
    answers: Mapping[str, Value],
    seen: int | None = None,
    key: str | None = None,
    at: str = "",
) -> Done:
    """Do an act in a case, on its legal day `on`, in one transaction with the log and everything derived from it.

    `at` is the time of that day, "HH:MM"; where a clock in hours needs one and the day is today, it is now.
    `seen` is the sequence number of the case as the person saw it; `key` an idempotency key: the same request of the
    same person twice is one event, and the second call returns the first's result.
    Raises Refused; Changed, if something has happened since `seen`; NoSuchCase; Forbidden; KeyReused; Unavailable.
    """
    stamp = _stamp(by, key)
    divisions = access.divisions_for(by) if not connection.in_atomic_block else ""
    for _ in range(_MOST_TRIES):
        with transacting(divisions, reading.HEAD, case_id, stamp) as (wire, rows):
            if not rows:
                raise NoSuchCase(case_id)
            stands, used, moment = reading.live(rows[0]), reading.key_used(rows[0][16]), reading.moment(rows[0])
            if used is not None:
                return _again(wire, stands, used, act)
            others = gathering.around(wire, stands, act, on, answers)
            if case_id in others.live:
                # The cases that hear of it are locked by now, and this one with them: as it now stands it is decided.
                stands, moment = others.live[case_id], others.moment or moment
            if seen is not None and stands.row.seq != seen:
                raise Changed(reading.events_after(wire, case_id, seen))
            found = judge(
                stands, act, by=access.acting(by, stands.row, on), on=on, answers=answers, today=moment.date(),
                calendar=notices.calendar(), links=others.links_for(wire, stands, act, on),
                at=at, now=time_of(moment),
            )  # fmt: skip
            decided = _lawful(found, others)
            if _happens(wire, stands, decided, moment, stamp, others):
                return Done(stands.row, decided)
    raise TooBusy


def _stamp(by: Account | Person, key: str | None) -> str | None:
    """The key as it is stored: bound to the person, so that nobody is answered with another's result."""
    if key is None:
        return None
    person = by.id if isinstance(by, Person) else by.person_id
    return sm3(f"{person}\n{key}".encode()).hex()


def _again(wire: Wire, stands: Live, used: tuple[int, int], act: str) -> Done:
    """The result of the first request with this key."""
    if used[0] != stands.row.id:
        raise KeyReused
    events = reading.events_after(wire, used[0], 0)
    mine = [event for event in events if event.seq <= used[1]]
    if mine[-1].act != act:
        raise KeyReused
    before = next((at for at in range(len(mine) - 1, 0, -1) if mine[at - 1].role != "law"), 0)
    return Done(stands.row, tuple(mine[before:]))


def _lawful(decided: tuple[Event, ...] | Refusal, others: Company) -> tuple[Event, ...]:
    """What was decided; what is wrong with another case is told only to those who may do the act at all."""
    if isinstance(decided, Refusal):
        raise Refused(decided)
    if others.wrong is not None:
        raise Refused(others.wrong)
    return decided


def _happens(
    wire: Wire,
    stands: Live,
    events: Sequence[Event],
    moment: datetime,
    stamp: str | None,
    others: Company,
) -> bool:
    """Write the events and what follows from them, in linked cases too; False if somebody else was faster."""
    try:
        let_happen(stands, events, notices.calendar(), moment, key=stamp, links=by_kind(others.made))
        others.tell(stands, stands.changes, notices.calendar(), moment)
    except Unwritable as error:
        raise Refused(error.refusal) from error
    if stands.was and len(stands.link_rows) > MANY:
        # Linked cases are locked and this one with them, so nobody can have been faster.
        write_many(wire, [stands])
    else:
        writer = Writer(wire)
        project(stands.changes, writer)
        if not write(wire, stands, writer):
            return False
    others.write(wire, stands)
    return True


_DRAW = f"""with drawn as (
    insert into counter as c (series, period, value) values ($1, $2, 1), ($3, $4, 1)
    on conflict (series, period) do update set value = c.value + 1 returning series, value
) select nextval(pg_get_serial_sequence('"case"', 'id')), (select value from drawn where series = $1),
    (select value from drawn where series = $3), {reading.NOW},
    (select e.case_id || ':' || e.seq from event e where e.key = $5::text)"""  # noqa: S608 - constants only


def open_case(  # noqa: PLR0913 - each argument says another thing about the case
    procedure_id: str,
    act: str,
    *,
    by: Account | Person,
    organ: str,
    division: str = "",
    matter: str = "",
    on: date,
    answers: Mapping[str, Value],
    key: str | None = None,
    links: Sequence[tuple[str, int]] = (),
    at: str = "",
) -> Done:
    """Open a case with an opening act, under the edition in force on `on` and the terms of the matter.

    `organ` is a credit code, `matter` an implementation code, `links` are (kind, case id), with the kind as the new
    case names it. Raises as `perform` does, and NoSuchProcedure.
    """
    stamp = _stamp(by, key)
    division = division or access.division_of(organ)
    divisions = division if isinstance(by, Person) and not by.organ else ""
    divisions = divisions or ("" if connection.in_atomic_block else access.divisions_for(by))
    procedure, terms = procedures.in_force(procedure_id, on), terms_for(matter, procedure_id, organ)
    year, day = numbering.year_series(organ, procedure_id, on), numbering.day_series(organ, matter, on)
    linking, draw = gathering.links_at_opening(procedure, act, links, answers), (_DRAW, *year, *day, stamp)
    for _ in range(_MOST_TRIES):
        # Linked cases are locked before a number is drawn: else two could wait for one another.
        with transacting(divisions, *(("select 1",) if linking else draw)) as (wire, rows):
            others, drawn = NOBODY, rows
            if linking:
                others = gathering.around_new(wire, procedure, act, links, answers)
                drawn = wire.ask(_DRAW, [None if text is None else text.encode() for text in draw[1:]])
            id, of_year, of_day, micros = (int(value or 0) for value in drawn[0][:4])
            used = reading.key_used(drawn[0][4])
            if used is not None:
                return _opened_before(wire, used, act)
            number = numbering.case_number(organ, matter, on, answers, of_day)
            row = CaseRow(
                id, number, "", procedure.id, procedure.edition, matter, organ, division, on.year, of_year, on,
            )  # fmt: skip
            moment = now_in_china(micros)
            stands = begin(row, procedure)
            if linking:
                others.join(stands, others.made)
            found = judge(
                stands, act, by=access.acting(by, row, on), on=on, answers=answers, today=moment.date(),
                calendar=notices.calendar(), links=others.links_for(wire, stands, act, on), terms=terms,
                at=at, now=time_of(moment),
            )  # fmt: skip
            decided = _lawful(found, others)
            if _happens(wire, stands, decided, moment, stamp, others):
                return Done(row, decided)
    raise TooBusy


def _opened_before(wire: Wire, used: tuple[int, int], act: str) -> Done:
    rows = wire.ask(reading.HEAD, [b"%d" % used[0], None])
    if not rows or used[1] != 1:
        raise KeyReused
    return _again(wire, reading.live(rows[0]), used, act)
