"""Keeps one row a run of every clock, written in the transaction of the act that moved it.

It copies what the engine dated; it counts no days itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from yifa.casework.public import Change, Table, Writer
from yifa.procedure import moved_runs

CLOCK = Table(
    "clock",
    {
        "case_id": "int8", "clock": "text", "key": "text", "run": "int4", "division": "text", "organ": "text",
        "procedure": "text", "start": "date", "due": "date", "due_at": "text", "promised_due": "date",
        "stopped": "date", "paused": "bool", "provisional": "bool", "main": "bool", "party": "text",
    },
    ("case_id", "clock", "key", "run"),
)  # fmt: skip
TABLES = (CLOCK,)


def project(changes: Sequence[Change], writer: Writer) -> None:
    """Write the runs that an event began, moved or ended."""
    for change in changes:
        for run in moved_runs(change.after, change.before):
            case, clock = change.case, change.procedure.clocks[run.clock]
            writer.upsert(
                CLOCK,
                (
                    case.id, run.clock, run.key, run.number, case.division, case.organ, case.procedure, run.start,
                    run.due, run.due_at, run.promised_due, run.stopped, run.paused, run.provisional, clock.main,
                    clock.party,
                ),
            )  # fmt: skip
