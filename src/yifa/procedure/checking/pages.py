"""The YAML of a pack as it is written, value by value with file and line, for questions about the writing itself.

It looks at no meaning: what a key stands for is known by `compile`, whether it is right by the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yifa.procedure.faults import Fault
from yifa.procedure.model import Place, Procedure, Value
from yifa.procedure.source import Node, read_yaml

FILES = ("procedure", "form", "deadlines", "indicators", "tables", "rules")


@dataclass(frozen=True, slots=True)
class Spot:
    """One mapping of a file: the keys that lead to it from the top, its node, and the mappings around it, nearest
    first.
    """

    file: str
    path: tuple[str, ...]
    node: Node
    around: tuple[Node, ...]

    def at(self, key: str) -> Place:
        """Where a key of the mapping stands."""
        return Place(self.file, self.node.lines.get(key, self.node.line))

    def value(self, key: str) -> Value:
        """The plain value of a key; None where it is absent."""
        node = (self.node.entries or {}).get(key)
        return node.plain() if node is not None else None

    def nearest(self, key: str) -> Value:
        """The value of a key here, or in the nearest mapping around that has it."""
        for node in (self.node, *self.around):
            if node.entries and key in node.entries:
                return node.entries[key].plain()
        return None


def spots(procedure: Procedure) -> tuple[Spot, ...]:
    """Every mapping of every YAML file of a pack, fragments that it includes among them; stories left out."""
    return _spots(procedure.folder, procedure.digest)


@lru_cache(maxsize=16)
def _spots(folder: str, digest: str) -> tuple[Spot, ...]:
    """Read once as long as nothing in the pack changes, which its digest says."""
    found: list[Spot] = []
    for path, name in files(Path(folder)):
        root = read_yaml(path, name, [])
        if root is not None:
            found += _within(name, (), root, ())
    return tuple(found)


def unreadable(procedure: Procedure) -> list[Fault]:
    """What is wrong with the one file that no procedure is compiled from: rules.yaml, where it is there at all."""
    faults: list[Fault] = []
    path = Path(procedure.folder) / "rules.yaml"
    if path.is_file():
        read_yaml(path, path.name, faults)
    return faults


def files(folder: Path) -> Iterator[tuple[Path, str]]:
    """The YAML files with the names that faults give them."""
    for name in FILES:
        path = folder / f"{name}.yaml"
        if path.is_file():
            yield path, path.name
    for name in included(folder):
        path = folder.parent / "_shared" / f"{name}.yaml"
        if path.is_file():
            yield path, f"_shared/{name}.yaml"


def included(folder: Path) -> tuple[str, ...]:
    """The names of the shared fragments that a pack includes."""
    root = read_yaml(folder / "procedure.yaml", "procedure.yaml", [])
    node = (root.entries or {}).get("include") if root is not None else None
    if node is None:
        return ()
    named = node.items if node.items is not None else [node]
    found = (item.entries.get("fragment") if item.entries else item for item in named)
    return tuple(str(item.value) for item in found if item is not None and item.value)


def _within(file: str, path: tuple[str, ...], node: Node, around: tuple[Node, ...]) -> Iterator[Spot]:
    if node.entries is not None:
        yield Spot(file, path, node, around)
        for key, inner in node.entries.items():
            yield from _within(file, (*path, key), inner, (node, *around))
    for number, item in enumerate(node.items or ()):
        yield from _within(file, (*path, str(number)), item, around)
