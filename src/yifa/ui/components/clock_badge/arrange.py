"""Chooses the words and the shape of a clock from its state; shape and words never leave the colour alone.

The state itself is decided by the clocks of the engine.
"""

from typing import Any

SHAPES = {
    "calm": "clock",
    "soon": "hourglass",
    "due": "bell",
    "late": "warning",
    "paused": "pause",
    "met": "check",
    "missed": "cross",
}
UNITS = {"working_days": "个工作日", "days": "天", "hours": "小时", "months": "个月"}

_HOURS = 72


def arrange(given: dict[str, Any]) -> dict[str, Any]:
    """Adds ``shape`` and ``words``. ``left`` counts down to the due day; below zero it is how long overdue.

    Raises KeyError for a state that is not one of the seven.
    """
    unit = given.get("unit", "个工作日")
    left, unit = _readable(given.get("left"), UNITS.get(unit, unit))
    return {
        **given,
        "shape": SHAPES[given["state"]],
        "words": given.get("words") or _words(given["state"], left, unit),
    }


def _readable(left: int | None, unit: str) -> tuple[int | None, str]:
    """Nobody counts by hours what is more than three days away."""
    if unit == "小时" and left is not None and abs(left) > _HOURS:
        return (left // 24 if left > 0 else -(-left // 24)), "天"
    return left, unit


def _words(state: str, left: int | None, unit: str) -> str:
    fixed = {"paused": "暂停计时", "met": "按期办结", "missed": "逾期办结"}
    if state in fixed and not (state == "missed" and left):
        return fixed[state]
    if state == "missed" and left:
        return f"逾期 {abs(left)} {unit}办结"
    if state == "late":
        return f"已逾期 {abs(left or 0)} {unit}" if left else "已逾期"
    if state == "due" and not left:
        return "不足 1 小时" if unit == "小时" else "今天到期"
    return f"还剩 {left} {unit}"
