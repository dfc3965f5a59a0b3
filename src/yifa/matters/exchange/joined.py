"""The columns of a matter that hang together: codes with their names, limits with their units, the whole row written.

Where a code is missing its name is read in its place; where both are given they must agree.
"""

from __future__ import annotations

import base64
import re
from typing import Any

from django.db.models import Choices

from yifa.matters import limits
from yifa.matters.choices import PRINTED_LEVELS, BodyNature, MatterType, Mode, Target
from yifa.matters.exchange.items import OWN, SIMPLE, BadValue, Item, choice, read_item
from yifa.matters.exchange.sheets import Row
from yifa.matters.models import Matter

_SPLIT = re.compile(r"[、,，;；/\s]+")


def _read_sample(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True) if text else None
    except ValueError as fault:
        raise BadValue("不是 Base64 编码的文件。", "请清空这一格，结果样本可以在页面上另行上传。") from fault


_TYPE = choice("事项类型代码", "type_code", MatterType, width=2)
_NATURE = choice("实施主体性质代码", "body_nature", BodyNature, BodyNature.STATUTORY)
_SAMPLE = Item("结果样本", "result_sample", _read_sample, str)


def read_joined(row: Row) -> dict[str, Any]:
    """Return the fields that several columns fill together: codes with their names, limits with their units.

    Where a code is missing its name is read in its place. Raises BadValue.
    """
    found: dict[str, Any] = {
        "type_code": _code_or_name(row, _TYPE, "事项类型"),
        "level": _read_level(row),
        "body_nature": _code_or_name(row, _NATURE, "实施主体性质"),
        "targets": _several(row, "服务对象代码", "服务对象", Target),
        "modes": _several(row, "办理形式代码", "办理形式", Mode),
        "limit_steps": _limit(row, "法定办结时限"),
    }
    promised = _limit(row, "承诺办结时限")
    if len(promised) > 1:
        raise BadValue("承诺时限只能是一个数。", "请填一个不长于每一步法定时限的承诺时限。", "承诺办结时限")
    found["promised"] = promised[0] if promised else ""
    if row["结果样本"]:  # an empty cell leaves the sample that is there
        found["result_sample"] = read_item(_SAMPLE, row)
    return found


def _code_or_name(row: Row, item: Item, name: str) -> Any:
    by_code = read_item(item, row)
    if not row[name] or name == "实施主体性质":
        return by_code
    try:
        by_name = item.read(row[name])
    except BadValue as fault:
        raise BadValue(fault.problem, fault.mend, name) from fault
    if row[item.zh] and by_code != by_name:
        raise BadValue(f"与“{item.zh}”不一致。", "请更正名称或者代码。", name)
    return by_name


def _read_level(row: Row) -> str:
    text: str = row["行使层级代码"]
    if not text:
        text = next((code for code, zh in PRINTED_LEVELS.items() if row["行使层级"] in (zh, zh.split("/")[0])), "")
    if text not in PRINTED_LEVELS:
        allowed = "、".join(f"{code} {zh}" for code, zh in PRINTED_LEVELS.items())
        raise BadValue("不是标准中的代码。", f"请从下列代码中选择：{allowed}。", "行使层级代码")
    return text


def _several(row: Row, codes: str, names: str, choices: type[Choices]) -> str:
    text = row[codes]
    known = {str(value) for value in choices.values}
    if not text and row[names]:
        by_name = {label: str(value) for value, label in choices.choices}
        given = [part for part in _SPLIT.split(row[names]) if part]
        if unknown := [part for part in given if part not in by_name]:
            raise BadValue(
                f"不认识“{unknown[0]}”。", f"请填写{codes}，或者从下列名称中选择：{'、'.join(by_name)}。", names
            )
        return "".join(sorted({by_name[part] for part in given}))
    given = [sign for sign in text if sign not in ",，、; "]
    if set(given) - known:
        allowed = "、".join(f"{value} {label}" for value, label in choices.choices)
        raise BadValue("不是标准中的代码。", f"请从下列代码中选择一个或者几个：{allowed}。", codes)
    return "".join(sorted(set(given)))


def _limit(row: Row, column: str) -> list[str]:
    try:
        return limits.read(row[column], row[f"{column}单位"].removeprefix("个"))
    except limits.BadLimit as fault:
        raise BadValue(str(fault), "", column) from fault


def write_matter(matter: Matter) -> dict[str, str]:
    """Return a matter as a row of the exchange form: every standard item, and ours."""
    written = {item.zh: item.write(getattr(matter, item.field)) for item in (*SIMPLE, *OWN)}
    number, unit = limits.write(matter.limit_steps)
    promised, promised_unit = limits.write([matter.promised] if matter.promised else [])
    sample = matter.result_sample
    return written | {
        "事项类型": MatterType(matter.type_code).label,
        "事项类型代码": matter.type_code,
        "行使层级": PRINTED_LEVELS[matter.level],
        "行使层级代码": matter.level,
        "实施主体": matter.organ.name,
        "实施主体代码": matter.organ_id,
        "实施主体性质": BodyNature(matter.body_nature).label,
        "实施主体性质代码": matter.body_nature,
        "法定办结时限": number,
        "法定办结时限单位": unit,
        "承诺办结时限": promised,
        "承诺办结时限单位": promised_unit,
        "服务对象": matter.get_targets_display(),
        "服务对象代码": matter.targets,
        "办理形式": matter.get_modes_display(),
        "办理形式代码": matter.modes,
        "结果样本": base64.b64encode(bytes(sample)).decode() if sample else "",
    }
