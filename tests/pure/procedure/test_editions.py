"""A case keeps the edition of the procedure it was opened under; packs are found by folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pure.procedure.trial import FOLDER

from yifa.procedure import PackFaults, edition, library, packs_folder, shipped


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packs: the trial pack, an older edition of it, and a folder of fragments."""
    shutil.copytree(FOLDER, tmp_path / "permit")
    older = tmp_path / "permit" / "editions" / "2010-01-01"
    shutil.copytree(FOLDER, older)
    text = (older / "procedure.yaml").read_text("utf-8").replace("edition: 2020-01-01", "edition: 2010-01-01")
    (older / "procedure.yaml").write_text(text, "utf-8")
    (tmp_path / "_shared").mkdir()
    monkeypatch.setattr(library, "packs_folder", lambda: tmp_path)
    shipped.cache_clear()
    edition.cache_clear()
    yield tmp_path
    shipped.cache_clear()
    edition.cache_clear()


def test_the_packs_that_ship_are_those_in_the_folder() -> None:
    shipped.cache_clear()

    assert set(shipped()) == {path.parent.name for path in packs_folder().glob("*/procedure.yaml")}


def test_the_newest_edition_is_shipped_and_older_ones_are_found_by_their_day(packs: Path) -> None:
    assert {id: procedure.edition for id, procedure in shipped().items()} == {"permit": "2020-01-01"}
    assert edition("permit", "2020-01-01") is shipped()["permit"]
    assert edition("permit", "2010-01-01").edition == "2010-01-01"


@pytest.mark.parametrize("day", ["1999-01-01", "../../permit", ""])
def test_an_edition_that_never_was_is_not_found(packs: Path, day: str) -> None:
    with pytest.raises(KeyError):
        edition("permit", day)


def test_the_faults_of_all_packs_are_told_together(packs: Path) -> None:
    for name in ("one", "two"):
        (packs / name).mkdir()
        (packs / name / "procedure.yaml").write_text("id: x\n", "utf-8")

    with pytest.raises(PackFaults) as raised:
        shipped()

    files = {fault.place.file for fault in raised.value.faults}
    assert {"one/form.yaml", "two/form.yaml"} <= files
