"""Lists that a case carries, as `procedure.yaml` writes them, and what acts do to them, read into values.

What a row may hold is checked when it is answered, in `items`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from yifa.procedure.conditions import NOT_SETTLED
from yifa.procedure.faults import in_code
from yifa.procedure.items import OUTCOME, REASON
from yifa.procedure.model import Act, Field, Items, Label, Procedure, RowsFrom
from yifa.procedure.table import Faults, Table

NO_COLUMNS: Final = ("choices", "file", "files", "officers", "list", "items")
"""Types of fields that hold more than a cell does."""


def items(id: str, table: Table, field: Callable[[str, Table], Field]) -> Items:
    """One list; `field` reads a column, which is written as a field is."""
    columns = {name: _column(field(name, inner), inner) for name, inner in table.tables("columns", required=True)}
    key = table.text("key", required=True)
    if key and columns and (key not in columns or not columns[key].required):
        mend = f"写一个必填的列：{in_code(name for name, column in columns.items() if column.required)}"
        table.fault("key", f"{key!r} is no required column", f"“{key}”不是必填的列", mend=mend)
    outcomes: dict[str, Label] = {}
    reasoned: list[str] = []
    for name, inner in table.tables("outcomes"):
        outcomes[name] = inner.label()
        reasoned += [name] if inner.flag("reasoned") else []
        inner.finish()
        if name == NOT_SETTLED:
            inner.fault(None, "is a reserved name", "`none` 是保留的名称", "它指尚未处理的行", "另起名称")
    found = Items(
        id=id,
        label=table.label(),
        key=key,
        columns=columns,
        outcomes=outcomes,
        reasoned=tuple(reasoned),
        cites=table.text("cites"),
        rule=table.text("rule"),
        place=table.place,
    )
    table.finish()
    return found


def _column(column: Field, table: Table) -> Field:
    if column.type in NO_COLUMNS:
        table.fault(
            "type",
            f"{column.type!r} does not fit a cell",
            "一格只能填写一个值",
            mend="改用 `text`、`number`、`money`、`date`、`choice`、`yes_no` 或者 `case`",
        )
    if column.personal or column.party:
        why, mend = "清单的行一直留在办件日志里", "改列编号或者代称，删去 `personal` 和 `party`"
        table.fault("personal", "a row stays in the log for ever", "清单不得列个人信息", why, mend)
    if column.when:
        table.fault("when", "every row has every column", "列不能附条件", mend="删去 `when`，写 `required: false`")
    if column.id in (OUTCOME, REASON):
        table.fault(None, "is a reserved name", f"`{column.id}` 是保留的名称", mend="另起名称")
    return column


def rows_from(table: Table, key: str) -> RowsFrom | None:
    """{items: list, from: field}: the rows an act adds or settles."""
    inner = table.table(key)
    if inner is None:
        return None
    found = RowsFrom(
        inner.word("items", required=True, refer="items") or "", inner.word("from", required=True, refer="field") or ""
    )
    inner.finish()
    return found


def check_moves(procedure: Procedure, faults: Faults) -> None:
    """A table is asked where it is used, is of the list it moves, and shares its name with nothing."""
    for act in procedure.acts.values():
        _check_act(procedure, act, faults)
    for id, items in procedure.items.items():
        if id in procedure.fields:
            what = f"list {id!r} has the name of a field"
            faults.add(
                items.place, what, f"清单“{id}”与字段重名", "文书里 `{名称}` 分不清指哪一个", "给其中一个另起名称"
            )


def _check_act(procedure: Procedure, act: Act, faults: Faults) -> None:
    used = set()
    for move in filter(None, (act.adds, act.settles)):
        used.add(move.field)
        field = procedure.fields.get(move.field)
        if field is not None and (field.type, field.of) != ("items", (move.items,)):
            mend = f"在 `form.yaml` 把它写成 `type: items`、`of: {move.items}`"
            what = f"field {move.field!r} holds no rows of {move.items!r}"
            faults.add(act.place, what, f"字段“{move.field}”不是清单“{move.items}”的行", mend=mend)
        if move.field not in act.fields:
            what = f"field {move.field!r} is not asked by act {act.id!r}"
            faults.add(
                act.place, what, f"“{act.label.zh}”没有问“{move.field}”", mend=f"在 `fields` 里写上 `{move.field}`"
            )
    if act.adds is not None and act.settles is not None and act.adds.field == act.settles.field:
        faults.add(
            act.place,
            f"act {act.id!r} adds and settles from one field",
            "列入与处理应当分列字段",
            mend="另设一个字段给 `settles`",
        )
    if act.settles is not None and (list_ := procedure.items.get(act.settles.items)) and not list_.outcomes:
        faults.add(
            list_.place, f"list {list_.id!r} has no outcomes", "清单没有写明处理结果", mend="在清单上写 `outcomes`"
        )
    for id in act.fields:
        if id in procedure.fields and procedure.fields[id].type == "items" and id not in used:
            what = f"act {act.id!r} asks for rows in {id!r} and does nothing with them"
            faults.add(act.place, what, f"“{act.label.zh}”填写的清单没有用到", mend="在这一步写 `adds` 或者 `settles`")
