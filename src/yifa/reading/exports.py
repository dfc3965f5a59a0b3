"""Readings as files for others: figures a line of JSON each, relations as JSON, both and comparisons as .xlsx.

The shapes of the JSON are fixed and described in docs/explanation/reading.md; nothing is read here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from yifa.reading.audit import Finding
from yifa.reading.compare import Comparison
from yifa.reading.lexicon import TOPICS_ZH
from yifa.reading.rules import RULES
from yifa.reading.values import Reading, plain

Cell = str | int | float | None


def figures_jsonl(reading: Reading) -> str:
    """The figures, one JSON object a line, in text order."""
    return "".join(json.dumps(figure.as_json(), ensure_ascii=False) + "\n" for figure in reading.figures)


def relations_json(reading: Reading) -> str:
    """The relations as a JSON array."""
    return json.dumps([relation.as_json() for relation in reading.relations], ensure_ascii=False, indent=2) + "\n"


def reading_xlsx(reading: Reading, findings: Sequence[Finding]) -> bytes:
    """A workbook of the figures, and of what the check of the text found."""
    book = Workbook()
    _sheet(book, "数", ("编号", "原文", "数值", "单位", "确切", "计的是什么", "主题", "起", "止", "规则"), (
        (f.id, f.text, plain(f.value), f.unit, f.approx.zh, f.subject, TOPICS_ZH[f.topic], f.start, f.end,
         "；".join(RULES[id].zh for id in f.rules)) for f in reading.figures))
    _sheet(book, "核对", ("轻重", "发现", "算式", "原句", "涉及"), (
        (f.weight.zh, f.title, f.arithmetic, "\n".join(f.sentences), "、".join(f.figures)) for f in findings))
    return _bytes(book)


def comparison_xlsx(told: Comparison) -> bytes:
    """A workbook of the comparison: things told by several, averages, topics, what one alone tells."""
    book = Workbook()
    _sheet(book, "并列", ("主题", "计的是什么", "单位", *told.names), (
        (TOPICS_ZH[r.topic], r.label, r.unit, *(plain(f.value) if f else None for f in r.figures)) for r in told.rows))
    _sheet(book, "平均", ("主题", "平均", *told.names), (
        (TOPICS_ZH[p.topic], p.label, *(float(v) if v is not None else None for v in p.values)) for p in told.per))
    _sheet(book, "主题", ("主题", *told.names), ((t.zh, *t.counts) for t in told.topics))
    _sheet(book, "独有", ("主题", "报告", "计的是什么", "数"), (
        (topic.zh, told.names[place], figure.subject, figure.text)
        for topic in told.topics for place, figures in enumerate(topic.only) for figure in figures))
    return _bytes(book)


def _sheet(book: Workbook, title: str, head: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> None:
    sheet: Worksheet = book.create_sheet(title)
    sheet.append(head)
    for row in rows:
        sheet.append([_safe(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, name in enumerate(head, 1):
        wide = name in {"原句", "算式", "规则", "发现"}
        sheet.column_dimensions[get_column_letter(column)].width = 44 if wide else 18
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"


def _safe(cell: Cell) -> Cell:
    """A text that a spreadsheet won't take for a formula, without characters that a workbook may not hold."""
    if not isinstance(cell, str):
        return cell
    kept = "".join(sign for sign in cell if sign >= " " or sign == "\n")
    return "'" + kept if kept[:1] in {"=", "+", "-", "@"} else kept


def _bytes(book: Workbook) -> bytes:
    book.remove(book["Sheet"])
    held = BytesIO()
    book.save(held)
    return held.getvalue()
