"""When a conditional question stands on a form: settled by the case, or left to the answers and said in words.

The conditions are the pack's; the engine is asked whether they hold.
"""

from __future__ import annotations

from datetime import date

from yifa.procedure import Procedure, State, check_answers
from yifa.procedure.model import Act, Field, Value
from yifa.workdays import Calendar


def hangs_on_answers(act: Act, one: Field) -> bool:
    """Whether a question is asked only in view of other answers on the same form."""
    return any(condition.kind == "fact" and condition.name in act.fields for condition in one.when)


def may_be_asked(procedure: Procedure, act: Act, one: Field, state: State) -> bool:
    """False where what is already known of the case settles that the question is not asked."""
    if not one.when or hangs_on_answers(act, one):
        return True
    day = state.day or date.min
    probed = check_answers(procedure, state, act.id, {one.id: "?"}, day, Calendar.of_state_council())
    return not any(refusal.code == "answer.unknown" and refusal.field == one.id for refusal in probed)


def asked_when(procedure: Procedure, act: Act, one: Field) -> str:
    """When a conditional question is asked, in words: “申请人类型”为“自然人”时填写."""
    parts = []
    for condition in one.when:
        other = procedure.fields.get(condition.name)
        if condition.kind != "fact" or other is None or condition.name not in act.fields:
            continue
        labels = dict(other.options)
        values = condition.value if isinstance(condition.value, list) else [condition.value]
        named = "、".join(f"“{labels.get(value, _yes(value))}”" for value in values)
        if condition.test in ("is", "in"):
            parts.append(f"“{other.label.zh}”为{named}")
        elif condition.test == "not":
            parts.append(f"“{other.label.zh}”不是{named}")
        else:
            parts.append(f"与“{other.label.zh}”有关")
    return f"{'，且'.join(parts)}时填写" if parts else ""


def _yes(value: Value) -> str:
    return {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)
