"""Keeps the marks: what each event adds to the figures, as the pack says, in the transaction that writes the event."""

from __future__ import annotations

from collections.abc import Sequence

from yifa.casework.public import Change, Table, Writer, calendar
from yifa.procedure import marks

MARK = Table(
    "mark",
    {
        "case_id": "int8", "indicator": "text", "key": "text", "division": "text", "organ": "text", "matter": "text",
        "day": "date", "value": "int8",
    },
    ("case_id", "indicator", "key"),
)  # fmt: skip
TABLES = (MARK,)


def project(changes: Sequence[Change], writer: Writer) -> None:
    """Write the marks of each event; a mark of a clock takes the clock's newest due day."""
    days = calendar()
    for change in changes:
        case = change.case
        for made in marks(change.procedure, change.event, change.after, change.before, days):
            row = (
                case.id, f"{case.procedure}.{made.indicator}", made.key, case.division, case.organ, case.matter,
                made.day, made.value,
            )  # fmt: skip
            writer.upsert(MARK, row)
