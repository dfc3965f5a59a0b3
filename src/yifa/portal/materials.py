"""Files handed in with an answer: taken, refused with a sentence, shown, taken back; a refused one loses nothing else.

They wait in a folder of their own until the act is done; what nobody sends is swept away after a day.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.http import HttpRequest

from yifa.matters.public import Matter
from yifa.portal.questions import label
from yifa.procedure.model import Field
from yifa.uploads import ACCEPT, ACCEPTED_ZH, UploadRefused, keep, store, sweep

REMOVE = "remove"
_WAITS = 24 * 3600
MOST_FILES = 50


def waiting() -> Path:
    """Where files lie until they belong to a case."""
    return Path(settings.UPLOAD_FOLDER) / "waiting"


def slots(field: Field, matter: Matter | None, value: Any) -> list[dict[str, Any]]:
    """The places for files of a question: one for each material of the matter, and one for anything else."""
    items = [item for item in (value or []) if isinstance(item, dict)] if isinstance(value, list) else []
    wanted = list(matter.materials.all()) if matter is not None and field.id == "materials" else []
    found = [
        {
            "name": f"{field.id}.{material.position}",
            "label": material.name,
            "required": material.is_required,
            "note": "；".join(filter(None, (material.issuer and f"由{material.issuer}出具", material.use_note))),
            "files": _files(field, items, material.name),
        }
        for material in wanted
    ]
    others = {"name": f"{field.id}.0", "label": "其他材料" if wanted else label(field), "required": False, "note": ""}
    return [*found, {**others, "files": _files(field, items, "")}]


def _files(field: Field, items: Iterable[Mapping[str, Any]], material: str) -> list[dict[str, Any]]:
    return [
        {"name": item.get("name"), "size": _size(int(item.get("size", 0))), "remove": f"{field.id}:{item['digest']}"}
        for item in items
        if item.get("material", "") == material
    ]


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} KB"


def limits() -> dict[str, str]:
    """What the page says of the files that are taken."""
    return {"accept": ACCEPT, "says": f"{ACCEPTED_ZH}，每个不超过 {settings.UPLOAD_LIMIT // 1024 // 1024} MB"}


def taken(request: HttpRequest, field: Field, matter: Matter | None, value: Any) -> tuple[list[Any], dict[str, str]]:
    """The answer with the files that were sent added and the one taken back removed, and why others were refused, by
    the place at which they were chosen.
    """
    items = list(value) if isinstance(value, list) else []
    removed = request.POST.get(REMOVE, "")
    items = [one for one in items if not (isinstance(one, dict) and f"{field.id}:{one.get('digest')}" == removed)]
    refused: dict[str, str] = {}
    for slot in slots(field, matter, items):
        material = "" if slot["name"].endswith(".0") else slot["label"]
        for file in request.FILES.getlist(slot["name"]):
            try:
                stored = store(
                    cast(BinaryIO, file.file), file.name or "", folder=waiting(), limit=settings.UPLOAD_LIMIT
                )
            except UploadRefused as error:
                refused[slot["name"]] = refused.get(slot["name"], "") + error.sentence
                continue
            answer = stored.as_answer() | ({"material": material} if material else {})
            if answer not in items:
                items.append(answer)
    if len(items) > MOST_FILES:
        refused[f"{field.id}.0"] = f"最多提交 {MOST_FILES} 个文件，多出的没有保存；请合并后再传。"
    sweep(waiting(), older_than=time.time() - _WAITS)
    return items[:MOST_FILES], refused


def keep_all(answers: Mapping[str, Any]) -> None:
    """Bring the files of all answers into the folder of cases. Raises NoSuchFile where one waited too long."""
    for value in answers.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and isinstance(item.get("digest"), str):
                keep(item["digest"], aside=waiting(), folder=Path(settings.UPLOAD_FOLDER))
