"""The rows of a list that a case carries, as a paper takes them: a table on a line of its own, a number in a sentence.

It holds words only; which rows there are is the engine's affair, how a table looks the renderers'.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yifa.procedure import OUTCOME, REASON, Procedure, State, shown, totals
from yifa.procedure.model import Items, Value

NO_ROWS = "（无）"
"""What stands in a paper for a table without rows."""


class Sheet(tuple[Mapping[str, str], ...]):
    """Rows of words by column; `heads` names the columns in order. A sequence, so that `{each}` and `count` take it."""

    heads: Mapping[str, str]

    @classmethod
    def of(cls, heads: Mapping[str, str], rows: list[Mapping[str, str]]) -> Sheet:
        """The rows under their heads."""
        made = cls(rows)
        made.heads = heads
        return made


def sheets(procedure: Procedure, state: State) -> dict[str, Any]:
    """What a template may name of lists: each as a table, and the number of rows with each outcome."""
    numbers = {name: number for name, number in totals(procedure, state).items() if "." in name}
    return numbers | {id: _sheet(procedure, items, state) for id, items in procedure.items.items()}


def _sheet(procedure: Procedure, items: Items, state: State) -> Sheet:
    rows = state.items.get(items.id, {})
    heads = {id: column.label.zh for id, column in items.columns.items()}
    if any(OUTCOME in row for row in rows.values()):
        heads[OUTCOME] = "处理结果"
    if any(REASON in row for row in rows.values()):
        heads[REASON] = "理由"
    return Sheet.of(heads, [{id: cell(procedure, items, id, row.get(id)) for id in heads} for row in rows.values()])


def cell(procedure: Procedure, items: Items, column: str, value: Value) -> str:
    """A cell as people read it; "" where it is blank."""
    if value is None or value == "":
        return ""
    if column == OUTCOME:
        label = items.outcomes.get(str(value))
        return label.zh if label is not None else str(value)
    field = items.columns.get(column)
    return str(value) if field is None else shown(procedure, field, value)
