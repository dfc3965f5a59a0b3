"""Answers to the questions of an act: each checked against its field, each fault a refusal that names the
field.

It checks shapes and ranges; whether the act is lawful is asked by `decide`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import ge, gt, le

from yifa.identifiers import BadIdentifier, parse_citizen_number, parse_credit_code
from yifa.procedure.case import Refusal
from yifa.procedure.conditions import NOTHING, Ask, Beside, Question, all_of
from yifa.procedure.days import FIRST_YEAR, LAST_YEAR
from yifa.procedure.model import Act, DayBound, Field, Value

ACT, THE_ACT = "act", "办理之日"
"""The day of the act itself, as a bound of a date names it and as people read it."""

TERMS = "terms"
"""The reserved answer of an opening event: the terms of the matter."""

_LONGEST = {"text": 200, "long_text": 5_000, "person_name": 100, "address": 300}
_MOST_ITEMS = 200
"""A list longer than this is no answer of a person but an attack or a slip."""

Wrong = tuple[str, str]
"""Code after "answer." and Chinese sentence."""


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A field with its check and its condition prepared."""

    field: Field
    id: str
    required: bool
    ask: Ask | None
    check: Callable[[Value], Wrong | None]
    bounds: tuple[tuple[DayBound, str], ...] = ()  # with the Chinese name of the day compared with
    rows: Callable[[list[dict[str, Value]], Question], Iterator[Refusal]] | None = None  # the faults of a table's rows


def field_plan(
    field: Field, names: Mapping[str, Field | Act], counted: bool = False, beside: Beside = NOTHING
) -> FieldPlan:
    """The field, prepared; `counted` says that days are counted from or towards its answer.

    `names` are all fields and acts, with whose days a date may be compared.
    """
    maker = _counted_date if counted and field.type == "date" else _CHECKS[field.type]
    bounds = tuple(
        (bound, THE_ACT if bound.other == ACT else f"“{names[bound.other].label.zh}”")
        for bound in field.bounds
        if bound.other == ACT or bound.other in names
    )
    return FieldPlan(field, field.id, field.required, all_of(field.when, beside), maker(field), bounds)


def refusals(
    fields: tuple[FieldPlan, ...], known: frozenset[str], answers: Mapping[str, Value], q: Question
) -> Iterator[Refusal]:
    """Every fault of the answers: those of the fields in their order, then answers that nobody asked for."""
    for plan in fields:
        value = answers.get(plan.id)
        if value is None or (not value and is_blank(value)):
            if plan.required and (plan.ask is None or plan.ask(q)):
                yield _refusal(plan.field, "missing", f"请填写“{plan.field.label.zh}”。")
        elif plan.ask is not None and not plan.ask(q):
            yield _refusal(plan.field, "unknown", f"此种情形不需要填写“{plan.field.label.zh}”。")
        elif (wrong := plan.check(value)) is not None:
            yield _refusal(plan.field, *wrong)
        elif plan.bounds and (sentence := _out_of_bounds(plan, value, q)):
            yield _refusal(plan.field, "range", sentence)
        elif plan.rows is not None:
            yield from plan.rows(value, q)
    if not known.issuperset(answers):
        for name in answers:
            if name not in known:
                yield Refusal("answer.unknown", f"本步骤没有“{name}”这一项，请删去。", field=name)


BOUNDS = {"after": (gt, "晚于"), "not_before": (ge, "不早于"), "not_after": (le, "不晚于")}


def _out_of_bounds(plan: FieldPlan, value: str, q: Question) -> str | None:
    """What is wrong with a day that lies on the wrong side of another; ISO days compare as they are written.

    A term set in the past would cost somebody a right before they could use it; where the other day is not known,
    nothing is compared.
    """
    for bound, name in plan.bounds:
        other = q.on.isoformat() if bound.other == ACT else _day_known(bound.other, q)
        holds, says = BOUNDS[bound.test]
        if isinstance(other, str) and other and not holds(value, other):
            return f"“{plan.field.label.zh}”应当{says}{name}（{other}）。"
    return None


def _day_known(name: str, q: Question) -> Value:
    """The day a date field holds, answered now or last, or else the day of effect of an act's last doing."""
    value = q.answers.get(name, q.state.facts.get(name))
    if value is None and (done := q.state.done.get(name)):
        return done[-1][2]
    return value


