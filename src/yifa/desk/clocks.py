"""Clocks and proofs as the components of a page take them.

Nothing is counted here: the engine says what is due, `workdays` proves it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from yifa.casework.public import time_on
from yifa.desk.words import article, articles, badge
from yifa.papers.public import CaseFile
from yifa.procedure import ClockView, clocks, proof

_PARTIES = {"organ": "本机关", "applicant": "申请人", "third_party": "第三方"}
STOPPED = ("met", "missed")


def views(file: CaseFile, day: date) -> tuple[ClockView, ...]:
    """The clocks of a case on a day, running ones first."""
    return clocks(file.procedure, file.state, day, file.calendar, time_on(day))


def panel(file: CaseFile, day: date, url: str) -> list[dict[str, Any]]:
    """Every clock with badge, days and where its proof is; `url` is the address of the case."""
    found = []
    for view in views(file, day):
        bound = _PARTIES.get(view.clock.party, "")
        found.append(
            {
                "id": f"clock-{view.run.clock}-{view.run.number}",
                "label": view.label + (f"（{_key(file, view.run.key)}）" if view.run.key else ""),
                "badge": _badge(view),
                "due": view.due,
                "due_at": view.due_at,
                "promised": view.promised_due if view.promised_due != view.due else None,
                "start": view.run.start,
                "stopped": view.run.stopped,
                "party": bound if bound != "本机关" else "",
                "note": view.clock.expiry.note if view.colour in ("late", "due", "soon") else "",
                "article": article(view.cites),
                "running": view.colour not in STOPPED,
                "proof_url": f"{url}clocks/{view.run.clock}/{view.run.number}/?key={view.run.key}"
                if view.run.length and view.clock.until is None
                else "",
            }
        )
    return found


def _badge(view: ClockView) -> dict[str, Any]:
    """The badge; a term that binds somebody else is met or missed by them, not by us."""
    drawn = badge(view, named=False)
    if view.colour in STOPPED:
        words = {"met": "按期", "missed": "逾期"}[view.colour]
        drawn["words"] = words
    return drawn


def _key(file: CaseFile, key: str) -> str:
    """The key of a wait in words: the label of a choice where it is one."""
    for field in file.procedure.fields.values():
        label = dict(field.options).get(key)
        if label:
            return label
    return key


def strip(file: CaseFile, clock: str, number: int, key: str, day: date) -> dict[str, Any] | None:
    """The proof of a clock's due day as the strip takes it; None where there is no such run or nothing to prove."""
    for view in views(file, day):
        if (view.run.clock, view.run.number, view.run.key) == (clock, number, key):
            return _strip(file, view, day)
    return None


def _strip(file: CaseFile, view: ClockView, day: date) -> dict[str, Any] | None:
    proved = proof(file.procedure, file.state, view.run, day, file.calendar, time_on(day))
    if proved is None:
        return None
    return {
        "title": f"{view.label}为什么是这一{'刻' if view.due_at else '天'}",
        "at": view.due_at,
        "start": proved.start,
        "due": proved.due.day,
        "cells": [
            {"day": cell.day, "kind": cell.kind, "reason": cell.reason, "source": cell.source or "", "n": cell.number}
            for cell in proved.cells
        ],
        "sentence": proved.sentence,
        "today": min(day, view.run.stopped) if view.run.stopped else day,
        "articles": articles([view.cites, *proved.articles]),
        "provisional": proved.due.provisional,
        "met": view.colour == "met",
    }
