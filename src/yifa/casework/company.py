"""The cases that an act concerns beside its own: found over links, locked in one order, told what was done, written.

Only acts that some pack hears, and acts that record a link, come here; what a case makes of what it hears is the
engine's decision.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from yifa.casework import procedures, reading
from yifa.casework.change import CaseRow, Change
from yifa.casework.errors import NoSuchCase
from yifa.casework.happening import Live, Stood, let_happen
from yifa.casework.links import Kin, array, kin_of, named, resolved
from yifa.casework.log import Unwritable, now_in_china
from yifa.casework.many import write_many
from yifa.casework.projections import project
from yifa.casework.statement import write
from yifa.casework.wire import Wire
from yifa.casework.writer import Writer
from yifa.procedure import Heard, Link, Procedure, Refusal, arises, hear, heard, served_by
from yifa.procedure.hearing import hearing, rows_naming
from yifa.procedure.model import LINKS, Value
from yifa.workdays import Calendar

_MOMENT = f"select {reading.NOW}"
MANY = 20
"""From so many cases on, rows travel by COPY."""


@dataclass(slots=True)
class Start:
    """A case in which acts are about to be done: `id` 0 or less if not yet opened; `links` are about to be made."""

    id: int
    procedure: Procedure
    acts: Iterable[str]
    links: Sequence[tuple[str, int]] = ()


def concerns(live: Live, act: str, on: date) -> bool:
    """Whether an act of a case, or one of the law's that falls due before it, may be heard in another."""
    if is_heard(live.procedure, act):
        return True
    return live.state.lapse is not None and live.state.lapse <= on and law_is_heard(live.procedure)


def is_heard(procedure: Procedure, act: str) -> bool:
    """Whether some pack, in any edition, hears this act."""
    return (procedure.id, act) in heard()


def law_is_heard(procedure: Procedure) -> bool:
    """Whether some act of the law of this procedure is heard elsewhere."""
    return any(is_heard(procedure, act) for act in _laws(procedure))


def _laws(procedure: Procedure) -> set[str]:
    return {plan.act.id for plan in procedure.plan.laws.values()}


