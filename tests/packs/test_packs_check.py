"""Every pack that ships is sound, whole, and carries its law: what the checker asks, and what a reader expects."""

from pathlib import Path

import pytest

from yifa.law import Texts
from yifa.procedure import Procedure, draw, examine, faults_between, load, packs_folder, shipped
from yifa.procedure.model import LAW

TEXTS = Path(__file__).resolve().parents[3] / "shared" / "laws"
PACKS = {path.parent.name: path.parent for path in sorted(packs_folder().glob("[!_]*/procedure.yaml"))}


@pytest.fixture(params=PACKS, scope="module")
def procedure(request: pytest.FixtureRequest) -> Procedure:
    return load(PACKS[request.param])


def test_the_checker_finds_nothing(procedure: Procedure) -> None:
    """Where the texts of the statutes are at hand (`../shared/laws`), every citation is read in them."""
    assert [str(fault) for fault in examine(Path(procedure.folder), Texts(TEXTS)).faults] == []


def test_packs_name_of_one_another_only_what_is_there() -> None:
    """What one pack hears, takes over or arises from in another is there; packs that are not there are not missed."""
    assert [str(fault) for fault in faults_between(shipped())] == []


def test_the_folder_bears_the_name_of_the_procedure(procedure: Procedure) -> None:
    assert Path(procedure.folder).name == procedure.id


def test_every_pack_has_a_guide_and_five_stories_or_more(procedure: Procedure) -> None:
    folder = Path(procedure.folder)

    assert procedure.guide.strip()
    assert len(list(folder.glob("scenarios/*.yaml"))) >= 5


def test_every_gate_says_what_opens_it_in_whole_sentences(procedure: Procedure) -> None:
    for gate in procedure.gates.values():
        assert gate.refusal.endswith("。")
        assert gate.remedy.endswith("。")


def test_every_act_of_the_law_cites_its_article_or_its_document(procedure: Procedure) -> None:
    """A document such as 国办函〔2025〕66号 has no articles to cite."""
    for act in procedure.acts.values():
        if LAW in act.by:
            assert "第" in act.cites or "〔" in act.cites, act.id


def test_every_pack_can_be_drawn(procedure: Procedure) -> None:
    assert draw(procedure).startswith("<svg")
