"""What a clock in hours may not do: bring about an act, look to a day ahead, or be moved on another day.

Whether lengths are lawful is not asked here; this only keeps a moment wherever one is needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from yifa.procedure.faults import Fault
from yifa.procedure.model import Clock, Procedure
from yifa.procedure.moments import has_hours
from yifa.workdays import Unit


def faults_of_hours(procedure: Procedure) -> Iterator[Fault]:
    """Faults of the clocks that may run in hours."""
    for clock in procedure.clocks.values():
        if has_hours(clock):
            yield from _clock(clock)
            yield from _acts(procedure, clock)


def _clock(clock: Clock) -> Iterator[Fault]:
    name = clock.label.zh
    if clock.expiry.act:
        what = f"clock {clock.id!r} runs in hours, so its end brings about no act"
        yield Fault(
            clock.place, what, f"“{name}”按小时计算，届满不能引起法定行为", mend="改写 `expiry: {note: 逾期怎样}`"
        )
    for key in ("start_fact", "until", "promised"):
        if getattr(clock, key):
            what = f"clock {clock.id!r} runs in hours and cannot have {key}"
            yield Fault(clock.place, what, f"“{name}”按小时计算，不能写 {key}", "日期没有时刻", f"删去 `{key}`")
    extension = clock.extension.lengths if clock.extension else ()
    units = {dated.length.unit for dated in (*clock.lengths, *extension) if dated.length is not None}
    if extension and units != {Unit.HOURS}:
        what = f"clock {clock.id!r} mixes hours and days"
        yield Fault(clock.place, what, f"“{name}”的期限和延长应都按小时计算", mend="都写成小时，如 `24 hours`")


def _acts(procedure: Procedure, clock: Clock) -> Iterator[Fault]:
    for id in (*clock.starts, *clock.stops):
        if procedure.acts[id].effect.kind != "on":
            what = f"act {id!r} moves clock {clock.id!r}, which runs in hours, but takes effect on another day"
            yield Fault(
                procedure.acts[id].place,
                what,
                f"“{clock.label.zh}”按小时计算，其起止步骤须当时生效",
                mend=f"删去 `{id}` 的 `effect`，或者期限改按日计算",
            )
