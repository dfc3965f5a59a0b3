"""Which edition of a procedure a case is opened under, which it is worked under, and by which calendar.

It only looks up; packs are the engine's.
"""

from __future__ import annotations

from datetime import date

from yifa.casework.notices import calendar
from yifa.procedure import Procedure, edition, shipped

__all__ = ["NoSuchProcedure", "calendar", "in_force", "of_case"]


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
