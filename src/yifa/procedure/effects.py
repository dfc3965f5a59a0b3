"""The legal day on which an act takes effect: the day it is done, or the day the law reaches back or forward
to.

Deemed acceptance of a licence reaches back to receipt (行政许可法 第三十二条第一款第四项);
this module only looks days up.
"""

from __future__ import annotations

from datetime import date

from yifa.procedure.case import Run
from yifa.procedure.conditions import Question
from yifa.procedure.plan import ActPlan


def effect_day(plan: ActPlan, q: Question) -> date:
    """The day of effect; the day it is done where the fact, clock or act looked to is not there."""
    effect = plan.act.effect
    if effect.kind == "on":
        return q.on
    if effect.kind == "fact":
        value = q.answers.get(effect.name) or q.state.facts.get(effect.name)
        return date.fromisoformat(value) if value else q.on
    if effect.kind == "act":
        done = q.state.done.get(effect.name)
        return date.fromisoformat(done[-1][2]) if done else q.on
    run = _last_run(effect.name, q)
    if run is None:
        return q.on
    return run.start if effect.kind == "clock_start" else run.due or q.on


def _last_run(clock: str, q: Question) -> Run | None:
    runs = [run for run in q.state.runs if run.clock == clock and (not q.key or run.key in ("", q.key))]
    return runs[-1] if runs else None
