"""Figures of an organ over a period, each with its definition: the same that the reports print.

A figure is a sum of marks; the cases behind it are found on the desk.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from yifa.api.cases import StaffToken, account_of
from yifa.api.problems import Wrong, missing, unfit
from yifa.api.shapes import Day, Name, OrganCode, Problem, Shape, problems
from yifa.casework.public import scope, today
from yifa.indicators.public import Scope, figures
from yifa.organs.public import AUDITOR, Account, Organ, divisions_of, organs_of, roles_on

router = Router(auth=StaffToken())


class FigureShape(Shape):
    """One figure."""

    id: str
    zh: str
    en: str
    unit: str
    definition: str
    topic: str
    kind: str
    value: float | None = Field(description="没有分母的比例为空")
    text: str = Field(description="在报告中的写法")
    part: int | None
    whole: int | None


class Figures(Shape):
    """The figures of an organ from one day to another, both included."""

    organ: str
    since: date
    until: date
    figures: list[FigureShape]


@router.get("/figures", response={200: Figures, **problems(401, 403, 404)}, summary="机关的数")
def list_figures(
    request: HttpRequest,
    organ: Annotated[OrganCode, Query(description="统一社会信用代码")],
    since: Annotated[Day | None, Query(description="空：今年 1 月 1 日")] = None,
    until: Annotated[Day | None, Query(description="空：今天")] = None,
    procedure: Annotated[Name | None, Query()] = None,
) -> Figures:
    """Every figure of every procedure (or of one), zeros included."""
    account, day = account_of(request), today()
    first, last = since or date(day.year, 1, 1), until or day
    found = Organ.objects.filter(pk=organ).first()
    if found is None:
        raise missing("organ.unknown", "没有这一机关；请核对统一社会信用代码。", "query.organ")
    if not _may_count(account, found):
        raise Wrong(403, Problem(code="figures.forbidden", sentence=f"您在{found.name}没有岗位，不能查看它的数。"))
    if last < first:
        raise unfit("figures.period", f"止日 {last} 早于起日 {first}。", "query.until")
    with scope([found.division]):
        counted = figures(Scope((organ,), first, last), [procedure] if procedure else ())
    shown = [
        FigureShape(
            id=one.id, zh=one.zh, en=one.en, unit=one.unit, definition=one.definition, topic=one.topic, kind=one.kind,
            value=None if one.value is None else float(one.value), text=one.text, part=one.part, whole=one.whole,
        )
        for one in counted.values()
    ]  # fmt: skip
    return Figures(organ=organ, since=first, until=last, figures=shown)


def _may_count(account: Account, organ: Organ) -> bool:
    """As for cases: a post in the organ, or audit duty over its division."""
    day = today()
    posts = organs_of(account, day)
    if any(own.code == organ.code for own in posts):
        return True
    audits = any(AUDITOR in roles_on(account, own, day) for own in posts)
    return audits and organ.division in divisions_of(account, day)
