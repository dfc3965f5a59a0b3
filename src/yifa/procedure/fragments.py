"""Shared fragments: parts of packs that the law itself repeats, written once in `packs/_shared` and included by name.

A fragment is joined to the files of a pack before anything is compiled, each part keeping its own file and line;
what the parts mean is `compile`'s affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from os.path import relpath
from pathlib import Path
from typing import Final

from yifa.procedure.faults import instead
from yifa.procedure.model import Paper, Place
from yifa.procedure.source import Node, read_yaml
from yifa.procedure.table import MAPPING, Faults, Table

SHARED: Final = "_shared"
_NAMED: Final = {
    "procedure": (
        "roles",
        "stages",
        "outcomes",
        "terms",
        "items",
        "waits",
        "gates",
        "acts",
        "papers",
        "remedies",
        "duties",
    ),
    "form": ("fields",),
    "deadlines": ("clocks", "accruals"),
    "indicators": ("indicators",),
    "tables": ("tables",),
}
"""The sections a fragment may hold, by the file of the pack they belong to; what is in them is named by an id."""
_LISTED: Final = {"procedure": ("basis",), "indicators": ("sentences",)}
"""Sections that are lists: the fragment's entries follow those of the pack."""
_HEAD: Final = ("zh", "en", "with")
"""What a fragment says of itself: its names, and the values its parameters have where a pack gives none."""


def include(folder: Path, tables: Mapping[str, Table], faults: Faults) -> dict[str, Path]:
    """Join every fragment that a pack includes to its files; the fragments by name, with their paths.

    `tables` are the pack's files by name, altered in place. An id that both have is a fault, as is a parameter
    without a value.
    """
    main, shared = tables["procedure"], shared_folder(folder)
    found: dict[str, Path] = {}
    for node in main.items("include"):
        name, given = _asked(main, node)
        if not name:
            continue
        path = shared / f"{name}.yaml" if shared is not None else None
        if path is None or not path.is_file():
            _missing(main, node, name, shared)
        elif name in found:
            main.fault("include", f"fragment {name!r} is included twice", f"重复引入“{name}”", mend="只留一个")
        else:
            found[name] = path
            _join(path, name, given, tables, faults)
    return found


def shared_folder(folder: Path) -> Path | None:
    """The folder of fragments beside a pack, or within it or beside its newest edition for an older one."""
    beside = folder.resolve().parent
    candidates = [folder.resolve() / SHARED, beside / SHARED]
    if beside.name == "editions":
        candidates.append(beside.parent.parent / SHARED)
    return next((path for path in candidates if path.is_dir()), None)


def shared_prefix(folder: Path) -> str:
    """The way from a pack to the folder of fragments, such as ../_shared/; "" where there is none."""
    shared = shared_folder(folder)
    return f"{relpath(shared, folder.resolve())}/" if shared is not None else ""


def with_fragments(digest: str, fragments: Mapping[str, Path], folder: Path, papers: Iterable[Paper]) -> str:
    """The digest of a pack's own files carried on over its fragments and the templates of their papers."""
    prefix = shared_prefix(folder)
    templates = [folder / paper.template for paper in papers if prefix and paper.template.startswith(prefix)]
    whole = sha256(digest.encode())
    for path in sorted({*fragments.values(), *(path.resolve() for path in templates)}):
        content = path.read_bytes() if path.is_file() else b""
        whole.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def _asked(main: Table, node: Node) -> tuple[str, dict[str, Node]]:
    """The name of a fragment and the values of its parameters; a plain name has none."""
    if node.entries is None:
        if isinstance(node.value, str):
            return node.value, {}
        main.fault("include", "should name a fragment", "应当写明引入哪个片段", mend="写成 `include: [片段的名称]`")
        return "", {}
    inner = main.sub(node, "include")
    name = inner.text("fragment", required=True)
    values = inner.table("with")
    inner.finish()
    given = {key: _written_in(main.file, values.get(key)) for key in values.names()} if values is not None else {}
    return name, {key: value for key, value in given.items() if value is not None}


def _written_in(file: str, node: Node | None) -> Node | None:
    """A value that goes elsewhere, still known to be written in its own file."""
    if node is None:
        return None
    items = [_written_in(file, item) or item for item in node.items] if node.items is not None else None
    return Node(node.line, node.value, items, node.entries, node.lines, node.size, file, node.files)


def _missing(main: Table, node: Node, name: str, shared: Path | None) -> None:
    known = sorted(path.stem for path in shared.glob("*.yaml")) if shared is not None else []
    why = "" if shared is not None else f"程序包旁边没有 `{SHARED}` 文件夹"
    mend = instead(name, known, f"把片段写在 `{SHARED}/{name}.yaml`，与程序包的文件夹并列")
    what, zh = f"there is no fragment {name!r} in {SHARED}", f"没有名为“{name}”的片段"
    main.faults.add(Place(main.file, node.line), what, zh, why, mend)


