"""Writes an organ's matters and materials as a file in the exchange form, which `importing` reads back unchanged.

A workbook has the tables as sheets `matter` and `matter_material`; CSV is a ZIP of two files of the same names.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from yifa.matters.exchange.items import KEY, MATERIAL, MATERIAL_HEAD, OWN, STANDARD
from yifa.matters.exchange.joined import write_matter
from yifa.matters.models import Matter
from yifa.organs.public import Organ

Tables = Mapping[str, tuple[Sequence[str], Iterable[list[str]]]]

MATTER_HEAD = (*STANDARD, *(item.zh for item in OWN))
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_CELL = 32_767
"""What a cell of a workbook can hold; a longer sample of a result is left out there (import leaves the old one)."""


def export_matters(organ: Organ, format: Literal["xlsx", "csv"] = "xlsx") -> bytes:
    """Return an organ's matters and materials as a file: a workbook, or a ZIP of CSV files."""
    matters = list(Matter.objects.filter(organ=organ).select_related("organ").prefetch_related("materials"))
    tables = {
        "matter": (MATTER_HEAD, _matter_rows(matters)),
        "matter_material": (MATERIAL_HEAD, _material_rows(matters)),
    }
    return _workbook(tables) if format == "xlsx" else _csv_files(tables)


def _matter_rows(matters: Iterable[Matter]) -> Iterator[list[str]]:
    for matter in matters:
        written = write_matter(matter)
        yield [_clean(written[column]) for column in MATTER_HEAD]


def _material_rows(matters: Iterable[Matter]) -> Iterator[list[str]]:
    for matter in matters:
        for material in matter.materials.all():
            values = {item.zh: item.write(getattr(material, item.field)) for item in MATERIAL}
            yield [_clean((values | {KEY: matter.pk})[column]) for column in MATERIAL_HEAD]


def _clean(text: str) -> str:
    """Return the text as every file can carry it: no control characters, one kind of line end, no spaces around."""
    return _UNPRINTABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _workbook(tables: Tables) -> bytes:
    book = Workbook(write_only=True)
    for name, (head, rows) in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for row in (head, *rows):
            cells = []
            for text in row:
                cell = WriteOnlyCell(sheet, text if len(text) <= _LONGEST_CELL else "")
                cell.data_type = "s"  # text that begins with = is text, never a formula
                cells.append(cell)
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv_files(tables: Tables) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for name, (head, rows) in tables.items():
            out = io.StringIO()
            csv.writer(out).writerows([head, *rows])
            files.writestr(f"{name}.csv", out.getvalue().encode("utf-8-sig"))
    return packed.getvalue()
