"""The history of a case as the timeline takes it: sentences, legal days, papers, seals; and the files handed in.

Personal values stay masked; who acted is named by name and role.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse

from yifa.casework.public import seals
from yifa.desk.words import article, names_of
from yifa.papers.public import CaseFile, IssuedPaper, list_words, papers_of_case
from yifa.procedure import Event, describe
from yifa.procedure.model import LAW, Value


def timeline(file: CaseFile) -> list[dict[str, Any]]:
    """The events, newest first."""
    papers: dict[int, list[IssuedPaper]] = {}
    for paper in papers_of_case(file.row.id):
        papers.setdefault(paper.seq, []).append(paper)
    names, sealed = names_of(_people(file)), seals(file.row)
    answers: dict[str, Value] = {}
    found = []
    for entry, state in file.states():
        event = entry.event
        answers |= event.answers
        seal = sealed.get(event.seq)
        found.append(
            {
                "sentence": describe(file.procedure, event, state, shown(file, answers, names)),
                "on": event.on,
                "at": event.at,
                "effect": event.effect if event.effect != event.on else None,
                "recorded_at": entry.imported or entry.recorded_at,
                "late_words": "补记",
                "by": names.get(event.by) or file.row.applicant_masked,
                "role": file.procedure.roles[event.role].zh if event.role in file.procedure.roles else "",
                "by_law": event.role == LAW,
                "late_days": 0 if entry.imported else event.late,
                "note": _note(file, event),
                "cause": event.cause[0] if event.cause else "",
                "article": article(file.procedure.acts[event.act].cites),
                "papers": [_thumbnail(file, paper) for paper in papers.get(event.seq, [])],
                "seal": {
                    "hash_short": entry.hash.hex()[:6],
                    "ok": bool(seal and seal.ok),
                    "url": reverse("desk:case-seal", args=[file.row.number, event.seq]),
                },
            }
        )
    return found[::-1]


def shown(file: CaseFile, answers: Mapping[str, Value], names: Mapping[str, str]) -> dict[str, str]:
    """What stands for personal values and for officers in a sentence, from all answers given so far."""
    found = {
        name: str(value)
        for name, value in answers.items()
        if (field := file.procedure.fields.get(name)) is not None and field.personal and value
    }
    for name, value in answers.items():
        field = file.procedure.fields.get(name)
        if field is not None and field.type == "officers" and isinstance(value, list):
            found[name] = "、".join(names.get(item, item) if isinstance(item, str) else str(item) for item in value)
    return found


def _people(file: CaseFile) -> Iterator[str]:
    for entry in file.entries:
        yield entry.event.by
        for value in entry.event.answers.values():
            if isinstance(value, list):
                yield from (item for item in value if isinstance(item, str) and item.startswith("account:"))


def _note(file: CaseFile, event: Event) -> str:
    """The longer answers of an act in one line each, so that the timeline tells why and not only that."""
    told = []
    for name, value in event.answers.items():
        field = file.procedure.fields.get(name)
        if field is None or field.personal:
            continue
        if field.type == "long_text" and isinstance(value, str):
            told.append(f"{field.label.zh}：{value}")
        elif field.type == "list" and isinstance(value, list):
            told.append(f"{field.label.zh}：{'；'.join(list_words(value))}")
    return "　".join(told)


def _thumbnail(file: CaseFile, paper: IssuedPaper) -> dict[str, str]:
    url = reverse("desk:case-paper", args=[file.row.number, paper.seq, paper.paper])
    return {"url": url, "title": paper.title, "number": paper.number}


def files_of(file: CaseFile) -> list[dict[str, Any]]:
    """Every file handed in with an answer: name, digest, size, act and day."""
    found: dict[str, dict[str, Any]] = {}
    for entry in file.entries:
        for value in entry.event.answers.values():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict) and isinstance(item.get("digest"), str) and item.get("name"):
                    act = file.procedure.acts[entry.event.act].label.zh
                    one = found.setdefault(item["digest"], {**item, "act": act, "on": entry.event.on, "materials": []})
                    if item.get("material") and item["material"] not in one["materials"]:
                        one["materials"].append(item["material"])
    return list(found.values())


def size_words(size: int) -> str:
    """A size as people read it."""
    if size < 1024:
        return f"{size} 字节"
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
