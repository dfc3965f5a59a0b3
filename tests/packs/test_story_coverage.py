"""What the stories of a pack leave untold: an act that never happens, a gate that never refuses.

Whether each story goes as told is asked by `test_scenarios`.
"""

from __future__ import annotations

from functools import cache

import pytest

from yifa.procedure import Procedure, StoryResult, load, packs_folder, story

PACKS = ("licensing", "disclosure")


@cache
def told(name: str) -> tuple[Procedure, tuple[StoryResult, ...]]:
    """The pack and how its stories went."""
    folder = packs_folder() / name
    procedure = load(folder)
    return procedure, tuple(story(procedure, path) for path in sorted((folder / "scenarios").glob("*.yaml")))


@pytest.mark.parametrize("name", PACKS)
def test_every_act_happens_in_some_story(name: str) -> None:
    procedure, results = told(name)

    done = {event.act for result in results for event in result.events}

    assert set(procedure.acts) - done == set()


@pytest.mark.parametrize("name", PACKS)
def test_every_gate_refuses_in_some_story(name: str) -> None:
    procedure, results = told(name)

    refused = {found.code for result in results for found in result.refusals}

    assert {f"gate.{gate}" for gate in procedure.gates} - refused == set()


@pytest.mark.parametrize("name", PACKS)
def test_every_outcome_is_reached_in_some_story(name: str) -> None:
    procedure, results = told(name)

    reached = {result.state.outcome for result in results}

    assert set(procedure.outcomes) - reached == set()
