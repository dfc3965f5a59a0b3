"""The seals of one case: its chain of hashes checked anew, event by event.

The whole log with its daily roots is verified by the `ledger`; this answers for one case on a screen.
"""

from __future__ import annotations

from dataclasses import dataclass

from yifa.casework.change import CaseRow
from yifa.casework.models import Event as EventRow
from yifa.casework.models import Root, RootLeaf
from yifa.sealing import genesis, link


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of one event: its hash, the one before, the text under it, and whether they fit."""

    seq: int
    hash: str
    previous: str
    body: str
    ok: bool


def seals(case: CaseRow) -> dict[int, Seal]:
    """Every event's seal by sequence number; once the chain is broken, all that follows is broken too."""
    found: dict[int, Seal] = {}
    before, sound = genesis(case.number), True
    rows = EventRow.objects.filter(case_id=case.id).order_by("seq").values_list("seq", "body", "hash")
    for place, (seq, body, hash) in enumerate(rows, start=1):
        sound = sound and seq == place and link(before, body.encode()) == bytes(hash)
        found[seq] = Seal(seq, bytes(hash).hex(), before.hex(), body, sound)
        before = bytes(hash)
    return found


def root_over(case: CaseRow, seq: int) -> Root | None:
    """The first daily root that covers an event; None while its day is not sealed."""
    day = RootLeaf.objects.filter(case_id=case.id, seq__gte=seq).order_by("day").values_list("day", flat=True)
    first = day.first()
    return Root.objects.filter(day=first).first() if first else None
