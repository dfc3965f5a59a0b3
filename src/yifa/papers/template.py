"""Loads a paper template (文书模板) from a pack and says all that is wrong with it, with file and line.

A template is front matter and a small Markdown (docs/reference/papers.md); it holds no code and can reach
no object.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import yaml

from yifa.papers import filling
from yifa.papers.faults import TemplateFault, TemplateFaults
from yifa.papers.grammar import NAME, Grid, Inline, Line, Node, Reader, Row, Slot
from yifa.papers.paper import Kind, Paper

STANDING_NAMES = frozenset(
    {"organ.name", "organ.short", "organ.address", "organ.phone", "organ.hours", "matter.name", "matter.code"}
    | {"case.number", "case.code", "case.opened", "paper.number", "paper.date"}
)
"""Names every paper may use whatever its procedure; the case's own answers are told to `load` as `known`."""

CLOCK_PARTS = frozenset({"due", "length", "started", "spent", "left"})
"""What `{clock:NAME.PART}` may ask of a clock: due and started are dates, the others words such as
20个工作日.
"""

KEYS = {"zh", "en", "series", "kind", "to", "cites", "seal", "copies", "attachments", "title"}


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """A template that has passed every check.

    `zh` is the paper's legal name, `series` the characters of its number (许受), `cites` the articles it
    rests on; `title`, `to`, `copies`, `attachments` may hold placeholders; `names` lists every placeholder
    used, in order.
    """

    file: str
    zh: str
    en: str
    kind: Kind
    series: str
    seal: bool
    cites: tuple[str, ...]
    title: Inline
    to: Inline
    copies: tuple[Inline, ...]
    attachments: tuple[Inline, ...]
    body: tuple[Node, ...]
    names: tuple[str, ...]


def load(path: Path, known: Collection[str] | None = None) -> PaperTemplate:
    """The template in a file; see `parse`."""
    return parse(path.read_text(encoding="utf-8"), str(path), known)


def parse(text: str, file: str, known: Collection[str] | None = None) -> PaperTemplate:
    """The template in a text.

    `known` lists the names that will have values beside `STANDING_NAMES`: `applicant` also allows
    `applicant.name`, `clock:decision` allows every part of that clock; None checks no names. Raises
    `TemplateFaults` with all faults.
    """
    reader = Reader(file)
    head, body, body_line = _halves(reader, text.removeprefix("\ufeff"))
    front = _Front(reader, head)
    nodes = reader.body(body, body_line)
    if not nodes and not reader.faults:
        reader.fault(body_line, "没有正文", "文书不能没有内容", "在第二个 --- 之下写正文")
    parts = (front.title, front.to, *front.copies, *front.attachments)
    _check_names(reader, parts, nodes, known)
    if reader.faults:
        raise TemplateFaults(sorted(reader.faults, key=lambda fault: fault.line))
    names = dict.fromkeys(name for name, _, inside in _uses(parts, nodes) if not _is_local(name, inside))
    return PaperTemplate(
        file, front.zh, front.en, front.kind, front.series, front.seal, front.cites,
        front.title, front.to, front.copies, front.attachments, nodes, tuple(names),
    )  # fmt: skip


def render(template: PaperTemplate, values: Mapping[str, object], *, strict: bool = False) -> Paper:
    """The paper with its values; see `filling.fill`."""
    return filling.fill(template, values, strict=strict)


def _halves(reader: Reader, text: str) -> tuple[str, str, int]:
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if not match:
        reader.fault(1, "缺少文首说明", "名称、文种、文号都写在文首两行 --- 之间", "在文件开头补上 --- … ---")
        return "", text, 1
    return match[1], text[match.end() :], text[: match.end()].count("\n") + 1