def is_blank(value: Value) -> bool:
    """Nothing was answered; 0 and no are answers."""
    return value is None or value in ("", [])


def _refusal(field: Field, code: str, sentence: str) -> Refusal:
    return Refusal(f"answer.{code}", sentence, field.cites, field.hint, field=field.id)


def _text(field: Field) -> Callable[[Value], Wrong | None]:
    longest = field.max_length or _LONGEST[field.type]
    name = field.label.zh

    def check(value: Value) -> Wrong | None:
        if type(value) is not str:
            return "type", f"“{name}”应填写文字。"
        if len(value) > longest:
            return "range", f"“{name}”最多{longest}个字，现有{len(value)}个字。"
        if not value.isprintable() and not _can_be_stored(value):
            return "type", f"“{name}”含有无法保存的控制字符，请删去。"
        return None if value.strip() else ("missing", f"请填写“{name}”。")

    return check


def _can_be_stored(value: Value, deep: int = 4) -> bool:
    """JSON that a log can keep: no control characters but line ends and tabs, no broken characters, no fractions."""
    if isinstance(value, str):
        return len(value) <= _LONGEST["long_text"] and not any(
            (sign < " " and sign not in "\n\r\t") or "\ud800" <= sign <= "\udfff" for sign in value
        )
    if isinstance(value, list):
        return deep > 0 and len(value) <= _MOST_ITEMS and all(_can_be_stored(item, deep - 1) for item in value)
    if isinstance(value, dict):
        return (
            deep > 0
            and len(value) <= _MOST_ITEMS
            and all(
                isinstance(key, str) and _can_be_stored(key) and _can_be_stored(item, deep - 1)
                for key, item in value.items()
            )
        )
    return value is None or isinstance(value, int)


def _number(field: Field) -> Callable[[Value], Wrong | None]:
    name, money = field.label.zh, field.type == "money"
    low = 0 if money and field.minimum is None else field.minimum
    high = field.maximum
    unit = "（以分为单位）" if money else ""

    def check(value: Value) -> Wrong | None:
        if type(value) is not int:
            return "type", f"“{name}”应填写整数{unit}。"
        if low is not None and value < low:
            return "range", f"“{name}”不得小于{low}{unit}。"
        if high is not None and value > high:
            return "range", f"“{name}”不得大于{high}{unit}。"
        return None

    return check


def _date(field: Field) -> Callable[[Value], Wrong | None]:
    wrong = ("type", f"“{field.label.zh}”应填写日期，如 2026-03-05。")

    def check(value: Value) -> Wrong | None:
        if type(value) is not str or len(value) != 10:
            return wrong
        try:
            date.fromisoformat(value)
        except ValueError:
            return wrong
        return None

    return check


def _counted_date(field: Field) -> Callable[[Value], Wrong | None]:
    """A day that the calendar can count from: it knows 2000 to 2100, and terms need room."""
    plain = _date(field)
    wrong = ("range", f"“{field.label.zh}”应在{FIRST_YEAR}年至{LAST_YEAR}年之间。")

    def check(value: Value) -> Wrong | None:
        return plain(value) or (None if FIRST_YEAR <= int(value[:4]) <= LAST_YEAR else wrong)

    return check


def _choice(field: Field) -> Callable[[Value], Wrong | None]:
    values = frozenset(value for value, _ in field.options)
    shown = "、".join(label for _, label in field.options)
    wrong = ("option", f"“{field.label.zh}”只能选择：{shown}。")

    def check(value: Value) -> Wrong | None:
        return None if type(value) is str and value in values else wrong

    return check


def _choices(field: Field) -> Callable[[Value], Wrong | None]:
    one = _choice(field)
    name = field.label.zh

    def check(value: Value) -> Wrong | None:
        if type(value) is not list:
            return "type", f"“{name}”应为一组选项。"
        if (wrong := next((found for item in value if (found := one(item))), None)) is not None:
            return wrong
        return None if len(set(value)) == len(value) else ("option", f"“{name}”的选项不得重复。")

    return check


def _yes_no(field: Field) -> Callable[[Value], Wrong | None]:
    wrong = ("type", f"“{field.label.zh}”应选择是或者否。")
    return lambda value: None if value is True or value is False else wrong


