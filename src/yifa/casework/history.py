"""A case as people see it: where it stands, and its events in order with personal answers masked.

Read-only; it works within `scope`, and whoever calls asks `access` first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from yifa.casework import reading
from yifa.casework.change import CaseRow
from yifa.casework.links import Kin, kin_of
from yifa.casework.log import CHINA, read_body
from yifa.casework.models import Event as EventRow
from yifa.casework.models import Party
from yifa.casework.wire import transacting
from yifa.procedure import Event, Link, Procedure, State
from yifa.procedure.model import Value


@dataclass(frozen=True, slots=True)
class Standing:
    """A case with its state, the edition it is worked under, and the cases it is linked to."""

    case: CaseRow
    state: State
    procedure: Procedure
    kin: tuple[Kin, ...]  # wherever they are handled: whoever shows them asks first what may be seen

    @property
    def links(self) -> tuple[Link, ...]:
        """The linked cases as the engine takes them."""
        return tuple(kin.link() for kin in self.kin)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a case's history. Personal answers in `event` are masked texts, "" once erased."""

    event: Event
    recorded_at: datetime  # on China's clock
    imported: str  # the moment another system recorded it, ISO; "" for what was done here
    hash: bytes


def standing(case_id: int) -> Standing | None:
    """Where a case stands; None if there is none within the scope."""
    with transaction.atomic(), transacting("", reading.HEAD, case_id, None) as (wire, rows):
        if not rows:
            return None
        live = reading.live(rows[0])
        return Standing(live.row, live.state, live.procedure, tuple(kin_of(wire, [live.row.id])[live.row.id]))


def history(case_id: int) -> tuple[Entry, ...]:
    """The events of a case in order, ready to be shown."""
    masked: dict[int, dict[str, str]] = {}
    for seq, values in Party.objects.filter(case_id=case_id).values_list("seq", "masked"):
        masked.setdefault(seq, {}).update(values)
    rows = EventRow.objects.filter(case_id=case_id).order_by("seq").values_list("body", "recorded_at", "hash")
    return tuple(_entry(body, recorded_at, bytes(digest), masked) for body, recorded_at, digest in rows)


def _entry(text: str, recorded_at: datetime, digest: bytes, masked: Mapping[int, Mapping[str, str]]) -> Entry:
    event, body = read_body(text)
    shown = masked.get(event.seq, {})
    answers: dict[str, Value] = {
        name: shown.get(name, "") if _is_digest(value) else value for name, value in event.answers.items()
    }
    return Entry(replace(event, answers=answers), recorded_at.astimezone(CHINA), body.get("imported", ""), digest)


def _is_digest(value: Value) -> bool:
    return isinstance(value, dict) and value.keys() == {"digest"}
