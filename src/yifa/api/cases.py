"""What the staff's programs do: find cases, read one whole, ask what may be done and why not, and do it.

Scope and roles are those of the account, exactly as on the desk; nothing is allowed here that the desk refuses.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Path, Query, Router
from ninja.security import HttpBearer
from pydantic import Field

from yifa.api import telling, tokens
from yifa.api.applications import Answers, IdempotencyKey
from yifa.api.forms import form_of
from yifa.api.problems import fault, refused
from yifa.api.shapes import (
    Asked,
    CaseNumber,
    Day,
    Fault,
    MatterCode,
    Name,
    Named,
    OrganCode,
    Shape,
    Whole,
    named,
    problems,
)
from yifa.casework.public import (
    Case,
    NoSuchCase,
    Refused,
    Standing,
    calendar,
    may_see,
    perform,
    person_for,
    scope,
    standing,
    time_on,
    today,
)
from yifa.organs.public import AUDITOR, Account, divisions_of, organs_of, roles_on
from yifa.procedure import Option, Procedure, check_answers, options


class StaffToken(HttpBearer):
    """A token made by `yifa account token`."""

    def authenticate(self, request: HttpRequest, token: str) -> Account:
        """The account for which the token speaks. Raises BadToken."""
        return tokens.holder(token, today())


router = Router(auth=StaffToken(), by_alias=True)
PAGE = 20


class CasePage(Shape):
    """One page of a list."""

    total: int
    page: int
    pages: int
    items: list[telling.CaseBrief]


class OptionShape(Shape):
    """An act as it stands for you today: allowed, or every reason why not."""

    act: str
    zh: str
    allowed: bool
    cites: str
    by: list[Named]
    waits: list[str] = Field(description="一方一事的：现在可以办理的各方")
    refusals: list[Fault]
    form: dict[str, Any] = Field(description="填写内容的 JSON Schema（2020-12）")


class Options(Shape):
    """What may be done in a case and what not."""

    number: str
    seq: int
    roles: list[str] = Field(description="您今天在本机关的角色")
    acts: list[OptionShape]


class Doing(Asked):
    """An act with its legal day."""

    on: Day | None = Field(default=None, description="行为之日；空：今天")
    at: str = Field(
        default="", max_length=5, description="办理时刻，如 09:30；空：今天办理的为现在，补记按小时计算的须写明"
    )
    answers: Answers = Field(default_factory=dict)
    seen: Whole | None = Field(default=None, description="您看到的案件序号；之后有变化的，答 409")


class Doings(Shape):
    """What came of an act: acts of the law that fell due before it first, then the act itself."""

    case: telling.CaseBrief
    events: list[telling.EventShape]
    clocks: list[telling.ClockNow]
    papers: list[telling.PaperShape]


Of = Annotated[CaseNumber, Path()]


@router.get("/cases", response={200: CasePage, **problems(401)}, summary="办件列表")
def list_cases(  # noqa: PLR0913, PLR0917 - each filter is one word of the address
    request: HttpRequest,
    organ: Annotated[OrganCode | None, Query()] = None,
    procedure: Annotated[Name | None, Query()] = None,
    stage: Annotated[Name | None, Query()] = None,
    matter: Annotated[MatterCode | None, Query()] = None,
    closed: Annotated[Literal["true", "false"] | None, Query()] = None,
    since: Annotated[Day | None, Query(description="提出日不早于")] = None,
    until: Annotated[Day | None, Query(description="提出日不晚于")] = None,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> CasePage:
    """The cases that you may see, newest first."""
    account = account_of(request)
    exact = {"organ": organ, "procedure": procedure, "stage": stage, "matter": matter}
    wanted: dict[str, Any] = {name: value for name, value in exact.items() if value is not None}
    if closed is not None:
        wanted["closed"] = closed == "true"
    if since is not None:
        wanted["opened_on__gte"] = since
    if until is not None:
        wanted["opened_on__lte"] = until
    with scope(_divisions(account)):
        found = _visible(account).filter(**wanted).defer("state")
        total = found.count()
        rows = list(found.order_by("-opened_on", "-id")[(page - 1) * PAGE : page * PAGE])
        items = telling.briefs(rows)
    return CasePage(total=total, page=page, pages=max(1, -(-total // PAGE)), items=items)


@router.get("/cases/{number}", response={200: telling.CaseShape, **problems(401, 404)}, summary="一个办件")
def show_case(request: HttpRequest, number: Of) -> telling.CaseShape:
    """A case whole: state, clocks with proofs, timeline with articles, papers, links. Particulars are masked."""
    account = account_of(request)
    with scope(_divisions(account)):
        return telling.case_shape(_seen(account, number), today(), partial(may_see, account))


@router.get("/cases/{number}/acts", response={200: Options, **problems(401, 404)}, summary="可以办什么，为什么不可以")
def list_acts(request: HttpRequest, number: Of) -> Options:
    """Every act that belongs to the case now or next, allowed or refused with code, sentence, article and remedy."""
    account = account_of(request)
    with scope(_divisions(account)):
        stands = _seen(account, number)
        person = person_for(account, stands.case.organ, today(), stands.case.procedure)
        found = options(stands.procedure, stands.state, person, today(), calendar(), stands.links, time_on(today()))
    acts = [_option(stands.procedure, option) for option in found]
    return Options(number=stands.case.number, seq=stands.case.seq, roles=sorted(person.roles), acts=acts)


@router.post(
    "/cases/{number}/acts/{act}",
    response={200: Doings, **problems(400, 401, 403, 404, 409, 413)},
    summary="办理",
)
def do_act(
    request: HttpRequest, number: Of, act: Annotated[Name, Path()], asked: Doing, key: IdempotencyKey = None
) -> Doings:
    """Do an act. 422 is the law's refusal; 409 tells what somebody else did since you looked."""
    account = account_of(request)
    divisions = _divisions(account)
    with scope(divisions):
        stands = _seen(account, number)
    on = asked.on or today()
    try:
        # Outside the scope: the door then commits by itself and can say whether the act is on record.
        done = perform(
            stands.case.id, act, by=account, on=on, answers=asked.answers, seen=asked.seen, key=key, at=asked.at,
        )  # fmt: skip
    except Refused as error:
        raise _with_all_faults(error, stands, act, asked, on) from None
    seqs = {event.seq for event in done.events}
    with scope(divisions):
        now = _seen(account, number)
        return Doings(
            case=telling.briefs([now.case])[0],
            events=telling.events(now, seqs),
            clocks=telling.clocks_now(now, today()),
            papers=[paper for paper in telling.papers(now) if paper.seq in seqs],
        )