def _file(field: Field) -> Callable[[Value], Wrong | None]:
    wrong = ("type", f"“{field.label.zh}”应为已上传的文件。")
    return lambda value: None if _is_file(value) else wrong


def _files(field: Field) -> Callable[[Value], Wrong | None]:
    wrong = ("type", f"“{field.label.zh}”应为一组已上传的文件。")

    def check(value: Value) -> Wrong | None:
        sound = type(value) is list and len(value) <= _MOST_ITEMS and all(map(_is_file, value))
        return None if sound else wrong

    return check


def _is_file(value: Value) -> bool:
    """A stored file is named by its digest: alone, or in a mapping beside its name and size."""
    digest = value.get("digest") if type(value) is dict else value
    return type(digest) is str and 0 < len(digest) <= 200 and _can_be_stored(value)


def _identifier(validate: Callable[[str], object]) -> Callable[[Field], Callable[[Value], Wrong | None]]:
    def maker(field: Field) -> Callable[[Value], Wrong | None]:
        name = field.label.zh

        def check(value: Value) -> Wrong | None:
            if type(value) is not str:
                return "type", f"“{name}”应填写文字。"
            try:
                validate(value)
            except BadIdentifier as error:
                return "identifier", f"“{name}”有误：{error.zh}"
            return None

        return check

    return maker


def _mobile(field: Field) -> Callable[[Value], Wrong | None]:
    wrong = ("identifier", f"“{field.label.zh}”应为11位手机号码。")

    def check(value: Value) -> Wrong | None:
        sound = type(value) is str and len(value) == 11 and value.isascii() and value.isdigit()
        return None if sound and value[0] == "1" and value[1] in "3456789" else wrong

    return check


def _officers(field: Field) -> Callable[[Value], Wrong | None]:
    wrong = ("type", f"“{field.label.zh}”应列出执法人员的姓名或者证号。")

    def check(value: Value) -> Wrong | None:
        sound = type(value) is list and len(value) <= _MOST_ITEMS and all(officer_name(item) for item in value)
        sound = sound and _can_be_stored(value)
        return None if sound else wrong

    return check


def officer_name(item: Value) -> str:
    """What tells one officer from another: the certificate's number, else the id, else the name; "" if
    none.
    """
    if type(item) is dict:
        item = item.get("number") or item.get("id") or item.get("name")
    return item.strip() if type(item) is str and len(item) <= 100 else ""


def _list(field: Field) -> Callable[[Value], Wrong | None]:
    name, longest = field.label.zh, field.max_length or _MOST_ITEMS

    def check(value: Value) -> Wrong | None:
        if type(value) is not list:
            return "type", f"“{name}”应为清单。"
        if len(value) <= longest and not _can_be_stored(value):
            return "type", f"“{name}”的内容无法保存。"
        return None if len(value) <= longest else ("range", f"“{name}”最多{longest}项。")

    return check


_CASE_NUMBER = re.compile(r"[0-9A-Z]{8,60}")


def _case(field: Field) -> Callable[[Value], Wrong | None]:
    """Only its shape; whether there is such a case is looked up where cases are kept."""
    wrong = ("type", f"“{field.label.zh}”应填写办件编号，由数字和大写字母组成。")
    return lambda value: None if type(value) is str and _CASE_NUMBER.fullmatch(value) else wrong


def _table(field: Field) -> Callable[[Value], Wrong | None]:
    """Rows, each a mapping of columns; what is in them is asked of each column."""
    wrong = ("type", f"“{field.label.zh}”应为清单，每行写明各列。")

    def check(value: Value) -> Wrong | None:
        return None if type(value) is list and all(type(row) is dict for row in value) else wrong

    return check


_CHECKS: dict[str, Callable[[Field], Callable[[Value], Wrong | None]]] = {
    "text": _text,
    "long_text": _text,
    "person_name": _text,
    "address": _text,
    "number": _number,
    "money": _number,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "file": _file,
    "files": _files,
    "citizen_number": _identifier(parse_citizen_number),
    "credit_code": _identifier(parse_credit_code),
    "mobile": _mobile,
    "officers": _officers,
    "list": _list,
    "case": _case,
    "items": _table,
}
