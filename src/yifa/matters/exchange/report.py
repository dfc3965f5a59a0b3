"""What an import did: how many rows were kept, and of every other row where it is wrong and how to mend it.

It holds findings only; nothing here reads files or writes rows.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

HEAD = ("表", "行", "列", "值", "问题", "如何更正")


class BadFile(ValueError):
    """The file as a whole cannot be read; nothing was imported. The message is a Chinese sentence with a remedy."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing wrong in one row; `row` is the number the reader sees in the file, the head line being 1."""

    sheet: str
    row: int
    column: str
    value: str
    problem: str
    mend: str

    def __str__(self) -> str:
        shown = f"“{self.value[:40]}”" if self.value else "空"
        return f"{self.sheet}第 {self.row} 行“{self.column}”（{shown}）：{self.problem}{self.mend}"


@dataclass(slots=True)
class ImportReport:
    """The result of an import. Rows without a fault are kept, whatever else is wrong in the file."""

    created: int = 0
    updated: int = 0
    materials: int = 0
    faults: list[RowFault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        """Return how many matters were kept."""
        return self.created + self.updated

    @property
    def rejected(self) -> int:
        """Return how many rows were not kept."""
        return len({(fault.sheet, fault.row) for fault in self.faults})

    def text(self) -> str:
        """Return the report as Chinese lines for a terminal or a page."""
        lines = [
            f"导入事项 {self.accepted} 项（新增 {self.created}，更新 {self.updated}），"
            f"材料 {self.materials} 份；退回 {self.rejected} 行。"
        ]
        return "\n".join([*lines, *self.warnings, *map(str, self.faults)])

    def to_csv(self) -> bytes:
        """Return the faults as a CSV file (UTF-8 with a mark, so that office programs read it)."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(HEAD)
        for fault in self.faults:
            writer.writerow((fault.sheet, fault.row, fault.column, fault.value, fault.problem, fault.mend))
        return out.getvalue().encode("utf-8-sig")
