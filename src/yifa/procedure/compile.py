"""A pack's folder made into a `Procedure`: every file read, every reference resolved, all faults raised at
once.

Whether the procedure makes sense as a whole is asked by `check`; whether it does what the law says, by its
stories.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from yifa.procedure import compile_acts, compile_clocks, compile_items, compile_links, compile_tables
from yifa.procedure.conditions import NOT_SETTLED
from yifa.procedure.faults import PackFaults
from yifa.procedure.fragments import include, shared_prefix, with_fragments
from yifa.procedure.items import names_of
from yifa.procedure.model import NOBODYS, Field, Label, Place, Procedure, Value
from yifa.procedure.plan import plan_of
from yifa.procedure.source import Node, read_yaml
from yifa.procedure.table import Faults, Table

Thing = TypeVar("Thing")

FILES: Final = ("procedure", "form", "deadlines", "indicators", "tables")
"""The files of a pack that are made into it; deadlines, indicators and tables may be absent."""


def load(folder: Path) -> Procedure:
    """The procedure that a pack's folder holds; raises `PackFaults` with everything found wrong."""
    faults = Faults()
    unread: set[str] = set()
    tables = {name: _read(folder, name, faults, unread) for name in FILES}
    if "procedure" in unread:
        raise PackFaults(faults.found)
    told = len(faults.found)
    fragments = include(folder, tables, faults)
    if len(faults.found) > told:  # What a fragment would have brought must not be told as missing one by one.
        raise PackFaults(faults.found)
    procedure = _compile(folder, tables, faults)
    if fragments:
        digest = with_fragments(procedure.digest, fragments, folder, procedure.papers.values())
        procedure = replace(procedure, digest=digest)
    # What a file holds that cannot be read is not known to be missing.
    lost = {kind for name in unread for kind in _KINDS_IN.get(name, ())}
    faults.resolve({kind: names for kind, names in _known(procedure).items() if kind not in lost})
    if faults.found:
        raise PackFaults(faults.found)
    return replace(procedure, plan=plan_of(procedure))


_KINDS_IN: Final = {
    "form": ("field", "figure", "moment"),
    "deadlines": ("clock", "accrual", "figure"),
    "indicators": ("indicator",),
    "tables": ("table",),
}
"""What is named in each file, by the words with which `Faults.refer` speaks of it."""


def _read(folder: Path, name: str, faults: Faults, unread: set[str]) -> Table:
    """One file of the pack; procedure and form may not be absent. One that cannot be read is added to `unread`."""
    file = f"{name}.yaml"
    node = None
    if name in ("procedure", "form") or (folder / file).exists():
        node = read_yaml(folder / file, file, faults.found)
        if node is None:
            unread.add(name)
    return Table(node or Node(1, entries={}), file, faults)


def _compile(folder: Path, tables: Mapping[str, Table], faults: Faults) -> Procedure:
    main = tables["procedure"]
    stages, ends = _stages(main)
    roles, outside = _roles(main)
    guide, shared = folder / "guide.md", shared_prefix(folder)
    edition = main.day("edition", required=True)
    indicators = _all(tables["indicators"], "indicators", compile_clocks.indicator)
    sentences = [
        compile_clocks.sentence(tables["indicators"].sub(node, "sentences"))
        for node in tables["indicators"].items("sentences")
    ]
    procedure = Procedure(
        id=main.text("id", required=True),
        label=main.label(),
        edition=edition.isoformat() if edition else "",
        basis=main.words("basis", required=True),
        public=main.flag("public"),
        matters=main.words("matters"),
        roles=roles,
        outside=outside,
        stages=stages,
        ends=ends,
        outcomes=_labels(main, "outcomes"),
        terms=_terms(main),
        arises_from=compile_links.origins(main),
        acts=_all(main, "acts", lambda id, table: compile_acts.act(id, table, ends), required=True),
        waits=_all(main, "waits", compile_acts.wait),
        gates=_all(main, "gates", compile_acts.gate),
        clocks=_all(tables["deadlines"], "clocks", compile_clocks.clock),
        fields=_all(tables["form"], "fields", compile_acts.field),
        tables=_all(tables["tables"], "tables", compile_tables.dated_table),
        accruals=_all(tables["deadlines"], "accruals", compile_tables.accrual),
        items=_all(main, "items", lambda id, table: compile_items.items(id, table, compile_acts.field)),
        papers=_all(main, "papers", lambda id, table: compile_acts.paper(id, table, shared)),
        indicators=indicators,
        sentences=tuple(sorted(sentences, key=lambda sentence: sentence.order)),
        guide=guide.read_text(encoding="utf-8", errors="replace") if guide.is_file() else "",
        folder=str(folder.resolve()),
        digest=_digest(folder),
        remedies=_all(main, "remedies", compile_links.remedy),
        similar=compile_links.similar(main),
        duties=_all(main, "duties", compile_acts.duty),
        title=main.words("title", refer="field"),
    )
    _check_keys(procedure, faults)
    _check_duties(procedure, faults)
    compile_items.check_moves(procedure, faults)
    compile_tables.check_numbers(procedure, faults)
    for table in tables.values():
        table.finish()
    return procedure


