"""Strict YAML with line numbers: each value knows its line, and whatever a pack should not hold is a fault.

Stricter than YAML on purpose: no tags, no duplicate keys, no second document; only true and false are
booleans (so `on` and `no` are words), days stay text. Bombs and loops are refused by counting. It knows
nothing of procedures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from yifa.procedure.faults import Fault
from yifa.procedure.model import Place, Value
from yifa.procedure.yaml_words import HIDDEN, TAB, in_words

LARGEST = 512 * 1024
DEEPEST = 20
MOST_NODES = 50_000
"""Bounds of one file: bytes, nesting, and values once aliases are written out. The largest pack needs a
tenth.
"""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(slots=True)
class Node:
    """A value with its line: text, number, truth or None in `value`, or a list of nodes, or a mapping of
    nodes.
    """

    line: int
    value: Value = None
    items: list[Node] | None = None
    entries: dict[str, Node] | None = None
    lines: dict[str, int] = field(default_factory=dict)  # of the keys
    size: int = 1  # values in it, aliases written out
    file: str = ""  # the file it is written in, where that is not the file of what holds it: a fragment's
    files: dict[str, str] = field(default_factory=dict)  # the same for keys

    def plain(self) -> Value:
        """The JSON value without lines."""
        if self.items is not None:
            return [item.plain() for item in self.items]
        if self.entries is not None:
            return {key: node.plain() for key, node in self.entries.items()}
        return self.value


class _Stop(Exception):
    """Reading cannot go on; the fault says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_yaml(path: Path, name: str, faults: list[Fault]) -> Node | None:
    """The mapping a file holds, or None where it cannot be read; what is wrong is added to `faults` under
    `name`.
    """
    try:
        root = _Reader(name, faults).read(_text(path, name))
    except _Stop as stop:
        faults.append(stop.fault)
        return None
    if root.entries is None:
        faults.append(
            Fault(
                Place(name, root.line),
                "expected a mapping of keys",
                "文件应由“键: 值”组成",
                mend="写成若干行 `键: 值`，不要写成列表或者一段文字",
            )
        )
        return None
    return root


