"""Fills the city with cases of every procedure beside licences and disclosure: some dozens of each, as their scenarios
tell them, begun over the two years, the last ones not yet ended and some of them late.

Which organ runs which procedure is said here; one that is not named is the bureau's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from yifa.demo import replay
from yifa.demo.city import City
from yifa.demo.plan import Step
from yifa.demo.staffing import Staffing
from yifa.organs.public import Organ
from yifa.procedure import Procedure, shipped

CASES_A_PACK = 36
_TOLD_ELSEWHERE = {"licensing", "disclosure"}
_LATE = 0.12
"""Share of the cases in which somebody let the matter lie."""


@dataclass(slots=True)
class Other:
    """A case of another procedure: where it is, and its acts."""

    name: str
    procedure: str
    organ: Organ
    steps: list[Step] = field(default_factory=list)


def home(city: City, procedure: Procedure) -> Organ:
    """The organ of the city that runs a procedure."""
    return {"penalty": city.market, "reconsideration": city.government}.get(procedure.id, city.bureau)


def cases(city: City, offices: Mapping[str, Staffing], *, seed: int, since: date, today: date) -> Iterator[Other]:
    """All of them, in the order of the packs; `offices` by credit code, where missing staff is appointed."""
    for procedure in shipped().values():
        if procedure.id in _TOLD_ELSEWHERE or procedure.matters:
            continue
        lives = replay.scenarios(procedure)
        if not lives:
            continue
        organ = home(city, procedure)
        cast = offices[organ.code].cast(procedure, replay.roles_needed(procedure, lives))
        span = (today - since).days
        for n in range(CASES_A_PACK):
            random = Random(f"{seed}-{procedure.id}-{n}")
            # The last third began within the last weeks, so that some of every kind are in hand.
            start = since + timedelta(days=span * n // CASES_A_PACK if n % 3 else span - random.randrange(60))
            steps = replay.live(
                procedure, lives[n % len(lives)], start=start, until=today, cast=cast, n=700_000 + n, random=random
            )
            if len(steps) > 2 and random.random() < _LATE:
                del steps[random.randrange(1, len(steps)) :]
            yield Other(f"{procedure.id}-{n}", procedure.id, organ, steps)