def account_of(request: HttpRequest) -> Account:
    """The account that asks."""
    account: Account = request.auth  # type: ignore[attr-defined]
    return account


def _divisions(account: Account) -> list[str]:
    return sorted(divisions_of(account, today())) or ["-"]


def _visible(account: Account) -> QuerySet[Case]:
    """The cases that an account may see, as `may_see` decides for one."""
    organs = organs_of(account, today())
    seen = Q(organ__in=[organ.code for organ in organs])
    if any(AUDITOR in roles_on(account, organ, today()) for organ in organs):
        seen |= Q(division__in=divisions_of(account, today()))
    return Case.objects.filter(seen)


def _seen(account: Account, number: str) -> Standing:
    """The case, if the account may see it; otherwise as if it were not there."""
    id = Case.objects.filter(number=number.upper()).values_list("id", flat=True).first()
    stands = standing(id) if id is not None else None
    if stands is None or not may_see(account, stands.case):
        raise NoSuchCase(number)
    return stands


def _option(procedure: Procedure, option: Option) -> OptionShape:
    act = option.act
    return OptionShape(
        act=act.id,
        zh=act.label.zh,
        allowed=option.allowed,
        cites=act.cites,
        by=[named(role, procedure.roles.get(role)) for role in act.by],
        waits=list(option.waits),
        refusals=[fault(refusal) for refusal in option.refusals],
        form=form_of(procedure, act),
    )


def _with_all_faults(error: Refused, stands: Standing, act: str, asked: Doing, on: date) -> Exception:
    first = error.refusal
    if not first.code.startswith("answer.") or act not in stands.procedure.acts:
        return refused(first)
    return refused(first, check_answers(stands.procedure, stands.state, act, asked.answers, on, calendar()))
