"""The questions of an act as JSON Schema, made from the pack, so that a program can build the form or check it.

The engine has the last word on every answer; the schema says what can be said without knowing the case.
"""

from __future__ import annotations

from typing import Any

from yifa.procedure import MOST_ROWS, Procedure, column_fields
from yifa.procedure.model import Act, Field

_FILE: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "minLength": 1, "maxLength": 200},
        {
            "type": "object",
            "required": ["digest"],
            "properties": {
                "digest": {"type": "string", "minLength": 1, "maxLength": 200},
                "name": {"type": "string"},
                "size": {"type": "integer"},
            },
        },
    ]
}
_OFFICER: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "minLength": 1, "maxLength": 100},
        {"type": "object", "properties": {"name": {"type": "string"}, "number": {"type": "string"}}},
    ]
}
_KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "maxLength": 200},
    "long_text": {"type": "string", "maxLength": 5000},
    "person_name": {"type": "string", "maxLength": 100},
    "address": {"type": "string", "maxLength": 300},
    "number": {"type": "integer"},
    "money": {"type": "integer", "description": "单位：分"},
    "date": {"type": "string", "format": "date"},
    "yes_no": {"type": "boolean"},
    "file": _FILE,
    "files": {"type": "array", "items": _FILE, "maxItems": 200},
    "citizen_number": {"type": "string", "pattern": "^[0-9]{17}[0-9Xx]$"},
    "credit_code": {"type": "string", "pattern": "^[0-9A-Za-z]{18}$"},
    "mobile": {"type": "string", "pattern": "^1[3-9][0-9]{9}$"},
    "officers": {"type": "array", "items": _OFFICER, "maxItems": 200},
    "list": {"type": "array", "maxItems": 200},
    "items": {"type": "array", "maxItems": MOST_ROWS},
    "case": {"type": "string", "pattern": "^[0-9A-Z]{8,60}$", "description": "办件编号"},
}


def form_of(procedure: Procedure, act: Act) -> dict[str, Any]:
    """JSON Schema (2020-12) of the answers to an act.

    `x-conditional` marks questions that are asked only in some cases, which the case or other answers decide;
    `x-options` gives the Chinese of each choice, `x-cites` the ground, `x-personal` that the answer is a particular.
    """
    fields = [procedure.fields[name] for name in act.fields]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.id for field in fields if field.required and not field.when],
        "properties": {field.id: _property(field) | _rows(procedure, act, field.id) for field in fields},
    }


def _rows(procedure: Procedure, act: Act, id: str) -> dict[str, Any]:
    """The rows of a list, for a field that is a table: what this act adds, or settles."""
    move = next((move for move in procedure.plan.acts[act.id].lists if move.field == id), None)
    if move is None:
        return {}
    columns = column_fields(move.items, move.settles)
    row = {
        "type": "object",
        "additionalProperties": False,
        "required": [column.id for column in columns if column.required],
        "properties": {column.id: _property(column) for column in columns},
    }
    return {"minItems": 1, "items": row, "x-list": move.items.id, "x-key": move.items.key, "x-settles": move.settles}


def _property(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"title": field.label.zh, **_kind(field)}
    if field.hint:
        found["description"] = field.hint
    if field.minimum is not None:
        found["minimum"] = field.minimum
    if field.maximum is not None:
        found["maximum"] = field.maximum
    if field.max_length:
        found["maxItems" if found.get("type") == "array" else "maxLength"] = field.max_length
    return found | {
        "x-type": field.type,
        "x-en": field.label.en,
        "x-cites": field.cites,
        "x-personal": field.personal,
        "x-conditional": bool(field.when),
    }


def _kind(field: Field) -> dict[str, Any]:
    options = dict(field.options)
    if field.type == "choice":
        return {"type": "string", "enum": list(options), "x-options": options}
    if field.type == "choices":
        items = {"type": "string", "enum": list(options)}
        return {"type": "array", "items": items, "uniqueItems": True, "x-options": options}
    return dict(_KINDS[field.type])
