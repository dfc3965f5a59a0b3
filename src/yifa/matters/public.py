"""The door of the room: what other rooms may use of matters, their materials and the shipped catalogue.

Everything else in this folder is private to it.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.functions import Length

from yifa.matters.adopting import NotAdopted, adopt
from yifa.matters.catalogue import CatalogueRow, catalogue, catalogue_row, search_catalogue
from yifa.matters.choices import BodyNature, CrossRegion, Hearing, MatterType, Mode, Silence, Target, Verified
from yifa.matters.exchange.exporting import export_matters
from yifa.matters.exchange.importing import import_matters
from yifa.matters.exchange.report import BadFile, ImportReport, RowFault
from yifa.matters.exchange.sheets import FORMULA, read_sheets
from yifa.matters.finding import narrow
from yifa.matters.limits import BadLimit
from yifa.matters.models import Material, Matter
from yifa.matters.terms import guide_facts, plain, terms_of
from yifa.organs.public import Organ


def matters_of(organ: Organ | str) -> QuerySet[Matter]:
    """Return the matters on an organ's list, those no longer carried out included, in order of their
    codes.
    """
    code = organ.code if isinstance(organ, Organ) else organ
    return Matter.objects.filter(organ_id=code).select_related("organ").order_by("implementation_code")


def search(query: str) -> QuerySet[Matter]:
    """Return the matters whose name, result or organ contains every word of a Chinese query, shortest name
    first.

    An empty query finds nothing. The result can be narrowed further (`.filter(division=…)`) and sliced.
    """
    found = narrow(Matter.objects.filter(retired_on__isnull=True), query)
    return found.select_related("organ").order_by(Length("name"), "implementation_code")


__all__ = [
    "FORMULA",
    "BadFile",
    "BadLimit",
    "BodyNature",
    "CatalogueRow",
    "CrossRegion",
    "Hearing",
    "ImportReport",
    "Material",
    "Matter",
    "MatterType",
    "Mode",
    "NotAdopted",
    "RowFault",
    "Silence",
    "Target",
    "Verified",
    "adopt",
    "catalogue",
    "catalogue_row",
    "export_matters",
    "guide_facts",
    "import_matters",
    "matters_of",
    "plain",
    "read_sheets",
    "search",
    "search_catalogue",
    "terms_of",
]
