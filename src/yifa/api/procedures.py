"""Procedures as data: their acts with the forms, their clocks with the lengths, for programs that prepare applications.

Everything is read from the packs; nothing here knows a particular procedure.
"""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router
from pydantic import Field

from yifa.api.forms import form_of
from yifa.api.problems import missing
from yifa.api.shapes import Name, Named, Shape, named, problems
from yifa.procedure import Procedure, shipped
from yifa.procedure.model import RESERVED, Act, Clock

router = Router()


class ProcedureBrief(Shape):
    """A procedure in a list."""

    id: str
    zh: str
    en: str
    edition: str = Field(description="自何日起施行的版本")
    basis: list[str]
    public: bool = Field(description="公众可以自行提出")
    matters: list[str] = Field(description="适用的事项类型代码；空：不需要事项")


class ActShape(Shape):
    """An act: who may do it, where, on what ground, and what is asked."""

    id: str
    zh: str
    en: str
    by: list[Named]
    stages: list[str] = Field(description="可以办理的阶段；空：由它开始一件")
    to: str | None
    outcome: str | None
    cites: str
    rule: str
    papers: list[Named]
    form: dict[str, Any] = Field(description="填写内容的 JSON Schema（2020-12）")


class LengthShape(Shape):
    """A length in force from a day."""

    since: str
    length: str | None = Field(description="法定长度；由事项规定的，见 term")
    zh: str | None
    term: str | None
    cites: str
    conditional: bool


class ClockShape(Shape):
    """A clock: what starts, stops and pauses it, and how long it runs."""

    id: str
    zh: str
    en: str
    party: str
    main: bool
    starts: list[str]
    stops: list[str]
    paused_by: list[str]
    lengths: list[LengthShape]
    cites: str


class ProcedureShape(ProcedureBrief):
    """A procedure whole."""

    roles: list[Named]
    stages: list[Named]
    ends: list[str]
    outcomes: list[Named]
    acts: list[ActShape]
    clocks: list[ClockShape]


@router.get("/procedures", response={200: list[ProcedureBrief], **problems()}, summary="有哪些程序")
def list_procedures(request: HttpRequest) -> list[ProcedureBrief]:
    """Every procedure that is installed, in its newest edition."""
    return [ProcedureBrief(**_brief(procedure)) for procedure in shipped().values()]


@router.get("/procedures/{id}", response={200: ProcedureShape, **problems(404)}, summary="一个程序：行为、表单、时限")
def show_procedure(request: HttpRequest, id: Annotated[Name, Path()]) -> ProcedureShape:
    """A procedure with all acts and clocks."""
    procedure = shipped().get(id)
    if procedure is None:
        raise missing("procedure.unknown", f"没有编号为“{id}”的程序。", "path.id")
    return ProcedureShape(
        **_brief(procedure),
        roles=_all_named(procedure.roles),
        stages=_all_named(procedure.stages),
        ends=sorted(procedure.ends),
        outcomes=_all_named(procedure.outcomes),
        acts=[act_shape(procedure, act) for act in procedure.acts.values()],
        clocks=[_clock_shape(clock) for clock in procedure.clocks.values()],
    )


def _brief(procedure: Procedure) -> dict[str, Any]:
    return {
        "id": procedure.id,
        "zh": procedure.label.zh,
        "en": procedure.label.en,
        "edition": procedure.edition,
        "basis": list(procedure.basis),
        "public": procedure.public,
        "matters": list(procedure.matters),
    }


def _all_named(labels: Any) -> list[Named]:
    return [named(id, label) for id, label in labels.items()]


def act_shape(procedure: Procedure, act: Act) -> ActShape:
    """An act as programs see it."""
    return ActShape(
        id=act.id,
        zh=act.label.zh,
        en=act.label.en,
        by=[named(role, procedure.roles.get(role) or RESERVED[role]) for role in act.by],
        stages=list(act.stages),
        to=act.to,
        outcome=act.outcome,
        cites=act.cites,
        rule=act.rule,
        papers=[named(paper, procedure.papers[paper].label) for paper in act.papers],
        form=form_of(procedure, act),
    )


def _clock_shape(clock: Clock) -> ClockShape:
    return ClockShape(
        id=clock.id,
        zh=clock.label.zh,
        en=clock.label.en,
        party=clock.party,
        main=clock.main,
        starts=list(clock.starts),
        stops=list(clock.stops),
        paused_by=list(clock.paused_by),
        lengths=[
            LengthShape(
                since=one.since.isoformat(),
                length=str(one.length) if one.length else None,
                zh=one.length.zh if one.length else None,
                term=one.term,
                cites=one.cites,
                conditional=bool(one.when),
            )
            for one in clock.lengths
        ],
        cites=clock.cites,
    )
