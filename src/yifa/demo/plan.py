"""A planned history: acts on legal days, in order, none after the last day; what the bulk door is then asked to do.

It knows no procedure; the stories of licences and of disclosure are told in `licensing` and `disclosure`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from yifa.procedure import Person
from yifa.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a planned history."""

    act: str
    on: date
    by: Person
    answers: dict[str, Any]
    at: str = ""
    """The time of day, where a term is counted in hours."""


@dataclass(slots=True)
class Story:
    """A history being planned, from its first day to `until`; acts that would fall later are not yet done."""

    random: Random
    calendar: Calendar
    day: date
    until: date
    steps: list[Step] = field(default_factory=list)
    pauses: list[tuple[date, date | None]] = field(default_factory=list)
    """Spans that do not count toward the term, first and last day included."""

    @property
    def goes_on(self) -> bool:
        """Whether the day reached is not past the last."""
        return self.day <= self.until

    def wait(self, least: int, most: int | None = None) -> Story:
        """Let working days pass: so many, or between two numbers; 0 stays on the day."""
        days = least if most is None else self.random.randint(least, most)
        if days > 0 and self.goes_on:
            self.day = self.calendar.add_working_days(self.day, days)
        return self

    def do(self, act: str, by: Person, **answers: Any) -> Story:
        """Do an act on the day reached."""
        if self.goes_on:
            self.steps.append(Step(act, self.day, by, answers))
        return self

    def chance(self, share: float) -> bool:
        """Whether something that happens with this probability happens."""
        return self.random.random() < share
