"""The items of the exchange form: for each its Chinese name, the field it fills, how it is read and written.

Items 1 to 64 are those of GB/T 39046—2020, Table 4; the further ones are ours (clause 4 allows more) and optional.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Choices

from yifa.matters import limits
from yifa.matters.choices import CrossRegion, Hearing, Silence, SystemLevel
from yifa.matters.exchange.sheets import FORMULA, Row

_LISTED = re.compile(r"[;；\n]")


class BadValue(ValueError):
    """A value cannot be read: what is wrong, and how to mend it."""

    def __init__(self, problem: str, mend: str, column: str = "") -> None:
        super().__init__(problem)
        self.problem, self.mend, self.column = problem, mend, column


@dataclass(frozen=True, slots=True)
class Item:
    """One column: the field it fills, and how its text becomes a value and a value its text."""

    zh: str
    field: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]


def _text(zh: str, field: str) -> Item:
    return Item(zh, field, str, lambda value: (value or "").replace("\r\n", "\n"))


def _flag(zh: str, field: str) -> Item:
    return Item(zh, field, _read_flag, lambda value: "1" if value else "0")


def _read_flag(text: str) -> bool:
    known = {"1": True, "是": True, "0": False, "否": False, "": False}
    if text not in known:
        raise BadValue("不是“是”或者“否”。", "请填 1（是）或者 0（否）。")
    return known[text]


def choice(zh: str, field: str, choices: type[Choices], empty: Any = "", width: int = 1) -> Item:
    """Return an item with a code of a list; a name of the list is read too."""
    return Item(zh, field, lambda text: _read_choice(text, choices, empty, width), _show)


def _show(value: Any) -> str:
    return "" if value is None else str(value)


def _read_choice(text: str, choices: type[Choices], empty: Any, width: int) -> Any:
    if not text:
        return empty
    for value, label in choices.choices:
        # A spreadsheet makes 1 of 01, so that codes of two digits are filled up again.
        if text in (str(value), label) or text.zfill(width) == str(value):
            return value
    allowed = "、".join(
        f"{value} {label}" if str(value) != label else str(label) for value, label in choices.choices if value
    )
    raise BadValue("不是标准中的代码。", f"请从下列代码中选择：{allowed}。")


def _read_number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        raise BadValue("不是 0 至 99 的整数。", "请填份数，例如 1。")
    return int(text)


def _read_day(text: str) -> date | None:
    if not text:
        return None
    digits = text.replace("-", "")
    try:
        if len(digits) != 8 or not digits.isascii():
            raise ValueError
        return date.fromisoformat(digits)
    except ValueError as fault:
        raise BadValue("不是日期。", "请按 YYYYMMDD 填写，例如 20260302。") from fault


def _read_length(text: str) -> str:
    try:
        return limits.canonical([text])[0] if text else ""
    except limits.BadLimit as fault:
        raise BadValue(str(fault), "") from fault


SIMPLE: tuple[Item, ...] = (
    _text("事项名称", "name"),
    _text("基本编码", "basic_code"),
    _text("实施编码", "implementation_code"),
    Item(
        "设定依据",
        "legal_basis",
        lambda text: [part.strip() for part in _LISTED.split(text) if part.strip()],
        "；".join,
    ),
    _text("权限划分", "authority_division"),
    _text("行使内容", "exercise_content"),
    _text("法定办结时限说明", "limit_note"),
    _text("承诺办结时限说明", "promised_note"),
    _text("受理条件", "acceptance_conditions"),
    _text("办理流程", "handling_process"),
    _text("共同实施部门", "joint_department"),
    _text("共同实施部门代码", "joint_department_code"),
    _text("承办机构", "undertaking_body"),
    _text("承办机构代码", "undertaking_body_code"),
    _text("中介服务", "intermediary_service"),
    _text("数量限制", "quantity_limit"),
    _text("结果名称", "result_name"),
    _flag("是否收费", "is_charged"),
    _text("收费依据", "charge_basis"),
    choice("通办范围代码", "cross_region", CrossRegion, None),
    _text("服务主题", "theme"),
    _text("法人服务主题代码", "organisation_theme_code"),
    _text("自然人服务主题代码", "person_theme_code"),
    _text("特别程序", "special_procedures"),
    _text("行政管辖", "jurisdiction"),
    _text("行政管辖代码", "jurisdiction_code"),
    _flag("是否支持预约办理", "supports_appointment"),
    _flag("是否支持网上支付", "supports_online_payment"),
    _flag("是否支持物流快递", "supports_delivery"),
    _flag("是否网办", "is_online"),
    _text("网办地址", "online_address"),
    choice("运行系统层级", "running_system_level", SystemLevel),
    _text("办理地点", "handling_place"),
    _text("办理时间", "handling_hours"),
    _text("咨询方式", "consultation_method"),
    _text("咨询电话", "consultation_phone"),
    _text("监督电话", "supervision_phone"),
    _text("常见问题", "faq"),
)
"""Standard items that fill one field each."""

_PRINTED = """
    事项名称 基本编码 实施编码 事项类型 事项类型代码 设定依据 行使层级 行使层级代码 权限划分
    行使内容 实施主体 实施主体代码 实施主体性质 实施主体性质代码 法定办结时限 法定办结时限单位
    法定办结时限说明 承诺办结时限 承诺办结时限单位 承诺办结时限说明 受理条件 办理流程
    共同实施部门 共同实施部门代码 承办机构 承办机构代码 中介服务 数量限制 结果名称 结果样本
    是否收费 收费依据 通办范围代码 服务对象 服务对象代码 服务主题 法人服务主题代码
    自然人服务主题代码 办理形式 办理形式代码 特别程序 行政管辖 行政管辖代码 是否支持预约办理
    是否支持网上支付 是否支持物流快递 是否网办 网办地址 运行系统层级 办理地点 办理时间
    咨询方式 咨询电话 监督电话 常见问题
