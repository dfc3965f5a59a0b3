"""The calculator of due dates with its proof as data: what `yifa due` says, for programs.

Nothing is counted here; `workdays` counts.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema

from yifa.api.problems import unfit
from yifa.api.shapes import Day, Shape, problems
from yifa.casework.public import calendar
from yifa.workdays import (
    RULES,
    BadLength,
    BadPause,
    BeyondCalendar,
    Length,
    NeedsTheHour,
    Proof,
    Unit,
    UnknownStatute,
    apply_rule,
    proof,
    rule_for,
)

router = Router(by_alias=True)

_DAYS = r"[0-9]{1,4} ?(working days?|calendar days?|days?|个工作日|个自然日|工作日|自然日|日|天)"
_MONTHS = r"[0-9]{1,3} ?(months?|个月)|[0-9]{1,2} ?(years?|年)"
LengthText = Annotated[str, StringConstraints(pattern=f"^({_DAYS}|{_MONTHS})$")]
_DAY = r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
PauseText = Annotated[str, StringConstraints(pattern=rf"^{_DAY}\.\.{_DAY}$")]


def _known(statute: str) -> str:
    try:
        return rule_for(statute).statute
    except UnknownStatute as error:
        raise ValueError(str(error)) from None


STATUTES = list(dict.fromkeys(rule.statute for rule in RULES))
Statute = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": STATUTES})]
"""A statute whose unit of days is on record; its common short names are understood too."""


class IntervalShape(Shape):
    """A run of days of one kind; first and last are within it."""

    kind: str
    first: date
    last: date
    days: int
    counted: bool
    reason: str
    source: str | None


class CellShape(Shape):
    """One day of the proof."""

    day: date
    kind: str
    number: int | None = Field(description="期限的第几日；不计入的为空")
    reason: str
    source: str | None
    provisional: bool


class ReadingShape(Shape):
    """A doubtful point on which another than the default reading was taken."""

    name: str
    value: Any
    zh: str
    note: str


class ProofShape(Shape):
    """How a due date came about, day by day, with the articles it rests on."""

    from_: date = Field(alias="from", description="事由发生之日，不计入")
    length: str
    length_zh: str
    extensions: list[str]
    rule: str | None
    due: date
    raw_end: date = Field(description="顺延之前的末日")
    provisional: bool = Field(description="取决于尚未公布的节假日安排")
    open: bool = Field(description="中止尚未结束")
    sentence: str
    articles: list[str]
    intervals: list[IntervalShape]
    cells: list[CellShape]
    provisional_days: list[date]
    readings: list[ReadingShape]


def proof_shape(found: Proof) -> ProofShape:
    """A proof as programs see it; the same words as `yifa due --json`."""
    return ProofShape.model_validate(found.as_json())


@router.get("/due", response={200: ProofShape, **problems()}, summary="计算期限届满日")
def due_date(
    request: HttpRequest,
    start: Annotated[Day, Query(alias="from", description="事由发生之日，不计入")],
    length: Annotated[LengthText, Query(description="期限，例如 20 working days、30日、3个月")],
    pause: Annotated[list[PauseText], Query(max_length=20, description="不计入期限的起止日（含两端），可重复")] = [],  # noqa: B006
    extend: Annotated[list[LengthText], Query(max_length=5, description="延长的期限，可重复")] = [],  # noqa: B006
    rule: Annotated[Statute | None, Query(description="依据的法律，由它决定“日”是否工作日")] = None,
) -> ProofShape:
    """The due date of a term and every day that was counted or not, and why."""
    try:
        found = proof(
            start,
            _length(length, rule),
            calendar=calendar(),
            pauses=[_pause(text) for text in pause],
            extensions=[_length(text, rule) for text in extend],
            rule=rule,
        )
    except BeyondCalendar as error:
        raise unfit("due.calendar", str(error), "query.length") from None
    except (BadLength, BadPause, NeedsTheHour, OverflowError) as error:
        raise unfit("due.length", str(error), "query") from None
    return proof_shape(found)


def _length(text: str, rule: str | None) -> Length:
    """The length that a text writes, a bare 日 taken in the unit of the statute; 自然日 stays as written."""
    length = Length.parse(text)
    plain = length.unit is Unit.CALENDAR_DAYS and not ("自然" in text or "calendar" in text)
    return apply_rule(length, rule_for(rule)) if rule and plain else length


def _pause(text: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    try:
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise BadPause(f"中止“{text}”的起止日不是日期。") from None
