"""Reads XLSX and CSV files into plain tables of text, refusing what is not such a file or could do harm.

It knows nothing of matters. Formulas are never computed, macros never kept, and a file that would unpack to more
than its due is refused before it is unpacked.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from openpyxl import load_workbook

from yifa.matters.exchange.report import BadFile

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 1000
MOST_ROWS = 50_000
MOST_COLUMNS = 300

_SPACES = " \t\r\n\u3000\u00a0\ufeff"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_HARMFUL = re.compile(r"vbaProject|macrosheets|activeX|externalLinks", re.IGNORECASE)
FORMULA = "=（公式）"
"""Stands in a cell that holds a formula: the reader reports it instead of guessing its value."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the reader sees it, and its values by column, stripped; absent columns are empty."""

    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its head line and its rows; rows without any value are left out."""

    name: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheets(source: Path | bytes) -> tuple[Sheet, ...]:
    """Return the tables of a file: of a workbook, of one CSV file, or of a ZIP of CSV files. Raises BadFile."""
    content = _content(source)
    name = source.name if isinstance(source, Path) else "文件"
    if content.startswith(_OLD_OFFICE):
        raise BadFile("这是旧版 Excel（.xls）或者加了密码的文件。请去掉密码，另存为 .xlsx 或者 CSV UTF-8 后再导入。")
    if content.startswith(b"PK"):
        return _packed(content)
    return (_csv(PurePosixPath(name).stem, content),)


def _content(source: Path | bytes) -> bytes:
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if size > MOST_BYTES:
            raise BadFile(f"文件超过 {MOST_BYTES // 1024 // 1024} MB。请分成几个文件导入。")
        content = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as fault:
        raise BadFile(f"文件打不开：{fault.strerror}。请检查路径和权限。") from fault
    if not content.strip():
        raise BadFile("文件是空的。请选择含有事项表的文件。")
    return content


def _packed(content: bytes) -> tuple[Sheet, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            _check_parts(parts)
            names = {part.filename for part in parts}
            if "xl/workbook.xml" in names:
                _check_declarations(packed, parts)
                return tuple(_workbook(content))
            tables = sorted(name for name in names if name.lower().endswith(".csv"))
            if not tables:
                raise BadFile("压缩包里既没有工作簿，也没有 CSV 表。请上传 .xlsx 文件，或者 matter.csv 等表的压缩包。")
            return tuple(_csv(PurePosixPath(name).stem, packed.read(name)) for name in tables)
    except BadFile:
        raise
    except Exception as fault:  # openpyxl and zipfile raise whatever a broken file makes them stumble over
        raise BadFile("文件不是完好的工作簿（.xlsx）。请用办公软件打开并另存为 .xlsx 后再导入。") from fault


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse what unpacks to too much, before unpacking: a part is never read beyond the size it declares."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadFile(f"文件解开后超过 {MOST_UNPACKED // 1024 // 1024} MB，已拒绝打开。请分成几个文件导入。")
    if any(part.flag_bits & 1 for part in parts):
        raise BadFile("文件加了密码。请去掉密码后再导入。")
    if any(_HARMFUL.search(part.filename) for part in parts):
        raise BadFile("工作簿含有宏、控件或者外部链接，已拒绝打开。请另存为不含宏的 .xlsx 后再导入。")


def _check_declarations(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse XML that declares entities of its own: office programs write none, and they can swell without end."""
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with packed.open(part) as file:
                if b"<!" in file.read(4096).replace(b"<!--", b""):
                    raise BadFile("工作簿含有不该有的声明（DOCTYPE），已拒绝打开。请另存为 .xlsx 后再导入。")


def _workbook(content: bytes) -> Iterator[Sheet]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that openpyxl leaves out do not matter here
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            cells = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)
            yield _sheet(sheet.title, ([_cell(cell) for cell in row] for row in cells))
        book.close()


def _cell(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return FORMULA
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.strftime("%Y%m%d") if isinstance(value, date) else str(value)


def _csv(name: str, content: bytes) -> Sheet:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadFile(_what_encoding(content)) from fault
    if "\0" in text:
        raise BadFile("文件不是文本，也不是工作簿。请上传 .xlsx 文件或者 UTF-8 编码的 CSV 文件。")
    try:
        return _sheet(name, csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as fault:
        raise BadFile(f"CSV 文件的引号或者分隔不对（{fault}）。请用办公软件另存为 CSV UTF-8 后再导入。") from fault


def _what_encoding(content: bytes) -> str:
    mend = "请另存为 CSV UTF-8（Excel：另存为，类型选“CSV UTF-8”），或者改用 .xlsx。"
    try:
        head = content.decode("gb18030")[:2000]
    except UnicodeDecodeError:
        return f"文件既不是工作簿，也不是 UTF-8 编码的文本。{mend}"
    if "事项" in head or "实施编码" in head:
        return f"文件是 GB18030（GBK）编码，不是 UTF-8。{mend}"
    return f"文件不是 UTF-8 编码的文本。{mend}"


def _sheet(name: str, lines: Iterable[list[str]]) -> Sheet:
    head: tuple[str, ...] = ()
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        values = [value.replace("\r\n", "\n").strip(_SPACES) for value in line]
        if number > MOST_ROWS + 1:
            raise BadFile(f"表“{name}”超过 {MOST_ROWS} 行。请分成几个文件导入。")
        if number == 1:
            head = _head(name, values)
        elif any(values):
            rows.append(Row(number, dict(zip(head, values, strict=False))))
    return Sheet(name, head, tuple(rows))


def _head(name: str, values: list[str]) -> tuple[str, ...]:
    while values and not values[-1]:
        values.pop()
    twice = sorted({value for value in values if value and values.count(value) > 1})
    if twice:
        raise BadFile(f"表“{name}”的表头有重复的列：{'、'.join(twice)}。每一列只能出现一次，请删去或者改名。")
    return tuple(values)
