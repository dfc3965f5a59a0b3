"""Prepares one form field: its id, the ids that describe it, and which of its choices are chosen.

It checks nothing; a fault is handed in as ``error`` by whoever knows the rule.
"""

from typing import Any

from yifa.ui.registry import spread

NATIVE = {
    "text": "text",
    "number": "text",
    "money": "text",
    "date": "date",
    "time": "time",
    "email": "email",
    "tel": "tel",
    "password": "password",
    "identity": "text",
}
KEYBOARDS = {"number": "numeric", "money": "decimal", "tel": "tel"}


def arrange(given: dict[str, Any]) -> dict[str, Any]:
    """Adds ``id``, ``described``, ``type``, ``inputmode`` and ``options``, each ``chosen`` or not."""
    ident = given.get("id") or f"field-{given['name']}"
    parts = [("hint", given.get("hint") or given.get("ground")), ("error", given.get("error"))]
    kind = given.get("kind", "text")
    return {
        **given,
        "kind": kind,
        "id": ident,
        "described": " ".join(f"{ident}-{part}" for part, there in parts if there),
        "type": NATIVE.get(kind, "text"),
        "inputmode": KEYBOARDS.get(kind, ""),
        "value": "" if given.get("value") is None else given["value"],
        "options": _options(ident, given),
        "asked": given.get("required", True),
    }


def _options(ident: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    value = given.get("value")
    chosen = {str(one) for one in value} if isinstance(value, list | tuple | set) else {str(value)}
    options = []
    for at, option in enumerate(given.get("options") or []):
        one = {"value": option, "label": option} if isinstance(option, str) else spread(option)
        options.append({**one, "id": ident if at == 0 else f"{ident}-{at + 1}", "chosen": str(one["value"]) in chosen})
    return options
