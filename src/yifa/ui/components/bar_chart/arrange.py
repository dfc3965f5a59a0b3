"""Works out the length of each bar against the longest; a bar is drawn by the server as SVG.

The numbers stand in the table beside the bars and are the chart's first form.
"""

from typing import Any

from yifa.ui.registry import spread


def arrange(given: dict[str, Any]) -> dict[str, Any]:
    """Each row gets ``length`` (0 to 100, one decimal) and ``shown``; values are numbers, not below zero."""
    rows = [spread(row) for row in given["rows"]]
    top = float(given.get("top") or max((row["value"] for row in rows), default=0)) or 1.0
    for row in rows:
        row["length"] = f"{min(100.0, 100 * float(row['value']) / top):.1f}"
        row["shown"] = row.get("shown") or f"{row['value']:,}"
    return {**given, "rows": rows}
