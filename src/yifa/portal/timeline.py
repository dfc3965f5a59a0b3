"""What happened in a case as its applicant may read it: sentences without the inner deliberations of the organ.

Which papers are the applicant's to read is told here too. Opinions within an organ stay
within it (政府信息公开条例 第十六条).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.urls import reverse

from yifa.casework.public import Entry, Standing
from yifa.papers.public import IssuedPaper, officer_words, papers_of_case
from yifa.portal.articles import article
from yifa.procedure import Event, Procedure, describe
from yifa.procedure.model import NOBODYS, Act, Paper

_TO_APPLICANT = "applicant_name"


def is_inner(procedure: Procedure, act: Act) -> bool:
    """Whether an act is a step within the organ, of which the applicant learns that it was done and no more."""
    ends = act.outcome or act.outcome_of
    outward = ends or act.opens or act.closes or NOBODYS & set(act.by) or procedure.outside & set(act.by)
    papers = any(is_for_applicant(procedure, act, procedure.papers[name]) for name in act.papers)
    return not (outward or papers)


def is_for_applicant(procedure: Procedure, act: Act, paper: Paper) -> bool:
    """Whether a paper is addressed to the applicant or came of an act that the applicant may do."""
    addressed = _addressee(str(Path(procedure.folder) / paper.template)) == _TO_APPLICANT
    return addressed or bool({"applicant"} & set(act.by))


@lru_cache(maxsize=512)
def _addressee(template: str) -> str:
    """The `to` of a paper's front matter."""
    _, _, rest = Path(template).read_text(encoding="utf-8").partition("---\n")
    front = yaml.safe_load(rest.partition("---\n")[0])
    return str(front.get("to") or "") if isinstance(front, dict) else ""


def papers(stands: Standing) -> list[IssuedPaper]:
    """The papers of a case that its applicant may read, newest first. Works within `scope`."""
    procedure = stands.procedure
    done = {seq: act for act, times in stands.state.done.items() for seq, *_ in times}
    found = [
        issued
        for issued in papers_of_case(stands.case.id)
        if issued.seq in done
        and is_for_applicant(procedure, procedure.acts[done[issued.seq]], procedure.papers[issued.paper])
    ]
    return found[::-1]


def events(stands: Standing, entries: tuple[Entry, ...], issued: list[IssuedPaper]) -> list[dict[str, Any]]:
    """The events for the timeline, newest first."""
    return [_event(stands, entry, issued) for entry in reversed(entries)]


def _event(stands: Standing, entry: Entry, issued: list[IssuedPaper]) -> dict[str, Any]:
    procedure, event = stands.procedure, entry.event
    act = procedure.acts[event.act]
    masked = _words(procedure, event)
    by_law = event.role in NOBODYS
    organ_side = not by_law and event.role not in procedure.outside
    return {
        "sentence": act.label.zh if is_inner(procedure, act) else describe(procedure, event, stands.state, masked),
        "on": event.on,
        "recorded_at": entry.recorded_at,
        "by": "" if by_law else ("本机关" if organ_side else procedure.roles[event.role].zh),
        "role": procedure.roles[event.role].zh if organ_side and event.role in procedure.roles else "",
        "by_law": by_law,
        "late_days": event.late if event.late > 0 else 0,
        "effect": event.effect if event.effect != event.on else None,
        "article": article(act.cites),
        "papers": [
            {
                "url": reverse("portal:paper", args=[stands.case.number, paper.seq, paper.paper]),
                "title": paper.title,
                "number": paper.number,
            }
            for paper in issued
            if paper.seq == event.seq
        ],
    }


def _words(procedure: Procedure, event: Event) -> dict[str, str]:
    """What stands in a sentence for particulars, which the log keeps masked, and for officers, whom it keeps by id."""
    found = {}
    for name, value in event.answers.items():
        field = procedure.fields.get(name)
        if field is not None and field.personal:
            found[name] = str(value)
        elif field is not None and field.type == "officers" and isinstance(value, list):
            found[name] = "、".join(officer_words(item) for item in value)
    return found
