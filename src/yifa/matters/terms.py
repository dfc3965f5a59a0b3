"""What a case takes over from its matter, and what a guide page says of it: both read from the row, nothing
added.

The keys of `terms_of` are those that the licensing pack declares under `terms:`; a pack takes those it
declares.
"""

from __future__ import annotations

import re
from typing import Any

from yifa.matters import limits
from yifa.matters.choices import Hearing, MatterType, Silence, Verified
from yifa.matters.models import Matter

_VERSION = re.compile(r"\(\d{4}-\d{2}-\d{2}\)")


def plain(citation: str) -> str:
    """Return a citation without the version of its text: `行政许可法 第四十二条第一款`, as packs write it."""
    return _VERSION.sub("", citation)


def terms_of(matter: Matter) -> dict[str, Any]:
    """Return the terms that the opening event of a case records, as JSON values; lengths are canonical.

    limit: list of lengths, one a step; empty where the law sets the organ none. forwarding: the first
    step's organ reviews and the higher one decides (行政许可法 第三十五条). instant: at once by statute or
    by promise. silence: "consent" or None. limit_before_fact: id of the fact before whose day the limit
    counts backwards, or None.
    """
    return {
        "limit": list(matter.limit_steps),
        "limit_cites": plain(matter.limit_cites),
        "limit_before_fact": matter.limit_steps[0] if matter.limit_before and matter.limit_steps else None,
        "limit_before_fact_cites": plain(matter.limit_cites) if matter.limit_before else None,
        "extension": matter.extension or None,
        "extension_cites": plain(matter.extension_cites) or None,
        "extendable": bool(matter.extension),
        "promised": matter.promised or None,
        "joint": matter.is_joint,
        "forwarding": len(matter.limit_steps) > 1,
        "instant": limits.AT_ONCE in (matter.promised, *matter.limit_steps),
        "silence": str(matter.silence) or None,
        "site_check": matter.site_check,
        "testing": matter.testing,
        "special_step_required": matter.special_step,
        "hearing_required": matter.hearing == Hearing.REQUIRED,
        "major": matter.is_major,
        "commitment_allowed": bool(matter.commitment_cites),
        "tolerance_allowed": matter.tolerance,
        "result_name": matter.result_name or None,
        "validity": matter.result_validity or None,
    }


def guide_facts(matter: Matter) -> dict[str, Any]:
    """Return what the guide page of a matter shows, in Chinese, ready for a template; empty where nothing
    is recorded.

    Keys end in `_cites` for citations (with the version of the text), so that a page can link them.
    """
    organ = matter.organ
    return {
        "name": matter.name,
        "type": matter.get_type_code_display(),
        "organ": organ.name,
        "level": matter.get_level_display(),
        "implementation_code": matter.implementation_code,
        "code_mark": "编码由本地编制，不是国家统一的基本编码。" if matter.is_local_code else "",
        "basis_cites": list(matter.legal_basis),
        "limit": limits.zh(matter.limit_steps) or "法律未规定办理期限",
        "limit_cites": matter.limit_cites,
        "limit_start": matter.limit_start or ("" if matter.limit_before else "自受理之日起"),
        "limit_note": matter.limit_note,
        "promised": limits.zh([matter.promised]) if matter.promised else "",
        "promised_note": matter.promised_note,
        "extension": limits.zh([matter.extension]) if matter.extension else "",
        "extension_cites": matter.extension_cites,
        "silence": _silence(matter),
        "conditions": matter.acceptance_conditions,
        "process": matter.handling_process,
        "materials": [_material(material) for material in matter.materials.all()],
        "special": [part for part in matter.special_procedures.split(";") if part],
        "hearing": matter.get_hearing_display() if matter.hearing else "",
        "hearing_cites": matter.hearing_cites,
        "commitment_cites": matter.commitment_cites,
        "result": matter.result_name,
        "validity": matter.result_validity,
        "fee": f"收费。依据：{matter.charge_basis}" if matter.is_charged else "不收费",
        "targets": matter.get_targets_display(),
        "modes": matter.get_modes_display(),
        "online": matter.is_online,
        "online_address": matter.online_address,
        "place": matter.handling_place or organ.address,
        "hours": matter.handling_hours,
        "phone": matter.consultation_phone or organ.phone,
        "supervision_phone": matter.supervision_phone,
        "faq": matter.faq,
        "note": matter.note,
        "verified": matter.get_verified_display(),
        "is_verified": matter.verified == Verified.LIMIT,
        "can_be_filed": bool(matter.procedure) and matter.retired_on is None,
    }


def _silence(matter: Matter) -> str:
    if matter.silence == Silence.CONSENT:
        return "机关逾期不作决定的，视为同意。"
    if matter.type_code != MatterType.LICENCE:
        return ""
    # 行政复议法 第二十三条第一款第三项: an omission goes to reconsideration before it goes to court.
    return "机关逾期不作决定的，不视为准予；申请人可以先申请行政复议，不服复议决定的，再提起行政诉讼。"


def _material(material: Any) -> dict[str, Any]:
    return {
        "name": material.name,
        "required": material.is_required,
        "original_copies": material.original_copies,
        "photocopies": material.photocopies,
        "issuer": material.issuer,
        "note": "；".join(
            part for part in (material.issue_time_requirement, material.handling_note, material.use_note) if part
        ),
    }
