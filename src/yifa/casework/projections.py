"""Calls the projections: the rooms above that keep tables derived from events, in the order that config lists.

Each is a module with `TABLES: tuple[Table, ...]` and `project(changes: Sequence[Change], writer: Writer) -> None`. It
looks at the changes and says which rows follow; it writes nothing itself, so that all travels in one statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

from yifa.casework.change import Change
from yifa.casework.writer import Table, Writer


class Projection(Protocol):
    """What a module of the list gives."""

    TABLES: tuple[Table, ...]

    def project(self, changes: Sequence[Change], writer: Writer) -> None:
        """Tell the writer which rows follow from the changes of one transaction, in order of case and event."""


@lru_cache(maxsize=1)
def projections() -> tuple[Projection, ...]:
    """The projections in their order."""
    # By name, because the list belongs to the wiring, which stands above this room and is not imported from here.
    listed = import_module("yifa.config.projections").PROJECTIONS
    return tuple(cast(Projection, import_module(name)) for name in listed)


def project(changes: Sequence[Change], writer: Writer) -> None:
    """Let every projection say which rows follow."""
    for projection in projections():
        projection.project(changes, writer)
