"""Reads the body of a paper template into a tree of blocks: a small, closed Markdown with placeholders.

It knows no values and evaluates nothing; `filling` puts values into the tree, where they can never become
markup again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from yifa.papers.faults import TemplateFault
from yifa.papers.filters import FILTERS

NAME = r"[A-Za-z][A-Za-z0-9_-]*(?::[A-Za-z][A-Za-z0-9_-]*)?(?:\.[A-Za-z0-9][A-Za-z0-9_-]*)*"
SLOT = re.compile(rf"\s*(?P<name>{NAME})\s*(?:\|\s*(?P<filter>[^|{{}}]*?)\s*)?")
IF = re.compile(rf"if\s+(?P<no>not\s+)?(?P<name>{NAME})\s*(?:=\s*(?P<value>[^={{}}]+?)\s*)?")
EACH = re.compile(rf"each\s+(?P<name>{NAME})\s*")
TOKEN = re.compile(r"\{\{|\}\}|\{[^{}]*\}|\*\*|[{}]|[^{}*]+|\*")
DIRECTIVE = re.compile(r"\s*\{\s*(?P<inner>(?:if|each)\s[^{}]*)\}\s*")
HASHES = re.compile(r"(?P<hashes>#{1,6})\s+(?P<rest>.*)")
WRITTEN = re.compile(r"(?P<one>[一二三四五六七八九十]+、)|(?P<two>（[一二三四五六七八九十]+）)")
NUMBERED = re.compile(r"\d+[.．]\s*(?P<rest>\S.*)")
RULE_ROW = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")
FOREIGN = re.compile(r"(?P<mark>[-*+]\s|>|```|~~~|!\[|-{3,}$)")
SENTENCE_END = "。；：，、,.;:！？!?"


class Form(Enum):
    """What a block is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Words:
    """Words as the author wrote them."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder `{name}` or `{name|filter}`; `filter` is empty for the plain form."""

    name: str
    filter: str
    bold: bool
    line: int


