"""Which procedure and which calendar a case is worked with: the edition it was opened under, the notices known today.

It only looks up; packs are the engine's, notices those of `workdays` and of `notices`.
"""

from __future__ import annotations

from datetime import date

from yifa.procedure import Procedure, edition, shipped
from yifa.workdays import Calendar


class NoSuchProcedure(LookupError):
    """没有这一流程。"""

    def __init__(self, id: str) -> None:
        super().__init__(f"没有编号为“{id}”的流程；现有：{'、'.join(shipped())}。")


def in_force(id: str, on: date) -> Procedure:
    """The procedure under which a case is opened on a day. Raises NoSuchProcedure."""
    try:
        return shipped()[id]
    except KeyError:
        raise NoSuchProcedure(id) from None


def of_case(id: str, edition_day: str) -> Procedure:
    """The edition under which a case was opened. Raises NoSuchProcedure where its pack is no longer installed."""
    try:
        return edition(id, edition_day)
    except KeyError:
        raise NoSuchProcedure(f"{id}（{edition_day}）") from None


def calendar() -> Calendar:
    """The working-day calendar by the notices known today."""
    return Calendar.of_state_council()