def _join(path: Path, name: str, given: Mapping[str, Node], tables: Mapping[str, Table], faults: Faults) -> None:
    file = f"{SHARED}/{name}.yaml"
    root = read_yaml(path, file, faults.found)
    if root is None:
        return
    head = Table(root, file, faults)
    for key in ("zh", "en"):
        head.text(key)
    defaults = head.table("with")
    values = dict(given)
    for key in defaults.names() if defaults is not None else ():
        values.setdefault(key, (root.entries or {})["with"].entries[key])  # type: ignore[index]
    filling = _Filling(values, file, faults)
    filled = Node(root.line, entries={}, lines=root.lines)
    filled.entries = {key: filling.fill(node) for key, node in (root.entries or {}).items() if key not in _HEAD}
    for key in given.keys() - filling.used:
        mend = instead(key, sorted(filling.used))
        zh = f"片段“{name}”没有参数“{key}”"
        tables["procedure"].fault("include", f"fragment {name!r} has no parameter {key!r}", zh, mend=mend)
    for target, sections in _NAMED.items():
        for section in sections:
            if (node := head.get(section)) is not None and node.entries is not None:
                _add(tables[target], section, filled.entries[section], root, file)
            elif node is not None:
                head.fault(section, "should be a mapping of keys", "应由“键: 值”组成", mend=MAPPING)
    for target, sections in _LISTED.items():
        for section in sections:
            if head.get(section) is not None:
                _append(tables[target], section, filled.entries[section], file)
    head.finish()


class _Filling:
    """Replaces the parameters of one fragment by their values, and keeps which of them it met."""

    def __init__(self, values: Mapping[str, Node], file: str, faults: Faults) -> None:
        self.values, self.file, self.faults = values, file, faults
        self.used: set[str] = set()

    def fill(self, node: Node) -> Node:
        """The node with every $parameter replaced, a list within a list spliced, nothing in a list left out."""
        if node.items is not None:
            items: list[Node] = []
            for item in node.items:
                filled = self.fill(item)
                if filled is not item and _parameter(item):
                    items += _spliced(filled)
                else:
                    items.append(filled)
            return Node(node.line, items=items, size=node.size, file=node.file)
        if node.entries is not None:
            entries = {key: self.fill(inner) for key, inner in node.entries.items()}
            return Node(node.line, entries=entries, lines=node.lines, size=node.size, file=node.file)
        return self._value(node)

    def _value(self, node: Node) -> Node:
        name = _parameter(node)
        if not name:
            return node
        told = name in self.used
        self.used.add(name)
        if name in self.values:
            return self.values[name]
        if told:  # One fault for a parameter, at the first line that needs it.
            return node
        mend = f"在程序包的 `include` 里写 `with: {{{name}: …}}`"
        why = "片段里写了它，程序包引入时却没有给，片段自己也没有默认值"
        self.faults.add(
            Place(self.file, node.line), f"parameter ${name} has no value", f"参数“{name}”没有值", why, mend
        )
        return node


def _spliced(node: Node) -> list[Node]:
    """What a parameter contributes to a list: the entries of a list, nothing for null, else itself."""
    if node.items is not None:
        return node.items
    return [] if node.value is None and node.entries is None else [node]


def _parameter(node: Node) -> str:
    """The name of the parameter that stands for a value; "" where it is a value itself."""
    value = node.value
    return value[1:] if isinstance(value, str) and value.startswith("$") and value[1:].isidentifier() else ""


def _add(table: Table, section: str, new: Node, root: Node, file: str) -> None:
    """Put the named parts of a fragment behind those of the pack."""
    entries = table.node.entries
    if entries is None:
        return
    own = entries.get(section)
    if own is None or own.entries is None:
        own = entries[section] = Node(root.lines[section], entries={}, file=file)
        table.node.lines.setdefault(section, root.lines[section])
    for id, node in (new.entries or {}).items():
        line = new.lines.get(id, node.line)
        if own.entries is not None and id in own.entries:
            first = Place(own.files.get(id, own.file or table.file), own.lines.get(id, own.line))
            table.faults.add(
                Place(file, line),
                f"{section} {id!r} is declared already, at {first}",
                f"“{id}”在{first}已经有了",
                "片段只能增加，不能改动程序包已有的内容",
                "给其中一个另起名称，或者删去一个",
            )
        elif own.entries is not None:
            node.file = node.file or file
            own.entries[id], own.lines[id], own.files[id] = node, line, file


def _append(table: Table, section: str, new: Node, file: str) -> None:
    """Put the entries of a fragment's list behind those of the pack's."""
    entries = table.node.entries
    if entries is None:
        return
    own = entries.get(section)
    mine = own.items if own is not None and own.items is not None else [own] if own is not None else []
    theirs = new.items if new.items is not None else [new]
    for node in theirs:
        node.file = node.file or file
    entries[section] = Node(new.line, items=[*mine, *theirs])
