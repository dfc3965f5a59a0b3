"""Dated tables of ranges that an organ can set, such as the benchmarks of discretion (裁量基准) for a fine.

It finds the row in force on a day for a case and says whether a number lies within it; what departs from a row, and
why that may be lawful, is for the gates of a pack.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from yifa.procedure.compile_tables import row
from yifa.procedure.conditions import Ask, Question, all_of
from yifa.procedure.model import DatedTable, Procedure, TableRow, Value
from yifa.procedure.source import Node
from yifa.procedure.table import Faults, Table


class BadTable(ValueError):
    """要素中的裁量基准表写法有误。"""

    def __init__(self, told: str) -> None:
        super().__init__(f"{self.__doc__}{told}")


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row with its conditions compiled."""

    row: TableRow
    ask: Ask | None


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One table, its rows latest first, as written within a day."""

    table: DatedTable
    rows: tuple[RowPlan, ...]


def table_plan(table: DatedTable) -> TablePlan:
    """The table, prepared."""
    return TablePlan(table, _prepared(table.rows))


def _prepared(rows: Sequence[TableRow]) -> tuple[RowPlan, ...]:
    latest_first = sorted(rows, key=lambda row: row.since, reverse=True)
    return tuple(RowPlan(row, all_of(row.when)) for row in latest_first)


def row_in_force(plan: TablePlan, q: Question) -> TableRow | None:
    """The latest row not after the day asked about whose conditions hold; None where the table has none."""
    for one in _rows(plan, q):
        if one.row.since <= q.on and (one.ask is None or one.ask(q)):
            return one.row
    return None


def lies_within(plan: TablePlan) -> Ask:
    """Whether the number given now, else the last one, lies within the row in force; without a row it does not."""
    name = plan.table.of

    def ask(q: Question) -> bool:
        value = q.answers[name] if name in q.answers else q.state.facts.get(name)
        if isinstance(value, bool) or not isinstance(value, int):
            return False
        found = row_in_force(plan, q)
        if found is None:
            return False
        return (found.minimum is None or value >= found.minimum) and (found.maximum is None or value <= found.maximum)

    return ask


def ranges(procedure: Procedure, q: Question, act: str) -> dict[str, tuple[TableRow, ...]]:
    """For each field of an act that a table bounds, the rows that may apply: one, unless it hangs on its answers."""
    own = frozenset(procedure.acts[act].fields)
    found: dict[str, tuple[TableRow, ...]] = {}
    for plan in procedure.plan.tables.values():
        if plan.table.of in own:
            found[plan.table.of] = found.get(plan.table.of, ()) + tuple(_possible(plan, q, own))
    return {field: rows for field, rows in found.items() if rows}


def _possible(plan: TablePlan, q: Question, own: frozenset[str]) -> list[TableRow]:
    """Rows in force whose conditions hold as far as they can be known, down to the first that surely applies."""
    found = []
    for one in _rows(plan, q):
        open_ = [condition for condition in one.row.when if condition.name in own and condition.name not in q.answers]
        known = all_of([condition for condition in one.row.when if condition not in open_])
        if one.row.since <= q.on and (known is None or known(q)):
            found.append(one.row)
            if not open_:
                break
    return found


def _rows(plan: TablePlan, q: Question) -> tuple[RowPlan, ...]:
    """The rows of the table, or those that the matter's term sets in their place."""
    term = plan.table.term
    own = q.state.terms.get(term) if term else None
    return rows_set(own) if own else plan.rows


def rows_set(value: Value) -> tuple[RowPlan, ...]:
    """The rows that a term holds, written as in a pack; raises BadTable where they cannot be read."""
    return _rows_of(json.dumps(value, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=256)
def _rows_of(text: str) -> tuple[RowPlan, ...]:
    value = json.loads(text)
    if not isinstance(value, list):
        raise BadTable("应为逐行的列表。")
    faults = Faults()
    rows = [row(Table(_node(item), "terms", faults), "") for item in value]
    if faults.found:
        raise BadTable("；".join(fault.zh for fault in faults.found))
    return _prepared(rows)


def _node(value: Any) -> Node:
    """A JSON value as the reader of packs sees it."""
    if isinstance(value, list):
        return Node(1, items=[_node(item) for item in value])
    if isinstance(value, dict):
        return Node(1, entries={key: _node(inner) for key, inner in value.items()})
    return Node(1, value)


def in_words(procedure: Procedure, table_of: str, found: TableRow) -> str:
    """A row as a form shows it, such as 情节较轻：10000元以上，50000元以下（依据 …）."""
    field = procedure.fields.get(table_of)
    money = field is not None and field.type == "money"
    low, high = (_number(value, money) for value in (found.minimum, found.maximum))
    span = "，".join(filter(None, (low and f"{low}以上", high and f"{high}以下"))) or "不设限"
    cites = f"（{found.cites}）" if found.cites else ""
    return f"{found.zh}：{span}{cites}" if found.zh else f"{span}{cites}"


def _number(value: int | None, money: bool) -> str:
    if value is None:
        return ""
    if not money:
        return str(value)
    yuan, fen = divmod(value, 100)
    return f"{yuan}.{fen:02d}元" if fen else f"{yuan}元"
