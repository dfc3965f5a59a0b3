"""Marks the event at which the year changes, so that a long history names each year once.

Order and wording are the caller's.
"""

from typing import Any

from yifa.ui.dates import as_day
from yifa.ui.registry import spread


def arrange(given: dict[str, Any]) -> dict[str, Any]:
    """Each event gets ``year`` where it differs from the one above, else nothing; the order is kept."""
    events, year = [], None
    for event in map(spread, given["events"]):
        day = as_day(event["on"])
        now = day.year if day else None
        events.append({**event, "day": day, "year": now if now != year else None})
        year = now
    return {**given, "events": events}
