"""What may be done in a case now, as forms, and what may not, as reasons: the middle column of the case page.

The engine says both; here they are only sorted and dressed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yifa.casework.public import time_on
from yifa.desk import forms
from yifa.desk.access import Staff
from yifa.desk.words import article, reason
from yifa.organs.public import Post
from yifa.papers.public import CaseFile
from yifa.procedure import Option, Procedure, Refusal, State, needs_time, options, spans
from yifa.procedure.model import Act

_GRAVE = ("refuse", "revoke", "terminate", "cancel", "decline")
"""Acts whose ids begin so go against the party and cannot be taken back; their button is in seal-red."""

_NO_OCCASION = ("wait.not_open", "act.stage", "clock.not_running")
"""Reasons that only say that there is no occasion for an act yet; nobody has to do anything about them."""


@dataclass
class Choices:
    """Acts sorted for a person: on the main line, others, barred for now, without occasion, left to somebody else."""

    main: list[dict[str, Any]] = field(default_factory=list)
    other: list[dict[str, Any]] = field(default_factory=list)
    barred: list[dict[str, Any]] = field(default_factory=list)
    dormant: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Attempt:
    """An act that was refused, with what had been filled in, to be shown again."""

    act: str
    sent: forms.Sent
    errors: list[dict[str, Any]]
    beside: Mapping[str, str]
    on: str
    key: str
    at: str = ""
    refusals: tuple[Refusal, ...] = ()


def choices(
    file: CaseFile,
    staff: Staff,
    url: str,
    new_key: str,
    attempt: Attempt | None = None,
    begun: Mapping[str, Mapping[str, Any]] | None = None,
) -> Choices:
    """Every act that belongs to the case now or next, sorted for this person.

    `begun` gives acts that were begun elsewhere on the page the answers they begin with; their forms stand open.
    """
    begun = begun or {}
    person = staff.person(file.row.organ, file.row.procedure)
    found = Choices()
    if not person.roles:
        return found
    colleagues = _colleagues(file, staff)
    for option in options(file.procedure, file.state, person, staff.day, file.calendar, file.links, time_on(staff.day)):
        act = option.act
        mine = not person.roles.isdisjoint(act.by)
        if option.allowed or (attempt and attempt.act == act.id):
            ahead = act.main or act.id in begun or (attempt and attempt.act == act.id)
            form = _form(file, option, staff, url, new_key, attempt, colleagues, begun.get(act.id))
            (found.main if ahead else found.other).append(form)
        elif mine and any(one.code in _NO_OCCASION for one in option.refusals):
            found.dormant.append(
                {
                    "label": act.label.zh,
                    "says": next(one.sentence for one in option.refusals if one.code in _NO_OCCASION),
                }
            )
        elif mine:
            found.barred.append({"label": act.label.zh, "reasons": [reason(one) for one in option.refusals]})
        elif not (act.once and act.id in file.state.done):
            by = [file.procedure.roles[role].zh for role in act.by if role in file.procedure.roles]
            found.others.append({"label": act.label.zh, "by": "、".join(by), "article": article(act.cites)})
    return found


def _form(
    file: CaseFile,
    option: Option,
    staff: Staff,
    url: str,
    new_key: str,
    attempt: Attempt | None,
    colleagues: Mapping[tuple[str, ...], list[tuple[str, str]]],
    begun: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    act = option.act
    tried = attempt if attempt and attempt.act == act.id else None
    prefix = f"{act.id}-"
    asked = forms.fields(
        file.procedure,
        act,
        state=file.state,
        sent=tried.sent if tried else None,
        given={**_begin_with(act, staff), **(begun or {})},
        faults=tried.beside if tried else None,
        officers=colleagues.get(act.by, ()),
        keys=option.waits,
        prefix=prefix,
        refusals=tried.refusals if tried else (),
        spans=spans(file.procedure, act.id, file.state, on=staff.day, calendar=file.calendar),
    )
    on = {
        "name": "on",
        "id": f"{prefix}field-on",
        "label": "办理日期",
        "kind": "date",
        "value": tried.on if tried else staff.day.isoformat(),
        "max": staff.day.isoformat(),
        "min": file.state.day.isoformat() if file.state.day else "",
        "hint": "补记以前办的，填实际办理的那一天；日志会注明晚记了几天。",
    }
    return {
        "id": f"act-{act.id}",
        "folded": True,
        "label": act.label.zh,
        "says": "、".join(file.procedure.papers[paper].label.zh for paper in act.papers),
        "action": f"{url}acts/{act.id}/",
        "fields": [*asked, on, *time_field(file.procedure, act, file.state, tried.at if tried else "", prefix)],
        "submit": _verb(file, act),
        "article": article(act.cites),
        "note": f"至少写明 {act.officers} 名工作人员。依据" if act.officers else "依据",
        "errors": tried.errors if tried else None,
        "open": tried is not None or begun is not None,
        "hidden": {"seen": file.row.seq, "key": tried.key if tried else f"{new_key}-{act.id}"},
        "upload": any(forms.uploads(file.procedure.fields[id]) for id in act.fields),
        "grave": act.id.startswith(_GRAVE),
    }


def time_field(
    procedure: Procedure, act: Act, state: State, value: str = "", prefix: str = ""
) -> list[dict[str, Any]]:
    """The time of day, asked where a clock in hours hangs on it."""
    if not needs_time(procedure.plan.acts[act.id], state):
        return []
    hint = "按小时计算的期限从这一刻起止；当天办理的可以不填，即为现在。"
    asked = {"name": "at", "id": f"{prefix}field-at", "label": "办理时刻", "kind": "time", "value": value}
    return [{**asked, "required": False, "hint": hint}]


def _verb(file: CaseFile, act: Act) -> str:
    """The words on the button: what comes out of the act."""
    papers = [file.procedure.papers[paper].label.zh for paper in act.papers]
    return f"{act.label.zh}，制作{papers[0]}" if len(papers) == 1 else act.label.zh


def _begin_with(act: Act, staff: Staff) -> dict[str, Any]:
    """Two officers are named, and one of them is usually oneself."""
    return {"officers": [staff.account.person_id]} if act.officers else {}


def _colleagues(file: CaseFile, staff: Staff) -> dict[tuple[str, ...], list[tuple[str, str]]]:
    """For each act that names officers, the accounts of the organ that hold one of its roles today."""
    naming = {
        act.by
        for act in file.procedure.acts.values()
        if any(file.procedure.fields[id].type == "officers" for id in act.fields)
    }
    if not naming:
        return {}
    held = Post.objects.filter(organ_id=file.row.organ, valid_from__lte=staff.day).exclude(valid_to__lt=staff.day)
    posts = list(held.filter(account__is_active=True).values_list("account_id", "account__name", "role"))
    return {
        roles: list(dict.fromkeys((f"account:{id}", name) for id, name, role in sorted(posts) if role in roles))
        for roles in naming
    }
