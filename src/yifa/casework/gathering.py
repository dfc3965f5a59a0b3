"""Which cases an act concerns beside its own: found over links, and locked in one order.

Only acts that some pack hears, and acts that record a link, come here; what the cases are then told is the company's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yifa.casework import procedures, reading
from yifa.casework.company import NOBODY, Company
from yifa.casework.errors import NoSuchCase
from yifa.casework.happening import Live
from yifa.casework.links import Kin, array, kin_of, named, resolved
from yifa.casework.log import now_in_china
from yifa.casework.wire import Wire
from yifa.procedure import Procedure, Refusal, arises, brought_about, heard, served_by
from yifa.procedure.model import LINKS, Value

_MOMENT = f"select {reading.NOW}"


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
        for plan in brought_about(procedure, other, act)
        if plan.act.hears is not None and plan.act.hears.link == link
    }
