"""The smallest words of a pack: a value, a name in two languages, a place in a file, the roles that nobody holds.

Every other part of a procedure is made of these; nothing here knows what a procedure is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

Value = Any
"""A JSON value: str, int, bool, None, list or dict of the same; dates are ISO strings, money is in fen (int)."""

Source = Literal["NAT", "POL", "LOC", "M"]
"""Whose rule a dated value is: the nation's, a policy, the place's, or the matter's own."""

LAW = "law"
"""The role and person id of acts that the law itself performs when a term expires."""

LINKED = "linked"
"""The role and person id of acts that an act in a linked case brings about."""


@dataclass(frozen=True, slots=True)
class Label:
    """The Chinese name that users see and the English name beside it."""

    zh: str
    en: str


RESERVED: Mapping[str, Label] = MappingProxyType({LAW: Label("法律", "law"), LINKED: Label("关联办件", "linked case")})
NOBODYS = frozenset(RESERVED)
"""The roles that nobody holds."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a pack a thing is written: file relative to the pack, line from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"
