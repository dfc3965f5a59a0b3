"""What a case is after its events: stored as JSON, copied, and told apart by keys of waits.

`fold` grows a state event by event; this module never looks at a procedure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from yifa.procedure.case import Run, State

Stored = dict[str, Any]


def wait_name(wait: str, key: str) -> str:
    """The name under which the spans of a wait are kept: "wait", or "wait:key" for a keyed one."""
    return f"{wait}:{key}" if key else wait


def is_waiting(state: State, name: str) -> bool:
    """Whether the last span of a wait, under the name `wait_name` gives it, is still open."""
    spans = state.waits.get(name)
    return spans is not None and spans[-1][1] is None


def state_to_json(state: State) -> Stored:
    """A JSON-native mapping, stable for equal states; parts that are empty are left out."""
    stored: Stored = {"seq": state.seq, "stage": state.stage}
    if state.outcome:
        stored["outcome"] = state.outcome
    if state.opened:
        stored["opened"] = state.opened.isoformat()
    if state.day:
        stored["day"] = state.day.isoformat()
    if state.at:
        stored["at"] = state.at
    if state.facts:
        stored["facts"] = state.facts
    if state.terms:
        stored["terms"] = state.terms
    stored["done"] = {act: [list(entry) for entry in entries] for act, entries in state.done.items()}
    if state.waits:
        stored["waits"] = {name: [list(span) for span in spans] for name, spans in state.waits.items()}
    if state.runs:
        stored["runs"] = [_run_to_json(run) for run in state.runs]
    if state.items:
        stored["items"] = state.items
    if state.lapse:
        stored["lapse"] = state.lapse.isoformat()
    if state.named:
        stored["named"] = state.named
    return stored


def state_from_json(stored: Stored) -> State:
    """The state that `state_to_json` wrote; raises KeyError or ValueError where it did not write it."""
    return State(
        seq=stored["seq"],
        stage=stored["stage"],
        outcome=stored.get("outcome", ""),
        opened=_day(stored.get("opened")),
        day=_day(stored.get("day")),
        at=stored.get("at", ""),
        facts=dict(stored.get("facts", {})),
        terms=dict(stored.get("terms", {})),
        done={
            act: [(seq, on, effect, by) for seq, on, effect, by in entries] for act, entries in stored["done"].items()
        },
        waits={name: [list(span) for span in spans] for name, spans in stored.get("waits", {}).items()},
        runs=[_run_from_json(run) for run in stored.get("runs", ())],
        items=stored.get("items", {}),
        lapse=_day(stored.get("lapse")),
        named=stored.get("named", {}),
    )


def copied(state: State) -> State:
    """A state that may be advanced without touching the first.

    `fold` replaces what hangs on a state and alters none of it, so the parts are shared.
    """
    return State(
        state.seq,
        state.stage,
        state.outcome,
        state.opened,
        state.day,
        state.at,
        state.facts,
        state.terms,
        state.done,
        state.waits,
        state.runs,
        state.items,
        state.lapse,
        state.named,
    )


def took_part(state: State, act: str, person: str) -> bool:
    """Whether the person did the act, or was named in it as an officer."""
    return any(entry[3] == person for entry in state.done.get(act, ())) or person in state.named.get(act, ())


def moved_runs(after: State, before: State | None) -> Sequence[Run]:
    """The runs that are new or differ; runs are only ever appended, so they compare place by place."""
    if before is None or not before.runs:
        return after.runs
    known = before.runs
    if after.runs is known:
        return ()
    return [
        run
        for place, run in enumerate(after.runs)
        if place >= len(known) or (run is not known[place] and run != known[place])
    ]


def copied_run(run: Run) -> Run:
    """A run that may be moved without touching the first."""
    return Run(
        run.clock,
        run.key,
        run.number,
        run.start,
        run.length,
        run.cites,
        run.promised,
        list(run.extensions),
        run.stopped,
        run.stopped_by,
        run.due,
        run.promised_due,
        run.provisional,
        run.paused,
        run.start_at,
        run.due_at,
        run.stopped_at,
    )


def _run_to_json(run: Run) -> Stored:
    stored: Stored = {
        "clock": run.clock,
        "number": run.number,
        "start": run.start.isoformat(),
        "length": run.length,
        "cites": run.cites,
    }
    if run.key:
        stored["key"] = run.key
    if run.promised:
        stored["promised"] = run.promised
    if run.extensions:
        stored["extensions"] = run.extensions
    if run.stopped:
        stored["stopped"] = run.stopped.isoformat()
        stored["stopped_by"] = run.stopped_by
    if run.due:
        stored["due"] = run.due.isoformat()
    if run.promised_due:
        stored["promised_due"] = run.promised_due.isoformat()
    if run.provisional:
        stored["provisional"] = True
    if run.paused:
        stored["paused"] = True
    if run.start_at:
        stored |= {"start_at": run.start_at, "due_at": run.due_at}
        if run.stopped_at:
            stored["stopped_at"] = run.stopped_at
    return stored


def _run_from_json(stored: Stored) -> Run:
    return Run(
        clock=stored["clock"],
        key=stored.get("key", ""),
        number=stored["number"],
        start=date.fromisoformat(stored["start"]),
        length=stored["length"],
        cites=stored["cites"],
        promised=stored.get("promised", ""),
        extensions=list(stored.get("extensions", ())),
        stopped=_day(stored.get("stopped")),
        stopped_by=stored.get("stopped_by", ""),
        due=_day(stored.get("due")),
        promised_due=_day(stored.get("promised_due")),
        provisional=stored.get("provisional", False),
        paused=stored.get("paused", False),
        start_at=stored.get("start_at", ""),
        due_at=stored.get("due_at", ""),
        stopped_at=stored.get("stopped_at", ""),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
