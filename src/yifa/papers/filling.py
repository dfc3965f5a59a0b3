"""Puts values into a loaded template and gives the finished paper, or says which values are still missing.

Values are words from here on: nothing in them is read as Markdown, HTML or typesetting commands, by any
renderer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from yifa.papers import filters
from yifa.papers.faults import MissingValues
from yifa.papers.grammar import Condition, Form, Grid, Inline, Line, Row, Slot, Words
from yifa.papers.paper import BLANK, Block, Heading, Item, Paper, Paragraph, Run, Runs, Table, words
from yifa.papers.sheet import NO_ROWS, Sheet

if TYPE_CHECKING:
    from yifa.papers.template import PaperTemplate

Scope = Mapping[str, object]


def fill(template: PaperTemplate, values: Mapping[str, object], *, strict: bool = False) -> Paper:
    """The paper made from a template and values.

    `values` maps a name to its value, flat (`"matter.name": …`) or nested (`"matter": {"name": …}`); only
    mappings are entered, never attributes. Elements are taken from organ.name, paper.number, paper.date,
    case.number and case.code. A missing, None or empty value gives a blank and a draft; with `strict` it
    raises `MissingValues` naming them all. Raises `UnfitValue` where a filter cannot write a value.
    """
    pen = _Pen(values)
    number = pen.plain("paper.number") if template.series else ""
    blocks = tuple(_blocks(pen, template))
    issued = pen.find("paper.date", values)
    if issued is None:
        pen.missing["paper.date"] = None
    paper = Paper(
        kind=template.kind,
        title=pen.words(template.title),
        organ=pen.plain("organ.name"),
        number=number,
        to=pen.words(template.to),
        blocks=blocks,
        date=_day(issued),
        seal=template.seal,
        copies=tuple(pen.expanded(template.copies)),
        attachments=tuple(pen.expanded(template.attachments)),
        verification=_verification(pen, values),
        draft=bool(pen.missing),
        missing=tuple(pen.missing),
    )
    if strict and pen.missing:
        raise MissingValues(template.zh, tuple(pen.missing))
    return paper


def _day(issued: object) -> date | None:
    return None if issued is None else filters.day("paper.date", issued)


def _verification(pen: _Pen, values: Scope) -> str:
    number = pen.find("case.number", values)
    if number is None:
        return ""
    code = pen.find("case.code", values)
    hint = f"查询码：{filters.plain('case.code', code)}。" if code is not None else ""
    shown = filters.plain("case.number", number)
    return _one_line(f"办件编号：{shown}。{hint}在办事网站“查询办件”中输入编号，可以核对本件真伪和办理进度。")


class _Pen:
    """Writes inline pieces with values and remembers which names had none."""

    def __init__(self, values: Scope) -> None:
        self.values = values
        self.missing: dict[str, None] = {}

    def find(self, name: str, scope: Scope) -> object:
        """The value under a name, or None where it is absent or empty; the longest flat key wins over
        nesting.
        """
        head, value, rest = _longest(name, scope)
        if head is None:
            return None
        for part in rest:
            if not isinstance(value, Mapping):
                return None
            value = value.get(part)
        return None if isinstance(value, str | list | tuple) and not value else value

    def write(self, slot: Slot, scope: Scope) -> str:
        """The words of one placeholder, possibly with line ends."""
        if isinstance(rows := scope.get(slot.name), Sheet) and not slot.filter:
            return str(len(rows))
        value = self.find(slot.name, scope)
        text = "" if value is None else filters.FILTERS.get(slot.filter, filters.plain)(slot.name, value)
        if not text.strip():
            self.missing[slot.name] = None
            return BLANK
        return text

    def runs(self, inline: Inline, scope: Scope) -> Runs:
        """Runs of one block; neighbours of the same weight are joined."""
        runs: list[Run] = []
        for piece in inline:
            text = piece.text if isinstance(piece, Words) else self.write(piece, scope)
            if runs and runs[-1].bold == piece.bold:
                runs[-1] = Run(runs[-1].text + text, piece.bold)
            else:
                runs.append(Run(text, piece.bold))
        return tuple(runs)

    def words(self, inline: Inline) -> str:
        """One line of words, for titles and addressees."""
        return _one_line(words(self.runs(inline, self.values)))

    def plain(self, name: str) -> str:
        """One line of words for a standing name."""
        return self.words((Slot(name, "", False, 0),))

    def expanded(self, entries: Sequence[Inline]) -> Iterator[str]:
        """Entries of a list in the front matter; one that is only a placeholder for a list gives one entry
        a member.
        """
        for inline in entries:
            alone = inline[0] if len(inline) == 1 else None
            value = self.find(alone.name, self.values) if isinstance(alone, Slot) else None
            if isinstance(alone, Slot) and isinstance(value, list | tuple):
                yield from (_one_line(filters.listed(alone.name, [member])) for member in value)
            else:
                yield self.words(inline)

    def holds(self, conditions: Sequence[Condition], scope: Scope) -> bool:
        """Whether all conditions of a block hold; what is absent is false and is not counted as missing."""
        return all(self._holds(condition, scope) for condition in conditions)

    def _holds(self, condition: Condition, scope: Scope) -> bool:
        value = self.find(condition.name, scope)
        if condition.equals is None:
            holds = bool(value)
        else:
            holds = value is not None and condition.equals in (_as_written(value), str(value))
        return holds != condition.negated

    def scopes(self, each: str) -> Iterator[Scope]:
        """One scope a member, with `item` and `n`; the whole values once where nothing repeats."""
        if not each:
            yield self.values
            return
        members = self.find(each, self.values)
        if members is None:
            if _longest(each, self.values)[0] is None:
                self.missing[each] = None
            return
        listed: Sequence[object] = members if isinstance(members, list | tuple) else [members]
        for number, member in enumerate(listed, 1):
            yield {**self.values, "item": member, "n": number}


def _as_written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return filters.clean(str(value))


def _longest(name: str, scope: Scope) -> tuple[str | None, object, list[str]]:
    """The longest flat key that opens the name, its value, and the parts that remain to be entered."""
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        key = ".".join(parts[:size])
        if key in scope:
            return key, scope[key], parts[size:]
    group, colon, rest = name.partition(":")
    if colon and group in scope:
        return group, scope[group], rest.split(".")
    return None, None, []


def _blocks(pen: _Pen, template: PaperTemplate) -> Iterator[Block]:
    number = 0
    for node in template.body:
        if isinstance(node, Grid):
            number = 0
            yield _table(pen, node)
            continue
        if (sheet := _sheet(pen, node)) is not None:
            yield _laid_out(sheet)
            continue
        for runs in _lines(pen, node):
            number = number + 1 if node.form is Form.ITEM else 0
            yield _block(node, number, runs)


def _sheet(pen: _Pen, node: Line) -> Sheet | None:
    """The rows that a line names, where it names nothing else and is not left out."""
    alone = node.inline[0] if len(node.inline) == 1 and not node.each else None
    if not isinstance(alone, Slot) or alone.filter or not pen.holds(node.conditions, pen.values):
        return None
    value = pen.values.get(alone.name)
    return value if isinstance(value, Sheet) else None


def _laid_out(sheet: Sheet) -> Block:
    """The rows as a table, under their heads; words where there are none."""
    if not sheet:
        return Paragraph((Run(NO_ROWS),))
    heads = tuple((Run(head),) for head in sheet.heads.values())
    return Table(heads, tuple(tuple(_straight((Run(filters.clean(row[id])),)) for id in sheet.heads) for row in sheet))


def _block(node: Line, number: int, runs: Runs) -> Block:
    if node.form is Form.HEADING:
        return Heading(node.level, _straight(runs))
    if node.form is Form.ITEM:
        return Item(number, _straight(runs))
    return Paragraph(runs)


def _lines(pen: _Pen, node: Line) -> Iterator[Runs]:
    """Each repetition of a line; a value of several lines makes several paragraphs.

    Points of a repeated list that end in a semicolon end the last one in a full stop, as a writer would.
    """
    scopes = [scope for scope in pen.scopes(node.each) if pen.holds(node.conditions, scope)]
    for number, scope in enumerate(scopes, 1):
        runs = pen.runs(node.inline, scope)
        if node.each and number == len(scopes) and runs[-1].text.endswith("；"):
            runs = (*runs[:-1], Run(runs[-1].text[:-1] + "。", runs[-1].bold))
        yield from _paragraphs(runs) if node.form is Form.PARAGRAPH else (runs,)


def _paragraphs(runs: Runs) -> Iterator[Runs]:
    current: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        current.append(Run(first, run.bold))
        for other in others:
            yield _trimmed(current)
            current = [Run(other, run.bold)]
    yield _trimmed(current)


def _trimmed(runs: Sequence[Run]) -> Runs:
    return tuple(run for run in runs if run.text)


def _straight(runs: Runs) -> Runs:
    """The runs on one line."""
    return tuple(Run(run.text.replace("\n", " "), run.bold) for run in runs)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _table(pen: _Pen, grid: Grid) -> Table:
    rows = [cells for row in grid.rows for cells in _rows(pen, row)]
    return Table(tuple(_straight(pen.runs(cell, pen.values)) for cell in grid.head), tuple(rows))


def _rows(pen: _Pen, row: Row) -> Iterator[tuple[Runs, ...]]:
    for scope in pen.scopes(row.each):
        if pen.holds(row.conditions, scope):
            yield tuple(_straight(pen.runs(cell, scope)) for cell in row.cells)
