"""The door of the room: licences as others may read them."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from yifa.licences.models import Licence, LicenceState

__all__ = ["Licence", "LicenceState", "licences_of_case", "licences_of_organs", "standing"]


def licences_of_case(case_id: int) -> QuerySet[Licence]:
    """The versions of licences that a case issued, oldest first."""
    return Licence.objects.filter(case_id=case_id).order_by("seq")


def licences_of_organs(organs: list[str], query: str = "") -> QuerySet[Licence]:
    """The licences that organs issued, newest first; `query` is part of a number or of a name."""
    found = Licence.objects.filter(organ__in=organs).order_by("-issued_on", "-case_id")
    return found.filter(number__contains=query) | found.filter(name__contains=query) if query else found


def standing(licence: Licence, on: date) -> str:
    """How a licence stands on a day, in Chinese: its decided state, or that its term has not begun or has run out."""
    if licence.state != LicenceState.VALID:
        return LicenceState(licence.state).label
    if licence.valid_from and on < licence.valid_from:
        return "尚未生效"
    if licence.valid_to and on > licence.valid_to:
        return "已过有效期"
    return LicenceState.VALID.label
