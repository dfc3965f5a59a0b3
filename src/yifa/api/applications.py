"""What the public does: file an application, follow it by number and query code, act in one's own case.

The door and the packs decide everything; who files here is known to the log only by a keyed digest.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from ninja import Body, Header, Path, Query, Router, Status
from pydantic import Discriminator, Field, JsonValue, Tag

from yifa.api import attempts, telling
from yifa.api.problems import Wrong, missing, refused, unfit
from yifa.api.shapes import Asked, CaseNumber, MatterCode, Name, Named, OrganCode, Problem, Shape, Whole, problems
from yifa.casework.public import (
    Done,
    NoSuchCase,
    Refused,
    Standing,
    calendar,
    citizen,
    open_case,
    perform,
    public_case,
    scope,
    standing,
    today,
)
from yifa.matters.public import Matter, terms_of
from yifa.organs.public import Organ
from yifa.procedure import Person, Procedure, State, check_answers, options, shipped
from yifa.procedure.model import Act

router = Router(by_alias=True)

Answers = Annotated[dict[str, JsonValue], Field(max_length=200)]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key", min_length=8, max_length=200, pattern=r"^[!-~]+$",
        description="由您随机产生，例如 UUID；同一请求重发时不变，只办一次",
    ),
]  # fmt: skip
QueryCode = Annotated[
    str | None,
    Header(alias="X-Query-Code", max_length=40, pattern=r"^[0-9A-Za-z -]+$", description="回执上的查询码"),
]
QueryCodeInAddress = Annotated[
    str | None,
    Query(alias="code", max_length=40, pattern=r"^[0-9A-Za-z -]+$", description="同上；地址会留在日志里，宜用请求头"),
]


class ForMatter(Asked):
    """An application for a matter; its organ and its procedure are known from it."""

    matter: MatterCode = Field(description="实施编码")
    act: Name | None = Field(default=None, description="提出的行为；不写则为该程序的一般申请")
    answers: Answers = Field(description="填写内容，见 /procedures/{id} 中该行为的 form")


class ToOrgan(Asked):
    """An application to an organ by a procedure that needs no matter, such as disclosure."""

    procedure: Name
    organ: OrganCode = Field(description="受理机关的统一社会信用代码")
    act: Name | None = Field(default=None, description="提出的行为；不写则为该程序的一般申请")
    answers: Answers = Field(description="填写内容，见 /procedures/{id} 中该行为的 form")


def _by_what(body: Any) -> str:
    """Which of the two a body is meant to be, so that its faults are told for that one alone."""
    return "organ" if isinstance(body, dict) and "procedure" in body else "matter"


Filing = Annotated[Annotated[ForMatter, Tag("matter")] | Annotated[ToOrgan, Tag("organ")], Discriminator(_by_what)]


class Acting(Asked):
    """An act of the applicant, done today."""

    answers: Answers = Field(default_factory=dict)
    seen: Whole | None = Field(default=None, description="您看到的案件序号；之后有变化的，答 409")


class Progress(Shape):
    """An application as its applicant follows it."""

    number: str
    procedure: Named
    organ: Named
    matter: Named | None
    stage: Named
    outcome: Named | None
    closed: bool
    opened_on: date
    seq: int
    clocks: list[telling.ClockNow]
    steps: list[telling.Step]
    papers: list[telling.PaperShape]
    acts: list[Named] = Field(description="您现在可以办理的行为")


class Receipt(Shape):
    """What the applicant keeps: number and query code open the case again."""

    number: str
    query_code: str
    stage: Named
    clocks: list[telling.ClockNow]


class Acted(Shape):
    """What came of an act of the applicant."""

    number: str
    seq: int
    stage: Named
    outcome: Named | None
    steps: list[telling.Step]
    clocks: list[telling.ClockNow]


@dataclass(frozen=True, slots=True)
class _Target:
    """What is applied for, to whom, by which act."""

    procedure: Procedure
    organ: Organ
    matter: Matter | None
    act: Act


@router.post("/applications", response={201: Receipt, **problems(400, 404, 409, 413)}, summary="提出申请")
def file_application(
    request: HttpRequest, response: HttpResponse, asked: Annotated[Filing, Body()], key: IdempotencyKey = None
) -> Status[Receipt]:
    """File an application today. Keep `query_code`: with the number it is the only way to follow the case."""
    target = _target(asked)
    by, on = _applicant(target.procedure, asked.answers), today()
    try:
        done = open_case(
            target.procedure.id, target.act.id, by=by, organ=target.organ.code, division=target.organ.division,
            matter=target.matter.pk if target.matter else "", on=on, answers=asked.answers, key=key,
        )  # fmt: skip
    except Refused as error:
        terms = dict(target.procedure.terms) | (terms_of(target.matter) if target.matter else {})
        raise _with_all_faults(error, target.procedure, State(terms=terms), target.act.id, asked.answers) from None
    with scope([done.case.division]):
        stands = _stands(done.case.id)
        receipt = Receipt(
            number=done.case.number,
            query_code=done.case.query_code,
            stage=telling.stage_of(stands.case, stands.procedure),
            clocks=telling.clocks_now(stands, on),
        )
    response["Location"] = f"{request.path.rstrip('/')}/{done.case.number}"
    return Status(201, receipt)


@router.get("/applications/{number}", response={200: Progress, **problems(401, 404, 429)}, summary="查询进度")
def show_progress(
    request: HttpRequest,
    number: Annotated[CaseNumber, Path()],
    header_code: QueryCode = None,
    code: QueryCodeInAddress = None,
) -> Progress:
    """Where the application stands, with every clock and the proof of its due date."""
    id, division = _own_case(request, number, header_code or code)
    with scope([division]):
        stands = _stands(id)
        brief = telling.briefs([stands.case])[0]
        return Progress(
            **{name: value for name, value in brief.model_dump().items() if name in Progress.model_fields},
            clocks=telling.clocks_now(stands, today()),
            steps=telling.steps(stands),
            papers=telling.papers(stands),
            acts=_open_to_applicant(stands),
        )


@router.post(
    "/applications/{number}/acts/{act}",
    response={200: Acted, **problems(400, 401, 404, 409, 413, 429)},
    summary="申请人的行为：补正、撤回、陈述……",
)
def act_as_applicant(
    request: HttpRequest,
    number: Annotated[CaseNumber, Path()],
    act: Annotated[Name, Path()],
    asked: Acting,
    header_code: QueryCode = None,
    code: QueryCodeInAddress = None,
    key: IdempotencyKey = None,
) -> Acted:
    """Do an act that the procedure gives to the applicant, today."""
    id, division = _own_case(request, number, header_code or code)
    with scope([division]):
        stands = _stands(id)
        try:
            done = perform(id, act, by=_holder(stands), on=today(), answers=asked.answers, seen=asked.seen, key=key)
        except Refused as error:
            raise _with_all_faults(error, stands.procedure, stands.state, act, asked.answers) from None
        return _acted(done)


def _target(asked: ForMatter | ToOrgan) -> _Target:
    if isinstance(asked, ForMatter):
        matter = _matter(asked.matter)
        procedure = shipped().get(matter.procedure)
        if procedure is None or not procedure.public or not matter.is_open_on(today()):
            raise unfit("filing.closed", "这一事项目前不能在平台上申请；请按办事指南到窗口办理。", "body.matter")
        return _Target(procedure, matter.organ, matter, _opening(procedure, asked.act))
    procedure = shipped().get(asked.procedure)
    if procedure is None or not procedure.public:
        raise missing("procedure.unknown", f"没有公众可以提出的程序“{asked.procedure}”。", "body.procedure")
    if procedure.matters:
        raise unfit("filing.matter", f"{procedure.label.zh}须写明申请的事项，请在 matter 中给出实施编码。", "body")
    organ = Organ.objects.filter(pk=asked.organ).first()
    if organ is None:
        raise missing("organ.unknown", "没有这一机关；请核对统一社会信用代码。", "body.organ")
    return _Target(procedure, organ, None, _opening(procedure, asked.act))


def _matter(code: str) -> Matter:
    matter = Matter.objects.select_related("organ").filter(pk=code).first()
    if matter is None:
        raise missing("matter.unknown", "没有这一实施编码的事项；请核对编码。", "body.matter")
    return matter


def _opening(procedure: Procedure, wanted: str | None) -> Act:
    """The opening act of the public: the one asked for, else the one on the main line."""
    acts = [act for act in procedure.acts.values() if not act.stages and not procedure.outside.isdisjoint(act.by)]
    found = [act for act in acts if (act.id == wanted if wanted else act.main)]
    if len(found) == 1:
        return found[0]
    names = "、".join(f"{act.id}（{act.label.zh}）" for act in acts)
    raise unfit("act.unknown", f"请在 act 中写明提出的行为：{names}。", "body.act")


def _applicant(procedure: Procedure, answers: Mapping[str, Any]) -> Person:
    """The person who files, known by a keyed digest of what identifies them; a bare one could be guessed."""
    kinds = ("citizen_number", "credit_code", "mobile")
    given = {
        field.type: str(answers[name])
        for name, field in procedure.fields.items()
        if field.type in kinds and answers.get(name) and (field.party or "applicant") == "applicant"
    }
    identity = next((given[kind] for kind in kinds if kind in given), secrets.token_hex(16))
    return citizen(salted_hmac("yifa.api.applicant", identity).hexdigest())


def _holder(stands: Standing) -> Person:
    """Who acts with the query code: the one who filed, or, where the window filed, the holder of the code."""
    filed = next((one[3] for done in stands.state.done.values() for one in done if one[0] == 1), "")
    if filed.startswith("public:"):
        return Person(filed, frozenset({"applicant"}))
    return citizen(salted_hmac("yifa.api.holder", stands.case.number).hexdigest())


def _own_case(request: HttpRequest, number: str, code: str | None) -> tuple[int, str]:
    if not code:
        problem = Problem(code="code.missing", sentence="请在 X-Query-Code 头中给出回执上的查询码。", where="header")
        raise Wrong(401, problem)
    attempts.check(request, number)
    try:
        return public_case(number, code)
    except NoSuchCase:
        attempts.wrong(request, number)
        raise missing("application.unknown", "办件编号或者查询码不对；请核对回执。") from None


def _stands(id: int) -> Standing:
    stands = standing(id)
    if stands is None:
        raise NoSuchCase(id)
    return stands


def _open_to_applicant(stands: Standing) -> list[Named]:
    found = options(stands.procedure, stands.state, _holder(stands), today(), calendar(), stands.links)
    return [Named(id=option.act.id, zh=option.act.label.zh) for option in found if option.allowed]


def _acted(done: Done) -> Acted:
    stands = _stands(done.case.id)
    seqs = {event.seq for event in done.events}
    return Acted(
        number=done.case.number,
        seq=stands.case.seq,
        stage=telling.stage_of(stands.case, stands.procedure),
        outcome=telling.outcome_of(stands.case, stands.procedure),
        steps=[step for step in telling.steps(stands) if step.seq in seqs],
        clocks=telling.clocks_now(stands, today()),
    )


def _with_all_faults(error: Refused, procedure: Procedure, state: State, act: str, answers: Mapping[str, Any]) -> Wrong:
    """The refusal; where it is about an answer, with every other fault of the answers, so that one round mends them."""
    first = error.refusal
    if not first.code.startswith("answer.") or act not in procedure.acts:
        return refused(first)
    return refused(first, check_answers(procedure, state, act, answers, today(), calendar()))
