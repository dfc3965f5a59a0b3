"""How cases lead to one another: the kinds of link, where a case may come from, what it hears of the others.

Who is linked to whom is kept by casework.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from yifa.procedure.model.words import Place

LINKS: Mapping[str, str] = MappingProxyType(
    {
        "arises_from": "gives_rise_to",  # 由…引起 / 引起
        "gives_rise_to": "arises_from",
        "serves": "served_by",  # 为…办理的前置程序 / 其前置程序
        "served_by": "serves",
        "merged_into": "takes_in",  # 并入 / 并案
        "takes_in": "merged_into",
        "lists": "listed_in",  # 列有 / 列入
        "listed_in": "lists",
        "belongs_to": "bundles",  # 属于一件事 / 一件事之下
        "bundles": "belongs_to",
    }
)
"""How cases are linked: each kind as one case names it, with the name that the other case has for it."""


@dataclass(frozen=True, slots=True)
class Hears:
    """Which acts in linked cases bring an act about; `item` further asks for the row there that names this case."""

    procedures: tuple[str, ...]
    link: str  # one of LINKS, as the case that hears names it
    acts: tuple[str, ...]  # of those procedures
    items: str  # for listed_in: the list there; "" asks no row
    outcomes: tuple[str, ...]  # of the row, any of which will do; () for any


@dataclass(frozen=True, slots=True)
class LinkMade:
    """The link that an act records to the case that one of its answers names."""

    kind: str
    field: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Cases that may lead to one of this procedure: by procedure, by what became of them, or by an act's remedy."""

    procedure: str = ""
    outcomes: tuple[str, ...] = ()  # any of these; () for any
    done: tuple[str, ...] = ()  # all of these have been done there
    remedy: str = ""  # instead of all that: an act was done there against which this remedy may be sought


@dataclass(frozen=True, slots=True)
class Similar:
    """What is compared to suggest that an open case is the same demand; a person does the act."""

    act: str  # the act by which one case is taken into another
    fields: Mapping[str, int]  # field -> weight
    stages: frozenset[str]  # in which a case may take others in
    place: Place
