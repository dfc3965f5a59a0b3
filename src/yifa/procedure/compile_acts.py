"""Acts, waits, gates and papers as `procedure.yaml` writes them, fields as `form.yaml` does, read into
values.

References are noted here and resolved by `compile` once everything is read.
"""

from __future__ import annotations

from typing import Final, get_args, get_type_hints

from yifa.procedure import compile_links
from yifa.procedure.compile_conditions import conditions, read
from yifa.procedure.compile_items import rows_from
from yifa.procedure.faults import in_code
from yifa.procedure.fragments import SHARED
from yifa.procedure.model import LAW, NOBODYS, Act, DayBound, Duty, Effect, Field, Gate, Paper, Wait
from yifa.procedure.table import Table

FIELD_TYPES: Final = tuple(get_args(get_type_hints(Field)["type"]))
_EFFECTS: Final = {"fact": "field", "clock_start": "clock", "clock_due": "clock", "act": "act"}


def act(id: str, table: Table, ends: frozenset[str]) -> Act:
    """One act; an act of the law names `law` as its only doer."""
    opens, key = _wait_of(table, "opens")
    closes, closing_key = _wait_of(table, "closes")
    outcome, outcome_of = _outcome(table)
    to = table.word("to", refer="stage")
    opening = table.flag("opens_case")
    hears, takes = compile_links.hears(table), compile_links.takes(table)
    fields = table.words("fields", refer="field")
    found = Act(
        id=id,
        label=table.label(),
        by=_doers(table),
        stages=table.words("in", required=not opening, refer="stage"),
        to=to,
        outcome=outcome,
        needs=table.words("needs", refer="gate"),
        when=conditions(table, "when"),
        when_refusal=table.text("when_refusal"),
        not_by=table.words("not_by", refer="act or duty"),
        officers=table.number("officers") or 0,
        fields=(*fields, *(name for name, _ in takes if name not in fields)),
        papers=table.words("papers", refer="paper"),
        opens=opens,
        closes=closes,
        key=table.word("key", refer="field") or key or closing_key,
        effect=_effect(table),
        once=table.flag("once"),
        closes_case=table.flag("closes_case") or to in ends,
        cites=table.text("cites"),
        rule=table.text("rule"),
        sentence=table.text("sentence"),
        main=table.flag("main"),
        place=table.place,
        hears=hears,
        takes=takes,
        links=compile_links.links(table),
        remedies=table.words("remedies", refer="remedy"),
        adds=rows_from(table, "adds"),
        settles=rows_from(table, "settles"),
        without=_by_article(table, "without", "gate"),
        outcome_of=outcome_of,
    )
    compile_links.check_doers(table, found.by, hears, opening)
    _check(found, table, opening, ends)
    table.finish()
    return found


def _doers(table: Table) -> tuple[str, ...]:
    by = table.words("by", required=True)
    for role in by:
        if role not in NOBODYS:
            table.faults.refer("role", role, table.at("by"))
    if not NOBODYS.isdisjoint(by) and len(by) > 1:
        reserved = "law" if LAW in by else "linked"
        table.fault("by", f"{reserved} acts alone", f"`{reserved}` 不得与其他角色并列", mend="由人办理的，另写一个步骤")
    return by


def _by_article(table: Table, key: str, kind: str) -> tuple[tuple[str, str], ...]:
    """{id: article} under a key: exceptions that the law itself makes, each with its article."""
    inner = table.table(key)
    if inner is None:
        return ()
    for name in inner.names():
        inner.faults.refer(kind, name, inner.at(name))
    return tuple((name, inner.text(name, required=True)) for name in inner.names())


def _wait_of(table: Table, key: str) -> tuple[str | None, str | None]:
    """A wait by name, or {wait: name, key: field}."""
    node = table.get(key)
    if node is None or node.entries is None:
        return table.word(key, refer="wait"), None
    inner = table.sub(node, f"{table.title} {key}")
    found = inner.word("wait", required=True, refer="wait"), inner.word("key", refer="field")
    inner.finish()
    return found


def _outcome(table: Table) -> tuple[str | None, str | None]:
    """An outcome by name, or {fact: field}, whose answer is the outcome."""
    node = table.get("outcome")
    if node is None or node.entries is None:
        return table.word("outcome", refer="outcome"), None
    inner = table.sub(node, f"{table.title} outcome")
    field = inner.word("fact", required=True, refer="field")
    inner.finish()
    return None, field


def _effect(table: Table) -> Effect:
    inner = table.table("effect")
    if inner is None:
        return Effect("on")
    kinds = [kind for kind in inner.names() if kind in _EFFECTS]
    if len(kinds) != 1:
        inner.fault(
            None,
            "names one day",
            "应当写明一个生效日",
            mend=f"写 {in_code(_EFFECTS)} 之一，如 `effect: {{fact: served_on}}`",
        )
        return Effect("on")
    kind = kinds[0]
    name = inner.word(kind, required=True, refer=_EFFECTS[kind]) or ""
    inner.finish()
    match kind:
        case "fact":
            return Effect("fact", name)
        case "clock_start":
            return Effect("clock_start", name)
        case "clock_due":
            return Effect("clock_due", name)
    return Effect("act", name)


