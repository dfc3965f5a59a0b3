"""Reads histories of cases from lines of JSON for the bulk door, one act a line, and says which lines were not taken.

A line: {"case", "act", "by", "roles": […], "on", "answers": {…}, "procedure", "organ", "matter", "recorded_at", "key"}.
`case` is a case number, or any name of a new case within the file; its first line also says procedure and organ.
`by` is a username of the staff, or whatever names the person elsewhere; `roles` may be left out for usernames.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.crypto import salted_hmac

from yifa.casework.public import EVERYWHERE, Case, Row, citizen, perform_many, person_for, scope
from yifa.organs.public import Account
from yifa.procedure import Person, Refusal, shipped

_OF_CASE = ("case", "procedure", "organ", "division", "matter")
_OF_ACT = ("act", "by", "role", "roles", "on", "answers", "recorded_at", "key")
_KNOWN = frozenset((*_OF_CASE, *_OF_ACT))
_APPLICANT = frozenset({"applicant"})


class _Bad(ValueError):
    """A line that cannot be read."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that was not taken, and why."""

    line: int
    case: str
    act: str
    why: Refusal


@dataclass
class _Reading:
    """The lines as they pass: which number each row had, and which were no rows at all."""

    source: Path
    lines: list[tuple[int, str, str]] = field(default_factory=list)  # line, case, act of each row handed on
    bad: list[Rejected] = field(default_factory=list)
    opened: dict[str, str] = field(default_factory=dict)  # name of a new case → its organ
    known: dict[str, tuple[int, str] | None] = field(default_factory=dict)  # case number → id and organ

    def rows(self) -> Iterator[Row]:
        """The rows that can be read, in order."""
        with self.source.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                said: Any = None
                try:
                    said = json.loads(line)
                    row = self._row(said)
                except (_Bad, ValueError, TypeError) as error:
                    self.bad.append(_rejected(number, said, error))
                    continue
                self.lines.append((number, str(said["case"]), row.act))
                yield row

    def _row(self, said: Any) -> Row:
        if not isinstance(said, dict):
            raise _Bad("每行应是一个 JSON 对象。")
        if unknown := sorted(said.keys() - _KNOWN):
            raise _Bad(f"没有“{'、'.join(unknown)}”这一项，请删去。")
        case, act, procedure = (_text(said, name) for name in ("case", "act", "procedure"))
        if not case or not act:
            raise _Bad("每行都应写明 case（办件）和 act（行为）。")
        on = date.fromisoformat(_text(said, "on"))
        organ = _text(said, "organ")
        target: int | str = case
        if organ and procedure:
            self.opened.setdefault(case, organ)
        elif case in self.opened:
            organ = self.opened[case]
        else:
            target, organ = self._standing(case)
        answers = said.get("answers") or {}
        if not isinstance(answers, dict):
            raise _Bad("answers 应是一个 JSON 对象。")
        return Row(
            target, act, self._person(said, organ, on, procedure), on, answers,
            procedure=procedure, organ=organ, division=_text(said, "division"), matter=_text(said, "matter"),
            key=_text(said, "key") or None, recorded_at=_moment(_text(said, "recorded_at")),
        )  # fmt: skip

    def _standing(self, number: str) -> tuple[int, str]:
        """Id and organ of a case that exists already."""
        if number not in self.known:
            with scope([EVERYWHERE]):
                self.known[number] = Case.objects.filter(number=number.upper()).values_list("id", "organ").first()
        found = self.known[number]
        if found is None:
            raise _Bad(f"没有编号为“{number}”的办件；新办件的第一行应写明 procedure（程序）和 organ（机关）。")
        return found

    @cached_property
    def _accounts(self) -> Mapping[str, Account]:
        return {account.username: account for account in Account.objects.all()}

    def _person(self, said: Mapping[str, Any], organ: str, on: date, procedure: str) -> Person:
        by, roles = _text(said, "by"), _roles(said)
        if not by:
            raise _Bad("每行都应写明 by（何人办理）。")
        account = self._accounts.get(by)
        if account is not None:
            return (
                Person(account.person_id, roles, organ, account.name)
                if roles
                else person_for(account, organ, on, procedure)
            )
        if not roles:
            raise _Bad(f"没有用户名为“{by}”的账号；账号以外的人应写明 roles（角色）。")
        if roles == _APPLICANT:
            # Whatever names an applicant elsewhere may be a number that could be guessed from a bare digest.
            return citizen(salted_hmac("yifa.import.applicant", by).hexdigest())
        return Person(f"import:{by}", roles, organ, by)


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise _Bad(f"{name} 应是文字。")
    return str(value).strip()


def _roles(said: Mapping[str, Any]) -> frozenset[str]:
    roles = said.get("roles") or ([said["role"]] if said.get("role") else [])
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        raise _Bad('roles 应是角色的列表，例如 ["window"]。')
    return frozenset(roles)


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise _Bad("recorded_at 应带时区，例如 2025-03-05T10:20:00+08:00。")
    return moment


def _rejected(number: int, said: Any, error: Exception) -> Rejected:
    named = said if isinstance(said, dict) else {}
    sentence = str(error) if isinstance(error, _Bad) else f"这一行无法识别：{error}"
    why = Refusal("row.invalid", sentence, remedy="请更正后重新导入这一行。")
    return Rejected(number, str(named.get("case", "")), str(named.get("act", "")), why)


def load(source: Path) -> tuple[int, int, list[Rejected]]:
    """Import a file; the acts taken, the cases opened, and the lines rejected in the order of the file.

    Raises Unavailable if the database goes away; the sets before are kept, and lines with keys may be given again.
    """
    reading = _Reading(source)
    shipped()  # a broken pack is told before the first line is read
    report = perform_many(reading.rows())
    refused = [Rejected(*reading.lines[number - 1], why) for number, why in report.rejected]
    return report.accepted, len(report.opened), sorted([*refused, *reading.bad], key=lambda one: one.line)
