"""Lives for any procedure, taken from its own scenarios: the same acts on later days, by the staff of the city.

A pack that is added brings its stories, so the city has cases of it at once. What the law would not allow on the new
days is left out together with all that follows; nothing unlawful is planned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from yifa.casework.public import citizen
from yifa.demo.people import Applicant, applicant, person_name
from yifa.demo.plan import Step
from yifa.procedure import TERMS, Event, Person, Procedure, Refusal, State, advance, decide, story
from yifa.procedure.model import LAW, LINKED, NOBODYS, Field
from yifa.workdays import Calendar

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PERSON = re.compile(r"[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗钱郑冯][\u4e00-\u9fff]{1,2}")
"""What a scenario calls a person."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays the people of a scenario: staff by role, several where a role needs several."""

    staff: Mapping[str, Sequence[Person]]

    def play(self, procedure: Procedure, roles: Mapping[str, str], public: Person, random: Random) -> dict[str, Person]:
        """A person of the city for each person of a scenario, given with the role in which they act; different people
        of one role stay different.
        """
        taken: dict[str, int] = {}
        found = {}
        shift = random.randrange(1000)
        for name, role in roles.items():
            if role in procedure.outside:
                found[name] = Person(public.id, frozenset({role}), "", public.name)
                continue
            able = self.staff[role]
            found[name] = able[(shift + taken.get(role, 0)) % len(able)]
            taken[role] = taken.get(role, 0) + 1
        return found


def scenarios(procedure: Procedure) -> list[list[Event]]:
    """The events of each scenario in the order of their files, those left out that the law brings about by itself."""
    calendar = Calendar.of_state_council()
    paths = sorted((Path(procedure.folder) / "scenarios").glob("*.yaml"))
    told = [[event for event in story(procedure, path, calendar).events if event.role != LAW] for path in paths]
    return [events for events in told if events and events[0].role != LINKED]


def roles_needed(procedure: Procedure, lives: Sequence[Sequence[Event]]) -> dict[str, int]:
    """How many different people of each role of the organ the scenarios need at once."""
    most: dict[str, int] = {}
    for events in lives:
        people = {(event.role, event.by) for event in events if event.role not in procedure.outside | NOBODYS}
        for role, _ in people:
            most[role] = max(most.get(role, 0), sum(1 for other, _ in people if other == role))
    return most


@dataclass(frozen=True, slots=True)
class Lived:
    """What became of a scenario: the acts that are lawful on their days, and what is told after the first act that only
    another case can bring about; nothing, where the scenario ended before.
    """

    steps: list[Step]
    rest: list[Event]


def live(
    procedure: Procedure, events: Sequence[Event], *, start: date, until: date, cast: Cast, n: int, random: Random
) -> Lived:
    """The acts of one case that begins in the week of `start`, up to `until`, to the first that is not lawful, or to
    the first that another case must bring about.
    """
    shift = timedelta(days=round((start - events[0].on).days / 7) * 7)
    return go_on(procedure, State(), events, shift=shift, until=until, cast=cast, n=n, random=random)


def go_on(
    procedure: Procedure, state: State, events: Sequence[Event], *,
    shift: timedelta, until: date, cast: Cast, n: int, random: Random,
) -> Lived:  # fmt: skip
    """The same for a case that stands somewhere already, with all its days moved by `shift`."""
    calendar = Calendar.of_state_council()
    who = applicant(random, n, person=random.random() < 0.5)
    public = citizen(who.answers["mobile"])
    people = cast.play(procedure, {event.by: event.role for event in events if event.role != LINKED}, public, random)
    steps: list[Step] = []
    for place, event in enumerate(events):
        if event.role == LINKED:
            return Lived(steps, list(events[place:]))
        on = event.on + shift
        if on > until or (event.at and on == until) or _names_a_case(procedure, event):
            break
        answers = dict(_renamed(procedure, event.answers, who, n, shift))
        decided = decide(
            procedure, state, event.act, by=people[event.by], on=on, answers=answers, today=on, calendar=calendar,
            at=event.at,
        )  # fmt: skip
        if isinstance(decided, Refusal):
            break
        for one in decided:
            advance(procedure, state, one, calendar)
        steps.append(Step(event.act, on, people[event.by], answers, event.at))
    return Lived(steps, [])


def _names_a_case(procedure: Procedure, event: Event) -> bool:
    """The scenario names another case by its number, which no case of the city has."""
    return any(
        value and name != TERMS and procedure.fields[name].type == "case" for name, value in event.answers.items()
    )


def _unlinked(procedure: Procedure, field: Field, rows: Any) -> Any:
    """The rows of a list without the numbers of cases, which are not of this city."""
    if field.type != "items" or not isinstance(rows, list):
        return rows
    columns = procedure.items[field.of[0]].columns
    return [
        {name: value for name, value in row.items() if name not in columns or columns[name].type != "case"}
        for row in rows
    ]


def _renamed(
    procedure: Procedure, answers: Mapping[str, Any], who: Applicant, n: int, shift: timedelta
) -> Iterator[tuple[str, Any]]:
    """The answers with days moved, and with the applicant of the city where the scenario names its own."""
    for name, value in answers.items():
        if name == TERMS:
            continue
        field = procedure.fields[name]
        own = who.answers.get(name) if field.personal and isinstance(value, str) else None
        if own is None and field.type == "mobile":
            own = who.answers["mobile"]
        if own is None and field.personal and isinstance(value, str) and _PERSON.fullmatch(value):
            yield name, person_name(Random(f"{n}-{value}"))
            continue
        kept = _unlinked(procedure, field, value)
        yield name, own if own is not None and _fits(field.type, name, answers, who) else moved(kept, shift)


def _fits(kind: str, name: str, answers: Mapping[str, Any], who: Applicant) -> bool:
    """Names change only to those of the same kind of applicant, so that a firm does not get a person's number."""
    if name in {"mobile", "address"} or kind == "mobile":
        return True
    return answers.get("applicant_kind") == who.answers["applicant_kind"]


def moved(value: Any, shift: timedelta) -> Any:
    """The value with every day in it moved."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return (date.fromisoformat(value) + shift).isoformat()
    if isinstance(value, list):
        return [moved(one, shift) for one in value]
    if isinstance(value, dict):
        return {name: moved(one, shift) for name, one in value.items()}
    return value
