"""Keeps one row a run of every clock, written in the transaction of the act that moved it.

It copies what the engine dated; it counts no days itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from yifa.casework.public import Change, Table, Writer

CLOCK = Table(
    "clock",
    {
        "case_id": "int8", "clock": "text", "key": "text", "run": "int4", "division": "text", "organ": "text",
        "procedure": "text", "start": "date", "due": "date", "promised_due": "date", "stopped": "date",
        "paused": "bool", "provisional": "bool", "main": "bool", "party": "text",
    },
    ("case_id", "clock", "key", "run"),
)  # fmt: skip
TABLES = (CLOCK,)


def project(changes: Sequence[Change], writer: Writer) -> None:
    """Write the runs that an event began, moved or ended."""
    for change in changes:
        known = change.before.runs
        for place, run in enumerate(change.after.runs):
            if place < len(known) and known[place] == run:
                continue
            case, clock = change.case, change.procedure.clocks[run.clock]
            writer.upsert(
                CLOCK,
                (
                    case.id, run.clock, run.key, run.number, case.division, case.organ, case.procedure, run.start,
                    run.due, run.promised_due, run.stopped, run.paused, run.provisional, clock.main, clock.party,
                ),
            )  # fmt: skip
