"""Loads the divisions of GB/T 2260 that ship with the room, or a file of the same form that an office has.

The files and where they come from are described in divisions/README.md; nothing is computed from names.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction

from yifa.organs.models import Division

FOLDER = Path(__file__).parent / "divisions"
SHIPPED = (FOLDER / "current.csv", FOLDER / "abolished.csv")
_NEEDED = ("code", "name", "level", "parent")


class BadDivisions(ValueError):
    """A file of divisions cannot be read; the message says which line and what is wrong, in Chinese."""


def load_divisions(*paths: Path) -> int:
    """Load divisions from CSV files (those that ship, if none is named) and return how many rows were kept.

    A code already known is brought up to date; no code is ever removed. Raises BadDivisions, and then loads
    nothing.
    """
    rows = [division for path in (paths or SHIPPED) for division in read_divisions(path)]
    with transaction.atomic():
        Division.objects.bulk_create(
            rows,
            batch_size=2000,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "level", "parent", "valid_from", "valid_to", "successor"],
        )
    return len(rows)


def read_divisions(path: Path) -> Iterator[Division]:
    """Yield the divisions of one file, unsaved."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if missing := [name for name in _NEEDED if name not in (reader.fieldnames or ())]:
            raise BadDivisions(f"{path.name} 缺少列：{'、'.join(missing)}。")
        for row in reader:
            try:
                yield _division(row)
            except ValueError as fault:
                raise BadDivisions(f"{path.name} 第 {reader.line_num} 行：{fault}") from fault


def _division(row: dict[str, str]) -> Division:
    code = (row["code"] or "").strip()
    if not (code.isascii() and code.isdigit() and len(code) in (6, 9)):
        raise ValueError(f"区划代码“{code}”不是 6 位或者 9 位数字。")
    if not (row["name"] or "").strip():
        raise ValueError(f"区划 {code} 没有名称。")
    if row["level"] not in ("2", "3", "4", "5", "6"):
        raise ValueError(f"区划 {code} 的层级“{row['level']}”应为 2 至 6。")
    return Division(
        code=code,
        name=row["name"].strip(),
        level=row["level"],
        parent=row["parent"] or "",
        valid_from=_day(row.get("since"), 1, 1),
        valid_to=_day(row.get("until"), 12, 31),
        successor=row.get("successor") or "",
    )


def _day(year: str | None, month: int, day: int) -> date | None:
    """Return the first or last day of a year, since the lists date changes to the year."""
    return date(int(year), month, day) if year else None
