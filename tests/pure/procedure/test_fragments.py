"""Shared fragments: what the law repeats is written once, joined to a pack with its own lines, and never changes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from yifa.procedure import PackFaults, Procedure, load

PACKS = Path(__file__).parent / "packs"


def changed(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """The fine and its fragments copied, one text of one file being another."""
    if not (tmp_path / "fine").exists():
        shutil.copytree(PACKS / "fine", tmp_path / "fine")
        shutil.copytree(PACKS / "_shared", tmp_path / "_shared")
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path / "fine"


def faults(folder: Path) -> list[str]:
    with pytest.raises(PackFaults) as raised:
        load(folder)
    return [str(fault) for fault in raised.value.faults]


def fine() -> Procedure:
    return load(PACKS / "fine")


def test_the_parts_of_a_fragment_follow_those_of_the_pack_each_at_its_own_place() -> None:
    procedure = fine()

    assert list(procedure.acts)[-3:] == ["serve", "ask_annulment", "annul"]
    assert str(procedure.acts["annul"].place).startswith("_shared/late.yaml:")
    assert str(procedure.acts["decide"].place).startswith("procedure.yaml:")
    assert str(procedure.fields["knew_on"].place).startswith("_shared/late.yaml:")


def test_a_parameter_is_replaced_spliced_into_a_list_or_left_out(tmp_path: Path) -> None:
    assert fine().acts["serve"].stages == ("decided",)
    assert fine().acts["annul"].stages == ("decided",)

    folder = changed(tmp_path, "fine/procedure.yaml", "[decided]}}", "[decided], closed_too: [closed, opened]}}")

    assert load(folder).acts["annul"].stages == ("decided", "closed", "opened")


def test_a_template_of_a_fragment_lies_beside_it() -> None:
    procedure = fine()

    assert (Path(procedure.folder) / procedure.papers["service_receipt"].template).is_file()


def test_the_digest_covers_fragments_and_their_templates(tmp_path: Path) -> None:
    before = fine().digest
    folder = changed(tmp_path, "_shared/late.yaml", "zh: 撤销", "zh: 撤销决定")
    after = load(folder).digest

    assert before != after
    changed(tmp_path, "_shared/documents/service_receipt.md", "{served_on}", "{served_on} 送达")
    assert load(folder).digest not in (before, after)


def test_a_fault_in_a_fragment_names_the_fragment_and_its_line(tmp_path: Path) -> None:
    found = faults(changed(tmp_path, "_shared/late.yaml", "needs: [in_time]", "needs: [in_tyme]"))

    assert len(found) == 1
    assert found[0].startswith("_shared/late.yaml:29：没有名为“in_tyme”的前置条件 (gate)。改法：是不是想写 `in_time`？")


def test_a_fault_in_what_a_pack_gives_names_the_pack(tmp_path: Path) -> None:
    found = faults(changed(tmp_path, "fine/procedure.yaml", "served_in: [decided]", "served_in: [decidet]"))

    assert len(found) == 1
    assert found[0].startswith("procedure.yaml:9：没有名为“decidet”的阶段 (stage)。改法：是不是想写 `decided`？")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("fine/procedure.yaml", "fragment: late", "fragment: lade", "没有名为“lade”的片段。改法：是不是想写 `late`？"),
        ("fine/procedure.yaml", "served_in: [", "served_on: [", "parameter $served_in has no value"),
        ("fine/procedure.yaml", "served_in: [decided]", "served_in: [decided], x: 1", "has no parameter 'x'"),
        ("fine/procedure.yaml", "  pay:", "  annul:", "'annul' is declared already, at procedure.yaml:"),
        ("fine/procedure.yaml", "include:\n", "include:\n  - late\n", "is included twice"),
        ("_shared/late.yaml", "gates:", "doors:", "doors: is not a known key"),
        ("_shared/late.yaml", "knew_on, length", "known_on, length", "是不是想写 `knew_on`"),
    ],
)
def test_what_is_wrong_with_an_inclusion_is_told(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(changed(tmp_path, file, old, new)))
