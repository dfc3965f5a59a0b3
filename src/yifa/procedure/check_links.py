"""Whether what leads from case to case makes sense: within a pack, and among the packs that are there.

Packs are independent: a procedure named by another need not exist; where it does, what is named in it must.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from yifa.procedure.faults import Fault, instead
from yifa.procedure.model import LINKED, Act, Place, Procedure


def faults_of_links(procedure: Procedure) -> Iterator[Fault]:
    """What is wrong within the pack itself."""
    for act in procedure.acts.values():
        if act.links is not None and procedure.fields[act.links.field].type != "case":
            yield Fault(
                act.place,
                f"field {act.links.field!r}, to which act {act.id!r} links, is no case",
                f"“{act.label.zh}”的关联字段不是办件编号",
                mend=f"把 `{act.links.field}` 的类型写成 `type: case`",
            )
        if LINKED in act.by:
            for name, _ in act.takes:
                if procedure.fields[name].personal:
                    yield Fault(
                        act.place,
                        f"act {act.id!r} takes over into the personal field {name!r}",
                        f"“{act.label.zh}”不得由关联办件带入个人信息",
                        "个人信息不随案件流转，需要时由办理的人重新取得",
                        f"从 `takes` 里删去 `{name}`",
                    )
    for clock in procedure.clocks.values():
        if any(condition.kind == "linked" for condition in (*clock.when, *clock.pause_when)):
            yield Fault(
                clock.place,
                f"clock {clock.id!r} asks for linked cases",
                f"期限“{clock.label.zh}”不得以关联办件为条件",
                "期限只随本案的步骤变动",
                "写一个 `by: [linked]` 的步骤，用 `takes` 把那边的事实带过来，再以它为条件",
            )


def faults_of_similar(procedure: Procedure) -> Iterator[Fault]:
    """What is compared is text, not personal, and the act named takes one case into another."""
    similar = procedure.similar
    if similar is None:
        return
    for name in similar.fields:
        one = procedure.fields[name]
        if one.personal or one.type not in ("text", "long_text"):
            what = f"field {name!r} cannot be compared: it is personal or no text"
            yield Fault(
                similar.place,
                what,
                f"“{one.label.zh}”不能用于比对相似诉求",
                mend="只比对 `text`、`long_text` 的字段，不用个人信息",
            )
    act = procedure.acts[similar.act]
    if act.links is None or act.links.kind != "merged_into":
        what = f"act {act.id!r} does not link by merged_into"
        zh = f"“{act.label.zh}”不是并入另一件的步骤"
        yield Fault(similar.place, what, zh, mend=f"在 `{act.id}` 上写 `links: {{kind: merged_into, field: …}}`")


def faults_of_title(procedure: Procedure) -> Iterator[Fault]:
    """What names a case in lists is text and tells nothing of a person (个人信息保护法 第六条)."""
    for name in procedure.title:
        field = procedure.fields[name]
        if field.personal or field.type not in ("text", "long_text"):
            what = f"field {name!r} cannot name a case: it is personal or no text"
            zh = f"“{field.label.zh}”不能用作案件名称"
            yield Fault(field.place, what, zh, "名称列在清单上，不得含有个人信息", "title 只写不含个人信息的文字栏")


def faults_between(procedures: Mapping[str, Procedure], of: Collection[str] | None = None) -> tuple[Fault, ...]:
    """Acts, outcomes and fields named of another pack that this pack does not have.

    With `of` (ids), only what leads from these packs to any other, or from any other to these.
    """
    found: list[Fault] = []
    asked = {id: procedure for id, procedure in procedures.items() if of is None or id in of}
    for procedure in procedures.values():
        others = procedures if procedure.id in asked else asked
        for act in procedure.acts.values():
            found += _of_hearing(procedure, act, others)
        found += _of_origins(procedure, others)
        found += _of_conditions(procedure, others)
    return tuple(found)


def _of_hearing(procedure: Procedure, act: Act, procedures: Mapping[str, Procedure]) -> Iterator[Fault]:
    if act.hears is None:
        return
    for name in act.hears.procedures:
        other = procedures.get(name)
        if other is None:
            continue
        place = _place(procedure, act.place)
        for heard in act.hears.acts:
            if heard not in other.acts and len(act.hears.procedures) == 1:
                yield _unknown(place, other, "act", heard, other.acts)
        own = {"number", "outcome", "stage", "act", "day"}
        for _, source in act.takes:
            if source not in other.fields and source not in own and len(act.hears.procedures) == 1:
                yield _unknown(place, other, "field", source, other.fields)


def _of_origins(procedure: Procedure, procedures: Mapping[str, Procedure]) -> Iterator[Fault]:
    place = _place(procedure, Place("procedure.yaml", 1))
    for origin in procedure.arises_from:
        other = procedures.get(origin.procedure)
        if other is not None:
            for name in origin.outcomes:
                if name not in other.outcomes:
                    yield _unknown(place, other, "outcome", name, other.outcomes)
            for name in origin.done:
                if name not in other.acts:
                    yield _unknown(place, other, "act", name, other.acts)


def _of_conditions(procedure: Procedure, procedures: Mapping[str, Procedure]) -> Iterator[Fault]:
    lines = [(act.place, act.when) for act in procedure.acts.values()]
    lines += [(gate.place, line) for gate in procedure.gates.values() for line in gate.met_by]
    for place, conditions in lines:
        for condition in conditions:
            other = procedures.get(condition.name) if condition.kind == "linked" else None
            for name in condition.value if other is not None else ():
                if other is not None and name not in other.outcomes:
                    yield _unknown(_place(procedure, place), other, "outcome", name, other.outcomes)


def _unknown(place: Place, other: Procedure, kind: str, name: str, known: Mapping[str, object]) -> Fault:
    zh = {"act": "步骤", "field": "字段", "outcome": "结果"}[kind]
    return Fault(
        place,
        f"{other.id} has no {kind} {name!r}",
        f"《{other.label.zh}》没有名为“{name}”的{zh}",
        mend=instead(name, known),
    )


def _place(procedure: Procedure, place: Place) -> Place:
    return Place(f"{procedure.id}/{place.file}", place.line)
