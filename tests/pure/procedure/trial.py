"""The trial pack and a case of it, so that a test reads as given, when, then."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from yifa.procedure import (
    ClockView,
    Event,
    Link,
    Person,
    Procedure,
    Refusal,
    State,
    advance,
    clocks,
    decide,
    lapses,
    load,
)
from yifa.workdays import Calendar

FOLDER = Path(__file__).parent / "packs" / "permit"
CALENDAR = Calendar.of_state_council()
APPLICANT = Person("applicant", frozenset({"applicant"}))
WINDOW = Person("wang", frozenset({"window"}))
HANDLER = Person("li", frozenset({"handler"}))
OTHER_HANDLER = Person("chen", frozenset({"handler"}))
HEAD = Person("zhao", frozenset({"head"}), organ="organ-1")
APPLICATION: dict[str, Any] = {"channel": "online", "applicant_name": "张三", "purpose": "打井", "risk": 1}


@lru_cache(maxsize=1)
def trial() -> Procedure:
    """The trial pack, loaded once."""
    return load(FOLDER)


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    """A copy of the trial pack in which one text of one file is another."""
    copy = folder / "permit"
    if not copy.exists():
        shutil.copytree(FOLDER, copy)
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


class Case:
    """One case of a procedure, the trial pack unless another is given; days are written as "03-02" of 2026."""

    def __init__(self, procedure: Procedure | None = None, **terms: Any) -> None:
        self.procedure, self.terms = procedure or trial(), terms
        self.state, self.events = State(), list[Event]()

    def attempt(
        self,
        act: str,
        by: Person,
        on: str,
        answers: Mapping[str, Any] | None = None,
        today: str = "",
        links: tuple[Link, ...] = (),
    ) -> tuple[Event, ...] | Refusal:
        """Decide, and let happen what follows."""
        found = decide(
            self.procedure,
            self.state,
            act,
            by=by,
            on=day(on),
            answers=answers or {},
            today=day(today or on),
            calendar=CALENDAR,
            links=links,
            terms=self.terms,
        )
        if not isinstance(found, Refusal):
            self._happen(found)
        return found

    def do(self, act: str, by: Person, on: str, answers: Mapping[str, Any] | None = None, **more: Any) -> Case:
        """The act, which must be allowed."""
        found = self.attempt(act, by, on, answers, **more)
        assert not isinstance(found, Refusal), found
        return self

    def refused(self, act: str, by: Person, on: str, answers: Mapping[str, Any] | None = None, **more: Any) -> Refusal:
        """The refusal of an act, which must not be allowed."""
        found = self.attempt(act, by, on, answers, **more)
        assert isinstance(found, Refusal), found
        return found

    def law(self, until: str) -> list[str]:
        """Let the law act; the acts that came about."""
        events = lapses(self.procedure, self.state, day(until), CALENDAR)
        self._happen(events)
        return [event.act for event in events]

    def clock(self, name: str, on: str, key: str = "") -> ClockView:
        """The last run of a clock as read on a day."""
        views = clocks(self.procedure, self.state, day(on), CALENDAR)
        return max(
            (view for view in views if view.clock.id == name and view.run.key == key), key=lambda view: view.run.number
        )

    def _happen(self, events: tuple[Event, ...]) -> None:
        for event in events:
            advance(self.procedure, self.state, event, CALENDAR)
            self.events.append(event)


def day(text: str) -> date:
    """A day of 2026, or a full ISO day."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def applied(on: str = "03-02", answers: Mapping[str, Any] | None = None, **terms: Any) -> Case:
    """A case just applied for; `answers` add to a plain application."""
    return Case(**terms).do("apply", APPLICANT, on, {**APPLICATION, **(answers or {})})


def accepted(on: str = "03-02", answers: Mapping[str, Any] | None = None, **terms: Any) -> Case:
    """A case applied for and accepted on the same day."""
    return applied(on, answers, **terms).do("accept", WINDOW, on)
