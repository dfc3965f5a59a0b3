"""Tables that people fill in for lists of a case: read from cells, from pasted text and from files.

Texts become the JSON values that the engine knows; whether a row will do is the engine's decision.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from yifa.desk.words import article
from yifa.matters.public import FORMULA, BadFile, read_sheets
from yifa.procedure import MOST_ROWS, OUTCOME, ListMove, Procedure, Refusal, State, column_fields
from yifa.procedure.model import Act, Field, Value

Cells = dict[str, str]
"""One row as it was typed: column → text."""

BLANK_ROWS: Final = 3
MORE_ROWS: Final = 10
MOST_CELLS: Final = 600
"""Up to so many cells stand on the page one by one; a longer table is shown as text, a line a row."""
MOST_BYTES: Final = 5 * 1024 * 1024
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?")
_YES: Final = {"是": True, "有": True, "1": True, "否": False, "无": False, "0": False}
_UNITS: Final = {"money": "（元）", "date": "（如 2026-03-05）"}


@dataclass
class Typed:
    """The rows of one table as they came, and what could not be read at all."""

    cells: list[Cells] = field(default_factory=list)
    fault: str = ""
    more: bool = False  # somebody asked for more rows, not for the act


def move_of(procedure: Procedure, act: Act, id: str) -> ListMove | None:
    """What an act does with the rows of a field; None for a field that is no table."""
    return next((move for move in procedure.plan.acts[act.id].lists if move.field == id), None)


def read(id: str, move: ListMove, data: QueryDict, files: MultiValueDict[str, UploadedFile[Any]]) -> Typed:
    """The rows of the cells, then those that were pasted, then those of a file. Lines without anything are left out."""
    columns = column_fields(move.items, move.settles)
    typed = Typed(_of_cells(id, columns, data), more=data.get("more") == id)
    typed.cells += _of_text(data.get(f"{id}-pasted", ""), move, columns)
    for file in files.getlist(f"{id}-file"):
        try:
            typed.cells += _of_file(file, move, columns)
        except BadFile as error:
            typed.fault = str(error)
    if len(typed.cells) > MOST_ROWS:
        typed.fault = f"清单最多{MOST_ROWS}行，现有{len(typed.cells)}行，请分成几件办理。"
        typed.cells = typed.cells[:MOST_ROWS]
    return typed


def values(move: ListMove, cells: Iterable[Cells]) -> list[dict[str, Value]]:
    """The rows as the engine takes them, blank cells left out."""
    columns = {column.id: column for column in column_fields(move.items, move.settles)}
    return [
        {id: _value(columns[id], text) if id in columns else text for id, text in row.items() if text} for row in cells
    ]


def _of_cells(id: str, columns: tuple[Field, ...], data: QueryDict) -> list[Cells]:
    """The cells column by column; a row that was offered and left alone is no answer."""
    by_column = {column.id: data.getlist(f"{id}.{column.id}") for column in columns}
    offered = data.getlist(f"{id}.offered")
    rows = []
    for at in range(max((len(texts) for texts in by_column.values()), default=0)):
        row = {column: texts[at].strip() for column, texts in by_column.items() if at < len(texts)}
        alone = at < len(offered) and offered[at] == "1" and not any(list(row.values())[1:])
        if any(row.values()) and not alone:
            rows.append(row)
    return rows


def _of_text(text: str, move: ListMove, columns: tuple[Field, ...]) -> list[Cells]:
    """What a spreadsheet puts on the clipboard: cells parted by tabs, or by commas where there is no tab."""
    if not text.strip():
        return []
    parted = csv.reader(io.StringIO(text.strip("\r\n"), newline=""), delimiter="\t" if "\t" in text else ",")
    try:
        lines = [[cell.strip() for cell in line] for line in parted]
    except csv.Error:
        lines = [[cell.strip() for cell in line.split("\t")] for line in text.splitlines()]
    lines = [line for line in lines if any(line)]
    head = _head(lines[0], move, columns) if lines else None
    order = head or [column.id for column in columns]
    found = (dict(zip(order, line, strict=False)) for line in lines[1 if head else 0 :])
    return [{id: text for id, text in row.items() if id} for row in found]


def _of_file(file: UploadedFile[Any], move: ListMove, columns: tuple[Field, ...]) -> list[Cells]:
    """The rows of the first sheet, whose first line names the columns. Raises BadFile."""
    if (file.size or 0) > MOST_BYTES:
        raise BadFile(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请分成几个文件。")
    sheets = read_sheets(file.read())
    if not sheets or not sheets[0].rows:
        raise BadFile("文件里没有表，或者表头之下没有内容。")
    head = _head(list(sheets[0].head), move, columns)
    if head is None:
        names = "、".join(column.label.zh for column in columns)
        raise BadFile(f"没有找到表头。第一行应写明各列：{names}。")
    order = dict(zip(sheets[0].head, head, strict=True))
    for row in sheets[0].rows:
        if FORMULA in row.values.values():
            raise BadFile(f"第{row.number}行有公式。请把公式改成数值（复制后选择性粘贴为数值）后再上传。")
    return [{order[name]: text for name, text in row.values.items() if order.get(name)} for row in sheets[0].rows]


def _head(line: list[str], move: ListMove, columns: tuple[Field, ...]) -> list[str] | None:
    """The columns a line names, if it names the key; when rows are settled, the list's other columns may stand there
    too and are passed over, so that a list taken away can come back filled in.
    """
    known = {name: column.id for column in columns for name in (column.label.zh, column.id)}
    if columns[0].id not in [known.get(name) for name in line] and move.items.key not in [known.get(n) for n in line]:
        return None
    passed = {column.label.zh for column in move.items.columns.values()} if move.settles else set()
    return [known.get(name, "" if name in passed else name) for name in line]


def _whole(text: str) -> Value:
    return int(text) if re.fullmatch(r"-?\d{1,18}", text) else text


def _money(text: str) -> Value:
    """Yuan as fen; anything that is no amount stays text, so that the engine says what is wrong with it."""
    try:
        fen = Decimal(re.sub(r"[,，元¥￥\s]", "", text)) * 100
    except InvalidOperation:
        return text
    return int(fen) if fen.is_finite() and fen == fen.to_integral_value() else text


def _day(text: str) -> Value:
    match = _DAY.fullmatch(text)
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}" if match else text


_VALUES: dict[str, Callable[[str], Value]] = {
    "number": _whole,
    "money": _money,
    "date": _day,
    "yes_no": lambda text: _YES.get(text, text),
}


def _value(column: Field, text: str) -> Value:
    if column.type == "choice":
        return {label: value for value, label in column.options}.get(text, text)
    read_as = _VALUES.get(column.type)
    return read_as(text) if read_as is not None else text


def draw(move: ListMove, state: State, typed: Typed | None, refusals: Iterable[Refusal], prefix: str) -> dict[str, Any]:
    """What the component takes beside what every field has: heads, rows with their faults, or the rows as text."""
    columns = column_fields(move.items, move.settles)
    cells = list(typed.cells) if typed else []
    if not typed and move.settles:
        cells = _open_rows(move, state)
    offered = 0 if typed else len(cells)
    long = len(cells) * len(columns) > MOST_CELLS
    ident = f"{prefix}field-{move.field}"
    faults = {(one.row, one.column): one.sentence.partition("：")[2] for one in refusals if one.row}
    blank: list[Cells] = [{} for _ in range(MORE_ROWS if typed and typed.more else BLANK_ROWS)]
    shown = [] if long else [*cells, *blank]
    return {
        "kind": "rows",
        "columns": [_column(column) for column in columns],
        "lines": [
            {
                "number": number,
                "offered": number <= offered,
                "cells": [_cell(column, row, number, ident, faults) for column in columns],
            }
            for number, row in enumerate(shown, 1)
        ],
        "pasted": as_text(columns, cells) if long and typed else "",
        "pasted_lines": len(cells) if long and typed else 0,
        "left": _left(move, state) if move.settles else 0,
    }


def _column(column: Field) -> dict[str, Any]:
    return {
        "label": column.label.zh,
        "unit": _UNITS.get(column.type, ""),
        "asked": column.required,
        "ground": article(column.cites),
    }


def _cell(
    column: Field, row: Mapping[str, str], number: int, ident: str, faults: Mapping[tuple[int, str], str]
) -> dict[str, Any]:
    value = row.get(column.id, "")
    options = [{"value": value, "label": label} for value, label in column.options]
    if column.type == "yes_no":
        options = [{"value": "是", "label": "是"}, {"value": "否", "label": "否"}]
    return {
        "name": column.id,
        "id": f"{ident}-{number}-{column.id}",
        "label": f"第{number}行 {column.label.zh}",
        "head": f"{column.label.zh}{_UNITS.get(column.type, '')}",
        "value": value,
        "options": [{**one, "chosen": value in (one["value"], one["label"])} for one in options],
        "keyboard": {"number": "numeric", "money": "decimal"}.get(column.type, ""),
        "error": faults.get((number, column.id), ""),
    }


def _open_rows(move: ListMove, state: State) -> list[Cells]:
    """The rows without an outcome, to be settled one by one; of a long list none, it is taken from a file."""
    key = move.items.key
    rows = state.items.get(move.items.id, {}).values()
    found = [{key: str(row[key])} for row in rows if OUTCOME not in row]
    return found if len(found) * 3 <= MOST_CELLS else []


def _left(move: ListMove, state: State) -> int:
    return sum(OUTCOME not in row for row in state.items.get(move.items.id, {}).values())


def as_text(columns: Iterable[Field], cells: Iterable[Mapping[str, str]]) -> str:
    """A table as a spreadsheet takes it: the heads, then a line a row, parted by tabs."""
    columns = tuple(columns)
    lines = ["\t".join(column.label.zh for column in columns)]
    lines += ["\t".join(row.get(column.id, "").replace("\n", " ") for column in columns) for row in cells]
    return "\n".join(lines)
