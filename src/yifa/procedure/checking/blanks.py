"""Blanks that a paper would show: a question that may go unanswered, printed as though it were always answered.

Where an answer may be absent, the line that prints it opens with `{if field}`; how a paper looks is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yifa.procedure.checking.around import may_follow
from yifa.procedure.faults import Fault
from yifa.procedure.model import NOBODYS, Act, Condition, Paper, Place, Procedure

_SLOT: Final = re.compile(r"\{\s*([a-z][a-z0-9_]*)\s*(?:\|[^{}]*)?\}")
_GUARD: Final = re.compile(r"\{\s*(?:if\s+(?:not\s+)?|each\s+)([a-z][a-z0-9_]*)")


def faults_of_blanks(procedure: Procedure) -> Iterator[Fault]:
    """A fault for each line of a paper that prints what its own act asks and nobody need answer."""
    yield from faults_of_days(procedure)
    yield from faults_of_open_questions(procedure)
    yield from faults_of_old_answers(procedure)
    told: set[tuple[str, int, str]] = set()
    for act in procedure.acts.values():
        for paper in act.papers:
            for place, name in _unguarded(procedure, procedure.papers[paper]):
                field = procedure.fields.get(name)
                if field is None or field.required or name not in act.fields or (place.file, place.line, name) in told:
                    continue
                told.add((place.file, place.line, name))
                yield Fault(
                    place, f"{{{name}}} may be unanswered", f"“{field.label.zh}”不是必填，文书里却直接填写",
                    "没有填写时文书会留下空白", f"段首写 {{if {name}}}，或者把这一项改为必填",
                )  # fmt: skip


def faults_of_days(procedure: Procedure) -> Iterator[Fault]:
    """A term set for somebody lies ahead of the day it is set; a day on which something took effect does not."""
    for clock in procedure.clocks.values():
        field = procedure.fields.get(clock.until or "")
        set_on_the_way = [act for act in procedure.acts.values() if act.stages and clock.until in act.fields]
        if field is not None and set_on_the_way and not any(bound.test == "after" for bound in field.bounds):
            yield Fault(
                field.place, f"day {field.id!r} may lie in the past", f"“{field.label.zh}”可以定在过去",
                f"“{clock.label.zh}”算到这一天，定在过去就等于剥夺了这段期限", "写 after: act",
            )  # fmt: skip
    for act in procedure.acts.values():
        field = procedure.fields.get(act.effect.name) if act.effect.kind == "fact" else None
        if field is not None and not any(bound.test == "not_after" for bound in field.bounds):
            yield Fault(
                field.place, f"day {field.id!r} may lie ahead of its act", f"“{field.label.zh}”可以晚于登记之日",
                f"“{act.label.zh}”自这一天起生效", "写 not_after: act",
            )  # fmt: skip


def faults_of_open_questions(procedure: Procedure) -> Iterator[Fault]:
    """What a gate, a condition of an act or a figure turns on must be answered, or it turns on nothing."""
    turned = {
        condition.name: of
        for of, conditions in _turning(procedure)
        for condition in conditions
        if condition.kind == "fact" and condition.test in ("is", "not", "in")
    }
    for name, of in turned.items():
        field = procedure.fields[name]
        if not field.required and field.type in ("choice", "yes_no"):
            yield Fault(
                field.place, f"field {name!r} decides and may be unanswered",
                f"“{field.label.zh}”不是必填，却决定“{of}”",
                "没有回答时，条件按没有这回事处理",
                "改为必填，只在某种情形下问的写 `when`",
            )  # fmt: skip


def faults_of_old_answers(procedure: Procedure) -> Iterator[Fault]:
    """What need not be answered the second time keeps its first answer: it must open no gate and set no day.

    A second reviewer would pass on the qualification of the first; a second order would run to the first one's day.
    What the opening act asks as well is only amended later: unanswered, it stands.
    """
    opening = {
        condition.name: gate.label.zh
        for gate in procedure.gates.values()
        for line in gate.met_by
        for condition in line
        if condition.kind == "fact" and condition.test == "given" and condition.value
    }
    for clock in procedure.clocks.values():
        if clock.until is not None and any(clock.until in procedure.acts[act].fields for act in clock.starts):
            opening[clock.until] = clock.label.zh
    for name, of in opening.items():
        field = procedure.fields[name]
        asking = [act for act in procedure.acts.values() if name in act.fields]
        again = next((act for act in asking if _again(procedure, act)), None)
        if again is not None and not field.required and all(act.stages for act in asking):
            yield Fault(
                field.place, f"field {name!r} may be left as it was when {again.id!r} is done again",
                f"“{field.label.zh}”不是必填，再次“{again.label.zh}”时仍按上一次的填写算",
                f"“{of}”取决于它，上一次的情形不能当作这一次的",
                "先问一个必填的“是否”，选“是”才问这一项，条件写那个“是否”",
            )  # fmt: skip


def _again(procedure: Procedure, act: Act) -> bool:
    """A person may do it a second time in one case."""
    return bool(act.stages) and not act.once and NOBODYS.isdisjoint(act.by) and may_follow(procedure, act, act)


def _turning(procedure: Procedure) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    for act in procedure.acts.values():
        yield act.label.zh, act.when
    for gate in procedure.gates.values():
        yield from ((gate.label.zh, line) for line in gate.met_by)
    for clock in procedure.clocks.values():
        yield clock.label.zh, (*clock.when, *clock.pause_when)
    for indicator in procedure.indicators.values():
        yield from ((indicator.label.zh, mark.when) for mark in indicator.marks)


def _unguarded(procedure: Procedure, paper: Paper) -> Iterator[tuple[Place, str]]:
    """Every placeholder of a body that its own line does not make conditional."""
    path = Path(procedure.folder) / paper.template
    if not path.is_file():
        return
    body = False
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if line.strip() == "---" and number > 1:
            body = True
        elif body and not _GUARD.search(line):
            yield from ((Place(paper.template, number), name) for name in _SLOT.findall(line))
