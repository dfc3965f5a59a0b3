"""Keeps the pairs of every case that may still take another in, and removes them once it may not.

Which fields and stages count is said by the pack (`similar`); personal fields cannot be among them.
"""

from __future__ import annotations

from collections.abc import Sequence

from yifa.casework.public import Change, Table, Writer
from yifa.procedure import State
from yifa.procedure.model import Similar
from yifa.similarity.grams import padded, weighed

GRAM = Table(
    "gram",
    {"case_id": "int8", "gram": "int8", "weight": "int4", "division": "text", "organ": "text", "procedure": "text"},
    ("case_id", "gram"),
    removable=True,
)
TABLES = (GRAM,)


def project(changes: Sequence[Change], writer: Writer) -> None:
    """Write the pairs of cases that became open to others, remove those of cases that no longer are."""
    for change in changes:
        similar = change.procedure.similar
        if similar is None:
            continue
        was, now = change.before.stage in similar.stages, change.after.stage in similar.stages
        if now and (not was or not similar.fields.keys().isdisjoint(change.event.answers)):
            case = change.case
            for gram, weight in padded(weighed(texts(similar, change.after), similar.fields)).items():
                writer.upsert(GRAM, (case.id, gram, weight, case.division, case.organ, case.procedure))
        elif was and not now:
            writer.remove(GRAM, change.case.id)


def texts(similar: Similar, state: State) -> dict[str, str]:
    """What the case says in the fields that are compared."""
    return {name: str(value) for name in similar.fields if (value := state.facts.get(name))}
