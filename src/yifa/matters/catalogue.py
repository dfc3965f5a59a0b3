"""Reads the catalogue of matters that ships with the platform, each row with its statute, article and limit.

The rows are facts, not rows of the database: an organ takes one over with `adopting.adopt`. See
catalogue/README.md.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yifa.matters.choices import Hearing, MatterType, Silence, Verified
from yifa.matters.finding import fold, terms

PATH = Path(__file__).parent / "catalogue" / "matters.csv"


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One matter of the catalogue. Citations are written `TITLE(VERSION) 第N条第M款`, lengths canonically."""

    id: str
    serial: int
    name: str
    name_en: str
    type: MatterType
    organ_kind: str
    levels: tuple[str, ...]  # 行使层级 codes at which it is handled
    basis: tuple[str, ...]
    limit: tuple[str, ...]  # one length a step; () where the law sets the organ none
    limit_origin: str  # "statute", "licensing_law" (行政许可法 第四十二条 for want of another) or ""
    limit_cites: str
    limit_before: str  # the fact before whose day the limit counts backwards
    limit_start: str  # what the limit runs from where it is not acceptance
    silence: Silence
    extension: str
    extension_cites: str
    result: str
    validity: str
    materials: tuple[str, ...]
    subject: str  # "person", "organisation" or "both"
    special: tuple[str, ...]
    site_check: bool
    testing: bool
    hearing: Hearing
    hearing_cites: str
    commitment_cites: str
    note: str
    verified: Verified

    @property
    def citations(self) -> tuple[str, ...]:
        """Every citation of the row, for comparing them with the texts."""
        single = (self.limit_cites, self.extension_cites, self.hearing_cites, self.commitment_cites)
        return (*self.basis, *(cites for cites in single if cites))


@lru_cache(maxsize=1)
def catalogue() -> tuple[CatalogueRow, ...]:
    """Return all rows of the shipped catalogue, in the order of their serials."""
    with PATH.open(encoding="utf-8", newline="") as file:
        return tuple(_row(row) for row in csv.DictReader(file))


def catalogue_row(catalogue_id: str) -> CatalogueRow:
    """Return one row by its id; raises KeyError with a Chinese sentence if there is none."""
    for row in catalogue():
        if row.id == catalogue_id:
            return row
    raise KeyError(f"随平台发布的事项目录中没有编号“{catalogue_id}”。")


def search_catalogue(query: str) -> tuple[CatalogueRow, ...]:
    """Return the rows whose name or result contains every word of the query; an empty query finds none."""
    words = terms(query)
    if not words:
        return ()
    return tuple(row for row in catalogue() if all(word in fold(f"{row.name} {row.result}") for word in words))


def _row(row: dict[str, str]) -> CatalogueRow:
    return CatalogueRow(
        id=row["id"],
        serial=int(row["serial"]),
        name=row["name"],
        name_en=row["name_en"],
        type=MatterType(row["type"]),
        organ_kind=row["organ_kind"],
        levels=_list(row["levels"]),
        basis=_list(row["basis"]),
        limit=_list(row["limit"], "+"),
        limit_origin=row["limit_origin"],
        limit_cites=row["limit_cites"],
        limit_before=row["limit_before"],
        limit_start=row["limit_start"],
        silence=Silence(row["silence"]),
        extension=row["extension"],
        extension_cites=row["extension_cites"],
        result=row["result"],
        validity=row["validity"],
        materials=_list(row["materials"]),
        subject=row["subject"],
        special=_list(row["special"]),
        site_check=row["site_check"] == "yes",
        testing=row["testing"] == "yes",
        hearing=Hearing(row["hearing"]),
        hearing_cites=row["hearing_cites"],
        commitment_cites=row["commitment_cites"],
        note=row["note"],
        verified=Verified(row["verified"]),
    )


def _list(text: str, separator: str = ";") -> tuple[str, ...]:
    return tuple(text.split(separator)) if text else ()