"""
STANDARD = tuple(_PRINTED.split())
"""The head line of the table of matters: items 1 to 55 in printed order."""

OWN: tuple[Item, ...] = (
    _text("法定办结时限依据", "limit_cites"),
    _text("时限倒算事实", "limit_before"),
    _text("时限起算点", "limit_start"),
    Item("延长期限", "extension", _read_length, _show),
    _text("延长期限依据", "extension_cites"),
    choice("逾期不决定的效果", "silence", Silence),
    choice("听证", "hearing", Hearing),
    _text("听证依据", "hearing_cites"),
    _text("告知承诺依据", "commitment_cites"),
    _text("结果有效期", "result_validity"),
    _flag("联合办理", "is_joint"),
    _flag("重大许可须法制审核", "is_major"),
    _flag("须实地核查", "site_check"),
    _flag("须检验检测检疫", "testing"),
    _flag("须经特殊环节", "special_step"),
    _flag("可以容缺受理", "tolerance"),
    _flag("基本编码为地方编码", "is_local_code"),
    _text("目录编号", "catalogue_id"),
    Item("停止实施日期", "retired_on", _read_day, lambda value: value.strftime("%Y%m%d") if value else ""),
    _text("备注", "note"),
)
"""Our own items: what a case takes over from its matter and the standard has no place for."""

MATERIAL: tuple[Item, ...] = (
    _text("材料名称", "name"),
    _text("出具机构", "issuer"),
    _text("出具时间要求", "issue_time_requirement"),
    _text("材料办理说明", "handling_note"),
    _text("材料办理地点", "handling_place"),
    _text("材料使用说明", "use_note"),
    Item("原件份数", "original_copies", _read_number, _show),
    Item("复印件份数", "photocopies", _read_number, _show),
    _flag("是否必备材料", "is_required"),
)
"""Items 56 to 64, one row a material, under the 实施编码 of its matter."""

KEY = "实施编码"
MATERIAL_HEAD = (KEY, *(item.zh for item in MATERIAL))
COLUMN_OF = {item.field: item.zh for item in (*SIMPLE, *OWN)} | {
    "type_code": "事项类型代码",
    "level": "行使层级代码",
    "body_nature": "实施主体性质代码",
    "limit_steps": "法定办结时限",
    "promised": "承诺办结时限",
    "targets": "服务对象代码",
    "modes": "办理形式代码",
    "result_sample": "结果样本",
}
"""Under which column a fault of a field is reported."""


def read_item(item: Item, row: Row) -> Any:
    """Return the value of an item in a row; raises BadValue with the column filled in."""
    text = row[item.zh]
    if text == FORMULA:
        raise BadValue("单元格里是公式。", "请改为数值或者文字（选择性粘贴为“值”）。", item.zh)
    try:
        return item.read(text)
    except BadValue as fault:
        raise BadValue(fault.problem, fault.mend, item.zh) from fault
