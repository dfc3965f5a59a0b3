"""Keeps the register of licences: what an act says of a licence in its answers becomes a row.

An act that answers `licence_number` issues a version of that licence; a case that ends `revoked` or `cancelled` ends
the licence it names as `held_licence_number`, or its own. Nothing else is known here of any procedure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from yifa.casework.public import Change, Table, Writer
from yifa.identifiers import build_licence_identifier
from yifa.licences.models import LicenceState

LICENCE = Table(
    "licence",
    {
        "case_id": "int8", "seq": "int4", "identifier": "text", "number": "text", "version": "int4", "name": "text",
        "holder_masked": "text", "division": "text", "organ": "text", "matter": "text", "issued_on": "date",
        "valid_from": "date", "valid_to": "date", "state": "text", "ended_on": "date",
    },
    ("case_id", "seq"),
)  # fmt: skip
TABLES = (LICENCE,)
_ENDED_BY = {"revoked": LicenceState.REVOKED, "cancelled": LicenceState.CANCELLED}
_NOT_ALLOWED = re.compile(r"[^0-9A-Z]+")
_HELD = (
    "select case_id, seq, identifier, number, version, name, holder_masked, division, organ, matter, issued_on,"
    " valid_from, valid_to from licence where organ = $1 and number = $2 and state = 'valid'"
    " order by version desc limit 1"
)


def project(changes: Sequence[Change], writer: Writer) -> None:
    """Issue, replace or end the licences that the acts speak of."""
    for change in changes:
        answers = change.event.answers
        if answers.get("licence_number"):
            _issue(change, writer)
        elif change.after.outcome in _ENDED_BY and change.before.outcome != change.after.outcome:
            number = change.after.facts.get("held_licence_number") or change.after.facts.get("licence_number")
            if number:
                state = _ENDED_BY[change.after.outcome]
                _end(writer, change.case.organ, str(number), state, change.event.effect)


def _issue(change: Change, writer: Writer) -> None:
    case, event, facts = change.case, change.event, change.after.facts
    number = str(event.answers["licence_number"])
    version = 1 + _end(writer, case.organ, number, LicenceState.REPLACED, event.effect) if _follows(change) else 1
    writer.upsert(
        LICENCE,
        (
            case.id, event.seq, _identifier(case.organ, number, version), number, version,
            str(facts.get("licence_name") or ""), case.applicant_masked, case.division, case.organ, case.matter,
            event.effect, _day(facts.get("valid_from")), _day(facts.get("valid_to")), LicenceState.VALID.value, None,
        ),
    )  # fmt: skip


def _follows(change: Change) -> bool:
    """Whether the case changes or renews a licence that is held already."""
    return bool(change.after.facts.get("held_licence_number"))


def _end(writer: Writer, organ: str, number: str, state: LicenceState, on: date) -> int:
    """End the version in force; returns its number, 0 where none is known (an older paper licence, say)."""
    for row in writer.fetch(_HELD, [organ, number]):
        case_id, seq, identifier, number_, version, name, holder, division, organ_, matter, issued, since, until = row
        writer.upsert(
            LICENCE,
            (
                int(case_id or 0), int(seq or 0), identifier, number_, int(version or 0), name, holder, division,
                organ_, matter, _day(issued), _day(since), _day(until), state.value, on,
            ),
        )  # fmt: skip
        return int(version or 0)
    return 0


def _identifier(organ: str, number: str, version: int) -> str:
    """The identifier of GB/T 36904: the organ defines the type of its own licences under number 001 until a national
    type is set; the serial is the licence number reduced to the letters and digits that the standard allows.
    """
    serial = _NOT_ALLOWED.sub("", number.upper()) or "0"
    return build_licence_identifier(f"{organ}001", organ, serial, version)


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
