"""The cases that an act concerns beside its own, once they are locked: told what was done, and written.

What a case makes of what it hears is the engine's decision; which cases these are is found in `gathering`.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from yifa.casework.change import CaseRow, Change
from yifa.casework.happening import Live, Stood, let_happen
from yifa.casework.links import Kin, kin_of
from yifa.casework.log import Unwritable
from yifa.casework.many import write_many
from yifa.casework.projections import project
from yifa.casework.statement import write
from yifa.casework.wire import Wire
from yifa.casework.writer import Writer
from yifa.procedure import Heard, Link, Refusal, brought_about, hear, rows_naming
from yifa.procedure.model import LINKS
from yifa.workdays import Calendar

MANY = 20
"""From so many cases on, rows travel by COPY."""


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
            if other is not None and brought_about(other.procedure, live.procedure.id, change.event.act):
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
