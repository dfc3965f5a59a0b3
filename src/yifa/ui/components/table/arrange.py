"""Pairs each row with its columns, so that the template draws cells in the order of the heads.

Sorting and paging are done by the view; here are only links.
"""

from typing import Any

from yifa.ui.registry import spread

ARROWS = {"ascending": "arrow-up", "descending": "arrow-down"}


def arrange(given: dict[str, Any]) -> dict[str, Any]:
    """``rows`` become ``{url, tone, cells: [(column, cell), …]}`` in the order of the columns."""
    columns = [spread(column) for column in given["columns"]]
    for column in columns:
        column["arrow"] = ARROWS.get(column.get("sorted") or "", "")
    rows = []
    for row in map(spread, given["rows"]):
        cells = [_cell(row["cells"].get(column["key"], "")) for column in columns]
        rows.append({**row, "cells": list(zip(columns, cells, strict=True))})
    return {**given, "columns": columns, "rows": rows}


def _cell(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"text": value}
