"""A case as programs see it: stage, clocks with their proofs, timeline, papers; particulars are always masked.

It reads within the caller's scope; who may see the case was decided before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import Field

from yifa.api.deadlines import ProofShape, proof_shape
from yifa.api.shapes import Named, Shape, named
from yifa.casework.public import CaseRow, Entry, Kin, Standing, calendar, history, time_on
from yifa.matters.public import Matter
from yifa.organs.public import Account, Organ
from yifa.papers.public import officer_words, papers_of_case
from yifa.procedure import Procedure, clocks, describe, edition, proof
from yifa.procedure.model import NOBODYS, RESERVED
from yifa.workdays import Length


class ClockNow(Shape):
    """One run of a clock as it stands today."""

    id: str
    zh: str
    key: str = Field(description="同时有几方时，是哪一方")
    run: int = Field(description="第几次起算")
    main: bool
    party: str = Field(description="约束谁：organ 机关，applicant 申请人……")
    start: date
    start_at: str = Field(description="按小时计算的，起算时刻，如 09:30；按日的为空")
    due_at: str = Field(description="按小时计算的，届满时刻")
    length: str
    length_zh: str
    due: date | None
    promised_due: date | None
    stopped: date | None
    left: int | None = Field(description="剩余天数或小时数，单位见 unit；负数为已逾期；停止后为空")
    unit: str = Field(description="working_days、calendar_days 或 hours")
    used: float = Field(description="已用的比例；1 为届满")
    colour: str = Field(description="calm 从容、soon 将到、due 当日、late 逾期、paused 中止、met 如期、missed 超期")
    paused: bool
    provisional: bool = Field(description="取决于尚未公布的节假日安排")
    cites: str
    proof: ProofShape | None = Field(description="届满日的逐日证明；向已知日期倒算的时限没有")


class Step(Shape):
    """What happened, as the applicant may know it."""

    seq: int
    act: str
    zh: str
    on: date
    stage: Named | None = Field(description="由此进入的阶段")
    cites: str


class EventShape(Step):
    """One event of the log, personal answers masked."""

    effect: date = Field(description="生效日")
    at: str = Field(description="办理时刻，如 09:30；没有记录的为空")
    late: int = Field(description="补录：登记之日晚于行为之日的天数")
    recorded_at: datetime
    imported: str = Field(description="由其他系统导入的，其原记录时间")
    role: Named
    by: str
    by_name: str
    sentence: str
    answers: dict[str, Any]
    hash: str = Field(description="SM3，十六进制")


class PaperShape(Shape):
    """A paper that an act produced."""

    seq: int
    paper: str
    title: str
    number: str
    day: date


class LinkShape(Shape):
    """Another case linked to this one, from either side. Of one outside the caller's reach, only that it is there."""

    kind: str
    """As this case names it: arises_from, gives_rise_to, serves, served_by, merged_into, takes_in, lists, listed_in,
    belongs_to, bundles."""
    number: str
    procedure: str
    stage: str | None
    outcome: str | None
    readable: bool


class CaseBrief(Shape):
    """A case in a list."""

    number: str
    procedure: Named
    edition: str
    organ: Named
    matter: Named | None
    stage: Named
    outcome: Named | None
    closed: bool
    opened_on: date
    day: date | None = Field(description="最近一次行为之日")
    seq: int = Field(description="案件的序号；办理时作为 seen 送回")
    applicant: str
    title: str = Field(description="案由、标题等，不含个人信息；没有的为空")


class CaseShape(CaseBrief):
    """A case whole."""

    clocks: list[ClockNow]
    timeline: list[EventShape]
    papers: list[PaperShape]
    links: list[LinkShape]


def clocks_now(stands: Standing, on: date) -> list[ClockNow]:
    """Every run of every clock on a day, running ones first, each with its proof."""
    days, at = calendar(), time_on(on)
    found = []
    for view in clocks(stands.procedure, stands.state, on, days, at):
        run = view.run
        proved = proof(stands.procedure, stands.state, run, on, days, at)
        length = Length.parse(run.length) if run.length else None
        found.append(
            ClockNow(
                id=run.clock, zh=view.label, key=run.key, run=run.number, main=view.clock.main, party=view.clock.party,
                start=run.start, start_at=run.start_at, due_at=view.due_at,
                length=run.length, length_zh=length.zh if length else "", due=view.due,
                promised_due=view.promised_due, stopped=run.stopped, left=view.left, unit=view.unit, used=view.used,
                colour=view.colour, paused=run.paused, provisional=view.provisional, cites=view.cites,
                proof=proof_shape(proved) if proved else None,
            )
        )  # fmt: skip
    return found


def steps(stands: Standing) -> list[Step]:
    """The acts that moved the case or were the public's or the law's own; inner work on it is not told."""
    told = []
    for entry in history(stands.case.id):
        event = entry.event
        act = stands.procedure.acts[event.act]
        if act.to or act.papers or event.role in NOBODYS or event.role in stands.procedure.outside:
            told.append(Step(**_step(stands.procedure, entry)))
    return told


