"""The proof of a due day: every interval counted or not, each pause with the wait and the paper that opened
it.

Counting and wording are `workdays`' task; this module only says what paused the run and which article sets
its term.
"""

from __future__ import annotations

from datetime import date

from yifa.procedure import days, ledger, moments
from yifa.procedure.case import Run, State
from yifa.procedure.conditions import Question
from yifa.procedure.model import Procedure
from yifa.procedure.plan import ClockPlan
from yifa.workdays import Calendar, Proof, UnknownStatute, hours_proof
from yifa.workdays import proof as proof_of


def proof(procedure: Procedure, state: State, run: Run, on: date, calendar: Calendar, at: str = "") -> Proof | None:
    """The proof of a run's due day as it stands on `on`, for a run in hours at `at`; None for a clock that runs
    towards a day known beforehand.
    """
    plan = procedure.plan.clocks[run.clock]
    if plan.clock.until is not None or not run.length:
        return None
    q = Question(state, {}, on, calendar, at=at)
    if run.start_at:
        return _in_hours(procedure, plan, state, run, q)
    spans = ledger.pauses(plan, run, q)
    reasons = [reason for wait in plan.clock.paused_by for reason in _reasons(procedure, state, wait, run)]
    as_of = run.stopped or on
    extensions = [days.length_of(text) for text in run.extensions]
    length = days.length_of(run.length)
    statute = run.cites.partition(" ")[0].partition("第")[0]
    for rule in (statute, None):
        try:
            return proof_of(
                run.start,
                length,
                calendar=calendar,
                pauses=spans,
                extensions=extensions,
                rule=rule,
                pause_reasons=reasons if spans else (),
                as_of=as_of,
            )
        except UnknownStatute:
            continue
    raise AssertionError("a proof without a rule names no statute")


def _in_hours(procedure: Procedure, plan: ClockPlan, state: State, run: Run, q: Question) -> Proof:
    reasons = [reason for wait in plan.clock.paused_by for reason in _reasons(procedure, state, wait, run)]
    spans = ledger.pauses_in_hours(plan, run, q)
    return hours_proof(
        moments.moment(run.start, run.start_at),
        days.length_of(run.length),
        pauses=spans,
        extensions=[days.length_of(text) for text in run.extensions],
        pause_reasons=reasons if len(reasons) == len(spans) else (),
        as_of=moments.moment(run.stopped or q.on, run.stopped_at if run.stopped else q.at),
    )


def _reasons(procedure: Procedure, state: State, wait: str, run: Run) -> list[str]:
    """One phrase a span of a wait, such as 听证（听证通知书，行政许可法 第四十五条）."""
    what = procedure.waits[wait]
    papers = [
        procedure.papers[paper].label.zh
        for act in procedure.acts.values()
        if act.opens == wait and act.id in state.done
        for paper in act.papers[:1]
    ]
    ground = "，".join(filter(None, (*papers, what.cites)))
    reason = f"{what.label.zh}（{ground}）" if ground else what.label.zh
    return [reason] * len(ledger.spans_of(state, wait, run))
