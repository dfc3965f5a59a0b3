"""Ways around a gate: a decision reached by an act that lacks the gate, or on a ground that has since been undone.

What must precede what is said by the gates that acts of the same outcome need, by those of the main line, and by
`guards`; exceptions carry their article (`without`, `stands_after`). A way that is found is told as a story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from yifa.procedure.case import Event, State
from yifa.procedure.checking.explore import Move, Situation, World, as_story
from yifa.procedure.conditions import Question, any_of
from yifa.procedure.faults import Fault
from yifa.procedure.model import NOBODYS, Act, Condition, Gate, Place, Procedure
from yifa.procedure.story import StoryResult

_FURTHER: Final = 600
"""So many states beyond those of the stories are looked into for all stale grounds of a pack together."""
_LEAST: Final = 20
"""And so many for each at the least."""


def faults_around_gates(procedure: Procedure, results: Sequence[StoryResult]) -> Iterator[Fault]:
    """Every act that reaches a guarded decision without its gate, every ground that may be stale, every end without
    an outcome.
    """
    world = World(procedure, results)
    reached = list(world.reached())
    for lack in lacking(procedure):
        yield from _shown(world, reached, lack)
    told: set[tuple[str, str]] = set()
    grounds = list(undone(procedure))
    for stale in grounds:
        yield from _stale(world, reached, stale, told, max(_FURTHER // len(grounds), _LEAST))
    yield from _unnamed_end(world, reached)


@dataclass(frozen=True, slots=True)
class Lack:
    """An act that reaches what a gate guards, and does not need the gate."""

    act: Act
    gate: Gate
    because: str  # Chinese: what makes the gate guard this
    said: bool  # the pack says so itself (`guards`)


def lacking(procedure: Procedure) -> Iterator[Lack]:
    """Acts of persons without a gate that guards what they bring about."""
    acts = [act for act in procedure.acts.values() if NOBODYS.isdisjoint(act.by)]
    for gate in procedure.gates.values():
        through = [act for act in acts if gate.id in act.needs]
        for act in acts:
            if gate.id in act.needs or gate.id in dict(act.without):
                continue
            if act.id in gate.guards or (act.outcome is not None and act.outcome in gate.guards):
                yield Lack(act, gate, f"“{gate.label.zh}”写明 guards 它", True)
                continue
            twin = next((other for other in through if alike(procedure, other, act)), None)
            if twin is not None:
                yield Lack(act, gate, f"“{twin.label.zh}”得出同样的结果，须经这一前置条件", False)
            elif _skips_main_line(procedure, act, gate, through):
                yield Lack(act, gate, "主线上得出同样的结果须经这一前置条件", False)


def alike(procedure: Procedure, one: Act, other: Act) -> bool:
    """Both bring the same outcome; or neither names one and both move the case into the same stage.

    An act that leaves the case where it is, or gives way to a later decision, decides nothing; and acts whose own
    conditions exclude each other are for different cases.
    """
    if exclude(one.when, other.when):
        return False
    if one.outcome is not None or other.outcome is not None:
        return one.outcome == other.outcome
    return one.to is not None and one.to == other.to and (one.to not in one.stages or one.to in procedure.ends)


def exclude(one: Sequence[Condition], other: Sequence[Condition]) -> bool:
    """The same fact or term would need two values at once."""
    for mine in one:
        for its in other:
            if (mine.kind, mine.name) == (its.kind, its.name) and mine.kind in ("fact", "term"):
                held, barred = _held(mine), _held(its)
                if held is not None and barred is not None and not held & barred:
                    return True
                if _bars(mine, held, its) or _bars(its, barred, mine):
                    return True
    return False


def _held(condition: Condition) -> set[str] | None:
    """The values that a condition leaves; None where they cannot be listed."""
    if condition.test == "is":
        return {str(condition.value)}
    return {str(value) for value in condition.value} if condition.test == "in" else None


def _bars(condition: Condition, held: set[str] | None, other: Condition) -> bool:
    return held is not None and other.test == "not" and held == {str(other.value)}


def _skips_main_line(procedure: Procedure, act: Act, gate: Gate, through: Sequence[Act]) -> bool:
    """The act brings an outcome of the main line, whose earlier main acts need the gate, by a road of stages that
    passes no act with that gate.
    """
    decisions = [one for one in procedure.acts.values() if one.main and one.outcome == act.outcome]
    if act.outcome is None or not any(
        one.main and _precedes(procedure, one, end) for one in through for end in decisions
    ):
        return False
    passing = {one.id for one in through} | {one.id for one in procedure.acts.values() if gate.id in dict(one.without)}
    edges = [one for one in procedure.acts.values() if one.to and one.id not in passing and one.id != act.id]
    here = {one.to for one in edges if not one.stages}
    while more := {one.to for one in edges if here.intersection(one.stages)} - here:
        here |= more
    return bool(here.intersection(act.stages))


def _shown(world: World, reached: Sequence[tuple[Situation, tuple[Event, ...]]], lack: Lack) -> Iterator[Fault]:
    """The lack with a path that uses it; a gate that is always met there all the same is none."""
    gate_ask, act = any_of(lack.gate.met_by, world.procedure.plan.beside), lack.act
    passing = {one.id for one in world.procedure.acts.values() if lack.gate.id in one.needs}
    done = False

    def goal(move: Move) -> bool:
        nonlocal done
        if move.event.act != act.id or "passed" in move.before.flags:
            return False
        done = True
        before = move.before
        return not gate_ask(Question(before.state, move.event.answers, move.event.on, world.calendar, before.links))

    def watch(flags: frozenset[str], event: Event, state: State) -> frozenset[str]:
        return flags | {"passed"} if event.act in passing else flags

    starts = [
        situation if not any(event.act in passing for event in before) else _flagged(situation, "passed")
        for situation, before in reached
    ]
    near = [start for start in starts if start.state.stage in act.stages]
    found = world.search(near, goal, watch, most=len(near) + 60) or (
        world.search(starts, goal, watch) if not done else None
    )
    if found is None and done and not lack.said:
        return
    procedure = world.procedure
    title = f"绕过“{lack.gate.label.zh}”办理“{act.label.zh}”"
    yield Fault(
        act.place, f"act {act.id!r} reaches what gate {lack.gate.id!r} guards without it",
        f"“{act.label.zh}”绕过前置条件“{lack.gate.label.zh}”", f"{lack.because}（{lack.gate.cites}）",
        f"在 `needs` 里写上 {lack.gate.id}；法律另有规定的，写 without: {{{lack.gate.id}: 依据}}",
        story=as_story(procedure, title, found.after) if found else "",
    )  # fmt: skip


def _flagged(situation: Situation, flag: str) -> Situation:
    return replace(situation, flags=situation.flags | {flag})


@dataclass(frozen=True, slots=True)
class Undone:
    """A gate met by an act done, and another act that may come after it and take its ground away."""

    gate: Gate
    ground: Act
    by: Act
    because: str


def undone(procedure: Procedure) -> Iterator[Undone]:
    """Acts that may undo the ground of a gate without the gate asking for it anew (`since`)."""
    for gate in procedure.gates.values():
        for line in gate.met_by:
            for condition in line:
                ground = procedure.acts.get(condition.name) if condition.kind == "done" else None
                if ground is None:
                    continue
                for act, because in _under(procedure, ground):
                    again = not _only_once(procedure, act) and may_follow(procedure, ground, act)
                    if again and not _asks_anew(procedure, gate, condition, act, line):
                        yield Undone(gate, ground, act, because)


def _under(procedure: Procedure, ground: Act) -> Iterator[tuple[Act, str]]:
    """Acts on which an act rests: those it requires done, those of the main line before it, those that change what
    the main line before it laid down.
    """
    about = {condition.name for condition in _conditions(procedure, ground) if condition.kind == "done"}
    earlier = [
        act for act in procedure.acts.values() if act.main and act.id != ground.id and _precedes(procedure, act, ground)
    ]
    laid = {field for act in earlier for field in act.fields}
    for act in procedure.acts.values():
        if act.id == ground.id or not NOBODYS.isdisjoint(act.by):
            continue
        if act.id in about:
            yield act, f"“{ground.label.zh}”以“{act.label.zh}”为前提"
        elif act in earlier:
            yield act, f"主线上“{act.label.zh}”在“{ground.label.zh}”之前"
        elif laid.intersection(act.fields) and act.stages:
            yield act, f"“{act.label.zh}”改动了“{ground.label.zh}”所审的内容"


def _conditions(procedure: Procedure, act: Act) -> Iterator[Condition]:
    yield from act.when
    for gate in act.needs:
        for line in procedure.gates[gate].met_by:
            yield from line


def _precedes(procedure: Procedure, act: Act, ground: Act) -> bool:
    """The act leads into a stage that is not later than the first in which the ground is laid."""
    order = list(procedure.stages)
    if act.to is None or not ground.stages:
        return False
    first = min(order.index(stage) for stage in ground.stages)
    return order.index(act.to) <= first and set(act.stages) != {act.to}


def _asks_anew(procedure: Procedure, gate: Gate, condition: Condition, act: Act, line: Sequence[Condition]) -> bool:
    """The gate asks for the ground after the act, or after an act that the other rests on, or says why it stands."""
    if act.id in dict(gate.stands_after) or condition.since == act.id:
        return True
    if any(one.kind == "not_done" and one.name == act.id for one in line):
        return True
    return bool(condition.since) and any(
        other.id == condition.since for other, _ in _under(procedure, act) if other.id != act.id
    )


def may_follow(procedure: Procedure, first: Act, then: Act) -> bool:
    """Stages lead from where the first act leaves the case to where the other may be done."""
    here = {first.to} if first.to else set(first.stages)
    while more := {act.to for act in procedure.acts.values() if act.to and here.intersection(act.stages)} - here:
        here |= more
    return bool(here.intersection(then.stages))


def _only_once(procedure: Procedure, act: Act) -> bool:
    """It cannot be done again: once only, or it opens the case."""
    return act.once or not act.stages


def _stale(
    world: World,
    reached: Sequence[tuple[Situation, tuple[Event, ...]]],
    undone: Undone,
    told: set[tuple[str, str]],
    further: int,
) -> Iterator[Fault]:
    """The undoing as a path: the ground, then what undoes it, then an act that needs the gate all the same.

    Of several that undo one ground the first is told as a story; `told` remembers which grounds have theirs.
    """
    procedure, gate = world.procedure, undone.gate
    users = {act.id for act in procedure.acts.values() if gate.id in act.needs}
    other_lines = [
        any_of([line], procedure.plan.beside) for line in gate.met_by
        if not any(one.kind == "done" and one.name == undone.ground.id for one in line)
    ]  # fmt: skip

    def goal(move: Move) -> bool:
        if move.event.act not in users or "undone" not in move.before.flags:
            return False
        before = move.before
        q = Question(before.state, move.event.answers, move.event.on, world.calendar, before.links)
        return not any(ask(q) for ask in other_lines)

    def watch(flags: frozenset[str], event: Event, state: State) -> frozenset[str]:
        return flags | {"undone"} if event.act == undone.by.id else flags

    starts = {
        world.key(situation): situation for situation, before in reached
        if undone.ground.id in situation.state.done and _newest(before, undone) == undone.ground.id
        and any(situation.state.stage in procedure.acts[user].stages for user in users)
    }  # fmt: skip
    but = frozenset({undone.ground.id})
    found = world.search([*starts.values()], goal, watch, most=len(starts) + further, but=but) if starts else None
    if found is not None:
        user = procedure.acts[found.event.act]
        again = (gate.id, undone.ground.id) in told
        told.add((gate.id, undone.ground.id))
        title = f"“{undone.ground.label.zh}”之后又“{undone.by.label.zh}”，仍然“{user.label.zh}”"
        yield Fault(
            gate.place, f"gate {gate.id!r} stays open on {undone.ground.id!r} although {undone.by.id!r} came after it",
            f"“{gate.label.zh}”的基础已经变动，仍然算作成立：{title}", undone.because,
            f"写 {{done: {undone.ground.id}, since: {undone.by.id}}}；依法不受影响的，"
            f"写 stands_after: {{{undone.by.id}: 依据}}",
            story="" if again else as_story(procedure, title, found.after),
        )  # fmt: skip


def _newest(events: Sequence[Event], undone: Undone) -> str:
    """Which of the two acts came last."""
    return next((e.act for e in reversed(events) if e.act in (undone.ground.id, undone.by.id)), "")


def _unnamed_end(world: World, reached: Sequence[tuple[Situation, tuple[Event, ...]]]) -> Iterator[Fault]:
    """A path on which a case ends and nobody can say with what outcome."""
    procedure = world.procedure
    if not procedure.outcomes:
        return

    def goal(move: Move) -> bool:
        return move.after.state.stage in procedure.ends and not move.after.state.outcome

    starts = [situation for situation, _ in reached if not situation.state.outcome and situation.state.seq > 0]
    found = world.search(starts, goal, most=len(starts) + 60) if starts else None
    if found is not None:
        act = procedure.acts.get(found.event.act)
        title = f"“{act.label.zh if act else ''}”办结而没有结果"
        yield Fault(
            act.place if act else Place("procedure.yaml", 1), f"act {found.event.act!r} ends a case without an outcome",
            title, "办结的案件应当有结果", "在这一步或者它之前的步骤写 outcome",
            story=as_story(procedure, title, found.after),
        )  # fmt: skip