def _text(path: Path, name: str) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        gone = isinstance(error, FileNotFoundError)
        zh = f"没有文件 `{name}`" if gone else f"文件 `{name}` 无法读取"
        why = "程序包缺了它就不完整" if gone else "它不是普通文件，或者没有读取权限"
        mend = "补上这个文件；文件名要一字不差，全部小写" if gone else "换成普通的文本文件，并允许读取"
        raise _Stop(Fault(Place(name, 1), f"cannot be read: {error.strerror}", zh, why, mend)) from error
    if len(raw) > LARGEST:
        raise _Stop(
            Fault(
                Place(name, 1),
                f"larger than {LARGEST} bytes",
                "文件过大",
                f"超过 {LARGEST // 1024} KB，程序包是给人读的",
                "删去不属于这个程序的内容，或者分成几个程序",
            )
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _Stop(
            Fault(Place(name, line), "is not UTF-8", "不是 UTF-8 编码", "这一行起有读不出的字", "另存为 UTF-8")
        ) from error


class _Reader:
    """Builds nodes from the parser's events with a stack of its own, so that depth is ours to bound."""

    def __init__(self, name: str, faults: list[Fault]) -> None:
        self.name, self.faults = name, faults
        self.anchors: dict[str, Node | None] = {}  # None while the anchored value is still being read
        self.count = 0

    def read(self, text: str) -> Node:
        events = self._events(text)
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 1)
                break
        else:
            raise self._stop(1, "is empty", "文件是空的", mend="写上内容，或者删去这个文件")
        if any(isinstance(event, yaml.DocumentStartEvent) for event in events):
            raise self._stop(1, "holds more than one document", "一个文件只能有一份文档", mend="删去单独成行的 `---`")
        return root

    def _events(self, text: str) -> Iterator[Any]:
        try:
            yield from yaml.parse(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            rows = text.splitlines()
            tab = 0 < line <= len(rows) and "\t" in rows[line - 1][: len(rows[line - 1]) - len(rows[line - 1].lstrip())]
            zh, why, mend = TAB if tab else in_words(error, rows)
            raise self._stop(line, f"is not YAML: {error.problem}", zh, why, mend) from error
        except yaml.YAMLError as error:
            hidden = HIDDEN.search(text)
            line = text[: hidden.start()].count("\n") + 1 if hidden else 1
            why, mend = "有看不见的控制字符", "删去它，或者另存为 UTF-8 纯文本"
            raise self._stop(line, f"is not YAML: {error}", "不是正确的 YAML", why, mend) from error

    def _stop(self, line: int, what: str, zh: str, why: str = "", mend: str = "") -> _Stop:
        return _Stop(Fault(Place(self.name, line), what, zh, why, mend))

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        line = event.start_mark.line + 1
        if depth > DEEPEST:
            raise self._stop(
                line,
                f"is nested deeper than {DEEPEST} levels",
                f"嵌套超过{DEEPEST}层",
                mend="减少层数：程序包的格式用不着这么深",
            )
        if isinstance(event, yaml.AliasEvent):
            return self._alias(str(event.anchor), line)
        if event.tag is not None and not event.tag.startswith("tag:yaml.org,2002:str"):
            raise self._stop(
                line,
                f"has a tag {event.tag}",
                f"不得使用标签 `{event.tag}`",
                "程序包只写普通的值",
                "删去叹号和它后面的词；叹号本身是文字的，加引号",
            )
        if event.anchor:
            self.anchors[event.anchor] = None
        node = self._value(event, events, line, depth)
        self._count(node.size if not (node.items or node.entries) else 1, line)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _alias(self, anchor: str, line: int) -> Node:
        if anchor not in self.anchors:
            raise self._stop(
                line,
                f"refers to an unknown anchor *{anchor}",
                f"没有锚点 `&{anchor}`",
                mend=f"先写 `&{anchor}` 再引用；星号本身是文字的，加引号",
            )
        node = self.anchors[anchor]
        if node is None:
            raise self._stop(
                line,
                f"*{anchor} contains itself",
                f"锚点 `&{anchor}` 引用了自身",
                "会没有尽头",
                "把内容写出来，不要引用",
            )
        self._count(node.size, line)
        return node

    def _count(self, size: int, line: int) -> None:
        self.count += size
        if self.count > MOST_NODES:
            raise self._stop(
                line,
                f"holds more than {MOST_NODES} values",
                "内容过多",
                f"超过 {MOST_NODES} 个值；引用的内容每次都算一遍",
                "不要层层引用锚点",
            )

    def _value(self, event: Any, events: Iterator[Any], line: int, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return Node(line, _scalar(event))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._node(inner, events, depth + 1))
            return Node(line, items=items, size=1 + sum(item.size for item in items))
        return self._mapping(events, line, depth)

    def _mapping(self, events: Iterator[Any], line: int, depth: int) -> Node:
        node = Node(line, entries={})
        entries: dict[str, Node] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key_line = inner.start_mark.line + 1
            if not isinstance(inner, yaml.ScalarEvent):
                raise self._stop(
                    key_line,
                    "has a key that is not a word",
                    "键应当是一个词",
                    mend="写成 `键: 值`；以问号、方括号或者花括号开头的文字加引号",
                )
            key = inner.value
            value = self._node(next(events), events, depth + 1)
            if key in entries:
                first = node.lines[key]
                self.faults.append(
                    Fault(
                        Place(self.name, key_line),
                        f"key {key!r} is given twice",
                        f"键 `{key}` 写了两次",
                        f"第 {first} 行已经写过，不知道以哪个为准",
                        "只留一个，或者改名",
                    )
                )
                continue
            entries[key], node.lines[key] = value, key_line
            node.size += value.size
        node.entries = entries
        return node


def _scalar(event: Any) -> Value:
    """Quoted text is text; plain text may be true, false, null or a whole number, else it is text as well."""
    text = event.value
    if not event.implicit[0]:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _INTEGER.fullmatch(text) and not re.fullmatch(r"[-+]?0[0-9]+", text) else text
