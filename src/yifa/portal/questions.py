"""A field of a pack as a question on a page, and what came back as a value that the engine takes.

Whether an answer is right is the engine's to say (`check_answers`); here only its shape is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict

from yifa.portal.articles import article
from yifa.procedure.model import Field, Value

FILES = frozenset({"file", "files", "list"})
"""Fields that are answered by handing in files; a list also by naming things, a line each."""

_KINDS = {
    "long_text": "textarea",
    "number": "number",
    "money": "money",
    "date": "date",
    "choices": "checkboxes",
    "yes_no": "radio",
    "citizen_number": "identity",
    "credit_code": "identity",
    "mobile": "tel",
    "officers": "textarea",
}
_AUTOCOMPLETE = {"mobile": "tel", "person_name": "name", "address": "street-address"}
_YES_NO = [{"value": "yes", "label": "是"}, {"value": "no", "label": "否"}]
_MOST_RADIOS = 7
_PLAIN_WORDS = {
    "applicant_name": "姓名或者名称",
    "corrected_materials": "补齐的材料",
    "missing_items": "需要补齐的内容",
}
"""Labels said more plainly to the public than a form says them to an official."""


def question(field: Field, typed: Mapping[str, Any], error: str = "") -> dict[str, Any]:
    """What the component `field` takes; `typed` holds what stands in the boxes, by field id."""
    return {
        "name": field.id,
        "label": label(field),
        "kind": _kind(field),
        "value": typed.get(field.id, ""),
        "hint": _hint(field),
        "ground": article(field.cites),
        "error": error,
        "required": field.required,
        "options": _YES_NO if field.type == "yes_no" else [{"value": v, "label": zh} for v, zh in field.options],
        "max_length": field.max_length or None,
        "autocomplete": _AUTOCOMPLETE.get(field.type, ""),
    }


def label(field: Field) -> str:
    """What the question is called."""
    return _PLAIN_WORDS.get(field.id, field.label.zh)


def _kind(field: Field) -> str:
    if field.type == "choice":
        return "radio" if len(field.options) <= _MOST_RADIOS else "select"
    return _KINDS.get(field.type, "email" if field.id == "email" else "text")


def _hint(field: Field) -> str:
    if field.type == "citizen_number":
        return field.hint or "身份证上的 18 位号码，最后一位可能是 X"
    if field.type == "credit_code":
        return field.hint or "营业执照上的 18 位代码"
    return field.hint


def typed_of(field: Field, value: Value) -> Any:
    """A kept value as it stands in its box."""
    if value is None:
        return ""
    if field.type == "yes_no":
        return "yes" if value else "no"
    if field.type == "money":
        return f"{Decimal(value) / 100:.2f}"
    if field.type == "list":
        return "\n".join(item for item in value if isinstance(item, str))
    return value


def read(field: Field, post: QueryDict) -> tuple[Value, str]:
    """The value that was sent and, where it cannot even be read, why; files are read by `materials`."""
    if field.type == "choices":
        return post.getlist(field.id), ""
    text = post.get(field.id, "").strip()
    if not text:
        return None, ""
    if field.type == "number":
        return (int(text), "") if text.isdigit() else (None, f"“{label(field)}”请填写整数，如 3。")
    if field.type == "money":
        return _fen(field, text)
    return _READERS.get(field.type, _text)(text), ""


def _text(text: str) -> Value:
    return text.replace("\r\n", "\n")


def _lines(text: str) -> Value:
    return [line.strip() for line in text.splitlines() if line.strip()]


_READERS: dict[str, Callable[[str], Value]] = {
    "yes_no": {"yes": True, "no": False}.get,
    "citizen_number": lambda text: text.replace(" ", "").upper(),
    "credit_code": lambda text: text.replace(" ", "").upper(),
    "mobile": lambda text: text.replace(" ", "").replace("-", "").removeprefix("+86"),
    "list": _lines,
    "officers": _lines,
}


def _fen(field: Field, text: str) -> tuple[Value, str]:
    """Yuan with at most two decimals, as whole fen."""
    try:
        amount = Decimal(text.replace(",", "")) * 100
    except InvalidOperation:
        amount = Decimal("0.5")
    if amount != amount.to_integral_value():
        return None, f"“{label(field)}”请填写金额，单位为元，最多两位小数，如 12.50。"
    return int(amount), ""


def shown(field: Field, value: Value) -> list[str]:
    """A value as lines of the check page, unmasked: it is read by who typed it."""
    if value in (None, "", []):
        return []
    return _SHOWN.get(field.type, _plain)(field, value)


def _plain(field: Field, value: Value) -> list[str]:
    return str(value).split("\n")


def _items(field: Field, value: Value) -> list[str]:
    return [_item(item) for item in value]


_SHOWN: dict[str, Callable[[Field, Value], list[str]]] = {
    "choice": lambda field, value: [dict(field.options).get(value, str(value))],
    "choices": lambda field, value: [dict(field.options).get(item, str(item)) for item in value],
    "yes_no": lambda field, value: ["是" if value else "否"],
    "money": lambda field, value: [f"{Decimal(value) / 100:.2f} 元"],
    "list": _items,
    "files": _items,
    "officers": _items,
    "file": lambda field, value: [_item(value)],
}


def _item(item: Value) -> str:
    if not isinstance(item, dict):
        return str(item)
    name = str(item.get("name", ""))
    return f"{item['material']}：{name}" if item.get("material") else name
