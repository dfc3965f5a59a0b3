"""How a case stands in the public's words: what comes next and by when, the proof of a day, the clocks.

It reads what the engine says and gives it to the components; it counts no day.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from yifa.casework.public import Standing, calendar, time_on
from yifa.portal.articles import articles, unique
from yifa.procedure import ClockView, Person, clocks, options, proof
from yifa.ui.dates import long_day
from yifa.workdays import Cell

_WHOM = {"organ": "机关", "applicant": "您", "third_party": "第三方"}


def running(stands: Standing, on: date) -> list[ClockView]:
    """The clocks that run on a day and bind the organ or the applicant, the one that matters most first."""
    found = clocks(stands.procedure, stands.state, on, calendar(), time_on(on))
    views = [view for view in found if view.run.stopped is None]
    return sorted(views, key=lambda view: (view.clock.party != "organ", not view.clock.main, view.due or date.max))


def ahead(stands: Standing, on: date) -> dict[str, Any]:
    """What happens next: {sentence, due, articles}; without a clock, which act of the organ comes next."""
    view = next((one for one in running(stands, on) if one.due is not None and one.clock.party == "organ"), None)
    if view is None:
        return _coming(stands, on)
    # An act of the law follows on expiry; what it means for the applicant is its own sentence in the pack.
    by_law = stands.procedure.acts.get(view.clock.expiry.act or "")
    latest = f"{long_day(view.due)} {view.due_at}".strip()
    then = by_law.sentence if by_law is not None and by_law.sentence else view.clock.expiry.note
    return {
        "sentence": f"机关最迟在 {latest} 作出下一步处理（{view.label}到这一{'刻' if view.due_at else '天'}届满）。",
        "then": then if then.endswith("。") or not then else then + "。",
        "due": view.due,
        "articles": articles(view.cites),
    }


def _coming(stands: Standing, on: date) -> dict[str, Any]:
    """The next act of the main line, by whom; nothing for a closed case."""
    nobody = Person("public:", frozenset())
    for option in options(stands.procedure, stands.state, nobody, on, calendar(), stands.links, time_on(on)):
        act = option.act
        if act.main and stands.state.stage in act.stages:
            hints = [stands.procedure.fields[name].hint for name in act.fields]
            then = next((f"{hint}。" for hint in hints if hint), "")
            return {
                "sentence": f"下一步由机关{act.label.zh}。",
                "then": then,
                "due": None,
                "articles": articles(act.cites),
            }
    return {}


def strip(stands: Standing, on: date) -> dict[str, Any] | None:
    """The proof strip of the clock that matters most, of those that can be proved day by day."""
    return next((found for view in running(stands, on) if (found := strip_of(stands, view, on)) is not None), None)


def strip_of(stands: Standing, view: ClockView, on: date) -> dict[str, Any] | None:
    """The proof strip of one clock, as the component takes it."""
    shown = proof(stands.procedure, stands.state, view.run, on, calendar(), time_on(on))
    if shown is None:
        return None
    return {
        "title": f"{view.label}为什么是这一天",
        "start": shown.start,
        "due": shown.due.day,
        "today": on,
        "cells": [_cell(cell) for cell in shown.cells],
        "sentence": shown.sentence,
        "articles": unique(mark for cites in [view.cites, *shown.articles] for mark in articles(cites)),
        "provisional": view.provisional,
        "met": view.run.stopped is not None and view.colour == "met",
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"day": cell.day, "kind": cell.kind, "reason": cell.reason, "source": cell.source, "n": cell.number}


def badge(view: ClockView) -> dict[str, Any]:
    """A clock as the badge takes it."""
    return {
        "state": view.colour,
        "left": view.left,
        "unit": "days" if view.unit == "calendar_days" else view.unit,
        "label": view.label,
        "due": view.due,
        "provisional": view.provisional,
    }


def told(stands: Standing, on: date) -> list[dict[str, Any]]:
    """Every clock of the case for the page: whom it binds, its badge, its strip."""
    views = clocks(stands.procedure, stands.state, on, calendar(), time_on(on))
    return [
        {
            "label": view.label,
            "whom": _WHOM.get(view.clock.party, ""),
            "badge": badge(view),
            "strip": strip_of(stands, view, on),
            "running": view.run.stopped is None,
            "promised_due": view.promised_due,
            "articles": articles(view.cites),
        }
        for view in views
        if view.due is not None and view.clock.party in ("organ", "applicant")
    ]
