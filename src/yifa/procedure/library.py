"""The packs that are there: all of them in their newest edition, and any older edition by its day.

Loaded packs are kept for the life of the process; a pack changes with a release, not while running.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from yifa.procedure.compile import load
from yifa.procedure.faults import Fault, PackFaults
from yifa.procedure.folder import packs_folder
from yifa.procedure.model import Place, Procedure


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Procedure]:
    """All packs by id, newest edition each; folders that begin with _ hold fragments. Raises `PackFaults`."""
    found: dict[str, Procedure] = {}
    faults: list[Fault] = []
    for folder in sorted(packs_folder().iterdir()):
        if not (folder / "procedure.yaml").is_file() or folder.name.startswith("_"):
            continue
        try:
            procedure = load(folder)
        except PackFaults as error:
            faults += [_in_pack(folder.name, fault) for fault in error.faults]
        else:
            found[procedure.id] = procedure
    if faults:
        raise PackFaults(faults)
    return MappingProxyType(found)


def sound() -> Mapping[str, Procedure]:
    """The packs that ship and can be read, by id: what a checker asks about others while one of them is broken."""
    found: dict[str, Procedure] = {}
    for path in sorted(packs_folder().glob("[!_]*/procedure.yaml")):
        try:
            found[path.parent.name] = load(path.parent)
        except PackFaults:
            continue  # Whoever checks that pack is told of its faults.
    return found


@lru_cache(maxsize=1)
def heard() -> frozenset[tuple[str, str]]:
    """(procedure, act) of every act that some pack, in any of its editions, hears in a linked case."""
    older = (
        edition(id, path.parent.name)
        for id in shipped()
        for path in (packs_folder() / id / "editions").glob("*/procedure.yaml")
    )
    return frozenset(key for pack in (*shipped().values(), *older) for key in pack.plan.hearing)


def _in_pack(name: str, fault: Fault) -> Fault:
    """The fault with the pack named before the file."""
    return replace(fault, place=Place(f"{name}/{fault.place.file}", fault.place.line))


@lru_cache(maxsize=256)
def edition(id: str, edition: str) -> Procedure:
    """One edition of a pack; raises KeyError where there is none. A case keeps the edition it was opened
    under.
    """
    newest = shipped()[id]
    if newest.edition == edition:
        return newest
    folder = packs_folder() / id / "editions" / edition
    if not edition.replace("-", "").isdigit() or not (folder / "procedure.yaml").is_file():
        raise KeyError(f"{id} has no edition {edition}")
    return load(folder)
