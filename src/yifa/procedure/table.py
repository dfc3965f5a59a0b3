"""A mapping of a pack read key by key with its types checked: faults are collected, unknown keys reported at
the end.

Every reading method returns a usable value even after a fault, so that one run finds all faults of a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.procedure.faults import Fault, instead
from yifa.procedure.model import Label, Place, Value
from yifa.procedure.source import Node
from yifa.workdays import BadLength, Length


class Faults:
    """Where the faults of a pack gather, and the references that must be resolved once all is read."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self._references: list[tuple[str, str, Place]] = []

    def add(self, place: Place, what: str, zh: str, why: str = "", mend: str = "") -> None:
        """Note one fault."""
        self.found.append(Fault(place, what, zh, why, mend))

    def refer(self, kind: str, name: str, place: Place) -> None:
        """Note that `place` names a thing of a kind, such as a stage."""
        self._references.append((kind, name, place))

    def resolve(self, known: dict[str, set[str]]) -> None:
        """Report each reference to a thing that does not exist, with the nearest name that does."""
        for kind, name, place in self._references:
            names = known.get(kind)
            if names is None:  # what it belongs to is itself unknown, and said to be so
                continue
            if name in names:
                continue
            thing = ZH[kind.partition(" ")[0]]
            mend = instead(name, sorted(names), f"先写明这一{thing}，或者删去这里的名称")
            self.add(place, f"there is no {kind} {name!r}", f"没有名为“{name}”的{thing}", mend=mend)


ZH = {
    "act": "步骤 (act)",
    "stage": "阶段 (stage)",
    "role": "角色 (role)",
    "wait": "等待 (wait)",
    "gate": "前置条件 (gate)",
    "clock": "期限 (clock)",
    "field": "字段 (field)",
    "paper": "文书 (paper)",
    "outcome": "结果 (outcome)",
    "term": "事项要素 (term)",
    "guarded": "结果或步骤 (outcome or act)",
    "indicator": "指标 (indicator)",
    "remedy": "救济途径 (remedy)",
    "party": "当事人 (party)",
    "table": "表 (table)",
    "accrual": "加收 (accrual)",
    "items": "清单 (items)",
    "figure": "字段或者清单的数 (figure)",
    "moment": "步骤或者日期字段",
}


MAPPING = "写成若干行 `键: 值`，冒号后空一格，下一层比上一层多缩进两格"
FLAG = "其他的词（`yes`、`no`、`是`、`否`）在这里都只是文字"
LENGTH = "写成 `20 working days`、`30 days`、`2 months`、`1 year` 或者 `2 hours`"
"""How what is written in every file is written."""