Inline = tuple[Words | Slot, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """`{if name}`, `{if not name}`, `{if name = value}`: `equals` is None when only truth is asked."""

    name: str
    negated: bool
    equals: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading or list item, with its conditions and the list it repeats for (each may be
    absent).
    """

    form: Form
    inline: Inline
    line: int
    level: int = 0
    conditions: tuple[Condition, ...] = ()
    each: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Inline, ...]
    line: int
    conditions: tuple[Condition, ...] = ()
    each: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    head: tuple[Inline, ...]
    rows: tuple[Row, ...]
    line: int


Node = Line | Grid


class Reader:
    """Reads one template's text, collecting every fault with its line instead of stopping at the first."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[TemplateFault] = []

    def fault(self, line: int, what: str, why: str, mend: str) -> None:
        """Note one fault."""
        self.faults.append(TemplateFault(self.file, line, what, why, mend))

    def body(self, text: str, first_line: int = 1) -> tuple[Node, ...]:
        """The blocks of the body; `first_line` is the number its first line has in the file."""
        nodes: list[Node] = []
        for number, chunk in _chunks(text, first_line):
            if chunk[0].startswith("|"):
                nodes += self._grid(chunk, number)
            else:
                nodes += self._line("".join(_joined(chunk)), number)
        return tuple(nodes)

    def inline(self, text: str, line: int) -> Inline:
        """Words and placeholders of one stretch of text."""
        pieces: list[Words | Slot] = []
        bold = False
        for mark in TOKEN.findall(text):
            if mark == "**":
                bold = not bold
            elif mark in ("{", "}"):
                self.fault(line, f"“{mark}”没有配对", "花括号只用来写占位符", "补齐花括号；要写花括号本身，请写两遍")
            elif mark.startswith("{") and mark != "{{":
                pieces += self._slot(mark[1:-1], bold, line)
            else:
                pieces.append(Words({"{{": "{", "}}": "}"}.get(mark, mark), bold))
        if bold:
            self.fault(line, "加粗符号“**”没有配对", "不知道加粗到哪里为止", "在加粗文字之后补上“**”")
        return tuple(pieces)

    def _slot(self, inner: str, bold: bool, line: int) -> list[Slot]:
        if inner.split(maxsplit=1)[:1] in (["if"], ["each"]):
            where = "条件和重复只能写在段落、标题、编号项或表格行的开头"
            self.fault(line, f"“{{{inner}}}”写在了句中", where, "移到开头，或者另起一段")
            return []
        match = SLOT.fullmatch(inner)
        if not match:
            why = "占位符只能是一个名称，可加一个格式，不能写算式或代码"
            self.fault(line, f"“{{{inner}}}”不是占位符", why, "改成 {名称} 或 {名称|格式}；花括号本身写两遍")
            return []
        form = match["filter"]
        if form is not None and form not in FILTERS:
            mend = f"改用以下格式之一：{'、'.join(FILTERS)}"
            self.fault(line, f"没有名为“{form}”的格式", "文书只能使用规定的格式", mend)
            return []
        return [Slot(match["name"], form or "", bold, line)]

    def _directives(self, text: str, line: int) -> tuple[tuple[Condition, ...], str, str]:
        """Conditions and list name that open a text, and the text after them."""
        conditions: list[Condition] = []
        each = ""
        while match := DIRECTIVE.match(text):
            inner, text = match["inner"].strip(), text[match.end() :]
            if found := IF.fullmatch(inner):
                conditions.append(Condition(found["name"], bool(found["no"]), found["value"]))
            elif (found := EACH.fullmatch(inner)) and not each:
                each = found["name"]
            else:
                why = "条件只能是 {if 名称}、{if not 名称}、{if 名称 = 值}，重复只能是一个 {each 名称}"
                self.fault(line, f"看不懂“{{{inner}}}”", why, "按上述写法改正")
        return tuple(conditions), each, text

    def _line(self, text: str, line: int) -> list[Line]:
        conditions, each, text = self._directives(text, line)
        form, level, text = self._shape(text, line)
        more, other, text = self._directives(text, line)
        if each and other:
            self.fault(line, "一段里写了两个 {each}", "一段只能按一个列表重复", "删去其中一个")
        if not text.strip():
            self.fault(line, "这一段没有文字", "条件或重复之后要有内容", "补上文字，或者删去这一段")
        return [Line(form, self.inline(text, line), line, level, conditions + more, each or other)]

    def _shape(self, text: str, line: int) -> tuple[Form, int, str]:
        if match := HASHES.fullmatch(text):
            if len(match["hashes"]) > 3:
                self.fault(line, "标题层次过深", "文书正文标题最多三级", "改用 #、## 或 ###")
            return Form.HEADING, len(match["hashes"]), match["rest"]
        if match := NUMBERED.fullmatch(text):
            return Form.ITEM, 0, match["rest"]
        if match := FOREIGN.match(text):
            what, why = f"不支持以“{match['mark'].strip()}”开头的写法", "公文没有这种格式"
            self.fault(line, what, why, "改成普通段落、编号项（1. ）或表格")
        if (match := WRITTEN.match(text)) and text.rstrip("* ")[-1] not in SENTENCE_END:
            return Form.HEADING, 1 if match["one"] else 2, text
        return Form.PARAGRAPH, 0, text

    def _grid(self, chunk: list[str], line: int) -> list[Grid]:
        if len(chunk) < 2 or not RULE_ROW.fullmatch(chunk[1].strip()):
            self.fault(line, "表格缺少分隔行", "表头和内容要隔开", "在表头之下补一行 |---|")
            return []
        head = tuple(self.inline(cell, line) for cell in _cells(chunk[0]))
        rows = []
        for number, text in enumerate(chunk[2:], line + 2):
            cells = _cells(text)
            conditions, each, cells[0] = self._directives(cells[0], number)
            if len(cells) != len(head):
                self.fault(number, f"这一行有{len(cells)}格，表头有{len(head)}格", "格数要一致", "补齐或删去多余的格")
            rows.append(Row(tuple(self.inline(cell, number) for cell in cells), number, conditions, each))
        return [Grid(head, tuple(rows), line)]


def _chunks(text: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    """Source lines grouped into blocks, each with the number of its first line."""
    chunk: list[str] = []
    start = first_line
    for number, raw in enumerate(text.splitlines(), first_line):
        stripped = raw.strip()
        if chunk and (not stripped or _begins(stripped, chunk)):
            yield start, chunk
            chunk = []
        if stripped:
            start = start if chunk else number
            chunk.append(stripped)
    if chunk:
        yield start, chunk


def _begins(text: str, chunk: list[str]) -> bool:
    """Whether a source line opens a new block without a blank line before it."""
    if text.startswith("|") or chunk[0].startswith("|"):
        return not (text.startswith("|") and chunk[0].startswith("|"))
    marks = (DIRECTIVE, HASHES, NUMBERED, WRITTEN)
    return any(mark.match(text) for mark in marks) or bool(HASHES.match(chunk[0]))


def _joined(chunk: list[str]) -> Iterator[str]:
    """Lines of one paragraph; Chinese lines join without a space, Latin words with one."""
    for before, text in zip(["", *chunk], chunk, strict=False):
        if re.fullmatch("[A-Za-z0-9]{2}", before[-1:] + text[:1]):
            yield " "
        yield text


def _cells(row: str) -> list[str]:
    """Cells of a table row; the bar inside a placeholder separates no cells."""
    inner = row.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in re.split(r"\|(?![^{}]*\})", inner)]
