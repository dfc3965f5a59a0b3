"""What leads from case to case, read from a pack: what an act hears, takes over and links, remedies, origins.

What other packs are named here is not looked up: packs are independent. `check_links` compares those that are there.
"""

from __future__ import annotations

from yifa.procedure.model import LINKED, LINKS, Hears, LinkMade, Origin, Remedy, Similar
from yifa.procedure.source import Node
from yifa.procedure.table import Table

TAKEN = ("number", "outcome", "stage", "act", "day")
"""What may be taken over beside the other case's fields: its number, outcome, stage, the act and its day."""


def hears(table: Table) -> Hears | None:
    """What an act by `linked` waits for: {procedure, link, acts, item: {items, outcome}}."""
    inner = table.table("hears")
    if inner is None:
        return None
    item = inner.table("item")
    link = inner.one_of("link", tuple(LINKS), required=True)
    found = Hears(
        procedures=inner.words("procedure", required=True),
        link=link,
        acts=inner.words("acts", required=True),
        items=(item.word("items", required=True) or "") if item is not None else "",
        outcomes=item.words("outcome") if item is not None else (),
    )
    if item is not None:
        if link != "listed_in":
            item.fault(
                None,
                "needs link: listed_in",
                "`item` 只用于列入清单的关联",
                "只有列有其他案件的清单才有行",
                "写 `link: listed_in`，或者删去 `item`",
            )
        item.finish()
    inner.finish()
    return found


def takes(table: Table) -> tuple[tuple[str, str], ...]:
    """What an act by `linked` takes over: own field → the other case's field, or one of `TAKEN`."""
    inner = table.table("takes")
    if inner is None:
        return ()
    for name in inner.names():
        table.faults.refer("field", name, inner.at(name))
    return tuple((name, inner.text(name, required=True)) for name in inner.names())


def links(table: Table) -> LinkMade | None:
    """The link an act records: {kind, field}."""
    inner = table.table("links")
    if inner is None:
        return None
    found = LinkMade(
        inner.one_of("kind", tuple(LINKS), required=True), inner.word("field", required=True, refer="field") or ""
    )
    inner.finish()
    return found


def similar(table: Table) -> Similar | None:
    """What is compared between open cases: {act, fields: {field: weight}, stages}."""
    inner = table.table("similar")
    if inner is None:
        return None
    weights = inner.table("fields", required=True)
    fields = {name: weights.number(name) or 1 for name in weights.names()} if weights is not None else {}
    for name in fields:
        inner.faults.refer("field", name, inner.at("fields"))
    found = Similar(
        act=inner.word("act", required=True, refer="act") or "",
        fields=fields,
        stages=frozenset(inner.words("stages", required=True, refer="stage")),
        place=inner.place,
    )
    inner.finish()
    return found


def check_doers(table: Table, by: tuple[str, ...], heard: Hears | None, opening: bool) -> None:
    """An act by `linked` says what it hears and opens no case; others hear nothing."""
    if LINKED in by and heard is None:
        table.fault(
            "hears",
            "is missing",
            "缺少这一项",
            "`by: [linked]` 的步骤由关联办件的步骤引起",
            "写 `hears: {procedure: …, link: …, acts: […]}`",
        )
    if LINKED in by and opening:
        table.fault(
            "opens_case", "is not for linked", "关联办件不能启动办件", mend="删去 `opens_case`，写 `in: [阶段]`"
        )
    if LINKED not in by and heard is not None:
        table.fault(
            "hears",
            "needs by: [linked]",
            "只有由关联办件引起的步骤才写 `hears`",
            mend="写 `by: [linked]`，或者删去 `hears`",
        )


def remedy(id: str, table: Table) -> Remedy:
    """One remedy (救济途径)."""
    found = Remedy(
        id=id,
        label=table.label(),
        within=table.length("within"),
        to=table.text("to"),
        cites=table.text("cites", required=True),
    )
    table.finish()
    return found


def origins(table: Table) -> tuple[Origin, ...]:
    """`arises_from`: names of procedures, or mappings that say which of their cases."""
    return tuple(_origin(table, node) for node in table.items("arises_from"))


def _origin(table: Table, node: Node) -> Origin:
    if node.entries is None:
        if not isinstance(node.value, str):
            table.fault(
                "arises_from", "should name procedures", "应当写程序的名称", mend="写成 `arises_from: [程序的 id]`"
            )
        return Origin(str(node.value))
    inner = table.sub(node, "arises_from")
    found = Origin(
        procedure=inner.text("procedure"),
        outcomes=inner.words("outcome"),
        done=inner.words("done"),
        remedy=inner.text("remedy"),
    )
    if bool(found.procedure) == bool(found.remedy):
        inner.fault(
            None,
            "names a procedure or a remedy",
            "应当写明程序或者救济途径之一",
            mend="写 `procedure: 程序的 id` 或者 `remedy: 途径的 id`，不同时写",
        )
    if found.remedy and (found.outcomes or found.done):
        inner.fault("remedy", "stands alone", "`remedy` 不与其他条件并列", mend="删去 `outcome` 和 `done`")
    inner.finish()
    return found
