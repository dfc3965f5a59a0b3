"""Whether lists, tables and sums that grow make sense as a whole: what is never added, bounded or grounded in law.

Types and references are `compile`'s; what a procedure does with the numbers is told by its stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from yifa.procedure.faults import CITES, Fault
from yifa.procedure.model import Accrual, Condition, Items, Place, Procedure

_DAYS: Final = ("elapsed", "not_elapsed")


def faults_in_numbers(
    procedure: Procedure, conditions: Iterable[tuple[Place, tuple[Condition, ...]]]
) -> Iterator[Fault]:
    """Faults and warnings of lists, tables and sums; `conditions` are all that the procedure asks."""
    for place, asked in conditions:
        for condition in asked:
            yield from _asked(procedure, place, condition)
    yield from _lists(procedure)
    yield from _without_law(procedure)


def _asked(procedure: Procedure, place: Place, condition: Condition) -> Iterator[Fault]:
    field = procedure.fields.get(condition.name) if condition.kind in (*_DAYS, "fact") else None
    if field is None:
        return
    if field.type == "items":
        mend = f"改写 `{{items: {', '.join(field.of)}, at_least: 1}}`"
        yield Fault(place, f"a condition tests the rows in {field.id!r}", "条件不得直接以清单判断", mend=mend)
    if condition.kind in _DAYS and condition.name in procedure.acts:
        what = f"{condition.name!r} is both an act and a date field"
        yield Fault(place, what, f"“{condition.name}”既是步骤又是日期字段", "不知道从哪一个算起", "给其中一个另起名称")
    if condition.kind in _DAYS and field.personal:
        yield Fault(
            place,
            f"a condition tests the personal field {field.id!r}",
            "条件不得以个人信息判断",
            "个人信息不进办件日志",
            "把有关系的日期单设一个字段来问，不带个人信息",
        )


def _lists(procedure: Procedure) -> Iterator[Fault]:
    for items in procedure.items.values():
        added = any(act.adds is not None and act.adds.items == items.id for act in procedure.acts.values())
        settled = any(act.settles is not None and act.settles.items == items.id for act in procedure.acts.values())
        if not added:
            what = f"no act adds to list {items.id!r}"
            yield Fault(
                items.place,
                what,
                f"没有步骤列入“{items.label.zh}”",
                mend=f"在列入它的步骤上写 `adds: {{items: {items.id}, from: 字段}}`",
            )
        if items.outcomes and not settled:
            what = f"no act settles list {items.id!r}"
            mend = f"在处理它的步骤上写 `settles: {{items: {items.id}, from: 字段}}`，或者删去 `outcomes`"
            yield Fault(items.place, what, f"没有步骤处理“{items.label.zh}”", "", mend, "warning")


def _without_law(procedure: Procedure) -> Iterator[Fault]:
    grounded: list[Items | Accrual] = [*procedure.items.values(), *procedure.accruals.values()]
    for one in grounded:
        if not one.cites:
            yield Fault(one.place, f"{one.id!r} cites nothing", f"“{one.label.zh}”没有依据", mend=CITES)
    for table in procedure.tables.values():
        if not all(row.cites for row in table.rows):
            what = f"a row of table {table.id!r} cites nothing"
            yield Fault(table.place, what, f"“{table.label.zh}”有的行没有依据", mend=CITES)