def _check(found: Act, table: Table, opening: bool, ends: frozenset[str]) -> None:
    if opening and found.stages:
        table.fault("in", "an opening act has no stages yet", "启动步骤不在任何阶段之内", mend="删去 `in`")
    if opening and found.to is None:
        table.fault("to", "an opening act leads into a stage", "启动步骤应当写明进入哪个阶段", mend="写 `to: 阶段`")
    if table.flag("closes_case") and found.to not in ends:
        table.fault(
            "closes_case", "needs to: an end stage", "办结步骤应当进入终结阶段", mend="`to` 写一个有 `end: true` 的阶段"
        )
    if found.links is not None and found.links.field not in found.fields:
        table.fault(
            "links",
            f"field {found.links.field!r} is not asked",
            "关联字段没有在这一步问",
            mend=f"在 `fields` 里写上 `{found.links.field}`",
        )
    if found.key is not None and found.key not in found.fields and NOBODYS.isdisjoint(found.by):
        table.fault(
            "key", f"field {found.key!r} is not asked", "键字段没有在这一步问", mend=f"在 `fields` 里写上 `{found.key}`"
        )


def duty(id: str, table: Table) -> Duty:
    """One duty: a part in the case, by the acts that make it up."""
    found = Duty(
        id=id,
        label=table.label(),
        acts=table.words("acts", required=True, refer="act"),
        cites=table.text("cites", required=True),
        place=table.place,
    )
    table.finish()
    return found


def wait(id: str, table: Table) -> Wait:
    """One wait."""
    found = Wait(
        id=id,
        label=table.label(),
        party=table.text("party"),
        keyed=table.flag("keyed"),
        stages=table.words("stages", refer="stage"),
        cites=table.text("cites"),
        rule=table.text("rule"),
        place=table.place,
    )
    table.finish()
    return found


def gate(id: str, table: Table) -> Gate:
    """One gate; `met_by` is a list of lines, each a list of conditions (a lone condition is a line of
    one).
    """
    lines = tuple(
        read(table, node.items if node.items is not None else [node], "met_by")
        for node in table.items("met_by", required=True)
    )
    found = Gate(
        id=id,
        label=table.label(),
        met_by=lines,
        refusal=table.text("refusal", required=True),
        remedy=table.text("remedy", required=True),
        by_whom=table.text("by_whom"),
        cites=table.text("cites", required=True),
        rule=table.text("rule"),
        place=table.place,
        guards=table.words("guards", refer="guarded"),
        stands_after=_by_article(table, "stands_after", "act"),
    )
    table.finish()
    return found


def paper(id: str, table: Table, shared: str = "") -> Paper:
    """One paper; its template is documents/ID.md unless said otherwise, for a fragment's beside the fragment."""
    beside = shared if table.file.startswith(SHARED) else ""
    found = Paper(
        id=id,
        label=table.label(),
        series=table.text("series"),
        template=beside + table.text("template", default=f"documents/{id}.md"),
        cites=table.text("cites"),
    )
    table.finish()
    return found


def field(id: str, table: Table) -> Field:
    """One field of a form."""
    options = table.table("options")
    written = table.text("type")
    found = Field(
        id=id,
        label=table.label(),
        type=table.one_of("type", FIELD_TYPES, required=True),  # type: ignore[arg-type]
        required=table.flag("required", default=True),
        hint=table.text("hint"),
        cites=table.text("cites"),
        options=tuple((value, options.text(value, required=True)) for value in options.names()) if options else (),
        personal=table.flag("personal"),
        party=table.text("party"),
        when=conditions(table, "when"),
        minimum=table.number("min"),
        maximum=table.number("max"),
        max_length=table.number("max_length") or 0,
        bounds=tuple(
            DayBound(test, other) for test in ("after", "not_before", "not_after") if (other := table.text(test))
        ),
        place=table.place,
        of=table.words("of", required=written == "items", refer="items" if written == "items" else ""),
    )
    if found.of and found.type not in ("case", "items"):
        table.fault(
            "of",
            "is for type: case or items",
            "只有关联办件和清单字段才能写 `of`",
            mend="改为 `type: case` 或者 `type: items`，或者删去 `of`",
        )
    if found.bounds and found.type != "date":
        table.fault(
            "type",
            "is no date, yet bounded by a day",
            "只有日期才能与另一日比较",
            mend="改为 `type: date`，或者删去 `after`、`not_before`、`not_after`",
        )
    if found.type in ("choice", "choices") and not found.options:
        table.fault("options", "is missing", "缺少可选项", mend="写 `options: {值: 中文名称}`")
    if id == "terms":
        table.fault(None, "is a reserved name", "`terms` 是保留的名称", mend="另起名称")
    table.finish()
    return found
