"""The pages of a form: one thing a page on a phone, sections on a wide screen, in the order of the pack.

A question that hangs on another's answer never stands on the same page as it, so that no script is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from yifa import procedure as engine
from yifa.casework.public import calendar, today
from yifa.portal.questions import FILES, label
from yifa.procedure import Procedure, Refusal, State, check_answers
from yifa.procedure.model import Field

CHANNEL = "channel"
_CONTACT = frozenset({"contact_name", "mobile", "email", "address", "agent_name"})
_MOST_ON_A_PHONE = 4
_TITLES = {"choice": "办什么、谁来办", "person": "申请人", "contact": "怎样联系您", "files": "材料"}


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its questions and what it is called. `id` is the first question's."""

    title: str
    fields: tuple[Field, ...]

    @property
    def id(self) -> str:
        """Names the page in its address."""
        return self.fields[0].id


def on_a_phone(request: HttpRequest) -> bool:
    """Whether the page is asked for by a phone, by what the browser says of itself."""
    return request.headers.get("Sec-CH-UA-Mobile") == "?1" or "Mobi" in request.headers.get("User-Agent", "")


def channel(procedure: Procedure, act: str, *, phone: bool) -> dict[str, str]:
    """The answer to how it was filed: online, from a phone or a computer (GB/T 39046 A.5).

    Empty where the act does not ask, or knows none of the words for it; then the question is asked like any other.
    """
    if CHANNEL not in procedure.acts[act].fields:
        return {}
    known = {value for value, _ in procedure.fields[CHANNEL].options}
    wanted = ("3" if phone else "2", "online", "web", "9")
    return next(({CHANNEL: word} for word in wanted if word in known), {})


def fields_asked(procedure: Procedure, act: str) -> list[Field]:
    """The fields of an act that people are asked: all but those that the visit itself answers."""
    answered = channel(procedure, act, phone=False)
    return [procedure.fields[name] for name in procedure.acts[act].fields if name not in answered]


def asked(procedure: Procedure, act: str, state: State, answers: Mapping[str, Any]) -> list[Field]:
    """The questions that this case is asked, given what is answered so far."""
    answered = channel(procedure, act, phone=False)
    found = engine.asked(procedure, act, state, answers, on=today(), calendar=calendar())
    return [field for field in found if field.id not in answered]


def steps(procedure: Procedure, act: str, state: State, answers: Mapping[str, Any], *, phone: bool) -> list[Step]:
    """The pages of an act for what is answered so far; answering may add or take away later ones."""
    mine = procedure.acts[act].fields
    hung_on = {condition.name for name in mine for condition in procedure.fields[name].when}
    groups: list[list[Field]] = []
    # All questions are grouped, asked or not, so that pages keep their place while answers come in.
    for field in fields_asked(procedure, act):
        joins = _joins_on_a_phone if phone else _joins
        if groups and not _hangs_on(field, groups[-1]) and joins(field, groups[-1], hung_on):
            groups[-1].append(field)
        else:
            groups.append([field])
    wanted = {field.id for field in asked(procedure, act, state, answers)}
    pages = ([field for field in fields if field.id in wanted] for fields in groups)
    return [Step(_title(fields, hung_on), tuple(fields)) for fields in pages if fields]


def _hangs_on(field: Field, page: list[Field]) -> bool:
    """Whether a question is asked only for some answers to another on the page."""
    return bool({condition.name for condition in field.when} & {one.id for one in page})


def _joins(field: Field, page: list[Field], hung_on: set[str]) -> bool:
    """On a wide screen: who applies on one page, what for on another, files on their own."""
    return _section(field, hung_on) == _section(page[-1], hung_on)


def _joins_on_a_phone(field: Field, page: list[Field], hung_on: set[str]) -> bool:
    """On a phone: choices and long texts alone, and what belongs together in small groups."""
    if field.id in hung_on and not field.required:
        return len(page) < 2 and page[-1].id not in hung_on
    alone = any(one.id in hung_on or one.type in ("long_text", "choice") for one in (field, page[-1]))
    return not alone and len(page) < _MOST_ON_A_PHONE and _kind(field) == _kind(page[-1])


def _section(field: Field, hung_on: set[str]) -> str:
    return "person" if field.id in hung_on or _kind(field) == "contact" else _kind(field)


def _kind(field: Field) -> str:
    if field.personal or field.type == "credit_code":
        return "contact" if field.id in _CONTACT else "person"
    return "files" if field.type in FILES else "content"


def _title(fields: list[Field], hung_on: set[str]) -> str:
    if len(fields) == 1:
        return label(fields[0])
    if fields[0].id in hung_on:
        others = [field for field in fields if field.id not in hung_on]
        one_choice = len(fields) == len(others) + 1
        about_whom = one_choice and all(_kind(field) == "person" for field in others)
        return _TITLES["person" if about_whom else "choice"]
    return _TITLES.get(_kind(fields[0]), "申请内容")


def opening(terms: Mapping[str, Any]) -> State:
    """The state before the first act, with the matter's terms, as conditions of fields may ask for them."""
    return State(terms=dict(terms))


def lawful(procedure: Procedure, act: str, state: State, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers without those that are no longer asked for, after an earlier choice was changed."""
    kept = dict(answers)
    names = {field.id for field in asked(procedure, act, state, kept)} | {CHANNEL}
    while kept.keys() - names:
        kept = {name: value for name, value in kept.items() if name in names}
        names = {field.id for field in asked(procedure, act, state, kept)} | {CHANNEL}
    return kept


def faults(procedure: Procedure, act: str, state: State, answers: Mapping[str, Any]) -> dict[str, Refusal]:
    """What is wrong or missing, by field: the engine's own words."""
    found = check_answers(procedure, state, act, answers, today(), calendar())
    return {refusal.field: refusal for refusal in reversed(found)}
