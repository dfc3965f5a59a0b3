"""The log's own form: how an event becomes the canonical text that is sealed, and how it is read back.

Which events may happen is the engine's decision; here they only keep their shape, for good.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from yifa.casework.change import CaseRow
from yifa.procedure import Event, Procedure, Refusal
from yifa.procedure.model import Value
from yifa.sealing import NotCanonical, canonical

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Legal days are civil days in China, which keeps one time and no summer time since 1992."""


class Unwritable(ValueError):
    """An answer that cannot stand in the log; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal


def now_in_china(micros: int) -> datetime:
    """The moment given in microseconds since 1970, on China's clock."""
    return datetime.fromtimestamp(micros / 1_000_000, CHINA)


def time_of(moment: datetime) -> str:
    """The time of day of a moment on China's clock, "HH:MM"."""
    return f"{moment.hour:02}:{moment.minute:02}"


def today() -> date:
    """Today in China, by this machine's clock; acts take the day from the database's."""
    return datetime.now(CHINA).date()


def time_on(day: date) -> str:
    """The time of day now, where the day is today: what readers of clocks in hours ask at; "" for other days."""
    now = datetime.now(CHINA)
    return time_of(now) if day == now.date() else ""


def body_of(
    case: CaseRow,
    event: Event,
    recorded_at: datetime,
    *,
    opening: Procedure | None = None,
    links: Mapping[str, list[int]] | None = None,
    imported_at: datetime | None = None,
) -> bytes:
    """The canonical text of an event, with the links it makes (kind → case ids) and what in another case caused it.

    The opening event also says what case it opens, and where.

    `imported_at` is the moment that an import gives for the act; the moment of writing is always there too.
    Raises Unwritable.
    """
    body: dict[str, Any] = {
        "case": case.number,
        "seq": event.seq,
        "act": event.act,
        "on": event.on.isoformat(),
        "effect": event.effect.isoformat(),
        "recorded_at": recorded_at.isoformat(),
        "by": event.by,
        "role": event.role,
        "organ": event.organ,
        "answers": event.answers if type(event.answers) is dict else dict(event.answers),
        "late": event.late,
    }
    if event.at:
        body["at"] = event.at
    if event.cause is not None:
        body["cause"] = list(event.cause)
    if opening is not None:
        body["procedure"] = opening.id
        body["edition"] = opening.edition
        body["pack"] = opening.digest
        body["matter"] = case.matter
        body["competent"] = case.organ
        body["division"] = case.division
        body["sequence"] = [case.year, case.sequence]
    if links:
        body["links"] = dict(links)
    if imported_at is not None:
        body["imported"] = imported_at.isoformat()
    return _written(body)


def _written(body: dict[str, Any]) -> bytes:
    try:
        text = canonical(body)
    except NotCanonical as error:
        raise Unwritable(Refusal("answer.type", f"填写的内容无法写入日志：{error}")) from error
    if b"\\u0000" in text:
        raise Unwritable(Refusal("answer.type", "填写的内容含有空字符，无法保存；请删去后重新填写。"))
    return text


def read_body(text: str | bytes) -> tuple[Event, dict[str, Value]]:
    """The event, and everything its text says."""
    body: dict[str, Value] = json.loads(text)
    event = Event(
        seq=body["seq"],
        act=body["act"],
        on=date.fromisoformat(body["on"]),
        effect=date.fromisoformat(body["effect"]),
        by=body["by"],
        role=body["role"],
        organ=body["organ"],
        answers=body["answers"],
        late=body["late"],
        at=body.get("at", ""),
        cause=(cause[0], cause[1]) if (cause := body.get("cause")) else None,
    )
    return event, body


def utc(moment: datetime) -> datetime:
    """The same moment in UTC."""
    return moment.astimezone(UTC)
