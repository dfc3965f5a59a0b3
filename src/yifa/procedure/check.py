"""Whether a procedure makes sense as a whole: what cannot be reached, left, closed or stopped, and what
lacks its law.

A fault means the pack must not be used; a warning asks its author to look. Types and references are
`compile`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from yifa.procedure.check_conditions import all_conditions, faults_in_conditions
from yifa.procedure.check_days import faults_of_days
from yifa.procedure.check_hours import faults_of_hours
from yifa.procedure.check_links import faults_of_links, faults_of_similar, faults_of_title
from yifa.procedure.check_numbers import faults_in_numbers
from yifa.procedure.check_texts import faults_in_texts
from yifa.procedure.faults import CITES, Fault
from yifa.procedure.model import LAW, NOBODYS, Act, Clock, Place, Procedure


def check(procedure: Procedure) -> tuple[Fault, ...]:
    """Faults and warnings of a loaded procedure, in the order of files and lines."""
    found = [
        *_stages(procedure),
        *_waits(procedure),
        *_clocks(procedure),
        *faults_of_days(procedure),
        *faults_of_hours(procedure),
        *faults_of_similar(procedure),
        *faults_of_title(procedure),
        *_acts(procedure),
        *faults_in_conditions(procedure),
        *faults_in_numbers(procedure, all_conditions(procedure)),
        *_unused(procedure),
        *_duties(procedure),
        *_papers(procedure),
        *faults_in_texts(procedure),
        *faults_of_links(procedure),
    ]
    return tuple(sorted(found, key=lambda fault: (fault.place.file, fault.place.line)))


def _warning(place: Place, what: str, zh: str, mend: str, why: str = "") -> Fault:
    return Fault(place, what, zh, why, mend, "warning")


def _main(procedure: Procedure) -> Place:
    return Place("procedure.yaml", 1)


def _stages(procedure: Procedure) -> Iterator[Fault]:
    """Every stage is reached from an opening act, and from every stage the case can come to an end."""
    place = _main(procedure)
    edges = [(stage, act.to) for act in procedure.acts.values() if act.to for stage in act.stages]
    opened = {act.to for act in procedure.acts.values() if not act.stages and act.to}
    if not opened:
        yield Fault(
            place,
            "no act opens a case",
            "没有启动步骤",
            "案件无从开始",
            "给提出申请、立案这样的步骤写上 `opens_case: true` 和 `to`",
        )
    if not procedure.ends:
        yield Fault(place, "no stage is an end", "没有终结阶段", "案件无从办结", "给最后的阶段写上 `end: true`")
    reached = _closure(opened, edges)
    leads_out = _closure(procedure.ends, [(to, stage) for stage, to in edges])
    for stage in procedure.stages:
        if stage not in reached:
            yield Fault(
                place,
                f"stage {stage!r} is never reached",
                f"阶段“{stage}”无法到达",
                "没有步骤通向它",
                f"在进入它的步骤上写 `to: {stage}`，或者删去这个阶段",
            )
        elif stage not in leads_out:
            yield Fault(
                place,
                f"from stage {stage!r} no case can end",
                f"阶段“{stage}”无法办结",
                "从它出发的步骤都通不到终结阶段，案件会悬着",
                f"写一个 `in` 里有 `{stage}`、通向终结阶段的步骤",
            )


def _closure(start: Iterable[str], edges: list[tuple[str, str]]) -> set[str]:
    """All that can be reached along the edges."""
    reached, ahead = set(), list(start)
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead += [to for stage, to in edges if stage == here]
    return reached


def _waits(procedure: Procedure) -> Iterator[Fault]:
    for wait in procedure.waits.values():
        acts = procedure.acts.values()
        if not any(act.opens == wait.id for act in acts):
            yield Fault(
                wait.place,
                f"no act opens wait {wait.id!r}",
                f"没有步骤开始“{wait.label.zh}”",
                mend=f"在开始它的步骤上写 `opens: {wait.id}`，或者删去它",
            )
        if not any(act.closes == wait.id for act in acts):
            yield Fault(
                wait.place,
                f"no act closes wait {wait.id!r}",
                f"没有步骤结束“{wait.label.zh}”",
                "开始以后没有尽头",
                f"在结束它的步骤上写 `closes: {wait.id}`",
            )
        if not wait.cites:
            yield _warning(wait.place, f"wait {wait.id!r} cites nothing", f"“{wait.label.zh}”没有依据", CITES)


def _clocks(procedure: Procedure) -> Iterator[Fault]:
    for clock in procedure.clocks.values():
        name = clock.label.zh
        if not (clock.stops or clock.keyed_by_wait or clock.expiry.act):
            yield Fault(
                clock.place,
                f"clock {clock.id!r} never stops",
                f"“{name}”无法停止",
                "起算以后没有步骤停止它",
                "在 `stops` 里写上结束这段期限的步骤",
            )
        if not (clock.expiry.act or clock.expiry.note):
            yield _warning(
                clock.place,
                f"clock {clock.id!r} does not say what follows its end",
                f"“{name}”没有写明逾期后果",
                "写 `expiry: {note: 逾期怎样}`；法律规定期满即发生后果的，写 `expiry: {act: 步骤}`",
            )
        yield from _expiry(procedure, clock)
        yield from _lengths(clock)


def _expiry(procedure: Procedure, clock: Clock) -> Iterator[Fault]:
    act = procedure.acts.get(clock.expiry.act or "")
    if act is not None and LAW not in act.by:
        yield Fault(
            clock.place,
            f"act {act.id!r}, done when clock {clock.id!r} ends, is not the law's",
            f"期限届满后的“{act.label.zh}”应由法律自动发生",
            mend=f"把 `{act.id}` 的 `by` 写成 `[law]`；由人办理的，期限只写 `expiry: {{note: …}}`",
        )


def _lengths(clock: Clock) -> Iterator[Fault]:
    extension = clock.extension.lengths if clock.extension else ()
    for dated in (*clock.lengths, *extension):
        if not dated.cites:
            yield Fault(
                clock.place,
                f"a length of clock {clock.id!r} cites nothing",
                f"“{clock.label.zh}”的长度没有依据",
                mend=CITES,
            )


def _acts(procedure: Procedure) -> Iterator[Fault]:
    expiring = {clock.expiry.act for clock in procedure.clocks.values()}
    opening = {act.id for act in procedure.acts.values() if not act.stages}
    for act in procedure.acts.values():
        if not act.cites:
            yield Fault(act.place, f"act {act.id!r} cites nothing", f"“{act.label.zh}”没有依据", mend=CITES)
        if LAW in act.by and act.id not in expiring:
            yield Fault(
                act.place,
                f"act {act.id!r} of the law is brought about by no clock",
                f"没有期限引起“{act.label.zh}”",
                "法律的步骤只由期限届满引起",
                f"在引起它的期限上写 `expiry: {{act: {act.id}}}`，或者把 `by` 改为办理它的角色",
            )
        if act.when and not act.when_refusal and NOBODYS.isdisjoint(act.by):
            yield _warning(
                act.place,
                f"act {act.id!r} has when but no when_refusal",
                f"“{act.label.zh}”没有写明不符合条件时的提示",
                "写 `when_refusal: 一句话`，告诉办理的人为什么现在不能办",
            )
        if act.officers and not any(procedure.fields[id].type == "officers" for id in act.fields):
            yield Fault(
                act.place,
                f"act {act.id!r} needs officers but asks for none",
                f"“{act.label.zh}”没有执法人员字段",
                f"`officers: {act.officers}` 要求写明人员，却没有问是谁",
                "在 `form.yaml` 写一个 `type: officers` 的字段，并列入这一步的 `fields`",
            )
        if act.id in opening and act.closes:
            yield Fault(
                act.place,
                f"opening act {act.id!r} closes a wait",
                f"启动步骤“{act.label.zh}”不能结束等待",
                "那时还没有开始任何等待",
                "删去 `closes`",
            )
        yield from _outcome_of(procedure, act)
        yield from _endless(procedure, act)


def _outcome_of(procedure: Procedure, act: Act) -> Iterator[Fault]:
    """An outcome that is answered must always be answered, with one of the outcomes."""
    if act.outcome_of is None:
        return
    field = procedure.fields[act.outcome_of]
    strange = [value for value, _ in field.options if value not in procedure.outcomes]
    if field.id not in act.fields or field.type != "choice" or not field.required or field.when or strange:
        yield Fault(
            act.place,
            f"act {act.id!r} takes its outcome from {field.id!r}, which does not always answer with an outcome",
            f"“{act.label.zh}”的结果取自“{field.label.zh}”，该项不总是回答一种结果",
            mend="让它成为这一步所问的 `type: choice` 字段：必填，不写 `when`，各选项都是 `outcomes` 里的结果",
        )


def _endless(procedure: Procedure, act: Act) -> Iterator[Fault]:
    """An act that closes the case reaches an outcome, in itself or before."""
    if act.to in procedure.ends and procedure.outcomes and not act.outcomes(procedure.fields):
        from_open = any(
            other.outcomes(procedure.fields) and other.to in act.stages for other in procedure.acts.values()
        )
        if not from_open:
            yield _warning(
                act.place,
                f"act {act.id!r} ends the case without an outcome",
                f"“{act.label.zh}”办结时没有结果",
                "在这一步或者它之前的步骤写 `outcome`",
            )


def _unused(procedure: Procedure) -> Iterator[Fault]:
    asked = {id for act in procedure.acts.values() for id in act.fields}
    for field in procedure.fields.values():
        if field.id not in asked:
            yield _warning(
                field.place,
                f"field {field.id!r} is asked by no act",
                f"字段“{field.label.zh}”没有用到",
                f"在问它的步骤的 `fields` 里写上 `{field.id}`，或者删去它",
            )
    needed = {id for act in procedure.acts.values() for id in act.needs}
    for gate in procedure.gates.values():
        if gate.id not in needed:
            yield _warning(
                gate.place,
                f"gate {gate.id!r} guards no act",
                f"前置条件“{gate.label.zh}”没有用到",
                f"在受它约束的步骤的 `needs` 里写上 `{gate.id}`，或者删去它",
            )
        if not all(gate.met_by):
            yield Fault(
                gate.place,
                f"gate {gate.id!r} has an empty line, so it is always met",
                f"“{gate.label.zh}”总是成立",
                "`met_by` 有一行是空的",
                "写上这一行的条件，或者删去这一行",
            )
    held = {role for act in procedure.acts.values() for role in act.by}
    for role, label in procedure.roles.items():
        if role not in held:
            yield _warning(
                _main(procedure),
                f"role {role!r} does no act",
                f"角色“{label.zh}”没有用到",
                f"在由其办理的步骤的 `by` 里写上 `{role}`，或者删去它",
            )
    reached = {outcome for act in procedure.acts.values() for outcome in act.outcomes(procedure.fields)}
    for outcome, label in procedure.outcomes.items():
        if outcome not in reached:
            yield _warning(
                _main(procedure),
                f"outcome {outcome!r} is never reached",
                f"结果“{label.zh}”无法达到",
                f"在得出它的步骤上写 `outcome: {outcome}`，或者删去它",
            )


def _duties(procedure: Procedure) -> Iterator[Fault]:
    """A duty keeps somebody from an act, and persons have it."""
    for duty in procedure.duties.values():
        if not any(duty.id in act.not_by for act in procedure.acts.values()):
            zh = f"职责“{duty.label.zh}”没有用到"
            yield Fault(
                duty.place,
                f"duty {duty.id!r} keeps nobody from anything",
                zh,
                mend=f"在不得由其办理的步骤的 `not_by` 里写上 `{duty.id}`，或者删去它",
            )
        for id in duty.acts:
            if not NOBODYS.isdisjoint(procedure.acts[id].by):
                zh = f"“{procedure.acts[id].label.zh}”不由人员办理，不能算作职责“{duty.label.zh}”"
                yield Fault(
                    duty.place, f"act {id!r} of duty {duty.id!r} is done by nobody", zh, mend=f"从 `acts` 里删去 `{id}`"
                )


def _papers(procedure: Procedure) -> Iterator[Fault]:
    produced = {id for act in procedure.acts.values() for id in act.papers}
    for paper in procedure.papers.values():
        if paper.id not in produced:
            yield _warning(
                _main(procedure),
                f"paper {paper.id!r} is produced by no act",
                f"文书“{paper.label.zh}”没有用到",
                f"在制发它的步骤的 `papers` 里写上 `{paper.id}`，或者删去它",
            )
        if not (Path(procedure.folder) / paper.template).is_file():
            yield Fault(
                _main(procedure),
                f"paper {paper.id!r} has no template {paper.template}",
                f"文书“{paper.label.zh}”没有模板",
                f"没有文件 `{paper.template}`",
                "写这个文件，格式见 docs/reference/papers.md；或者用 `template` 写明它在哪里",
            )
