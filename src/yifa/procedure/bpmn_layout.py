"""Where the parts of a BPMN diagram lie: a row a stage, its acts in it, timers under it, the ways out to its right.

Sizes are in pixels of the diagram; nothing here knows procedures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import Final

TASK: Final = (140, 80)
EVENT: Final = 36
GATEWAY: Final = 50
_GAP: Final = 40
_COLUMNS: Final = 4
_LEFT: Final = 120
_STEP: Final = 160
"""Width of a column of timers or of acts within a stage."""


@dataclass(slots=True)
class Node:
    """One shape; `inner` are the acts within a stage, `length` the text of a timer."""

    id: str
    kind: str
    name: str
    told: str = ""
    inner: list[Node] = field(default_factory=list)
    length: str = ""
    interrupting: bool = False
    box: tuple[int, int, int, int] = (0, 0, 0, 0)  # x, y, width, height

    @property
    def incoming(self) -> tuple[int, int]:
        """Where flows arrive: the middle of the left side."""
        x, y, _, height = self.box
        return x, y + height // 2

    @property
    def outgoing(self) -> tuple[int, int]:
        """Where flows leave: the middle of the right side."""
        x, y, width, height = self.box
        return x + width, y + height // 2


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow between two nodes by id."""

    source: str
    target: str


@dataclass(slots=True)
class Row:
    """A stage: the gateway before it, the stage itself, its timers with what follows each, the ways out."""

    id: str
    first: Node = field(default_factory=lambda: Node("", "", ""))
    join: Node | None = None
    split: Node | None = None
    out: list[Node] = field(default_factory=list)
    timers: list[list[Node]] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """All of the row but what lies within the stage."""
        single = [node for node in (self.join, self.first, self.split) if node is not None]
        return [*single, *self.out, *(node for chain in self.timers for node in chain)]


@dataclass(slots=True)
class Drawing:
    """Rows with their flows; after `laid_out` every node has its box and every flow its way."""

    rows: list[Row]
    flows: list[Flow]
    ways: dict[Flow, list[tuple[int, int]]] = field(default_factory=dict)


def laid_out(drawing: Drawing) -> Drawing:
    """The same with places: no two shapes overlap but a timer and its stage."""
    widest = max(_stage_size(row)[0] for row in drawing.rows)
    y = 60
    for row in drawing.rows:
        y = _place(row, y, widest) + 2 * _GAP
    nodes = {node.id: node for row in drawing.rows for node in row.nodes}
    below = {node.id for row in drawing.rows for chain in row.timers for node in chain[1:]}
    right = max(node.box[0] + node.box[2] for node in nodes.values()) + _GAP
    for number, flow in enumerate(drawing.flows):
        source, target = nodes[flow.source], nodes[flow.target]
        drawing.ways[flow] = _way(source, target, target.id in below, right + 6 * number)
    return drawing


def _stage_size(row: Row) -> tuple[int, int]:
    """Wide enough for its acts and its timers."""
    if row.first.kind in ("startEvent", "endEvent"):
        return EVENT, EVENT
    inner = len(row.first.inner)
    columns = max(min(inner, _COLUMNS), len(row.timers), 1)
    rows = ceil(inner / columns)
    return columns * _STEP + _GAP, max(rows * (TASK[1] + 20) + 60, TASK[1])


def _place(row: Row, y: int, widest: int) -> int:
    """Give the nodes of a row their boxes; returns where the row ends."""
    width, height = _stage_size(row)
    out_height = len(row.out) * (TASK[1] + 20)
    middle = y + max(height, out_height, GATEWAY) // 2
    if row.join is not None:
        row.join.box = (_LEFT, middle - GATEWAY // 2, GATEWAY, GATEWAY)
    x = _LEFT + GATEWAY + _GAP
    top = middle - height // 2
    row.first.box = (x, top, width, height)
    columns = max((width - _GAP) // _STEP, 1)
    for number, node in enumerate(row.first.inner):
        column, line = number % columns, number // columns
        node.box = (x + 30 + column * _STEP, top + 40 + line * (TASK[1] + 20), *TASK)
    right = x + widest + _GAP
    if row.split is not None:
        row.split.box = (right, middle - GATEWAY // 2, GATEWAY, GATEWAY)
    for number, node in enumerate(row.out):
        line = middle - out_height // 2 + number * (TASK[1] + 20) + 10
        size = (EVENT, EVENT) if node.kind == "endEvent" else TASK
        node.box = (right + GATEWAY + 2 * _GAP, line + (TASK[1] - size[1]) // 2, *size)
    bottom = top + height
    for number, chain in enumerate(row.timers):
        bottom = max(bottom, _hang(chain, x + 30 + number * _STEP + TASK[0] // 2, top + height))
    return max(bottom, middle + out_height // 2, middle + GATEWAY)


def _hang(chain: list[Node], x: int, edge: int) -> int:
    """A timer on the lower edge of its stage, what follows under it."""
    chain[0].box = (x - EVENT // 2, edge - EVENT // 2, EVENT, EVENT)
    y = edge + EVENT // 2 + _GAP
    for node in chain[1:]:
        width, height = (EVENT, EVENT) if node.kind == "endEvent" else TASK
        node.box = (x - width // 2, y, width, height)
        y += height + _GAP
    return y


def _way(source: Node, target: Node, under: bool, channel: int) -> list[tuple[int, int]]:
    """Straight down under a timer; straight right to a neighbour; else round by a channel of its own at the right."""
    if under:
        x, y, width, height = source.box
        return [(x + width // 2, y + height), (target.box[0] + target.box[2] // 2, target.box[1])]
    start, end = source.outgoing, target.incoming
    if end[0] > start[0]:
        bend = (start[0] + end[0]) // 2
        return [start, (bend, start[1]), (bend, end[1]), end] if start[1] != end[1] else [start, end]
    above = target.box[1] - _GAP // 2
    return [start, (channel, start[1]), (channel, above), (end[0] - 20, above), (end[0] - 20, end[1]), end]
