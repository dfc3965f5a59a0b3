"""Whether limits are kept: promises within the law, extensions approved and told, refusals that name their remedy.

What a matter of an organ promises is asked where the matter is entered; here only what the pack itself says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yifa.procedure.checking.pages import spots, unreadable
from yifa.procedure.faults import Fault
from yifa.procedure.model import LAW, Act, Clock, Place, Procedure, Value
from yifa.workdays import BadLength, Length, Unit

APPROVERS: Final = re.compile(r"负责人|首长|领导|批准|上级")
"""The words of the law for who may lengthen a term: 经本行政机关负责人批准."""
ADVERSE: Final = re.compile(r"^(?:不予(?!公开)|驳回|不(?:予)?受理|拒绝|撤销(?!申请))|^不予公开|^部分公开")
"""Outcomes against which the person concerned has a remedy that the paper must name."""
_REMEDY: Final = re.compile(r"复议|诉讼|申诉|复核|申请复查|\{remed")
_TERM: Final = re.compile(r"[一二三四五六七八九十0-9]+(?:个工作日|日|个月)|\{remed|\{[^}]*length[^}]*\}")
_DAYS: Final = {Unit.WORKING_DAYS: 1.4, Unit.CALENDAR_DAYS: 1.0, Unit.MONTHS: 30.4, Unit.YEARS: 365.0}
"""Calendar days in a unit, to compare a promise in one unit with a limit in another."""


def faults_in_limits(procedure: Procedure) -> Iterator[Fault]:
    """Faults of promises, extensions, and refusals."""
    for clock in procedure.clocks.values():
        yield from _promise(procedure, clock)
        yield from _terms(procedure, clock)
        yield from _extension(procedure, clock)
    yield from _terms_of_conditions(procedure)
    for act in procedure.acts.values():
        yield from _remedy(procedure, act)


def _promise(procedure: Procedure, clock: Clock) -> Iterator[Fault]:
    term = procedure.terms.get(clock.promised or "")
    for length in _lengths(term):
        for dated in clock.lengths:
            if dated.length is not None and days_of(length) > days_of(dated.length):
                yield Fault(
                    clock.place, f"clock {clock.id!r}: the promise {length} exceeds {dated.length}",
                    f"“{clock.label.zh}”承诺的{length.zh}超过法定的{dated.length.zh}", dated.cites,
                    "承诺时限只能短于或者等于法定时限",
                )  # fmt: skip


def _terms(procedure: Procedure, clock: Clock) -> Iterator[Fault]:
    """The default of a term that sets a length is the length the article gives: two numbers must not drift apart."""
    extension = clock.extension.lengths if clock.extension else ()
    for dated in (*clock.lengths, *extension):
        defaults = list(_lengths(procedure.terms.get(dated.term or "")))
        if defaults and dated.length is not None and defaults[0] != dated.length and dated.term != clock.promised:
            yield Fault(
                clock.place, f"term {dated.term!r} is {defaults[0]} by default, its clock says {dated.length}",
                f"要素“{dated.term}”默认为{defaults[0].zh}，“{clock.label.zh}”写的是{dated.length.zh}",
                "同一个期限写了两个数", "改成一致",
            )  # fmt: skip


def _terms_of_conditions(procedure: Procedure) -> Iterator[Fault]:
    """The same of a condition whose length a matter may set (`set_by`)."""
    asked = [(act.place, act.label.zh, act.when) for act in procedure.acts.values()]
    asked += [(gate.place, gate.label.zh, line) for gate in procedure.gates.values() for line in gate.met_by]
    for place, name, conditions in asked:
        for condition in conditions:
            defaults = list(_lengths(procedure.terms.get(condition.term)))
            if defaults and condition.length is not None and defaults[0] != condition.length:
                yield Fault(
                    place,
                    f"term {condition.term!r} is {defaults[0]} by default, its condition says {condition.length}",
                    f"要素“{condition.term}”默认为{defaults[0].zh}，“{name}”写的是{condition.length.zh}",
                    "同一个期限写了两个数", "改成一致",
                )  # fmt: skip


def _lengths(term: Value) -> Iterator[Length]:
    for one in term if isinstance(term, list) else [term]:
        if isinstance(one, str):
            try:
                yield Length.parse(one)
            except BadLength:
                continue


COURT = "court"
"""The party of terms that bind a court, which it alone extends."""


def days_of(length: Length) -> float:
    """About how many calendar days a length is."""
    return length.value * _DAYS.get(length.unit, 1 / 24)


def _extension(procedure: Procedure, clock: Clock) -> Iterator[Fault]:
    if clock.extension is None or clock.party == COURT:
        return  # A court extends its own term; here it is only noted.
    act = procedure.acts[clock.extension.act]
    if not _approved(procedure, act):
        yield Fault(
            act.place, f"extension {act.id!r} of clock {clock.id!r} has no approver",
            f"“{act.label.zh}”延长“{clock.label.zh}”，但没有批准人", "延长期限须经负责人批准",
            "由负责人办理（`by`），或者在 `needs` 里写明批准这一步的前置条件",
        )  # fmt: skip
    if not act.papers:
        yield Fault(
            act.place, f"extension {act.id!r} produces no notice", f"“{act.label.zh}”延长期限，但不发告知书",
            "延长期限的理由应当告知当事人", "在 `papers` 里写明告知书",
        )  # fmt: skip
    if not any(dated.length is not None for dated in clock.extension.lengths):
        yield Fault(
            clock.place, f"extension of {clock.id!r} has no length", f"“{clock.label.zh}”的延长没有长度",
            "", "在 `extension` 的 `length` 里写 `value`",
        )  # fmt: skip


def _approved(procedure: Procedure, act: Act) -> bool:
    """Done by heads alone, or behind a gate that an act of heads alone opens."""
    before = [
        procedure.acts[condition.name]
        for gate in act.needs
        for line in procedure.gates[gate].met_by
        for condition in line
        if condition.kind == "done" and condition.name in procedure.acts
    ]
    return any(
        all(role in procedure.roles and APPROVERS.search(procedure.roles[role].zh) for role in one.by)
        for one in (act, *before)
    )


def _remedy(procedure: Procedure, act: Act) -> Iterator[Fault]:
    """An adverse decision tells, in one of its papers, the remedy and within what time it may be sought."""
    outcome = procedure.outcomes.get(act.outcome or "")
    if LAW in act.by or outcome is None or not ADVERSE.search(outcome.zh) or _outside_alone(procedure, act):
        return
    if not any(_tells_remedy(_body(procedure, paper)) for paper in act.papers):
        yield Fault(
            act.place, f"act {act.id!r} refuses and its papers name no remedy with its term",
            f"“{act.label.zh}”是不利决定，但它的文书没有写明救济途径和期限",
            "作出不利决定应当告知复议、诉讼的权利和期限",
            "在文书里写明向哪里、多少日内申请复议或者提起诉讼",
        )  # fmt: skip


def _tells_remedy(text: str) -> bool:
    """A sentence names a remedy together with the time within which it may be sought."""
    return any(_REMEDY.search(line) and _TERM.search(line) for line in text.splitlines())


def _outside_alone(procedure: Procedure, act: Act) -> bool:
    return all(role in procedure.outside for role in act.by)


def _body(procedure: Procedure, paper: str) -> str:
    path = Path(procedure.folder) / procedure.papers[paper].template
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def faults_in_rows(procedure: Procedure) -> Iterator[Fault]:
    """rules.yaml: every rule that the pack tags has a row, every row names places that exist, or says who keeps it."""
    unread = unreadable(procedure)
    yield from unread
    if unread:
        return
    rows = {spot.path[1]: spot for spot in spots(procedure) if spot.file == "rules.yaml" and len(spot.path) == 2}
    if not rows:
        why = "无从知道每一条规则写在哪里"
        yield Fault(Place("rules.yaml", 1), "there are no rules", "没有规则对照表", why, "写 `rules.yaml`")
        return
    groups = (procedure.acts, procedure.clocks, procedure.waits, procedure.gates)
    for thing in (thing for group in groups for thing in group.values()):
        if thing.rule and thing.rule not in rows:
            yield Fault(
                thing.place, f"rule {thing.rule!r} has no row in rules.yaml", f"规则“{thing.rule}”不在对照表里",
                "", "改正 `rule`，或者在 `rules.yaml` 写这一条",
            )  # fmt: skip
        elif not thing.rule:
            zh = f"“{thing.label.zh}”没有写明执行哪一条规则"
            yield Fault(thing.place, f"{thing.id!r} names no rule", zh, "", "写 `rule`")
    tagged = {thing.rule for group in groups for thing in group.values()}
    known = _places(procedure)
    for id, spot in rows.items():
        where = spot.value("where") or []
        for place in where if isinstance(where, list) else [where]:
            if place not in known:
                yield Fault(
                    spot.at("where"),
                    f"{id}: {place!r} does not exist",
                    f"{id}所指的“{place}”不存在",
                    "",
                    "改正 `where`",
                )
        if not where and not spot.value("elsewhere"):
            yield Fault(
                Place(spot.file, spot.node.line), f"{id} is neither here nor elsewhere", f"{id}没有写明在哪里实现",
                "", "写 `where`；不在本程序的，写 `elsewhere` 说明由谁实现、为什么",
            )  # fmt: skip
        elif (
            id not in tagged
            and not spot.value("elsewhere")
            and not any(str(place).split(":")[0] in ("act", "clock", "gate") for place in where)
        ):
            yield Fault(
                Place(spot.file, spot.node.line), f"{id} is kept by no act, clock or gate",
                f"没有步骤、期限或者前置条件执行{id}", "", "在执行它的步骤上写 `rule`，或者写 `elsewhere`",
            )  # fmt: skip


def _places(procedure: Procedure) -> set[str]:
    """All the places a rule may be written in, as `kind:id`."""
    kinds = {
        "act": procedure.acts, "clock": procedure.clocks, "wait": procedure.waits, "gate": procedure.gates,
        "paper": procedure.papers, "field": procedure.fields, "term": procedure.terms, "outcome": procedure.outcomes,
        "indicator": procedure.indicators, "stage": procedure.stages, "role": procedure.roles,
    }  # fmt: skip
    found = {f"file:{path.name}" for path in Path(procedure.folder).iterdir()}
    found |= {f"{kind}:{name}" for kind, things in kinds.items() for name in things}
    for kind, attribute in (("item", "items"), ("table", "tables"), ("accrual", "accruals"), ("remedy", "remedies")):
        found |= {f"{kind}:{name}" for name in getattr(procedure, attribute, None) or {}}
    return found