def events(stands: Standing, seqs: Iterable[int] | None = None) -> list[EventShape]:
    """The events of a case in order, all of them or those named."""
    wanted = None if seqs is None else frozenset(seqs)
    entries = [entry for entry in history(stands.case.id) if wanted is None or entry.event.seq in wanted]
    names = _names(entries)
    return [_event(stands, entry, names) for entry in entries]


def papers(stands: Standing) -> list[PaperShape]:
    """The register of papers of a case."""
    rows = papers_of_case(stands.case.id)
    return [PaperShape(seq=row.seq, paper=row.paper, title=row.title, number=row.number, day=row.day) for row in rows]


def links(stands: Standing, may_read: Callable[[Kin], bool]) -> list[LinkShape]:
    """The linked cases, both ways."""
    return [_link(kin, may_read(kin)) for kin in stands.kin]


def _link(kin: Kin, readable: bool) -> LinkShape:
    return LinkShape(
        kind=kin.kind, number=kin.number, procedure=kin.procedure, readable=readable,
        stage=kin.stage if readable else None, outcome=kin.outcome or None if readable else None,
    )  # fmt: skip


def briefs(rows: Sequence[Any]) -> list[CaseBrief]:
    """Cases (rows of the table or of the door) as a list shows them; two questions to the database in all."""
    organs = dict(Organ.objects.filter(pk__in={row.organ for row in rows}).values_list("code", "name"))
    codes = {row.matter for row in rows if row.matter}
    matters = dict(Matter.objects.filter(pk__in=codes).values_list("implementation_code", "name"))
    return [CaseBrief(**_brief(row, organs, matters)) for row in rows]


def case_shape(stands: Standing, on: date, may_read: Callable[[Kin], bool]) -> CaseShape:
    """A case whole; `may_read` says whether a linked case may be read too."""
    return CaseShape(
        **briefs([stands.case])[0].model_dump(),
        clocks=clocks_now(stands, on),
        timeline=events(stands),
        papers=papers(stands),
        links=links(stands, may_read),
    )


def stage_of(case: CaseRow, procedure: Procedure) -> Named:
    """The stage of a case with its name."""
    return named(case.stage, procedure.stages.get(case.stage))


def outcome_of(case: CaseRow, procedure: Procedure) -> Named | None:
    """The outcome of a case with its name; None while there is none."""
    return named(case.outcome, procedure.outcomes.get(case.outcome)) if case.outcome else None


def _brief(row: Any, organs: Mapping[str, str], matters: Mapping[str, str]) -> dict[str, Any]:
    procedure = edition(row.procedure, row.edition)
    return {
        "number": row.number,
        "procedure": named(procedure.id, procedure.label),
        "edition": row.edition,
        "organ": Named(id=row.organ, zh=organs.get(row.organ, row.organ)),
        "matter": Named(id=row.matter, zh=matters.get(row.matter, row.matter)) if row.matter else None,
        "stage": stage_of(row, procedure),
        "outcome": outcome_of(row, procedure),
        "closed": row.closed,
        "opened_on": row.opened_on,
        "day": row.day,
        "seq": row.seq,
        "applicant": row.applicant_masked,
        "title": row.title,
    }


def _step(procedure: Procedure, entry: Entry) -> dict[str, Any]:
    event, act = entry.event, procedure.acts[entry.event.act]
    return {
        "seq": event.seq,
        "act": act.id,
        "zh": act.label.zh,
        "on": event.on,
        "stage": named(act.to, procedure.stages.get(act.to)) if act.to else None,
        "cites": act.cites,
    }


def _event(stands: Standing, entry: Entry, names: Mapping[str, str]) -> EventShape:
    event, procedure = entry.event, stands.procedure
    words = {}
    for name, value in event.answers.items():
        field = procedure.fields.get(name)
        if field is not None and field.personal:
            words[name] = str(value)
        elif field is not None and field.type == "officers" and isinstance(value, list):
            words[name] = "、".join(officer_words(item) for item in value)
    return EventShape(
        **_step(procedure, entry),
        effect=event.effect,
        at=event.at,
        late=event.late,
        recorded_at=entry.recorded_at,
        imported=entry.imported,
        role=named(event.role, procedure.roles.get(event.role) or RESERVED[event.role]),
        by=event.by,
        by_name=names.get(event.by, ""),
        sentence=describe(procedure, event, stands.state, words),
        answers=dict(event.answers),
        hash=entry.hash.hex(),
    )


def _names(entries: Sequence[Entry]) -> dict[str, str]:
    """The names of the staff among those who acted."""
    ids = {entry.event.by.removeprefix("account:") for entry in entries if entry.event.by.startswith("account:")}
    known = Account.objects.filter(pk__in=[int(id) for id in ids if id.isdigit()])
    return {account.person_id: account.name for account in known}
