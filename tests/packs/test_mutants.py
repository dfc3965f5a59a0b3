"""A pack is broken in many ways, and the checker or a story notices: a small draw, `yifa packs mutants` for more."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from yifa.law import Texts
from yifa.procedure import PackFaults, load, packs_folder
from yifa.procedure.checking.mutants import FILES, Mutants, try_mutants
from yifa.procedure.checking.mutations import changed, mutations
from yifa.procedure.days import before
from yifa.procedure.source import read_yaml
from yifa.workdays import Calendar, Length

TEXTS = Path(__file__).resolve().parents[3] / "shared" / "laws"
SMALL = Path(__file__).parent / "tried" / "bid_complaint"


def plain(folder: Path) -> dict[str, dict[str, object]]:
    return {name: root.plain() for name in FILES if (root := read_yaml(folder / f"{name}.yaml", name, [])) is not None}


def test_a_mutation_changes_one_passage_and_leaves_the_rest() -> None:
    docs = plain(SMALL)

    for mutation in mutations(docs):
        after = changed(docs, mutation)
        differing = [key for key in docs[mutation.file] if after.get(key) != docs[mutation.file][key]]
        assert differing == [mutation.path[0]], mutation.zh


def test_many_ways_are_known_to_break_a_pack() -> None:
    kinds = {mutation.kind for mutation in mutations(plain(packs_folder() / "licensing"))}

    assert len(kinds) >= 20
    assert {"去掉前置条件", "改期限", "去掉中止", "引错条文", "去掉回避", "减少人数", "换角色", "颠倒条件"} <= kinds


def test_nothing_before_a_day_is_that_day_in_every_unit() -> None:
    """So that another unit for the 0 of a clock that runs towards a day is no break, and is not tried."""
    saturday, calendar = date(2026, 7, 11), Calendar.of_state_council()

    assert {
        before(saturday, Length.parse(f"0 {unit}"), calendar).day for unit in ("days", "working days", "months")
    } == {saturday}
    tried = [one for one in mutations(plain(packs_folder() / "document_cleanup")) if one.path[1:2] == ("reporting",)]
    assert [one.zh for one in tried if one.kind == "改期限"] == [
        "“部门报送期限”由 0 days 改为 1 days", "“部门报送期限”由 0 days 改为 5 days",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def tried() -> Mutants:
    return try_mutants(SMALL, 60, 1, Texts(TEXTS))


def test_nearly_all_of_a_draw_are_noticed(tried: Mutants) -> None:
    assert tried.share >= 0.85, "\n".join(tried.in_words())


def test_the_same_seed_breaks_the_same_things_and_leaves_the_pack_alone(tried: Mutants) -> None:
    before = load(SMALL).digest

    again = try_mutants(SMALL, 5, 1, Texts(TEXTS))

    assert [one.mutation for one in again.tried] == [one.mutation for one in tried.tried[:5]]
    assert load(SMALL).digest == before


def test_what_means_nothing_is_not_counted(tried: Mutants) -> None:
    counted = len(tried.of("caught")) + len(tried.of("survived"))

    assert counted + len(tried.of("same")) + len(tried.of("unseen")) == 60
    assert tried.share == len(tried.of("caught")) / counted


def test_a_pack_whose_stories_fail_is_not_tried(tmp_path: Path) -> None:
    """Such a story would seem to notice every change."""
    folder = Path(shutil.copytree(SMALL, tmp_path / SMALL.name))
    path = folder / "scenarios" / "plain.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("stage: ", "stage: not_", 1), encoding="utf-8")

    with pytest.raises(PackFaults):
        try_mutants(folder, 1, 1)
