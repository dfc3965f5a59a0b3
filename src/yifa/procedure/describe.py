"""An event as one Chinese sentence for the timeline, its {field} places filled from the answers.

Personal particulars are shown only as the caller passes them, masked; without that, the party is named
instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from yifa.procedure.accruals import accrued, yuan
from yifa.procedure.answers import officer_name
from yifa.procedure.case import Event, State
from yifa.procedure.conditions import counted
from yifa.procedure.days import in_chinese
from yifa.procedure.model import LAW, LINKED, Field, Procedure, Value
from yifa.workdays import Calendar

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
"""A place to fill in: the id of a field, such as {channel}."""


_TITLE: Final = 60
_NOBODY: Final = {LAW: "依法", LINKED: "依关联办件"}


def describe(
    procedure: Procedure, event: Event, state: State | None = None, masked: Mapping[str, str] | None = None
) -> str:
    """The sentence of an event. `state` gives facts that earlier acts answered and figures of lists; `masked` gives
    personal values.
    """
    act = procedure.acts[event.act]
    known = state.facts if state is not None else {}

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        field = procedure.fields.get(name)
        if field is None:
            if name in procedure.accruals and state is not None:
                return yuan(_sum(procedure, state, event, name))
            items, _, outcome = name.partition(".")
            if items not in procedure.items or state is None:
                return match[0]
            return str(counted(state, items, *filter(None, (outcome,))))
        if masked is not None and name in masked:
            return masked[name]
        return shown(procedure, field, event.answers.get(name, known.get(name)))

    if act.sentence:
        return PLACEHOLDER.sub(fill, act.sentence)
    who = _NOBODY.get(event.role) or procedure.roles[event.role].zh
    return f"{who}{act.label.zh}"


def _sum(procedure: Procedure, state: State, event: Event, name: str) -> int:
    """What a sum had grown to on the day of the event, in fen."""
    return accrued(procedure, state, event.on, Calendar.of_state_council())[name].amount


def titled(procedure: Procedure, facts: Mapping[str, Value]) -> str:
    """What a case is about (案件名称), in its own words, at most 60 characters; "" where nothing says it yet."""
    for name in procedure.title:
        if isinstance(said := facts.get(name), str) and (line := " ".join(said.split())):
            return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"
    return ""


def shown(procedure: Procedure, field: Field, value: Value) -> str:
    """A value as people read it: options by their labels, days and money in words; 未填写 if there is none."""
    if field.personal:
        return value if isinstance(value, str) and "*" in value else party(procedure, field)
    if value is None or value == "":
        return "未填写"
    return _SHOWN.get(field.type, _plain)(field, value)


def _plain(field: Field, value: Value) -> str:
    return str(value)


def _choice(field: Field, value: Value) -> str:
    return dict(field.options).get(value, str(value))


def _money(field: Field, value: Value) -> str:
    return yuan(value)


def _file_name(value: Value) -> str:
    return str(value.get("name") or value.get("digest", "")) if isinstance(value, dict) else str(value)


_SHOWN: Final[dict[str, Callable[[Field, Value], str]]] = {
    "choice": _choice,
    "choices": lambda field, value: "、".join(_choice(field, item) for item in value),
    "yes_no": lambda field, value: "是" if value else "否",
    "date": lambda field, value: in_chinese(value),
    "money": _money,
    "officers": lambda field, value: "、".join(officer_name(item) for item in value),
    "file": lambda field, value: _file_name(value),
    "files": lambda field, value: "、".join(_file_name(item) for item in value),
    "items": lambda field, value: f"{len(value)}项",
    "list": lambda field, value: "、".join(_file_name(item) for item in value),
}


def party(procedure: Procedure, field: Field) -> str:
    """Whose particular it is, in Chinese: a role, or the party of a wait."""
    role = procedure.roles.get(field.party or "applicant")
    return role.zh if role is not None else "当事人"
