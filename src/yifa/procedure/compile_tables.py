"""Dated tables as `tables.yaml` writes them and accruals as `deadlines.yaml` does, read into values.

Which row is in force and how much has accrued is asked by `dated_tables` and `accruals`.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Final

from yifa.procedure.compile_conditions import conditions
from yifa.procedure.faults import in_code
from yifa.procedure.model import Accrual, DatedTable, Procedure, TableRow
from yifa.procedure.table import Faults, Table

SOURCES: Final = ("NAT", "POL", "LOC", "M")
_PERCENT: Final = re.compile(r"(\d{1,6}(?:\.\d{1,6})?) ?%")


def dated_table(id: str, table: Table) -> DatedTable:
    """One table; a term of the matter may stand for all its rows."""
    cites, term = table.text("cites"), table.word("term", refer="term")
    found = DatedTable(
        id=id,
        label=table.label(),
        of=table.word("of", required=True, refer="field") or "",
        term=term,
        rows=tuple(row(table.sub(node, f"{table.title} rows"), cites) for node in table.items("rows", term is None)),
        cites=cites,
        rule=table.text("rule"),
        place=table.place,
    )
    table.finish()
    return found


def row(table: Table, cites: str) -> TableRow:
    """One row, in force from a day for cases whose conditions hold."""
    found = TableRow(
        since=table.day("from", required=True) or date.min,
        when=conditions(table, "when"),
        minimum=table.number("min"),
        maximum=table.number("max"),
        zh=table.text("zh"),
        cites=table.text("cites", default=cites),
        source=table.one_of("source", SOURCES, "LOC"),  # type: ignore[arg-type]
    )
    table.text("en")
    if found.minimum is not None and found.maximum is not None and found.minimum > found.maximum:
        table.fault("max", "is less than min", "上限低于下限", mend="改正 `min` 或者 `max`；金额都以分为单位")
    if any(condition.kind in ("table", "accrued") for condition in found.when):
        table.fault(
            "when",
            "asks about a table or a sum",
            "行的条件不得再问表或者加收",
            "会绕回自身",
            "以字段、要素或者步骤为条件",
        )
    table.finish()
    return found


def accrual(id: str, table: Table) -> Accrual:
    """One sum that grows by the day."""
    found = Accrual(
        id=id,
        label=table.label(),
        of=table.word("of", required=True, refer="field") or "",
        per_day=_share(table, "per_day", required=True) or Fraction(0),
        cap=_share(table, "cap"),
        after=table.word("after", required=True, refer="clock") or "",
        stops=table.words("stops", required=True, refer="act"),
        paused_by=table.words("paused_by", refer="wait"),
        when=conditions(table, "when"),
        cites=table.text("cites"),
        rule=table.text("rule"),
        place=table.place,
    )
    if any(condition.kind == "accrued" for condition in found.when):
        table.fault("when", "asks about a sum", "条件不得再问加收", "会绕回自身", "以字段、要素或者步骤为条件")
    table.finish()
    return found


def _share(table: Table, key: str, required: bool = False) -> Fraction | None:
    text = table.text(key, required)
    if not text:
        return None
    match = _PERCENT.fullmatch(text)
    if match is None:
        table.fault(key, f"{text!r} is no share", f"“{text}”不是百分比", mend='写成 `"3%"` 或者 `"0.05%"`，加引号')
        return None
    return Fraction(match[1]) / 100


def check_numbers(procedure: Procedure, faults: Faults) -> None:
    """A table and a sum are of a number that no other name in braces hides."""
    bound: list[DatedTable | Accrual] = [*procedure.tables.values(), *procedure.accruals.values()]
    for one in bound:
        field = procedure.fields.get(one.of)
        wanted = ("money",) if isinstance(one, Accrual) else ("money", "number")
        if field is not None and (field.type not in wanted or field.personal):
            mend = f"写一个类型为 {in_code(wanted)} 的字段，不用个人信息"
            faults.add(one.place, f"field {one.of!r} is no {' or '.join(wanted)}", f"“{one.of}”不是数额", mend=mend)
    for accrual_ in procedure.accruals.values():
        if accrual_.id in {*procedure.fields, *procedure.items}:
            what = f"accrual {accrual_.id!r} has the name of a field or list"
            faults.add(
                accrual_.place,
                what,
                f"“{accrual_.id}”与字段或者清单重名",
                "文书里 `{名称}` 分不清指哪一个",
                "给其中一个另起名称",
            )
        clock = procedure.clocks.get(accrual_.after)
        if clock is not None and clock.keyed_by_wait is not None:
            faults.add(
                accrual_.place,
                f"clock {clock.id!r} has keys",
                f"“{clock.label.zh}”分对象计算，不能据以加收",
                mend="`after` 写一个不分对象的期限",
            )
