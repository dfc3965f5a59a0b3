"""What may hang: a wait that nothing can close where it was opened, a clock that nothing can stop where it runs.

It follows stages only; whether conditions allow the way is asked by the stories and by `explore`.
"""

from __future__ import annotations

from collections.abc import Iterator

from yifa.procedure.checking.around import exclude
from yifa.procedure.faults import Fault
from yifa.procedure.model import NOBODYS, Act, Clock, Procedure


def faults_of_standing(procedure: Procedure) -> Iterator[Fault]:
    """Waits and clocks that from some act on cannot come to an end."""
    acts = procedure.acts.values()
    for wait in procedure.waits.values():
        closers = [act for act in acts if act.closes == wait.id]
        for opener in (act for act in acts if act.opens == wait.id and closers):
            if not _within_reach(procedure, opener, closers):
                yield Fault(
                    wait.place, f"wait {wait.id!r} opened by {opener.id!r} cannot close",
                    f"“{opener.label.zh}”开始的“{wait.label.zh}”无法结束",
                    "此后能到的阶段里，没有结束它的步骤", "在结束它的步骤的 `in` 里写上这些阶段",
                )  # fmt: skip
    for clock in procedure.clocks.values():
        yield from _clock(procedure, clock)


def _clock(procedure: Procedure, clock: Clock) -> Iterator[Fault]:
    """Each act that starts the clock is followed by one that stops it, or by the law's own act at its end."""
    acts = procedure.acts
    stoppers = [acts[id] for id in (*clock.stops, clock.expiry.act or "") if id in acts]
    stoppers += [act for act in acts.values() if clock.keyed_by_wait and act.closes == clock.keyed_by_wait]
    starters = [acts[id] for id in clock.starts] or [
        act for act in acts.values() if clock.keyed_by_wait and act.opens == clock.keyed_by_wait
    ]
    for starter in starters:
        if stoppers and not _within_reach(procedure, starter, stoppers):
            yield Fault(
                clock.place, f"clock {clock.id!r} started by {starter.id!r} cannot stop",
                f"“{starter.label.zh}”起算的“{clock.label.zh}”无法停止",
                "此后能到的阶段里，没有停止它的步骤", "在 `stops` 里写上此后结束这段期限的步骤",
            )  # fmt: skip
    yield from _overlooked(procedure, clock)
    yield from _never_met(procedure, clock)
    for id in clock.starts:
        if id in clock.stops and len(clock.stops) == 1 and not clock.expiry.act:
            yield Fault(
                clock.place, f"clock {clock.id!r} is stopped only by the act that starts it",
                f"“{clock.label.zh}”只由起算它的步骤停止", "", "在 `stops` 里写上结束这段期限的步骤",
            )  # fmt: skip


def _never_met(procedure: Procedure, clock: Clock) -> Iterator[Fault]:
    """An act that stops the clock, and is only for cases in which the clock does not exist: their conditions turn on
    the same term, or the same answer given once for all when the case was opened.
    """
    later = {name for act in procedure.acts.values() if act.stages for name in act.fields}
    lasting = [one for one in clock.when if one.kind == "term" or (one.kind == "fact" and one.name not in later)]
    for act in (procedure.acts[id] for id in clock.stops):
        if exclude(lasting, act.when):
            yield Fault(
                clock.place, f"clock {clock.id!r} is never met by {act.id!r}",
                f"“{act.label.zh}”遇不到“{clock.label.zh}”", "两者的条件互相排斥", "从 stops 里删去它，或者改正条件",
            )  # fmt: skip


def _overlooked(procedure: Procedure, clock: Clock) -> Iterator[Fault]:
    """An act that moves the case exactly as two or more do that stop the clock, for the same cases, stops it too."""
    for act in procedure.acts.values():
        if act.to is None or act.to in procedure.ends or act.id in (*clock.stops, *clock.starts):
            continue
        if not NOBODYS.isdisjoint(act.by):
            continue
        twins = [
            other for other in (procedure.acts[id] for id in clock.stops)
            if (other.stages, other.to) == (act.stages, act.to)
        ]  # fmt: skip
        if len(twins) > 1 and not exclude(clock.when, act.when) and act.stages != (act.to,):
            yield Fault(
                clock.place, f"clock {clock.id!r} is not stopped by {act.id!r}",
                f"“{act.label.zh}”没有停止“{clock.label.zh}”", f"“{twins[0].label.zh}”同样推进办件，却停止它",
                "在 `stops` 里写上它",
            )  # fmt: skip


def _within_reach(procedure: Procedure, first: Act, ends: list[Act]) -> bool:
    """Some of the acts may be done from where the first leaves the case on."""
    here = {first.to} if first.to else set(first.stages)
    while more := {act.to for act in procedure.acts.values() if act.to and here.intersection(act.stages)} - here:
        here |= more
    return any(here.intersection(act.stages) for act in ends)
