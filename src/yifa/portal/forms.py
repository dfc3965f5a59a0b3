"""A page of questions: what it shows, and what is made of it when it comes back.

Used for filing and for later acts alike; which page comes next is `filing`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from yifa.matters.public import Matter
from yifa.portal import materials
from yifa.portal.articles import article
from yifa.portal.questions import FILES, label, question, read, typed_of
from yifa.procedure.model import Field


@dataclass(frozen=True, slots=True)
class Received:
    """What came back: all answers with the new among them, what stands in the boxes, what could not be read.

    `places` are refusals of files by the place at which they were chosen.
    """

    answers: dict[str, Any]
    typed: dict[str, Any]
    errors: dict[str, str]
    places: dict[str, str]


def receive(
    request: HttpRequest, fields: Iterable[Field], matter: Matter | None, answers: Mapping[str, Any]
) -> Received:
    """Read a page that was sent. An empty box takes its answer away; files sent before stay."""
    found, typed, errors = dict(answers), {}, {}
    places: dict[str, str] = {}
    for field in fields:
        value, error = read(field, request.POST)
        typed[field.id] = request.POST.getlist(field.id) if field.type == "choices" else request.POST.get(field.id, "")
        if field.type in FILES:
            value, refused = _files(request, field, matter, answers.get(field.id), value)
            error = "".join(dict.fromkeys(refused.values()))
            places |= refused
        if value in (None, "", []):
            found.pop(field.id, None)
        else:
            found[field.id] = value
        if error:
            errors[field.id] = error
    return Received(found, typed, errors, places)


def _files(
    request: HttpRequest, field: Field, matter: Matter | None, before: Any, lines: Any
) -> tuple[Any, dict[str, str]]:
    """Named things and files together, as one answer of the field's type."""
    kept = [before] if isinstance(before, dict) else before
    items, refused = materials.taken(request, field, matter, kept)
    files = [item for item in items if isinstance(item, dict)]
    if field.type == "file":
        return (files[-1] if files else None), refused
    named = lines if field.type == "list" and isinstance(lines, list) else []
    return [*named, *files], refused


def typed_from(fields: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the boxes of a page that is opened."""
    return {field.id: typed_of(field, answers.get(field.id)) for field in fields}


def entries(
    fields: Iterable[Field],
    matter: Matter | None,
    answers: Mapping[str, Any],
    typed: Mapping[str, Any],
    errors: Mapping[str, str],
    refused: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """The questions as the template draws them, one entry each: `question`, and `files` for those answered by files."""
    found: list[dict[str, Any]] = []
    for field in fields:
        asked = question(field, typed, errors.get(field.id, ""))
        if field.type not in FILES:
            found.append({"question": asked})
            continue
        value = answers.get(field.id)
        places = materials.slots(field, matter, [value] if isinstance(value, dict) else value)
        words = field.type == "list" and len(places) == 1
        found.append(
            {
                "files": {
                    "id": field.id,
                    "label": label(field),
                    "hint": field.hint,
                    "ground": article(field.cites),
                    "required": field.required,
                    "error": errors.get(field.id, ""),
                    "slots": [{**place, "error": (refused or {}).get(place["name"], "")} for place in places],
                    **materials.limits(),
                },
                "question": {
                    **asked,
                    "kind": "textarea",
                    "label": "没有电子文件的，写明名称",
                    "hint": "每行一项；原件可以到窗口提交或者邮寄",
                    "required": False,
                    "error": "",
                    "ground": None,
                    "rows": 2,
                }
                if words
                else None,
            }
        )
    return found


def summary(fields: Iterable[Field], errors: Mapping[str, str]) -> list[dict[str, str]]:
    """The errors of a page in the order of its questions, for the summary above it."""
    return [{"field": field.id, "sentence": errors[field.id]} for field in fields if field.id in errors]
