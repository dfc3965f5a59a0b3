"""What a story expects after a step and at its end, compared with what is; each difference says both sides.

Keys of a step: stage, outcome, papers, effect, clocks, items, accruals, waits, expect, refused. Keys of the end: stage,
outcome, figures, clocks, items, accruals, running, waits; of the last two nothing may be left untold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from yifa.procedure.accruals import accrued
from yifa.procedure.case import Event, Refusal, State
from yifa.procedure.clocks import ClockView, clocks
from yifa.procedure.conditions import is_open
from yifa.procedure.faults import instead
from yifa.procedure.figures import figures
from yifa.procedure.items import totals
from yifa.procedure.marks import MarkMade
from yifa.procedure.model import LAW, Procedure, Value
from yifa.procedure.table import Table
from yifa.workdays import Calendar

DIFFER = "对照法律：情景说得对的，改程序包；程序包做得对的，改情景"
"""How a story and a pack that disagree are mended."""


def _told(value: Value) -> str:
    """A value as a story writes it."""
    match value:
        case None | "" | []:
            return "没有"
        case list():
            return "、".join(map(str, value))
        case bool():
            return "`true`" if value else "`false`"
    return str(value)


def _differ(table: Table, key: str, wanted: Value, found: Value) -> None:
    table.fault(
        key, f"expected {wanted!r}, found {found!r}", f"情景说 {_told(wanted)}，实际是 {_told(found)}", mend=DIFFER
    )


def after(step: Table, procedure: Procedure, state: State, on: date, calendar: Calendar, at: str = "") -> None:
    """Stage, outcome, clocks and open waits after a step."""
    _standing(step, state)
    _clocks(step, procedure, state, on, calendar, at)
    _numbers(step, "items", totals(procedure, state))
    _numbers(step, "accruals", _sums(procedure, state, on, calendar))
    waits = step.get("waits")
    if waits is not None:
        wanted = sorted(step.words("waits"))
        found = sorted(wait for wait in procedure.waits if is_open(state, wait))
        if wanted != found:
            _differ(step, "waits", wanted, found)


def _standing(table: Table, state: State) -> None:
    for key, found in (("stage", state.stage), ("outcome", state.outcome)):
        if table.has(key) and (wanted := table.text(key)) != found:
            _differ(table, key, wanted, found)


def _sums(procedure: Procedure, state: State, on: date, calendar: Calendar) -> dict[str, Value]:
    return {id: sum_.amount for id, sum_ in accrued(procedure, state, on, calendar).items()}


def _numbers(table: Table, key: str, found: Mapping[str, Value]) -> None:
    """Numbers by name, such as rows of lists: documents, documents.keep."""
    wanted = table.table(key)
    for name in wanted.names() if wanted is not None else ():
        if wanted is None:
            continue
        if name not in found:
            wanted.fault(name, "is not known", "没有这一项", mend=instead(name, found))
        elif wanted.value(name) != found[name]:
            _differ(wanted, name, wanted.value(name), found[name])


def ending(table: Table, procedure: Procedure, state: State, made: list[MarkMade], calendar: Calendar) -> None:
    """Where the case stands at the end, and what it adds to the figures."""
    _standing(table, state)
    _numbers(table, "items", totals(procedure, state))
    if state.day is not None:
        _numbers(table, "accruals", _sums(procedure, state, table.day("on") or state.day, calendar))
        _clocks(table, procedure, state, table.day("on") or state.day, calendar, table.text("at") or state.at)
    _left_over(table, procedure, state, calendar)
    wanted = table.table("figures")
    found = figures(procedure, made)
    for name in wanted.names() if wanted is not None else ():
        if wanted is None:
            continue
        if name not in found:
            wanted.fault(name, "is not an indicator", f"没有指标“{name}”", mend=instead(name, found))
        value = wanted.value(name)
        number = float(value.removesuffix("%")) if isinstance(value, str) and value.endswith("%") else value
        if name in found and number != found[name]:
            _differ(wanted, name, value, found[name])


def _left_over(table: Table, procedure: Procedure, state: State, calendar: Calendar) -> None:
    """What still runs and what is still awaited when the story ends, told in full: none where the story says none."""
    running, waits = left_over(procedure, state, table.day("on") or state.day, calendar, table.text("at") or state.at)
    if (told := table.value("running") or {}) != running:
        _differ(table, "running", told, running)
    if (awaited := sorted(table.words("waits"))) != waits:
        _differ(table, "waits", awaited, waits)


def left_over(
    procedure: Procedure, state: State, on: date | None, calendar: Calendar, at: str
) -> tuple[dict[str, str | None], list[str]]:
    """Clocks that still run, `clock` or `clock:key`, with the last day of each, and the waits that are open."""
    views = [view for view in clocks(procedure, state, on, calendar, at) if view.run.stopped is None] if on else []
    running = {":".join(filter(None, (view.clock.id, view.run.key))): _mark(view.due, view.due_at) for view in views}
    return running, sorted(name for name, spans in state.waits.items() if spans[-1][1] is None)


def _clocks(table: Table, procedure: Procedure, state: State, on: date, calendar: Calendar, at: str) -> None:
    """Each clock by its due day, by a colour, or by a mapping of due, promised, left, colour, run, key,
    provisional.
    """
    wanted = table.table("clocks")
    if wanted is None:
        return
    views = clocks(procedure, state, on, calendar, at)
    for name in wanted.names():
        clock, _, key = name.partition(":")
        if clock not in procedure.clocks:
            wanted.fault(name, "is not a clock", f"没有期限“{clock}”", mend=instead(clock, procedure.clocks))
            continue
        inner = wanted.table(name) if (node := wanted.get(name)) and node.entries is not None else None
        number = inner.number("run") if inner is not None else None
        view = _last([v for v in views if v.clock.id == clock and key in ("", v.run.key)], number)
        if inner is not None:
            _in_full(inner, view)
        else:
            _in_short(wanted, name, view)


def _last(views: list[ClockView], number: int | None) -> ClockView | None:
    views = [view for view in views if number in (None, view.run.number)]
    return max(views, key=lambda view: (view.run.number, view.run.stopped is None), default=None)


def _in_short(wanted: Table, name: str, view: ClockView | None) -> None:
    """A due day, a colour, or null for a clock that never ran."""
    value = wanted.value(name)
    if view is None:
        if value is not None:
            _differ(wanted, name, value, None)
        return
    found = _mark(view.due, view.due_at)
    if value not in (found, view.colour):
        _differ(wanted, name, value, f"{found} ({view.colour})")


def _mark(day: date | None, at: str) -> str | None:
    """A day, or for a clock in hours a day and a time."""
    return None if day is None else f"{day.isoformat()}T{at}" if at else day.isoformat()


def _in_full(inner: Table, view: ClockView | None) -> None:
    for key in inner.names():
        wanted, found = inner.value(key), _seen(view, key)
        if key not in _SEEN:
            continue
        if wanted != found:
            _differ(inner, key, wanted, found)
    inner.number("run")
    inner.finish()


_SEEN = ("due", "promised", "left", "colour", "provisional", "start", "stopped", "stopped_by", "cites", "run")


def _seen(view: ClockView | None, key: str) -> Value:
    if view is None:
        return None
    run = view.run
    return {
        "due": _mark(view.due, view.due_at),
        "promised": view.promised_due and view.promised_due.isoformat(),
        "left": view.left,
        "colour": view.colour,
        "provisional": view.provisional,
        "start": _mark(run.start, run.start_at),
        "stopped": _mark(run.stopped, run.stopped_at),
        "stopped_by": run.stopped_by or None,
        "cites": view.cites,
        "run": run.number,
    }.get(key)


def refusal(step: Table, found: Refusal, unanswered: Iterable[str] = ()) -> None:
    """The refusal expected, by code and article; a code alone may be written. `missing` names every question that
    must be answered and is not.
    """
    node = step.get("refused")
    if node is None:
        field = f" at {found.field}" if found.field else ""
        step.fault(
            "act",
            f"was refused: {found.code}{field}: {found.sentence}",
            f"被拒绝：{found.sentence}",
            _ground(found),
            f"应当拒绝的，在这一步写 `refused: {found.code}`；不应当拒绝的，{DIFFER}",
        )
    elif node.entries is None:
        if (code := step.text("refused")) != found.code:
            _differ(step, "refused", code, f"{found.code}: {found.sentence}")
    else:
        inner = step.sub(node, "refused")
        for key, value in (
            ("code", found.code),
            ("cites", found.cites),
            ("field", found.field),
            ("rule", found.rule),
        ):
            if inner.has(key) and (wanted := inner.text(key)) != value:
                _differ(inner, key, wanted, f"{value} ({found.sentence})")
        if inner.has("missing") and (named := sorted(inner.words("missing"))) != sorted(unanswered):
            _differ(inner, "missing", named, sorted(unanswered))
        inner.finish()


def _ground(found: Refusal) -> str:
    return f"拒绝的代码是 `{found.code}`" + (f"，依据{found.cites}" if found.cites else "")


def no_refusal(step: Table) -> None:
    """The act was allowed though the story says it is refused."""
    if step.get("refused") is not None:
        step.fault(
            "refused",
            "expected a refusal, but the act was allowed",
            "情景说应当拒绝，实际办成了",
            mend=f"应当拒绝的，在程序包里写明限制它的条件；{DIFFER}",
        )
        step.value("refused")


def effect(step: Table, events: Sequence[Event]) -> None:
    """The day on which what happened takes effect: that of the last event, which the step is about."""
    if step.has("effect"):
        wanted, found = step.day("effect"), events[-1].effect if events else None
        if wanted != found:
            _differ(step, "effect", wanted and wanted.isoformat(), found and found.isoformat())


def acts_of_law(step: Table, events: Iterable[Event]) -> None:
    """The acts of the law that came about, where the story names them."""
    if step.get("expect") is not None:
        wanted, found = list(step.words("expect")), [event.act for event in events]
        if wanted != found:
            _differ(step, "expect", wanted, found)


def papers(step: Table, procedure: Procedure, events: Iterable[Event]) -> None:
    """The papers that the step produced, where the story names them; those of acts of the law count only if
    none acted.
    """
    if step.get("papers") is not None:
        done = list(events)
        own = [event for event in done if event.role != LAW] or done
        wanted = sorted(step.words("papers"))
        found = sorted(paper for event in own for paper in procedure.acts[event.act].papers)
        if wanted != found:
            _differ(step, "papers", wanted, found)
