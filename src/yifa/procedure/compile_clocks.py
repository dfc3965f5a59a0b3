"""Clocks as `deadlines.yaml` writes them and figures as `indicators.yaml` does, read into values.

Lengths are keyed by the day they took force, each with its article; which one holds is asked by `ledger`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from yifa.procedure.compile_conditions import conditions
from yifa.procedure.faults import in_code
from yifa.procedure.model import Clock, DatedLength, Expiry, Extension, Indicator, Mark, Sentence
from yifa.procedure.table import Table
from yifa.workdays import Length, Unit

_SOURCES: Final = ("NAT", "POL", "LOC", "M")
_WARN: Final = Length(3, Unit.WORKING_DAYS)
_MARKS: Final = {"act": "act", "clock_due": "clock", "clock_met": "clock", "paper": "paper"}


def clock(id: str, table: Table) -> Clock:
    """One clock."""
    until = table.word("until", refer="field")
    keyed_by = table.word("keyed_by", refer="wait")
    found = Clock(
        id=id,
        label=table.label(),
        starts=table.words("starts", required=keyed_by is None, refer="act"),
        start_fact=table.word("start_fact", refer="field"),
        stops=table.words("stops", refer="act"),
        lengths=tuple(_lengths(table, "length", required=until is None)),
        promised=table.word("promised", refer="term"),
        until=until,
        paused_by=table.words("paused_by", refer="wait"),
        pause_when=conditions(table, "pause_when"),
        when=conditions(table, "when"),
        keyed_by_wait=keyed_by,
        extension=_extension(table),
        expiry=_expiry(table),
        warn=table.length("warn") or _WARN,
        party=table.text("party", default="organ"),
        main=table.flag("main"),
        cites=table.text("cites"),
        rule=table.text("rule"),
        place=table.place,
    )
    table.finish()
    return found


def _lengths(table: Table, key: str, required: bool) -> Iterator[DatedLength]:
    for node in table.items(key, required):
        inner = table.sub(node, f"{table.title} {key}")
        length, term = inner.length("value"), inner.word("term", refer="term")
        if length is None and term is None and not inner.has("value"):
            inner.fault(
                "value", "is missing", "缺少长度", mend="写 `value: 20 working days`；由事项自定的，写 `term: 要素`"
            )
        yield DatedLength(
            since=inner.day("from", required=True) or date.min,
            length=length,
            term=term,
            when=conditions(inner, "when"),
            cites=inner.text("cites", default=table.text("cites")),
            source=inner.one_of("source", _SOURCES, "NAT"),  # type: ignore[arg-type]
        )
        inner.finish()


def _extension(table: Table) -> Extension | None:
    inner = table.table("extension")
    if inner is None:
        return None
    found = Extension(
        act=inner.word("act", required=True, refer="act") or "",
        lengths=tuple(_lengths(inner, "length", required=True)),
        times=inner.number("times") or 1,
    )
    inner.finish()
    return found


def _expiry(table: Table) -> Expiry:
    """{act: …} or {note: …}; a plain text is a note."""
    node = table.get("expiry")
    if node is None or node.entries is None:
        return Expiry(None, table.text("expiry"))
    inner = table.sub(node, f"{table.title} expiry")
    found = Expiry(inner.word("act", refer="act"), inner.text("note"))
    inner.finish()
    return found


def indicator(id: str, table: Table) -> Indicator:
    """One figure: counted, or a share or mean of two others."""
    kinds = [kind for kind in ("count", "share", "mean") if table.has(kind)]
    if len(kinds) != 1:
        table.fault(
            None,
            "is one of count, share, mean",
            "应当写明怎样计数",
            mend="写 `count`（计数）、`share`（比例）、`mean`（平均）之一",
        )
    part, whole = _parts(table, kinds[0]) if kinds and kinds[0] != "count" else ("", "")
    found = Indicator(
        id=id,
        label=table.label(),
        unit=table.text("unit", required=True),
        definition=table.text("definition", required=True),
        kind="share" if "share" in kinds else "mean" if "mean" in kinds else "count",
        marks=tuple(_marks(table)) if "count" in kinds else (),
        part=part,
        whole=whole,
        topic=table.text("topic", required=True),
        source=table.text("source"),
        place=table.place,
    )
    table.finish()
    return found


def _parts(table: Table, key: str) -> tuple[str, str]:
    inner = table.table(key, required=True)
    if inner is None:
        return "", ""
    found = inner.word("part", True, "indicator") or "", inner.word("whole", True, "indicator") or ""
    inner.finish()
    return found


def _marks(table: Table) -> Iterator[Mark]:
    for node in table.items("count", required=True):
        inner = table.sub(node, f"{table.title} count")
        kinds = [kind for kind in _MARKS if inner.has(kind)]
        if len(kinds) != 1:
            inner.fault(
                None, "counts one kind of thing", "每行只计一种", mend=f"写 {in_code(_MARKS)} 之一，其余另起一行"
            )
            continue
        yield Mark(
            on=kinds[0],  # type: ignore[arg-type]
            names=_marked(inner, kinds[0]),
            when=conditions(inner, "when"),
            value=_value(inner),
        )
        inner.finish()


def _marked(table: Table, kind: str) -> tuple[str, ...]:
    """Names of acts, papers or clocks; a clock may be written as clock.promised for the organ's own shorter
    term.
    """
    names = table.words(kind, required=True)
    for name in names:
        bare = name.removesuffix(".promised") if kind.startswith("clock") else name
        table.faults.refer(_MARKS[kind], bare, table.at(kind))
    return names


def _value(table: Table) -> str:
    """The number each mark adds: 1, another whole number, or a field or the figure of a list that holds it."""
    value = table.text("value", default="1")
    if not value.lstrip("-").isdigit():
        table.faults.refer("figure", value, table.at("value"))
    return value


def sentence(table: Table) -> Sentence:
    """One sentence of the annual report."""
    found = Sentence(
        topic=table.text("topic", required=True),
        text=table.text("text", required=True),
        order=table.number("order") or 0,
    )
    table.finish()
    return found
