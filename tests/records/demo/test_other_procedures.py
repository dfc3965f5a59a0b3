"""Cases that the city has of every procedure, taken from the procedure's own scenarios."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from yifa.demo import replay
from yifa.procedure import Person, shipped

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 11, 20)


def _cast(needed: dict[str, int]) -> replay.Cast:
    return replay.Cast({
        role: [Person(f"{role}{n}", frozenset({role}), "X") for n in range(count)] for role, count in needed.items()
    })  # fmt: skip


def _lived(start: date, until: date = UNTIL) -> list[tuple[list[Any], list[Any]]]:
    """Every scenario of the disclosure pack with the steps it gives."""
    procedure = shipped()["disclosure"]
    lives = replay.scenarios(procedure)
    cast = _cast(replay.roles_needed(procedure, lives))
    return [
        (events, replay.live(procedure, events, start=start, until=until, cast=cast, n=n, random=Random(n)).steps)
        for n, events in enumerate(lives)
    ]


def test_a_scenario_is_lived_on_the_same_days_of_the_week_as_far_apart() -> None:
    for events, steps in _lived(date(2026, 3, 10)):
        assert steps
        shifts = {(step.on - event.on).days for event, step in zip(events, steps, strict=False)}
        assert len(shifts) == 1
        assert shifts.pop() % 7 == 0


def test_nothing_is_lived_after_the_last_day() -> None:
    cut = [(events, steps) for events, steps in _lived(date(2026, 11, 9)) if len(steps) < len(events)]
    assert cut
    assert all(step.on <= UNTIL for _, steps in cut for step in steps)


def test_each_applicant_is_somebody_else() -> None:
    names = [
        steps[0].answers["mobile"] for _, steps in _lived(date(2026, 3, 10)) if "mobile" in steps[0].answers
    ]
    assert len(names) > 5
    assert len(set(names)) == len(names)


def test_every_procedure_has_cases_in_the_city_some_in_hand_and_some_ended(town: Any) -> None:
    from yifa.casework.models import Case
    from yifa.casework.public import scope

    city, loaded = town
    assert set(loaded.cases) == set(shipped())
    with scope([city.bureau.division]):
        closed = set(Case.objects.values_list("procedure", "closed").distinct())
    assert {id for id, _ in closed} == set(shipped())
    assert {id for id, ended in closed if ended} == set(shipped())
