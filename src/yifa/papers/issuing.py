"""Makes the papers of a case when they are read: the case as it stood at the act, poured into the pack's template.

Nothing is cached and nothing is written; the register of papers (`models`) says which papers there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from django.db.models import QuerySet

from yifa.matters.public import Matter
from yifa.organs.public import Account, Organ
from yifa.papers import template
from yifa.papers.casefile import CaseFile, in_full
from yifa.papers.docx import to_docx
from yifa.papers.html import to_html
from yifa.papers.models import IssuedPaper
from yifa.papers.paper import Paper
from yifa.papers.pdf import to_pdf
from yifa.papers.sheet import sheets
from yifa.procedure import ClockView, Event, Procedure, State, accrued, clocks, in_chinese, officer_name
from yifa.procedure.model import Field, Value
from yifa.workdays import Length, elapsed

APPLICANT_NAME = "applicant_name"
"""The field that every pack has for the name of the applicant."""
Form = Literal["docx", "pdf", "html"]
CONTENT_TYPES: dict[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


class NoSuchPaper(LookupError):
    """本件没有这份文书。"""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def papers_of_case(case_id: int) -> QuerySet[IssuedPaper]:
    """The papers that a case produced, in the order of its acts."""
    return IssuedPaper.objects.filter(case_id=case_id).order_by("seq", "paper")


def issued_paper(case_id: int, seq: int, paper: str) -> IssuedPaper:
    """One paper in the register. Raises NoSuchPaper."""
    found = papers_of_case(case_id).filter(seq=seq, paper=paper).first()
    if found is None:
        raise NoSuchPaper
    return found


def compose(file: CaseFile, issued: IssuedPaper, personal: Mapping[str, Value] | None = None) -> Paper:
    """The paper as a value; `personal` are the particulars to print, the masked ones where none are given."""
    values = paper_values(file, issued.seq, issued.paper, issued.number, issued.day, personal)
    return template.render(_template(file.procedure.folder, file.procedure.papers[issued.paper].template), values)


def render(
    file: CaseFile, seq: int, paper: str, form: Form, *, full: bool = False, reader: str = "", reason: str = ""
) -> bytes:
    """A paper of a case as a file (`html`: one article, to stand in a page).

    Personal values are masked unless `full`; then `reader` (a person's id) and `reason` are put on record.
    Raises NoSuchPaper; ValueError for `full` without a reason; FontsMissing for a PDF without Chinese fonts.
    """
    issued = issued_paper(file.row.id, seq, paper)
    personal = _read(file, seq, reader, reason) if full else None
    return _formed(compose(file, issued, personal), form)


def render_for_applicant(file: CaseFile, seq: int, paper: str, form: Form, *, reader: str) -> bytes:
    """A paper as its applicant receives it: the applicant's own names in full, numbers and all others masked.

    A notice that hides whom it is addressed to proves nothing to anybody; the reading is put on record under `reader`
    (个人信息保护法 第四十五条). Raises as `render`.
    """
    issued = issued_paper(file.row.id, seq, paper)
    read = _read(file, seq, reader, "申请人查看、下载发给本人的文书")
    fields = file.procedure.fields
    own = {
        name: value
        for name, value in read.items()
        if name == APPLICANT_NAME or (fields[name].party == "applicant" and fields[name].type == "person_name")
    }
    return _formed(compose(file, issued, own), form)


def _read(file: CaseFile, seq: int, reader: str, reason: str) -> dict[str, Value]:
    """The particulars given up to an act in full, the latest of each; the reading is on record."""
    read = in_full(file, reader=reader, reason=reason)
    return {name: value for at in sorted(read) if at <= seq for name, value in read[at].items()}


def _formed(made: Paper, form: Form) -> bytes:
    if form == "docx":
        return to_docx(made)
    return to_pdf(made) if form == "pdf" else to_html(made).encode()


@lru_cache(maxsize=512)
def _template(folder: str, path: str) -> template.PaperTemplate:
    return template.load(Path(folder) / path)


def paper_values(
    file: CaseFile, seq: int, paper: str, number: str, day: date, personal: Mapping[str, Value] | None = None
) -> dict[str, Any]:
    """What a template may name: the facts after the act as people read them, clocks, case, organ, matter, paper."""
    state = file.state_at(seq)
    events = [entry.event for entry in file.entries if entry.event.seq <= seq]
    answers = latest(file.procedure, events) | dict(personal or {})
    event = events[-1]
    # An unanswered list is an empty one, over which a template repeats nothing; any other blank makes a draft.
    values: dict[str, Any] = {name: [] for name, field in file.procedure.fields.items() if field.type == "list"}
    values |= {
        name: shown
        for name, field in file.procedure.fields.items()
        if (shown := _shown(field, answers.get(name))) not in (None, "", [])
    }
    values |= sheets(file.procedure, state)
    values |= {id: Decimal(one.amount) / 100 for id, one in accrued(file.procedure, state, day, file.calendar).items()}
    values |= _standing(file)
    key = file.procedure.acts[event.act].key
    values |= _clocks(file, state, day, str(answers.get(key, "")) if key else "")
    return {**values, "paper.number": number, "paper.date": day}


def latest(procedure: Procedure, events: Sequence[Event]) -> dict[str, Value]:
    """Any answer given so far, the latest of each; a state keeps only the facts that rules ask for.

    What the last act asked itself and nobody answered is blank, whatever an earlier doing of the act said.
    """
    answers = {name: value for event in events for name, value in event.answers.items()}
    last = events[-1]
    for name in procedure.acts[last.act].fields:
        if name not in last.answers and not procedure.fields[name].personal:
            answers.pop(name, None)
    return answers


def _standing(file: CaseFile) -> dict[str, Any]:
    row = file.row
    organ = Organ.objects.get(pk=row.organ)
    matter = Matter.objects.filter(pk=row.matter).first() if row.matter else None
    return {
        "organ": {
            "name": organ.name,
            "short": organ.short_name or organ.name,
            "address": organ.address,
            "phone": organ.phone,
            "hours": matter.handling_hours if matter else "",
        },
        "matter": {"name": matter.name if matter else "", "code": row.matter},
        "case": {"number": row.number, "code": row.query_code, "opened": row.opened_on},
    }


_WORDS: dict[str, Callable[[Field, Value], Any]] = {
    "choice": lambda field, value: dict(field.options).get(value, value),
    "choices": lambda field, value: [dict(field.options).get(item, item) for item in value],
    "money": lambda field, value: Decimal(value) / 100,
    "officers": lambda field, value: [officer_words(item) for item in value],
    "list": lambda field, value: list_words(value),
    "files": lambda field, value: list_words(value),
    "file": lambda field, value: file_words(value),
}


def _shown(field: Field, value: Value) -> Any:
    """A fact as a template takes it: words for choices, names for files and officers, yuan for money."""
    if value is None or value == "":
        return None
    words = _WORDS.get(field.type)
    return words(field, value) if words else value


def officer_words(item: Value) -> str:
    """An officer as papers name one: the name, and the number of the certificate where there is one."""
    if isinstance(item, str) and item.startswith("account:"):
        name = Account.objects.filter(pk=int(item.removeprefix("account:"))).values_list("name", flat=True).first()
        return name or item
    if isinstance(item, dict) and item.get("name"):
        number = item.get("number")
        return f"{item['name']}（执法证号{number}）" if number else str(item["name"])
    return officer_name(item)


def file_words(item: Value) -> str:
    """An entry of a list by its name; a file by the name under which it was handed in."""
    return str(item.get("name") or item.get("digest", "")) if isinstance(item, dict) else str(item)


def list_words(items: Sequence[Value]) -> list[str]:
    """The entries of a list; files handed in for a material stand behind its name, as a receipt has to name it."""
    found: dict[str, list[str]] = {}
    for item in items:
        material = str(item.get("material") or "") if isinstance(item, dict) else ""
        files = found.setdefault(material or file_words(item), [])
        if material:
            files.append(file_words(item))
    return [f"{name}（{'、'.join(files)}）" if files else name for name, files in found.items()]


def _clocks(file: CaseFile, state: State, day: date, key: str) -> dict[str, Any]:
    """`clock:NAME` → due, length, started, spent, left; the run of the act's own key, else the latest."""
    found: dict[str, Any] = {}
    for view in sorted(clocks(file.procedure, state, day, file.calendar, state.at), key=lambda one: one.run.number):
        name = f"clock:{view.run.clock}"
        if name not in found or not key or view.run.key == key:
            found[name] = _clock(view, day, file)
    return found


def _clock(view: ClockView, day: date, file: CaseFile) -> dict[str, Any]:
    unit = {"working_days": "个工作日", "hours": "小时"}.get(view.unit, "日")
    length = Length.parse(view.run.length) if view.run.length else None
    spent = None
    if length is not None and day >= view.run.start:
        spent = elapsed(view.run.start, view.run.stopped or day, length.unit, file.calendar) if _in_days(view) else None
    return {
        "due": _due(view),
        "started": view.run.start,
        "length": length.zh if length else "",
        "spent": f"{spent}{unit}" if spent is not None else "",
        "left": f"{view.left}{unit}" if view.left is not None else "",
    }


def _due(view: ClockView) -> date | str | None:
    """The last day; for a clock in hours the last minute, written out."""
    return f"{in_chinese(view.due)}{view.due_at}" if view.due and view.due_at else view.due


def _in_days(view: ClockView) -> bool:
    return bool(view.run.length) and "day" in view.run.length
