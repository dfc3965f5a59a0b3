"""Turns a series into the points of an SVG line on a grid of 100 by 100; words and axes stay HTML.

The drawing stretches with the page, so nothing in it may be text.
"""

from typing import Any

from yifa.ui.registry import spread


def arrange(given: dict[str, Any]) -> dict[str, Any]:
    """Adds ``path``, ``dots``, ``top`` (a round number above the highest value) and ``half``."""
    points = [spread(point) for point in given["points"]]
    top = _round_up(max((float(point["value"]) for point in points), default=1.0))
    step = 100 / max(1, len(points) - 1)
    heights = [100 - 100 * float(point["value"]) / top for point in points]
    dots = [(f"{at * step:.2f}", f"{height:.2f}") for at, height in enumerate(heights)]
    for point in points:
        point["shown"] = point.get("shown") or f"{point['value']:,}"
    return {
        **given,
        "points": points,
        "dots": dots,
        "path": " ".join(f"{x},{y}" for x, y in dots),
        "top": f"{top:,g}",
        "half": f"{top / 2:,g}",
    }


def _round_up(value: float) -> float:
    """The next small even multiple of a power of ten: an axis whose half is a round number too."""
    size = 1.0
    while size * 10 <= value:
        size *= 10
    return next((size * step for step in (1, 2, 3, 4, 5, 6, 8, 10) if size * step >= value), 1.0)
