"""Whether what a procedure asks can be asked: no condition on particulars, no day compared with what is no day.

What a condition means is in `conditions`; whether it is the law's is for its stories.
"""

from __future__ import annotations

from collections.abc import Iterator

from yifa.procedure.faults import Fault
from yifa.procedure.model import Condition, Place, Procedure


def faults_in_conditions(procedure: Procedure) -> Iterator[Fault]:
    """Personal particulars are not in the log, so nothing can be decided by them."""
    for place, conditions in all_conditions(procedure):
        for condition in conditions:
            named = (condition.name, condition.value) if condition.test.endswith("_field") else (condition.name,)
            asked = (procedure.fields.get(str(name)) for name in named) if condition.kind == "fact" else ()
            for field in (one for one in asked if one is not None and one.personal):
                yield Fault(
                    place,
                    f"a condition tests the personal field {field.id!r}",
                    f"条件不得以个人信息“{field.label.zh}”判断",
                    "个人信息不进办件日志，只留摘要，将来无从复核",
                    "把真正有关系的事实单设一个字段来问，不带个人信息",
                )
    for field in procedure.fields.values():
        for other in (bound.other for bound in field.bounds if bound.other != "act"):
            compared = procedure.fields.get(other)
            if compared.type != "date" if compared is not None else other not in procedure.acts:
                what = f"{other!r} is no date field or act to compare with"
                yield Fault(
                    field.place,
                    what,
                    f"“{other}”不是可以比较的日期字段或者步骤",
                    mend="写 `act`（办理之日）、一个 `type: date` 的字段，或者一个步骤",
                )
    for clock in procedure.clocks.values():
        for name in filter(None, (clock.start_fact, clock.until)):
            if procedure.fields[name].type != "date":
                yield Fault(
                    clock.place, f"field {name!r} is no date", f"“{name}”不是日期字段", mend="改为 `type: date` 的字段"
                )


def all_conditions(procedure: Procedure) -> Iterator[tuple[Place, tuple[Condition, ...]]]:
    """Every list of conditions of a procedure, with the place it is written at."""
    for act in procedure.acts.values():
        yield act.place, act.when
    for gate in procedure.gates.values():
        for line in gate.met_by:
            yield gate.place, line
    for field in procedure.fields.values():
        yield field.place, field.when
    for clock in procedure.clocks.values():
        extension = clock.extension.lengths if clock.extension else ()
        lengths = [condition for dated in (*clock.lengths, *extension) for condition in dated.when]
        yield clock.place, (*clock.when, *clock.pause_when, *lengths)
    for indicator in procedure.indicators.values():
        for mark in indicator.marks:
            yield indicator.place, mark.when
    for table in procedure.tables.values():
        for row in table.rows:
            yield table.place, row.when
    for accrual in procedure.accruals.values():
        yield accrual.place, accrual.when
