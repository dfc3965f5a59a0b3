"""Forms made from a pack's fields: each field as the component takes it, and answers read back from what was sent.

Whether an answer will do is the engine's decision; here texts become the JSON values that the engine knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from yifa.desk import rows
from yifa.desk.asking import asked_when, hangs_on_answers, may_be_asked
from yifa.desk.words import article
from yifa.procedure import ListMove, Procedure, Refusal, State
from yifa.procedure.model import Act, Field, Value
from yifa.uploads import ACCEPT, ACCEPTED_ZH, UploadRefused, store

KINDS = {
    "text": "text",
    "long_text": "textarea",
    "number": "number",
    "money": "money",
    "date": "date",
    "choices": "checkboxes",
    "yes_no": "radio",
    "file": "file",
    "files": "file",
    "person_name": "text",
    "citizen_number": "identity",
    "credit_code": "identity",
    "mobile": "tel",
    "address": "text",
    "officers": "checkboxes",
    "list": "textarea",
    "case": "identity",
}
_FEW = 4
"""Up to so many options all stand on the page; more are a list to choose from."""
_SHORT = 24
"""Options with so many characters in all stand on one line."""
_TAKES_FILES = ("materials", "evidence")
"""Lists whose entries may be files; the pack names them so."""
_KEPT = "kept-"
"""Prefix of the hidden inputs that carry files already stored through a form that was refused."""
_MOST_TOLD = 30
"""So many faults stand in the summary; a table can have hundreds."""
_ROWS_AT_FAULT = "有的行需要更正，见各行的提示。"
_SALT = "yifa.desk.upload"


@dataclass
class Sent:
    """What was sent, as answers; `faults` are those found before the engine was asked: field → sentence."""

    answers: dict[str, Value] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)  # as the form shows it again
    files: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    tables: dict[str, rows.Typed] = field(default_factory=dict)  # rows of lists

    @property
    def more(self) -> bool:
        """More rows were asked for, nothing else."""
        return any(typed.more for typed in self.tables.values())


def takes_files(one: Field) -> bool:
    """Whether files may be handed in for a field."""
    return one.type in ("file", "files") or (one.type == "list" and one.id.endswith(_TAKES_FILES))


def uploads(one: Field) -> bool:
    """Whether a form with this field has a file input: for files, or for a table taken from one."""
    return takes_files(one) or one.type == "items"


def parse(procedure: Procedure, act: Act, data: QueryDict, files: MultiValueDict[str, UploadedFile[Any]]) -> Sent:
    """The answers to an act. Files are checked and stored; those of an earlier, refused attempt are taken over."""
    sent = Sent()
    for id in act.fields:
        one = procedure.fields[id]
        if takes_files(one):
            _take_files(one, data, files, sent)
        if one.type in ("file", "files"):
            continue
        if (move := rows.move_of(procedure, act, id)) is not None:
            _take_rows(id, move, data, files, sent)
            continue
        texts = [text.strip() for text in data.getlist(id)]
        sent.raw[id] = texts if one.type in ("choices", "officers") else (texts[0] if texts else "")
        value = _VALUES.get(one.type, _text)(texts)
        if value is not None and value not in ("", []):
            sent.answers[id] = value
    for id, kept in sent.files.items():
        if kept:
            one = procedure.fields[id]
            sent.answers[id] = kept[0] if one.type == "file" else [*sent.answers.get(id, []), *kept]
    return sent


def _take_rows(
    id: str, move: ListMove, data: QueryDict, files: MultiValueDict[str, UploadedFile[Any]], sent: Sent
) -> None:
    typed = sent.tables[id] = rows.read(id, move, data, files)
    if typed.fault:
        sent.faults[id] = typed.fault
    if typed.cells:
        sent.answers[id] = rows.values(move, typed.cells)


def _take_files(one: Field, data: QueryDict, files: MultiValueDict[str, UploadedFile[Any]], sent: Sent) -> None:
    kept = sent.files.setdefault(one.id, [])
    for text in data.getlist(_KEPT + one.id):
        try:
            kept.append(signing.loads(text, salt=_SALT))
        except signing.BadSignature:
            sent.faults[one.id] = "先前上传的文件无法确认，请重新上传。"
    for file in files.getlist(f"{one.id}-files" if one.type == "list" else one.id):
        try:
            stored = store(
                cast(BinaryIO, file), file.name or "", folder=Path(settings.UPLOAD_FOLDER), limit=settings.UPLOAD_LIMIT
            )
            kept.append(stored.as_answer())
        except UploadRefused as error:
            sent.faults[one.id] = str(error)
        except OSError:
            sent.faults[one.id] = "文件没有保存成功，请稍后重试或者联系系统管理员。"


def _text(texts: list[str]) -> Value:
    return texts[0] if texts else None


def _whole(texts: list[str]) -> Value:
    """A whole number; anything else stays text, so that the engine says what is wrong with it."""
    text = texts[0] if texts else ""
    try:
        return int(text)
    except ValueError:
        return text


def _money(texts: list[str]) -> Value:
    """Yuan as fen; anything that is no amount stays text."""
    text = texts[0].replace(",", "").replace("，", "") if texts else ""
    try:
        fen = Decimal(text) * 100
    except InvalidOperation:
        return text
    return int(fen) if fen.is_finite() and fen == fen.to_integral_value() else text


def _lines(texts: list[str]) -> Value:
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def _yes_no(texts: list[str]) -> Value:
    return {"yes": True, "no": False}.get(texts[0]) if texts else None


_VALUES: dict[str, Callable[[list[str]], Value]] = {
    "number": _whole,
    "money": _money,
    "list": _lines,
    "choices": lambda texts: [text for text in texts if text],
    "yes_no": _yes_no,
    "officers": lambda texts: [text for text in texts if text],
}


def fields(  # noqa: PLR0913 - each argument fills another part of the form
    procedure: Procedure,
    act: Act,
    *,
    state: State,
    sent: Sent | None = None,
    given: Mapping[str, Any] | None = None,
    faults: Mapping[str, str] | None = None,
    officers: Iterable[tuple[str, str]] = (),
    keys: Sequence[str] = (),
    prefix: str = "",
    refusals: Sequence[Refusal] = (),
    spans: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """The fields of an act as the component takes them.

    `given` are values to begin with, `keys` the open keys of a keyed wait, `officers` (id, name) of colleagues who
    may be named; `prefix` keeps ids apart where several forms stand on one page. `refusals` name the rows and
    columns at fault, `spans` say within which range a number has to lie.
    """
    faults = faults or {}
    found = []
    for id in act.fields:
        one = procedure.fields[id]
        if not may_be_asked(procedure, act, one, state):
            continue
        value = (sent.raw.get(id) if sent else None) or (given or {}).get(id)
        drawn = _draw(one, value, officers, keys if id == act.key else (), prefix)
        if hangs_on_answers(act, one):
            # The form cannot know yet whether this is asked, so it says when.
            drawn["hint"] = "；".join(filter(None, (asked_when(procedure, act, one), one.hint)))
        if (move := rows.move_of(procedure, act, id)) is not None:
            drawn |= rows.draw(move, state, sent.tables.get(id) if sent else None, refusals, prefix)
        if spans and id in spans:
            drawn["hint"] = "；".join(filter(None, (drawn["hint"], spans[id])))
        drawn["error"] = faults.get(id, "")
        found.append(drawn)
        if one.type == "list" and takes_files(one):
            found.append(_attachment(one, prefix))
        for kept in sent.files.get(id, []) if sent else []:
            found.append({"kind": "hidden", "name": _KEPT + id, "label": "", "value": signing.dumps(kept, salt=_SALT)})
            drawn["hint"] = f"{drawn.get('hint') or ''}（已收到：{kept['name']}）"
    return found


def _draw(
    one: Field, value: Any, officers: Iterable[tuple[str, str]], keys: Sequence[str], prefix: str
) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "name": one.id,
        "id": f"{prefix}field-{one.id}",
        "label": one.label.zh,
        "kind": KINDS.get(one.type, "text"),
        "value": "" if value is None else value,
        "hint": one.hint,
        "ground": article(one.cites),
        "required": one.required,
        "max_length": one.max_length or None,
    }
    if keys and one.type in ("text", "choice"):
        labels = dict(one.options)
        return {**drawn, "kind": "select", "options": [{"value": k, "label": labels.get(k, k)} for k in keys]}
    return {**drawn, **_special(one, officers)}


def _options(one: Field, _: Iterable[tuple[str, str]]) -> dict[str, Any]:
    options = [{"value": value, "label": label} for value, label in one.options]
    short = sum(len(label) for _, label in one.options) <= _SHORT
    return {"kind": "radio" if len(options) <= _FEW else "select", "options": options, "inline": short}


_SPECIAL: dict[str, Callable[[Field, Iterable[tuple[str, str]]], dict[str, Any]]] = {
    "choice": _options,
    "choices": lambda one, _: {"options": [{"value": value, "label": label} for value, label in one.options]},
    "yes_no": lambda one, _: {
        "options": [{"value": "yes", "label": "是"}, {"value": "no", "label": "否"}],
        "inline": True,
    },
    "officers": lambda one, officers: {
        "options": [{"value": id, "label": name} for id, name in officers],
        "inline": True,
    },
    "list": lambda one, _: {"hint": "；".join(filter(None, ("一行一项", one.hint))), "rows": 3, "max_length": None},
    "long_text": lambda one, _: {"rows": 4},
    "file": lambda one, _: {"accept": ACCEPT},
    "files": lambda one, _: {"accept": ACCEPT, "multiple": True},
    "text": lambda one, _: {"width": "full"},
    "address": lambda one, _: {"width": "full"},
    "citizen_number": lambda one, _: {"width": "medium"},
    "credit_code": lambda one, _: {"width": "medium"},
    "mobile": lambda one, _: {"width": "medium"},
}


def _special(one: Field, officers: Iterable[tuple[str, str]]) -> dict[str, Any]:
    draw = _SPECIAL.get(one.type)
    return draw(one, officers) if draw else {}


def _attachment(one: Field, prefix: str) -> dict[str, Any]:
    return {
        "name": f"{one.id}-files",
        "id": f"{prefix}field-{one.id}-files",
        "label": f"{one.label.zh}的电子文件",
        "kind": "file",
        "accept": ACCEPT,
        "multiple": True,
        "required": False,
        "hint": ACCEPTED_ZH,
    }


def errors(
    procedure: Procedure, act: Act, refusals: Iterable[Refusal], faults: Mapping[str, str], prefix: str = ""
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The error summary, and the sentence beside each field. Faults found before come first."""
    beside = dict(faults)
    listed: list[dict[str, Any]] = [
        {"sentence": sentence, "href": f"#{prefix}field-{id}"} for id, sentence in faults.items()
    ]
    for refusal in refusals:
        if refusal.field in faults:
            continue
        entry: dict[str, Any] = {"sentence": refusal.sentence, "article": article(refusal.cites)}
        if refusal.field in act.fields:
            if refusal.row:
                beside.setdefault(refusal.field, _ROWS_AT_FAULT)
                entry["href"] = f"#{prefix}field-{refusal.field}-{refusal.row}-{refusal.column}"
            else:
                beside.setdefault(refusal.field, refusal.sentence)
                entry["href"] = f"#{prefix}field-{refusal.field}"
        elif refusal.remedy:
            entry["sentence"] += refusal.remedy
        listed.append(entry)
    if len(listed) > _MOST_TOLD:
        rest = {"sentence": f"还有{len(listed) - _MOST_TOLD}处，改好以上各处后再提交时列出。"}
        listed = [*listed[:_MOST_TOLD], rest]
    return listed, beside
