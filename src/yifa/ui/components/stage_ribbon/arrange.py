"""Puts gates before and waits after the stage each belongs to, so that the template only draws.

Where a case is, which gate is shut and which wait is open are facts of the case; they are handed in.
"""

from typing import Any

from yifa.ui.registry import spread

STATES = {"past": "已过", "now": "现在在这一步", "ahead": "还没到", "skipped": "未经过"}
WAITS = {"open": "正在进行", "closed": "已结束", "none": "未发生"}


def arrange(given: dict[str, Any]) -> dict[str, Any]:
    """``stops``: each stage with its ``gates`` (before it), ``waits`` (beside it), its state in words."""
    gates = [spread(gate) for gate in given.get("gates") or []]
    waits = [{**wait, "words": WAITS[wait["state"]]} for wait in map(spread, given.get("waits") or [])]
    stops = []
    for stage in map(spread, given["stages"]):
        stops.append(
            {
                **stage,
                "words": STATES[stage["state"]],
                "gates": [gate for gate in gates if gate["before"] == stage["id"]],
                "waits": [wait for wait in waits if wait["after"] == stage["id"]],
            }
        )
    return {**given, "stops": stops}
