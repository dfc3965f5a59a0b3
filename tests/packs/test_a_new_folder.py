"""A procedure is a folder: dropped among the packs it runs, is checked and drawn, and no other file knows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from yifa.cli.main import main
from yifa.law import Texts
from yifa.procedure import (
    Person,
    Refusal,
    State,
    advance,
    bpmn,
    decide,
    draw,
    examine,
    library,
    options,
    shipped,
    story,
)
from yifa.procedure.skeleton import BadName, begin_pack
from yifa.workdays import Calendar


@pytest.fixture
def dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packs that holds nothing but a new one, as the whole platform sees it."""
    folder = begin_pack("water_permit", tmp_path)
    monkeypatch.setattr(library, "packs_folder", lambda: tmp_path)
    shipped.cache_clear()
    yield folder
    shipped.cache_clear()


def mended(folder: Path) -> Path:
    """The skeleton with its one wrong expectation put right."""
    path = folder / "scenarios" / "plain.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("stage: received}\nends", "stage: decided}\nends"), "utf-8"
    )
    return path


def test_the_skeleton_loads_and_one_story_fails(dropped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "check", str(dropped)]) == 1

    said = capsys.readouterr().out
    assert "scenarios/plain.yaml:10：`step.stage`：情景说 received，实际是 decided。" in said
    assert "只有1个情景" in said
    assert "procedure.yaml" not in said


def test_the_skeleton_is_sound_but_for_its_stories(dropped: Path) -> None:
    mended(dropped)

    left = {fault.what for fault in examine(dropped).faults}

    assert left == {"untold: only 1 stories in no story"}


def test_a_dropped_folder_is_a_procedure_that_can_be_walked_and_drawn(dropped: Path) -> None:
    path = mended(dropped)
    procedure = shipped()["water_permit"]
    calendar, state, on = Calendar.of_state_council(), State(), date(2026, 3, 2)
    doers = {
        "apply": Person("applicant", frozenset({"applicant"})),
        "review": Person("wang", frozenset({"clerk"})),
        "decide": Person("zhao", frozenset({"head"})),
    }
    answers = {"apply": {"applicant_name": "王小明", "request": "取水"}, "review": {"opinion": "符合"}, "decide": {}}

    for act in procedure.acts.values():
        assert act.id in {one.act.id for one in options(procedure, state, doers[act.id], on, calendar)}
        done = decide(
            procedure, state, act.id, by=doers[act.id], on=on, answers=answers[act.id], today=on, calendar=calendar
        )
        assert not isinstance(done, Refusal)
        for event in done:
            advance(procedure, state, event, calendar)

    assert (state.stage, state.outcome) == ("decided", "granted")
    assert story(procedure, path).passed
    assert "收件" in draw(procedure, state)
    assert "timerEventDefinition" in bpmn(procedure)


@pytest.mark.parametrize("name", ["", "Water", "../up", "a", "9lives", "with space"])
def test_a_name_that_cannot_be_a_folder_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadName):
        begin_pack(name, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_pack_that_is_there_is_not_written_over(dropped: Path) -> None:
    with pytest.raises(BadName, match="已经有"):
        begin_pack(dropped.name, dropped.parent)


def test_the_procedure_on_which_the_how_to_was_tried_is_sound() -> None:
    """It lies beside the tests and does not ship; `docs/how-to/add-a-procedure.md` names it."""
    texts = Path(__file__).resolve().parents[3] / "shared" / "laws"

    found = examine(Path(__file__).parent / "tried" / "bid_complaint", Texts(texts))

    assert [str(fault) for fault in found.faults] == []
