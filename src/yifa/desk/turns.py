"""Whose turn a case is: which act leads on from a stage, and which roles do it, read from the packs.

A worklist shows what is waited for; whether the act is lawful yet is decided when it is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from yifa.desk.access import Staff
from yifa.procedure import Procedure, shipped
from yifa.procedure.model import NOBODYS


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn a stage is: the act that leads on, and the roles that do it."""

    act: str
    label: str
    roles: frozenset[str]
    who: str


@lru_cache(maxsize=256)
def turns(procedure: str) -> dict[str, Turn]:
    """Stage → whose turn it is: the first main-line act that leads out of it, else the first act at all that does."""
    pack = shipped()[procedure]
    found = {}
    for stage in pack.stages:
        here = [act for act in pack.acts.values() if stage in act.stages and NOBODYS.isdisjoint(act.by)]
        leads_on = [act for act in here if act.to is not None and act.to != stage]
        best = (
            [act for act in here if act.main and act.to != stage] or [act for act in leads_on if act.main] or leads_on
        )
        if best:
            act = best[0]
            who = "、".join(pack.roles[role].zh for role in act.by)
            found[stage] = Turn(act.id, act.label.zh, frozenset(act.by), who)
    return found


def my_stages(staff: Staff) -> list[tuple[str, str, str]]:
    """(organ, procedure, stage) whose turn is one of my roles; a role without a turn takes where it may act."""
    found = []
    for organ in staff.working_organs:
        for pack in shipped().values():
            roles = staff.roles(organ.code, pack.id)
            mine = [stage for stage, turn in turns(pack.id).items() if not roles.isdisjoint(turn.roles)]
            found += [(organ.code, pack.id, stage) for stage in mine or _where_active(pack, roles)]
    return found


def _where_active(pack: Procedure, roles: frozenset[str]) -> list[str]:
    return list(
        dict.fromkeys(stage for act in pack.acts.values() if not roles.isdisjoint(act.by) for stage in act.stages)
    )
