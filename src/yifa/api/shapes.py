"""Small shapes that every part of the interface uses: days, codes, labels, and one problem for whatever goes wrong.

Requests are read strictly: an unknown name or a value of another kind is said to be wrong, never guessed at.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from yifa.procedure.model import Label

DAY_PATTERN = r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


def _read_day(value: object) -> object:
    if isinstance(value, str):
        if len(value) != 10 or not value.isascii() or value[4] != "-" or value[7] != "-":
            raise ValueError("日期应写成 2026-02-13 的样子。")
        day = date.fromisoformat(value)
        if not 2000 <= day.year < 2100:
            raise ValueError("日期应在 2000 年至 2099 年之间。")
        return day
    if value is None or isinstance(value, date):
        return value
    raise ValueError("日期应写成 2026-02-13 的样子。")


Day = Annotated[
    date, BeforeValidator(_read_day), WithJsonSchema({"type": "string", "format": "date", "pattern": DAY_PATTERN})
]
"""A day as it is given to us, in one way only: 2026-02-13."""


def _read_whole(value: object) -> object:
    """JSON knows one kind of number: 3.0 is a whole one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, Field(ge=0, le=1_000_000), BeforeValidator(_read_whole)]
"""A whole number that counts something."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""The id of a procedure, an act, a stage or an indicator."""

OrganCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$")]
"""统一社会信用代码."""

MatterCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{10,50}$")]
"""实施编码."""

CaseNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{20,64}$")]
"""办件编号."""


class Asked(BaseModel):
    """What is asked of us in the body of a request."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Shape(BaseModel):
    """What we answer with."""


class Named(Shape):
    """An id with the Chinese name that people see."""

    id: str
    zh: str


def named(id: str, label: Label | None) -> Named:
    """The id with its label; the id alone where there is none."""
    return Named(id=id, zh=label.zh if label else id)


class Fault(Shape):
    """One thing that stands against a request."""

    code: str = Field(description="稳定的代码，供程序判断，例如 gate.hearing_over、answer.missing")
    sentence: str = Field(description="说明为什么的中文句子")
    cites: str = Field(default="", description="依据的条文")
    remedy: str = Field(default="", description="怎样做才合法")
    by_whom: str = Field(default="", description="由谁补救")
    field: str = Field(default="", description="有误的填写项")


class Happened(Shape):
    """What somebody else did meanwhile."""

    seq: int
    act: str
    on: date
    role: str


class Problem(Fault):
    """The one shape of every answer that is not the thing asked for."""

    where: str = Field(default="", description="请求中有误的位置，例如 body.answers、query.page")
    more: list[Fault] = Field(default_factory=list, description="同一请求的其他问题")
    changed: list[Happened] = Field(default_factory=list, description="409：在您查看之后发生的行为")


def problems(*statuses: int) -> dict[int, Any]:
    """The declared answers of these statuses, beside those that any request may meet."""
    return dict.fromkeys((*statuses, 422, 503), Problem)
