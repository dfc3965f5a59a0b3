"""Marks added up to figures for one case or one story: counts, shares in per cent, means.

Adding up over cases and years, with drill-down, is `indicators`'; the arithmetic is the same and tested here.
"""

from __future__ import annotations

from collections.abc import Iterable

from yifa.procedure.marks import MarkMade
from yifa.procedure.model import Procedure


def figures(procedure: Procedure, made: Iterable[MarkMade]) -> dict[str, int | float | None]:
    """Every indicator with its value; a share is in per cent, and None where its whole is 0."""
    last = {(mark.indicator, mark.key): mark.value for mark in made}
    found: dict[str, int | float | None] = {}
    for id, indicator in procedure.indicators.items():
        if indicator.kind == "count":
            found[id] = sum(value for (name, _), value in last.items() if name == id)
    for id, indicator in procedure.indicators.items():
        if indicator.kind != "count":
            part, whole = found.get(indicator.part), found.get(indicator.whole)
            times = 100 if indicator.kind == "share" else 1
            found[id] = round(times * (part or 0) / whole, 2) if whole else None
    return found