class Table:
    """One mapping under reading."""

    def __init__(self, node: Node, file: str, faults: Faults, title: str = "") -> None:
        self.node, self.file, self.faults, self.title = node, node.file or file, faults, title
        self._entries = node.entries if node.entries is not None else {}
        self._read: set[str] = set()
        if node.entries is None:
            self.fault(None, "should be a mapping of keys", "应由“键: 值”组成", mend=MAPPING)

    @property
    def place(self) -> Place:
        """Where the mapping begins."""
        return Place(self.file, self.node.line)

    def at(self, key: str | None) -> Place:
        """The line of a key, or of the mapping where the key is absent."""
        if key is None:
            return self.place
        return Place(self.node.files.get(key, self.file), self.node.lines.get(key, self.node.line))

    def fault(self, key: str | None, what: str, zh: str, why: str = "", mend: str = "") -> None:
        """Note a fault at a key."""
        title = " ".join(filter(None, (self.title, key)))
        where = f"`{title.replace(' ', '.')}`：" if title else ""
        self.faults.add(self.at(key), f"{title}: {what}" if title else what, f"{where}{zh}", why, mend)

    def has(self, key: str) -> bool:
        """The key is written, if only as null."""
        return key in self._entries

    def names(self) -> tuple[str, ...]:
        """The keys written, in order."""
        return tuple(self._entries)

    def get(self, key: str, required: bool = False) -> Node | None:
        """The node of a key; null counts as absent."""
        self._read.add(key)
        node = self._entries.get(key)
        if node is None or (node.value is None and node.items is None and node.entries is None):
            if required:
                self.fault(key, "is missing", "缺少这一项", mend=f"补上 `{key}: …`")
            return None
        return node

    def text(self, key: str, required: bool = False, default: str = "") -> str:
        """A text; a number is taken as its digits."""
        node = self.get(key, required)
        if node is None:
            return default
        if isinstance(node.value, bool) or node.items is not None or node.entries is not None:
            self.fault(
                key, "should be text", "应当写一段文字", mend="写成 `键: 文字`；文字里有冒号、井号、花括号的，加引号"
            )
            return default
        return str(node.value).strip()

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        node = self.get(key)
        if node is None:
            return default
        if not isinstance(node.value, bool):
            self.fault(
                key, "should be true or false", "只能写 `true` 或者 `false`", FLAG, "改为 `true` 或者 `false`，不加引号"
            )
            return default
        return node.value

    def number(self, key: str) -> int | None:
        """A whole number."""
        node = self.get(key)
        if node is None:
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            self.fault(
                key,
                "should be a whole number",
                "应当写整数",
                mend="写阿拉伯数字，不加引号、单位和小数点；金额以分为单位",
            )
            return None
        return node.value

    def words(self, key: str, required: bool = False, refer: str = "") -> tuple[str, ...]:
        """A list of names; a single one may stand without brackets. `refer` says what kind of thing they
        name.
        """
        node = self.get(key, required)
        if node is None:
            return ()
        nodes = node.items if node.items is not None else [node]
        found = []
        for item in nodes:
            if isinstance(item.value, str | int) and not isinstance(item.value, bool):
                found.append(str(item.value))
                if refer:
                    self.faults.refer(refer, str(item.value), Place(item.file or self.file, item.line))
            else:
                self.fault(key, "should be a list of names", "应当写名称的列表", mend="写成 `[名称, 名称]`")
        return tuple(found)

    def word(self, key: str, required: bool = False, refer: str = "") -> str | None:
        """One name, or None; `refer` says what kind of thing it names."""
        name = self.text(key, required) or None
        if name is not None and refer:
            self.faults.refer(refer, name, self.at(key))
        return name

    def one_of(self, key: str, allowed: tuple[str, ...], default: str = "", required: bool = False) -> str:
        """One of a few words."""
        word = self.text(key, required, default)
        if word and word not in allowed:
            self.fault(key, f"{word!r} is not known", f"没有“{word}”这个写法", mend=instead(word, allowed))
            return default or allowed[0]
        return word or default or allowed[0]

    def day(self, key: str, required: bool = False) -> date | None:
        """A day written as 2019-04-23."""
        text = self.text(key, required)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fault(
                key,
                f"{text!r} is not a day",
                f"“{text}”不是日期",
                mend="写成 `2019-04-23` 的样子，并且是日历上有的一天",
            )
            return None

    def length(self, key: str, required: bool = False) -> Length | None:
        """A length such as 20 working days."""
        text = self.text(key, required)
        if not text:
            return None
        try:
            return Length.parse(text)
        except BadLength as error:
            self.fault(key, f"{text!r} is not a length", str(error).partition("。")[0], mend=LENGTH)
            return None

    def label(self) -> Label:
        """zh and en, both required."""
        return Label(self.text("zh", required=True), self.text("en", required=True))

    def value(self, key: str) -> Value:
        """Any JSON value as it is written."""
        node = self.get(key)
        return node.plain() if node is not None else None

    def table(self, key: str, required: bool = False) -> Table | None:
        """The mapping under a key."""
        node = self.get(key, required)
        return Table(node, self.file, self.faults, f"{self.title} {key}".strip()) if node is not None else None

    def tables(self, key: str, required: bool = False) -> Iterator[tuple[str, Table]]:
        """The named mappings under a key, in order."""
        outer = self.table(key, required)
        if outer is not None:
            for name in outer.names():
                node = outer._entries[name]
                yield name, Table(node, self.file, self.faults, f"{key} {name}")

    def items(self, key: str, required: bool = False) -> list[Node]:
        """The items under a key; a single item may stand without brackets."""
        node = self.get(key, required)
        if node is None:
            return []
        return node.items if node.items is not None else [node]

    def sub(self, node: Node, title: str = "") -> Table:
        """A mapping among the items of this one."""
        return Table(node, self.file, self.faults, title or self.title)

    def finish(self) -> None:
        """Report the keys nobody asked for; call it when all known keys have been read."""
        for key in self._entries:
            if key not in self._read:
                mend = instead(key, sorted(self._read))
                self.fault(key, "is not a known key", "没有这个键", "写错的键等于没有写", mend)