def _all(table: Table, key: str, make: Callable[[str, Table], Thing], required: bool = False) -> dict[str, Thing]:
    return {id: make(id, inner) for id, inner in table.tables(key, required)}


def _stages(main: Table) -> tuple[dict[str, Label], frozenset[str]]:
    stages, ends = {}, set()
    for id, table in main.tables("stages", required=True):
        stages[id] = table.label()
        if table.flag("end"):
            ends.add(id)
        table.finish()
    return stages, frozenset(ends)


def _roles(main: Table) -> tuple[dict[str, Label], frozenset[str]]:
    roles, outside = {}, set()
    for id, table in main.tables("roles", required=True):
        roles[id] = table.label()
        if table.flag("outside"):
            outside.add(id)
        if id in NOBODYS:
            table.fault(None, "is a reserved role", f"`{id}` 是保留的角色", mend="另起名称")
        table.finish()
    return roles, frozenset(outside)


def _labels(main: Table, key: str) -> dict[str, Label]:
    labels = {}
    for id, table in main.tables(key):
        labels[id] = table.label()
        table.finish()
    return labels


def _terms(main: Table) -> dict[str, Value]:
    table = main.table("terms")
    return {name: table.value(name) for name in table.names()} if table is not None else {}


def _check_keys(procedure: Procedure, faults: Faults) -> None:
    """A keyed wait needs a key wherever it is opened or closed; a key may not be a personal particular."""
    for act in procedure.acts.values():
        for wait in filter(None, (act.opens, act.closes)):
            keyed = wait in procedure.waits and procedure.waits[wait].keyed
            if keyed and act.key is None and NOBODYS.isdisjoint(act.by):
                faults.add(
                    act.place,
                    f"wait {wait!r} is keyed, act {act.id!r} names no key",
                    f"“{act.label.zh}”没有写明是哪一个“{wait}”",
                    "这一等待按对象分别开始和结束（`keyed: true`）",
                    "在这一步写 `key: 字段`，字段的回答就是对象",
                )
        field: Field | None = procedure.fields.get(act.key or "")
        if field is not None and field.personal:
            faults.add(
                act.place,
                f"key field {field.id!r} is personal",
                "键字段不得是个人信息",
                "它会一直留在办件日志里",
                "用编号或者代称作键字段",
            )


def _check_duties(procedure: Procedure, faults: Faults) -> None:
    """`not_by` names acts and duties alike, so that one name must not mean both."""
    for duty in procedure.duties.values():
        if duty.id in procedure.acts:
            faults.add(
                duty.place, f"{duty.id!r} is both a duty and an act", f"“{duty.id}”既是职责又是步骤",
                mend="call the duty otherwise",
            )  # fmt: skip


def _known(procedure: Procedure) -> dict[str, set[str]]:
    return {
        "act": set(procedure.acts),
        "act or duty": {*procedure.acts, *procedure.duties},
        "moment": {*procedure.acts, *(id for id, field in procedure.fields.items() if field.type == "date")},
        "stage": set(procedure.stages),
        "role": set(procedure.roles),
        "wait": set(procedure.waits),
        "gate": set(procedure.gates),
        "clock": set(procedure.clocks),
        "field": set(procedure.fields),
        "items": set(procedure.items),
        "table": set(procedure.tables),
        "accrual": set(procedure.accruals),
        **{f"outcome of {id}": {*items.outcomes, NOT_SETTLED} for id, items in procedure.items.items()},
        "figure": {*procedure.fields, *procedure.accruals, *names_of(procedure)},
        "paper": set(procedure.papers),
        "outcome": set(procedure.outcomes),
        "term": set(procedure.terms),
        "guarded": {*procedure.outcomes, *procedure.acts},
        "indicator": set(procedure.indicators),
        "remedy": set(procedure.remedies),
    }


def _digest(folder: Path) -> str:
    """SHA-256 over names and contents of the files that make the law of the pack; stories and older editions
    left out.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(("scenarios/", "editions/", ".")):
            content = path.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


__all__ = ["Place", "load"]