class _Front:
    """The front matter, read strictly: unknown keys and wrong kinds of value are faults."""

    def __init__(self, reader: Reader, source: str) -> None:
        self.reader = reader
        self.values: dict[str, object] = {}
        self.lines: dict[str, int] = {}
        whole = not reader.faults
        whole = self._read(source) and whole
        self.zh = self._text("zh", required=whole)
        self.en = self._text("en", required=whole)
        self.series = self._text("series")
        self.kind = self._kind()
        self.seal = self._flag("seal")
        self.cites = self._texts("cites")
        self.title = reader.inline(self._text("title") or self.zh, self._line("title"))
        self.to = reader.inline(_braced(self._text("to")), self._line("to"))
        self.copies = self._inlines("copies")
        self.attachments = self._inlines("attachments")

    def _read(self, source: str) -> bool:
        """Reads keys and lines; False where the source is no mapping, so that nothing is said to be lacking."""
        try:
            node = yaml.compose(source, Loader=yaml.CSafeLoader)
            values = yaml.load(source, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 2 if mark else 1
            what, why = "文首说明不是合格的 YAML", "读不出名称和文种"
            self.reader.fault(line, what, why, "检查缩进、冒号后的空格和引号")
            return False
        if node is None:
            return True
        if not isinstance(node, yaml.MappingNode) or not isinstance(values, dict):
            self.reader.fault(2, "文首说明不是“键: 值”的形式", "读不出名称和文种", "每行写成“键: 值”")
            return False
        self.values = {str(key): value for key, value in values.items()}
        for key, _ in node.value:
            self._note(str(key.value), key.start_mark.line + 2)
        return True

    def _note(self, name: str, line: int) -> None:
        if name in self.lines:
            self.reader.fault(line, f"“{name}”写了两遍", "不知道以哪个为准", "删去其中一个")
        if name not in KEYS:
            known = "、".join(sorted(KEYS))
            self.reader.fault(line, f"没有“{name}”这一项", "可能是笔误", f"只能用：{known}")
        self.lines[name] = line

    def _line(self, key: str) -> int:
        return self.lines.get(key, self.lines.get("zh", 1))

    def _wrong(self, key: str, wanted: str) -> None:
        self.reader.fault(self._line(key), f"“{key}”应当是{wanted}", "否则无法生成文书", f"把“{key}”改成{wanted}")

    def _text(self, key: str, *, required: bool = False) -> str:
        value = self.values.get(key)
        if value is None:
            if required:
                self.reader.fault(1, f"文首缺少“{key}”", "每种文书都要有法定名称和英文名", f"补上“{key}: …”")
            return ""
        if not isinstance(value, str) or "\n" in value.strip():
            self._wrong(key, "一行文字（有冒号或花括号时加引号）")
            return ""
        return value.strip()

    def _kind(self) -> Kind:
        value = self.values.get("kind", "notice")
        for kind in get_args(Kind):
            if value == kind:
                return kind  # type: ignore[no-any-return]
        self._wrong("kind", "letter、notice、decision、receipt、record 之一")
        return "notice"

    def _flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self._wrong(key, "true 或 false")
        return value is True

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key) or []
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            self._wrong(key, "一行文字，或者若干行文字的列表")
            return ()
        return tuple(one.strip() for one in listed)

    def _inlines(self, key: str) -> tuple[Inline, ...]:
        return tuple(self.reader.inline(_braced(text), self._line(key)) for text in self._texts(key))


def _braced(text: str) -> str:
    """A bare placeholder name such as `applicant.name` stands for `{applicant.name}`."""
    return f"{{{text}}}" if re.fullmatch(NAME, text) else text


def _uses(parts: tuple[Inline, ...], nodes: tuple[Node, ...]) -> Iterator[tuple[str, int, bool]]:
    """Every name used, with its line and whether it stands inside a repetition."""
    for part in parts:
        yield from _slots(part, False)
    for node in nodes:
        if isinstance(node, Grid):
            for cell in node.head:
                yield from _slots(cell, False)
        for unit in node.rows if isinstance(node, Grid) else (node,):
            yield from _unit_uses(unit)


def _unit_uses(unit: Line | Row) -> Iterator[tuple[str, int, bool]]:
    if unit.each:
        yield unit.each, unit.line, False
    for condition in unit.conditions:
        yield condition.name, unit.line, bool(unit.each)
    for inline in unit.cells if isinstance(unit, Row) else (unit.inline,):
        yield from _slots(inline, bool(unit.each))


def _slots(inline: Inline, inside: bool) -> Iterator[tuple[str, int, bool]]:
    for piece in inline:
        if isinstance(piece, Slot):
            yield piece.name, piece.line, inside


def _is_local(name: str, inside: bool) -> bool:
    return inside and (name in ("item", "n") or name.startswith("item."))


def _check_names(
    reader: Reader, parts: tuple[Inline, ...], nodes: tuple[Node, ...], known: Collection[str] | None
) -> None:
    for name, line, inside in _uses(parts, nodes):
        if _is_local(name, inside):
            continue
        if name.split(".")[0] in ("item", "n"):
            reader.fault(line, f"“{{{name}}}”不在 {{each}} 之内", "它指列表的当前一项", "在段首写 {each 列表名称}")
        elif name.startswith("clock:") and name.rpartition(".")[2] not in CLOCK_PARTS:
            wanted = "、".join(sorted(CLOCK_PARTS))
            reader.fault(line, f"“{{{name}}}”没有写明取期限的哪一项", "期限有多项内容", f"在点号后写：{wanted}")
        elif known is not None and not _is_known(name, known):
            mend = "改成表单、期限或案件中有的名称，或者在表单里补上这一项"
            reader.fault(line, f"没有名为“{name}”的内容", "生成文书时这里会是空白", mend)


def _is_known(name: str, known: Collection[str]) -> bool:
    whole = name.split(".")
    prefixes = {".".join(whole[: size + 1]) for size in range(len(whole))}
    return name in STANDING_NAMES or not prefixes.isdisjoint(known)


__all__ = ["PaperTemplate", "TemplateFault", "TemplateFaults", "load", "parse", "render"]
