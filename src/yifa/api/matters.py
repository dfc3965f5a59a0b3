"""Matters as the public may know them: a list that can be searched, and the facts of a guide with their articles.

Only reading; an organ keeps its list on the desk or by `yifa import`.
"""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from yifa.api.problems import missing
from yifa.api.shapes import MatterCode, OrganCode, Shape, problems
from yifa.matters.public import Matter, guide_facts, search, terms_of

router = Router()
PAGE = 20


class MatterBrief(Shape):
    """A matter in a list."""

    code: str = Field(description="实施编码")
    name: str
    type_code: str
    type: str
    organ: str
    organ_code: str
    limit: str = Field(description="法定办结时限")
    promised: str = Field(description="承诺办结时限；空：没有另行承诺")
    procedure: str = Field(description="由哪个程序办理；空：不能在平台上申请")
    can_be_filed: bool


class MatterPage(Shape):
    """One page of a list."""

    total: int
    page: int
    pages: int
    items: list[MatterBrief]


class MaterialShape(Shape):
    """One of the materials to be handed in."""

    name: str
    required: bool
    original_copies: int | None
    photocopies: int | None
    issuer: str
    note: str


class MatterShape(MatterBrief):
    """A matter with everything that its guide says."""

    basic_code: str
    level: str
    basis_cites: list[str]
    limit_steps: list[str] = Field(description="各步时限，例如 20 working days")
    limit_cites: str
    limit_start: str
    limit_note: str
    promised_note: str
    extension: str
    extension_cites: str
    silence: str = Field(description="逾期不决定的效果")
    conditions: str
    process: str
    materials: list[MaterialShape]
    special: list[str]
    hearing: str
    hearing_cites: str
    commitment_cites: str
    result: str
    validity: str
    fee: str
    targets: str
    modes: str
    place: str
    hours: str
    phone: str
    supervision_phone: str
    faq: str
    note: str
    verified: str
    is_verified: bool


SearchText = Annotated[str, Query(max_length=100, pattern=r"^[^\x00-\x1f]*$", description="事项名称中的词；空：全部")]
PageNumber = Annotated[int, Query(ge=1, le=10_000)]


@router.get("/matters", response={200: MatterPage, **problems()}, summary="查找事项")
def list_matters(
    request: HttpRequest, q: SearchText = "", page: PageNumber = 1, organ: Annotated[OrganCode | None, Query()] = None
) -> MatterPage:
    """Matters in use whose name contains every word; without words all of them, in the order of their codes."""
    current = Matter.objects.filter(retired_on__isnull=True).select_related("organ").order_by("implementation_code")
    found = search(q) if q.strip() else current
    if organ:
        found = found.filter(organ_id=organ)
    total = found.count()
    shown = found.prefetch_related("materials")[(page - 1) * PAGE : page * PAGE]
    items = [_brief(matter) for matter in shown]
    return MatterPage(total=total, page=page, pages=max(1, -(-total // PAGE)), items=items)


@router.get("/matters/{code}", response={200: MatterShape, **problems(404)}, summary="一个事项的办事指南")
def show_matter(request: HttpRequest, code: Annotated[MatterCode, Path()]) -> MatterShape:
    """The guide of a matter as data."""
    matter = Matter.objects.select_related("organ").filter(pk=code).first()
    if matter is None:
        raise missing("matter.unknown", "没有这一实施编码的事项；请核对编码。", "path.code")
    return MatterShape(
        **_brief(matter).model_dump(),
        **{name: value for name, value in guide_facts(matter).items() if name in _OF_GUIDE},
        basic_code=matter.basic_code,
        limit_steps=terms_of(matter)["limit"],
    )


_OF_GUIDE = frozenset(MatterShape.model_fields) - frozenset(MatterBrief.model_fields)


def _brief(matter: Matter) -> MatterBrief:
    facts = guide_facts(matter)
    return MatterBrief(
        code=matter.pk, name=matter.name, type_code=matter.type_code, type=facts["type"], organ=facts["organ"],
        organ_code=matter.organ_id, limit=facts["limit"], promised=facts["promised"], procedure=matter.procedure,
        can_be_filed=facts["can_be_filed"],
    )  # fmt: skip
