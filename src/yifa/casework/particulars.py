"""Personal answers: split off before sealing, kept encrypted in `party`, shown masked, read in full on record.

The log keeps only their digests, so that they can be erased and the chain still holds (个人信息保护法 第四十七条).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from yifa.procedure import Event, Procedure, with_answers
from yifa.procedure.model import Field, Value
from yifa.sealing import Vault, canonical, commit, mask, new_salt

_MASK_OF_TYPE = {
    "person_name": "name",
    "mobile": "phone",
    "citizen_number": "citizen_number",
    "credit_code": "credit_code",
    "address": "address",
}
_APPLICANT_NAME = "applicant_name"
_ORGANISATION = ("applicant_kind", "organisation")
"""Where this is answered the applicant's name is that of an organisation, which is public and shown as it is."""
ERASED_ZH = "（已删除）"


@dataclass(frozen=True, slots=True)
class Particulars:
    """The personal answers that one party gave at one act, ready to be stored."""

    role: str
    sealed: bytes
    masked: dict[str, str]


_FIELDS: dict[str, dict[str, tuple[str, str]]] = {}


def personal_fields(procedure: Procedure) -> dict[str, tuple[str, str]]:
    """The personal fields of a procedure: field id → (whose it is, kind of mask). Kept by the pack's digest."""
    found = _FIELDS.get(procedure.digest)
    if found is None:
        found = {
            field.id: (field.party or "applicant", _mask_kind(field))
            for field in procedure.fields.values()
            if field.personal
        }
        _FIELDS[procedure.digest] = found
    return found


def _mask_kind(field: Field) -> str:
    """By the type of the field; texts that hold a name or an address for mail say so in their id."""
    if field.type == "text":
        if field.id.endswith("_name") or field.id == "delivered_to":
            return "name"
        return "email" if field.id == "email" else "hidden"
    return _MASK_OF_TYPE.get(field.type, "hidden")


def split(procedure: Procedure, number: str, event: Event) -> tuple[Event, list[Particulars]]:
    """The event as the log keeps it, with digests in place of personal answers, and what goes to `party`.

    `number` is the case number; with the sequence and the role it binds the ciphertext to its place.
    """
    fields = personal_fields(procedure)
    if fields.keys().isdisjoint(event.answers):
        return event, []
    answers: dict[str, Value] = dict(event.answers)
    plain: dict[str, dict[str, Value]] = {}  # party → field → [answer, salt in hex]
    masked: dict[str, dict[str, str]] = {}
    for name, value in event.answers.items():
        if name not in fields:
            continue
        role, kind = fields[name]
        text, salt = _text(value), new_salt()
        answers[name] = {"digest": commit(text, salt)}
        plain.setdefault(role, {})[name] = [value, salt.hex()]
        public = name == _APPLICANT_NAME and event.answers.get(_ORGANISATION[0]) == _ORGANISATION[1]
        masked.setdefault(role, {})[name] = text if public else mask(kind, text)
    return with_answers(event, answers), [
        Particulars(role, vault().seal(canonical(values), context(number, event.seq, role)), masked[role])
        for role, values in plain.items()
    ]


def opened(number: str, seq: int, role: str, sealed: bytes) -> dict[str, Value]:
    """The personal answers in full. Raises VaultFault where the text was altered or its key is not here."""
    plain: dict[str, list[Any]] = json.loads(vault().open(sealed, context(number, seq, role)))
    return {name: value for name, (value, _) in plain.items()}


def context(number: str, seq: int, role: str) -> str:
    """The place to which a ciphertext is bound."""
    return f"{number}/{seq}/{role}"


def applicant_shown(procedure: Procedure, answers: Mapping[str, Value], masked: Mapping[str, str]) -> str:
    """What lists show of the applicant: the masked name, or an organisation's public name; "" where none is given."""
    if _APPLICANT_NAME in masked:
        return masked[_APPLICANT_NAME]
    plain = answers.get(_APPLICANT_NAME)
    if isinstance(plain, str):
        return plain
    fields = personal_fields(procedure)
    names = (shown for name, shown in masked.items() if fields.get(name) == ("applicant", "name"))
    return next(names, "")


def _text(value: Value) -> str:
    return value if isinstance(value, str) else canonical(value).decode()


@lru_cache(maxsize=1)
def vault() -> Vault:
    """The vault under the keys of the environment; the first key given is the one in use."""
    keys = dict(item.split(":", 1) for item in settings.DATA_KEYS)
    return Vault({name: base64.b64decode(key) for name, key in keys.items()}, next(iter(keys)))


@lru_cache(maxsize=1)
def code_key() -> bytes:
    """The secret from which query codes are derived: the oldest data key, so that adding a key changes no code."""
    return base64.b64decode(settings.DATA_KEYS[-1].split(":", 1)[1])
