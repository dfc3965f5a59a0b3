"""Fills the city with cases of every procedure beside licences and disclosure: some dozens of each, as their scenarios
tell them, begun over the two years, the last ones not yet ended and some of them late.

They come in three waves, since cases lead to one another: first those that stand alone, then those that arise from them
or serve them, then what the first do once the second are done. Which organ runs which procedure is said here; one that
is not named is the bureau's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import orjson

from yifa.casework.public import Case
from yifa.demo import replay
from yifa.demo.city import City
from yifa.demo.plan import Step
from yifa.demo.staffing import Staffing
from yifa.organs.public import Organ
from yifa.procedure import Event, Procedure, State, arises, edition, shipped, state_from_json
from yifa.procedure.model import LINKS

CASES_A_PACK = 36
_TOLD_ELSEWHERE = {"licensing", "disclosure"}
_LATE = 0.12
"""Share of the cases in which somebody let the matter lie."""
_CONTESTED = 14
"""Cases of a procedure that arise from another case of the city."""


@dataclass(slots=True)
class Other:
    """Rows of a case of another procedure: its name in the import or its id, where it is, its acts, its link."""

    name: str | int
    procedure: str
    organ: Organ
    steps: list[Step] = field(default_factory=list)
    links: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class _Waiting:
    """A case that can only go on once another has acted: what is told of it after that."""

    name: str
    rest: list[Event]
    n: int


class Others:
    """The other procedures of the city, wave by wave; `offices` by credit code, where missing staff is appointed."""

    def __init__(self, city: City, offices: Mapping[str, Staffing], *, seed: int, since: date, today: date) -> None:
        self._city, self._offices, self._seed, self._since, self._today = city, offices, seed, since, today
        self._waiting: dict[str, list[_Waiting]] = {}
        self._lives = {
            procedure.id: lives
            for procedure in shipped().values()
            if procedure.id not in _TOLD_ELSEWHERE and (lives := replay.scenarios(procedure))
        }
        self._casts = {
            id: self._office(shipped()[id]).cast(shipped()[id], replay.roles_needed(shipped()[id], lives))
            for id, lives in self._lives.items()
        }

    def alone(self) -> Iterator[Other]:
        """The first wave: cases that nothing led to."""
        span = (self._today - self._since).days
        for id, lives in self._lives.items():
            for n in range(CASES_A_PACK):
                random = self._random(id, n)
                # Every third began within the last weeks, so that some of every kind are in hand.
                back = random.randrange(60) if n % 3 == 0 else span - span * n // CASES_A_PACK
                other = self._live(id, lives[n % len(lives)], self._today - timedelta(days=back), n, random)
                if len(other.steps) > 2 and random.random() < _LATE:
                    del other.steps[random.randrange(1, len(other.steps)) :]
                    self._waiting[id] = [one for one in self._waiting.get(id, ()) if one.name != other.name]
                yield other

    def led_to(self, opened: Mapping[str, int]) -> Iterator[Other]:
        """The second wave: cases that serve one which waits for them, and cases that arise from one that has ended."""
        for id in self._lives:
            for waiting in self._waiting.get(id, ()):
                yield from self._awaited(shipped()[id], waiting, opened.get(waiting.name))
        for id in self._lives:
            yield from self._contesting(shipped()[id])

    def going_on(self, opened: Mapping[str, int]) -> Iterator[Other]:
        """The third wave: what those do that waited."""
        for id, waits in self._waiting.items():
            for waiting in waits:
                case = Case.objects.filter(pk=opened.get(waiting.name, 0)).first()
                if case is None or waiting.rest[0].act not in (state := _state(case.state)).done:
                    continue
                heard = date.fromisoformat(state.done[waiting.rest[0].act][-1][1])
                lived = replay.go_on(
                    edition(case.procedure, case.edition), state, waiting.rest[1:],
                    shift=heard - waiting.rest[0].on, until=self._today, cast=self._casts[id], n=waiting.n,
                    random=self._random(id, waiting.n),
                )  # fmt: skip
                if lived.steps:
                    yield Other(case.pk, id, self._office(shipped()[id]).organ, lived.steps)

    def _awaited(self, procedure: Procedure, waiting: _Waiting, case: int | None) -> Iterator[Other]:
        """The case that does what the waiting one must hear of, as that procedure's own scenario tells it."""
        hears = procedure.acts[waiting.rest[0].act].hears
        if case is None or hears is None:
            return
        for other in (id for id in hears.procedures if id in self._lives):
            fitting = [life for life in self._lives[other] if any(event.act in hears.acts for event in life)]
            if not fitting:
                continue
            random = self._random(f"{waiting.name}-{other}", 0)
            day = Case.objects.values_list("day", flat=True).get(pk=case) + timedelta(days=random.randint(1, 5))
            n = 3_000 + waiting.n
            served = self._live(other, fitting[waiting.n % len(fitting)], day, n, random)
            served.name, served.links = f"{waiting.name}-{other}", ((LINKS[hears.link], case),)
            yield served
            return

    def _contesting(self, procedure: Procedure) -> Iterator[Other]:
        """Cases that arise from a decision in another case, some weeks after it."""
        if not procedure.arises_from:
            return
        found = 0
        for case in Case.objects.exclude(procedure=procedure.id).exclude(outcome="").order_by("-day", "id"):
            origin, day = edition(case.procedure, case.edition), case.day + timedelta(days=21)
            if found == _CONTESTED or day > self._today:
                continue
            if not arises(procedure.arises_from, origin, _state(case.state)):
                continue
            lives = self._lives[procedure.id]
            random = self._random(procedure.id, 9_000 + found)
            other = self._live(procedure.id, lives[found % len(lives)], day, 9_000 + found, random)
            other.links = (("arises_from", case.pk),)
            found += 1
            yield other

    def _live(self, id: str, life: list[Event], start: date, n: int, random: Random) -> Other:
        """A case of a procedure that lives a scenario; if it must wait for another, that is remembered."""
        procedure = shipped()[id]
        lived = replay.live(
            procedure, life, start=start, until=self._today, cast=self._casts[id], n=700_000 + n, random=random
        )
        name = f"{id}-{n}"
        if lived.rest and lived.steps:
            self._waiting.setdefault(id, []).append(_Waiting(name, lived.rest, n))
        return Other(name, id, self._office(procedure).organ, lived.steps)

    def _office(self, procedure: Procedure) -> Staffing:
        """The office of the organ that runs a procedure."""
        homes = {"penalty": self._city.market, "reconsideration": self._city.government}
        return self._offices[homes.get(procedure.id, self._city.bureau).code]

    def _random(self, id: str, n: int) -> Random:
        return Random(f"{self._seed}-{id}-{n}")


def _state(text: str) -> State:
    """The state as the row of the case keeps it."""
    return state_from_json(orjson.loads(text))


def counted(others: Iterable[Other]) -> list[Other]:
    """Those of which anything is told."""
    return [other for other in others if other.steps]