@dataclass(slots=True)
class Company:
    """Cases that stand still for us: locked, as they now are, with who is linked to whom."""

    live: dict[int, Live] = field(default_factory=dict)
    kin: dict[int, list[Kin]] = field(default_factory=dict)
    moment: datetime | None = None
    made: Sequence[tuple[str, int]] = ()  # (kind, case id) of the links that the act makes
    wrong: Refusal | None = None  # with the cases that the act names

    def links_for(self, wire: Wire, live: Live, act: str, on: date) -> tuple[Link, ...]:
        """The linked cases as they stand within the transaction, where the act or the law asks for them."""
        whole, lapse = live.procedure.plan, live.state.lapse
        plan = whole.acts.get(act)
        due = whole.laws_ask_links and lapse is not None and lapse <= on
        if not (due or (plan is not None and plan.asks_links)):
            return ()
        if live.row.id in self.kin:
            return self.links_of(live.row.id)
        return tuple(self._now(kin) for kin in kin_of(wire, [live.row.id])[live.row.id])

    def links_of(self, id: int) -> tuple[Link, ...]:
        """The linked cases of one of ours, as they stand within the transaction."""
        return tuple(self._now(kin) for kin in self.kin.get(id, ()))

    def _now(self, kin: Kin) -> Link:
        live = self.live.get(kin.id)
        return kin.link() if live is None else kin.link(live.state.outcome, live.state.stage)

    def join(self, live: Live, made: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
        """Take in a case with the links that it makes now; those of them that are new."""
        new = list[tuple[str, int]]()
        if not live.was:
            self.kin.setdefault(live.row.id, [])
        if not live.was or made:
            self.live.setdefault(live.row.id, live)
        for kind, id in made:
            mine = self.kin.setdefault(live.row.id, [])
            if id in self.live and all((kind, id) != (kin.kind, kin.id) for kin in mine):
                mine.append(_kin(kind, self.live[id].row))
                self.kin.setdefault(id, []).append(_kin(LINKS.get(kind, kind), live.row))
                new.append((kind, id))
        return new

    def part(self, live: Live, links: Sequence[tuple[str, int]]) -> None:
        """Forget links that a case was about to make."""
        me = live.row.id
        for kind, id in links:
            self.kin[me] = [kin for kin in self.kin[me] if (kin.kind, kin.id) != (kind, id)]
            self.kin[id] = [kin for kin in self.kin[id] if (kin.kind, kin.id) != (LINKS.get(kind, kind), me)]
        if not live.events and not live.was:
            self.live.pop(me, None)

    def tell(
        self, told: Live, changes: Sequence[Change], calendar: Calendar, moment: datetime, stood: Stood | None = None
    ) -> None:
        """Let the linked cases hear what was done, and those linked to them what follows, until nothing does.

        No case does the same act twice on one way of causes, so that two cases cannot talk for ever. Raises Unwritable;
        then all is as before, and the case that acted as it `stood`.
        """
        undo = [stood] if stood is not None else []
        try:
            self._tell(told, changes, calendar, moment, undo)
        except Unwritable:
            for one in reversed(undo):
                one.restore()
            raise

    def _tell(
        self, told: Live, changes: Sequence[Change], calendar: Calendar, moment: datetime, undo: list[Stood]
    ) -> None:
        waiting = deque((told, change, frozenset[tuple[int, str]]()) for change in changes)
        while waiting:
            live, change, way = waiting.popleft()
            rows: dict[str, dict[str, list[str]]] | None = None
            for other, kinds in self._hearers(live, change):
                if rows is None:
                    rows = rows_naming(change.procedure, change.after)
                told_of = _heard(change, kinds, rows.get(other.row.number, {}))
                events = hear(
                    other.procedure, other.state, told_of, calendar=calendar,
                    today=moment.date(), links=self.links_of(other.row.id),
                )  # fmt: skip
                if not events or (other.row.id, events[-1].act) in way:
                    continue
                undo.append(Stood(other))
                before = len(other.changes)
                let_happen(other, events, calendar, moment)
                further = way | {(other.row.id, events[-1].act)}
                waiting.extend((other, one, further) for one in other.changes[before:])

    def _hearers(self, live: Live, change: Change) -> Iterator[tuple[Live, set[str]]]:
        """The linked cases that may hear an event, each once, with the kinds of link as they name them."""
        kinds: defaultdict[int, set[str]] = defaultdict(set)
        for kin in self.kin.get(live.row.id, ()):
            kinds[kin.id].add(LINKS.get(kin.kind, kin.kind))
        for id in sorted(kinds):
            other = self.live.get(id)
            if other is not None and hearing(other.procedure, live.procedure.id, change.event.act):
                yield other, kinds[id]

    def write(self, wire: Wire, own: Live) -> None:
        """Write what happened to the others, in whatever division they are; nothing of it is shown to who acted."""
        moved = [live for live in self.live.values() if live.event_rows and live is not own]
        if not moved:
            return
        with wire.everywhere():
            if len(moved) > MANY:
                write_many(wire, moved)
                return
            for live in moved:
                writer = Writer(wire)
                project(live.changes, writer)
                if not write(wire, live, writer):
                    raise AssertionError("a locked case moved")


NOBODY = Company()
"""The company of an act that concerns no other case."""


def around(wire: Wire, live: Live, act: str, on: date, answers: Mapping[str, Value]) -> Company:
    """The cases that an act in a case may concern, locked, and the case itself with them; for most acts NOBODY."""
    plan = live.procedure.plan.acts.get(act)
    heard_of = concerns(live, act, on)
    if not heard_of and (plan is None or not plan.names_cases):
        return NOBODY
    made, wrong = resolved(wire, plan, answers) if plan is not None else ([], None)
    if not heard_of and not made:
        return Company(wrong=wrong)
    found = gather(wire, [Start(live.row.id, live.procedure, [act], made)])
    found.made, found.wrong = made, wrong
    found.join(found.live[live.row.id], made)
    return found


def links_at_opening(
    procedure: Procedure, act: str, links: Sequence[tuple[str, int]], answers: Mapping[str, Value]
) -> bool:
    """Whether the opening of a case names other cases."""
    plan = procedure.plan.acts.get(act)
    return bool(links) or (plan is not None and plan.names_cases and any(answers.get(name) for name in plan.order))


def around_new(
    wire: Wire, procedure: Procedure, act: str, links: Sequence[tuple[str, int]], answers: Mapping[str, Value]
) -> Company:
    """The cases that the opening of a case concerns, locked. Raises NoSuchCase for a link to none."""
    plan = procedure.plan.acts.get(act)
    by_answer, wrong = resolved(wire, plan, answers) if plan is not None else ([], None)
    made = list(dict.fromkeys((*links, *by_answer)))
    found = gather(wire, [Start(0, procedure, [act], made)])
    for _, id in made:
        if id not in found.live:
            raise NoSuchCase(id)
    found.made, found.wrong = made, wrong or unfit(procedure, [(kind, found.live[id]) for kind, id in made])
    return found


def unfit(procedure: Procedure, links: Iterable[tuple[str, Live]]) -> Refusal | None:
    """Why a new case may not be linked so: that case does not lead to one of this procedure, or needs none."""
    for kind, other in links:
        if kind == "arises_from" and not arises(procedure.arises_from, other.procedure, other.state):
            sentence = f"所关联的办件不能引起“{procedure.label.zh}”，或者现在还不能。"
            return Refusal("link.origin", sentence, "", "请核对所关联的办件；没有关联的，不填写。")
        if kind == "serves" and procedure.id not in served_by(other.procedure):
            sentence = f"所关联的办件不需要经过“{procedure.label.zh}”。"
            return Refusal("link.gate", sentence, "", "请核对所关联的办件。")
        if kind not in LINKS:
            return Refusal("link.kind", f"没有“{kind}”这种关联。", "", f"可用的关联：{'、'.join(LINKS)}。")
    return None


def _kin(kind: str, row: CaseRow) -> Kin:
    return Kin(
        kind, row.id, row.procedure, row.edition, row.number, row.outcome, row.stage, row.opened_on, row.division,
        row.organ,
    )  # fmt: skip


def _heard(change: Change, kinds: set[str], items: dict[str, list[str]]) -> Heard:
    """An event as a linked case learns of it; particulars are never among the facts."""
    return Heard(
        procedure=change.procedure.id,
        act=change.event.act,
        links=kinds,
        on=change.event.on,
        number=change.case.number,
        seq=change.event.seq,
        outcome=change.after.outcome,
        stage=change.after.stage,
        facts=change.after.facts,
        items=items,
        at=change.event.at,
    )


def gather(wire: Wire, starts: Sequence[Start], also: Iterable[int] = ()) -> Company:
    """Lock the cases of the starts, those they link to and those that may hear of them, in the order of their ids.

    `also` are ids of further cases to be locked with them.

    Who they are is asked again once they are locked: a link made meanwhile brings in another case, and then all are let
    go and locked anew, because whoever locks out of order may wait for somebody who waits for them.
    """
    with wire.everywhere():
        wire.run(b"savepoint company")
        locked: set[int] = set()
        rows: Sequence[tuple[bytes | None, ...]] = ()
        while True:
            ids, kin = _reach(wire, starts)
            ids |= set(also)
            if ids <= locked:
                break
            if locked:
                wire.run(b"rollback to savepoint company")
            locked |= ids
            rows = wire.ask(reading.HEADS, [array(sorted(locked))])
        wire.run(b"release savepoint company")
        moment = now_in_china(int(wire.ask(_MOMENT, [])[0][0] or 0))
    return Company({live.row.id: live for live in map(reading.live, rows)}, kin, moment)


def _reach(wire: Wire, starts: Sequence[Start]) -> tuple[set[int], dict[int, list[Kin]]]:
    """The ids of all cases concerned, and the links of those in which something may happen."""
    acts: dict[int, set[str]] = {start.id: {*start.acts, *_laws(start.procedure)} for start in starts}
    known = {start.id: start.procedure for start in starts}
    ahead = {start.id: named(wire, start.links) for start in starts if start.links}
    ids = {id for id in acts if id > 0} | {kin.id for others in ahead.values() for kin in others}
    kin: dict[int, list[Kin]] = {}
    front = set(acts)
    while front:
        kin |= kin_of(wire, [id for id in front if id > 0 and id not in kin])
        reached: set[int] = set()
        for me in front:
            for other in (*kin.get(me, ()), *ahead.get(me, ())):
                known.setdefault(other.id, procedures.of_case(other.procedure, other.edition))
                new = _may_do(known[other.id], known[me].id, acts[me], LINKS.get(other.kind, other.kind))
                if not new <= acts.get(other.id, set()):
                    acts.setdefault(other.id, set()).update(new, _laws(known[other.id]))
                    reached.add(other.id)
        # What is about to be linked may be heard from the other side too.
        for me, others in ahead.items():
            for other in others:
                new = _may_do(known[me], other.procedure, acts.get(other.id, set()), other.kind)
                if not new <= acts[me]:
                    acts[me] |= new
                    reached.add(me)
        ids |= {id for id in reached if id > 0}
        front = reached
    return ids, kin | kin_of(wire, ids - kin.keys())


def _may_do(procedure: Procedure, other: str, acts: Iterable[str], link: str) -> set[str]:
    """The acts of a procedure that acts of another may bring about over a link as this one names it."""
    return {
        plan.act.id
        for act in acts
        for plan in hearing(procedure, other, act)
        if plan.act.hears is not None and plan.act.hears.link == link
    }
