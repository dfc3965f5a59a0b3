"""How an organ takes a matter of the shipped catalogue into its own list of matters.

The catalogue supplies the law (basis, limit, extension, result); the organ adds what is its own to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from yifa.identifiers import build_implementation_code
from yifa.matters import limits
from yifa.matters.catalogue import CatalogueRow, catalogue_row
from yifa.matters.choices import Mode, Target
from yifa.matters.codes import local_basic_code
from yifa.matters.models import Material, Matter
from yifa.matters.procedures import procedure_for
from yifa.organs.public import Organ

_TARGETS = {
    "person": (Target.PERSON,),
    "organisation": (Target.ENTERPRISE, Target.INSTITUTION, Target.SOCIAL_ORGANISATION, Target.OTHER),
    "both": (Target.PERSON, Target.ENTERPRISE, Target.INSTITUTION, Target.SOCIAL_ORGANISATION, Target.OTHER),
}

_GENERAL_LIMIT = "法律、法规没有另行规定，适用行政许可法的一般期限。"
"""What a guide says of a limit that is the general one (行政许可法 第四十二条)."""


class NotAdopted(ValueError):
    """The organ cannot take this matter over; the message says why, in Chinese."""


@transaction.atomic
def adopt(
    organ: Organ,
    catalogue_id: str,
    *,
    promised: str | None = None,
    online: bool = True,
    basic_code: str | None = None,
    materials: Sequence[str] | None = None,
    **own: Any,
) -> Matter:
    """Take a matter of the catalogue into an organ's list, or bring the adopted one up to date, and return
    it.

    promised: the organ's own limit, such as "10 working days" or "0 working days" (at once); None promises
    nothing. basic_code: the official code where the organ knows it; without it a local one is made and
    marked as local. materials: names in place of the catalogue's. own: further fields of Matter
    (handling_place, is_charged …). Raises NotAdopted, KeyError for an unknown id, ValidationError for
    values that break a rule.
    """
    row = catalogue_row(catalogue_id)
    if organ.level not in row.levels:
        raise NotAdopted(f"“{row.name}”不由{organ.get_level_display()}机关办理，请核对机关层级或者所选事项。")
    code = basic_code or local_basic_code(organ.division, row.type, row.serial)
    matter = Matter.objects.filter(organ=organ, catalogue_id=row.id).first() or Matter(
        organ=organ,
        catalogue_id=row.id,
        implementation_code=build_implementation_code(organ.code, organ.level, code),
    )
    facts = _facts_of_law(row) | {
        "basic_code": code,
        "is_local_code": basic_code is None,
        "level": organ.level,
        "promised": promised or "",
        "is_online": online,
        "modes": "".join((Mode.COUNTER, Mode.COMPUTER, Mode.MOBILE) if online else (Mode.COUNTER,)),
        "targets": "".join(_TARGETS[row.subject]),
    }
    for name, value in (facts | own).items():
        setattr(matter, name, value)
    matter.division = organ.division
    is_new = matter._state.adding
    # The organ is at hand and the row was looked up by its unique pair: asking the database again proves nothing.
    matter.full_clean(exclude=["organ"], validate_unique=False, validate_constraints=False)
    matter.save(force_insert=is_new)
    if is_new or not matter.materials.exists():  # a list that the organ has edited is its own
        names = row.materials if materials is None else materials
        Material.objects.bulk_create(
            Material(matter=matter, position=position, name=name) for position, name in enumerate(names, start=1)
        )
    return matter


def _facts_of_law(row: CatalogueRow) -> dict[str, Any]:
    """Return what the statute settles, as fields of Matter; an organ may not loosen it by adopting."""
    return {
        "name": row.name,
        "type_code": row.type,
        "legal_basis": list(row.basis),
        "limit_steps": [limits.AT_ONCE] if row.limit == ("0 days",) else list(row.limit),
        "limit_cites": row.limit_cites,
        "limit_before": row.limit_before,
        "limit_start": row.limit_start,
        "limit_note": _GENERAL_LIMIT if row.limit_origin == "licensing_law" else "",
        "extension": row.extension,
        "extension_cites": row.extension_cites,
        "silence": row.silence,
        "hearing": row.hearing,
        "hearing_cites": row.hearing_cites,
        "commitment_cites": row.commitment_cites,
        "site_check": row.site_check,
        "testing": row.testing,
        "special_procedures": ";".join(row.special),
        "result_name": row.result,
        "result_validity": row.validity,
        "verified": row.verified,
        "note": row.note,
        "procedure": procedure_for(row.type, counts_from=row.limit_start),
    }
