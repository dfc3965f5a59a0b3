"""Whether a day that is told can move what it moves: a receipt, a payment or a service does not lie ahead.

How such a day lies to others is said by the bounds of its field and tested when it is answered.
"""

from __future__ import annotations

from collections.abc import Iterator

from yifa.procedure.faults import Fault
from yifa.procedure.model import DayBound, Procedure

_PAST = DayBound("not_after", "act")


def faults_of_days(procedure: Procedure) -> Iterator[Fault]:
    """An act takes effect on a told day only where that day has come: else a wait would end, or a term stop, before
    it does, and what is done in between would be counted twice.
    """
    for act in procedure.acts.values():
        if act.effect.kind != "fact":
            continue
        field = procedure.fields[act.effect.name]
        if _PAST not in field.bounds:
            yield Fault(
                field.place,
                f"act {act.id!r} takes effect on {field.id!r}, which may lie ahead",
                f"“{act.label.zh}”自“{field.label.zh}”起生效，而这一日可以晚于办理之日",
                "尚未到来的日子还没有发生什么，不能据以结束等待、停止或者起算期限",
                f"在字段 `{field.id}` 写 `not_after: act`",
            )
