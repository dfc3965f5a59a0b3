"""Keeps the register of papers: an act that produces papers adds their rows, in the transaction that writes the act."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from yifa.casework.public import Change, Table, Writer
from yifa.organs.public import Organ
from yifa.papers.numbering import paper_number

PAPER = Table(
    "paper",
    {
        "case_id": "int8", "seq": "int4", "paper": "text", "division": "text", "organ": "text", "procedure": "text",
        "title": "text", "number": "text", "day": "date",
    },
    ("case_id", "seq", "paper"),
)  # fmt: skip
TABLES = (PAPER,)


@lru_cache(maxsize=4096)
def organ_word(code: str) -> str:
    """The word (机关代字) an organ's numbers open with; the last six of its code where it has none."""
    word = Organ.objects.filter(code=code).values_list("word", flat=True).first()
    return word or code[-6:]


def project(changes: Sequence[Change], writer: Writer) -> None:
    """Add the papers of each act."""
    for change in changes:
        procedure, case, event = change.procedure, change.case, change.event
        for paper in procedure.acts[event.act].papers:
            number = paper_number(organ_word(case.organ), procedure, paper, case.year, case.sequence, change.before)
            row = (
                case.id, event.seq, paper, case.division, case.organ, case.procedure,
                procedure.papers[paper].label.zh, number, event.on,
            )  # fmt: skip
            writer.upsert(PAPER, row)
