"""Whether the places to fill in, in sentences, papers and guide, name things that the pack knows.

Only names are looked up; filling in is done by `describe`, by papers and by the guide page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yifa.procedure.faults import Fault, Severity
from yifa.procedure.items import names_of
from yifa.procedure.model import Place, Procedure

_PLACE: Final = re.compile(r"\{\s*(?:if\s+(?:not\s+)?|each\s+)?([a-z][a-z0-9_]*)(?:([:.])([a-z0-9_]+))?[^{}\n]*\}")
_ROOMS: Final = frozenset({"clock", "matter", "organ", "case", "paper", "term", "fact", "act", "outcome", "stage"})
"""Prefixes that a room above fills in: {organ.name}, {clock:decision.due}."""
_WORDS: Final = frozenset({"materials", "fee", "remedy", "today", "item", "number", "query_code", "signature"})


def faults_in_texts(procedure: Procedure) -> Iterator[Fault]:
    """Faults in sentences of acts and of the report, warnings in papers and guide, whose rooms know more
    words.
    """
    counted = {*names_of(procedure), *procedure.accruals}
    for act in procedure.acts.values():
        yield from _unknown(procedure, act.sentence, act.place, {*procedure.fields, *counted}, "fault")
    for sentence in procedure.sentences:
        yield from _unknown(procedure, sentence.text, Place("indicators.yaml", 1), set(procedure.indicators), "fault")
    folder = Path(procedure.folder)
    shared = {folder / paper.template for paper in procedure.papers.values() if paper.template.startswith("..")}
    for path in sorted((*folder.glob("documents/*.md"), *folder.glob("guide.md"), *shared)):
        if not path.is_file():  # a template that is missing is told of elsewhere
            continue
        name = path.relative_to(folder).as_posix().lstrip("./")
        known = {*procedure.fields, *procedure.terms, *counted, *_WORDS}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield from _unknown(procedure, line, Place(name, number), known, "warning")


def _unknown(procedure: Procedure, text: str, place: Place, known: set[str], severity: Severity) -> Iterator[Fault]:
    for match in _PLACE.finditer(text):
        name, mark, inner = match.groups()
        if name == "clock" and mark == ":" and inner not in procedure.clocks:
            yield Fault(place, f"{match[0]} names no clock", f"没有期限“{inner}”", severity="fault")
        elif mark == "." and f"{name}.{inner}" in known:
            continue
        elif (name not in known or (mark == "." and name in procedure.items)) and not (mark and name in _ROOMS):
            yield Fault(place, f"{match[0]} is not known", f"不认识“{match[0]}”", severity=severity)
