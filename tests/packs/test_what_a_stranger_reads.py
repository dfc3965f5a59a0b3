"""What somebody reads who wrote a pack wrong for the first time: where it is, what was meant, how to mend it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from yifa.cli.main import main
from yifa.procedure import packs_folder

PACK = "document_cleanup"
ARTICLE = "cites: 立法法 第一百一十六条"
WRONG: dict[str, tuple[str, str, str, list[str]]] = {
    "a key": ("procedure.yaml", "outcomes:", "outcoms:", ["`outcoms`：没有这个键", "是不是想写 `outcomes`？"]),
    "a key of an act": ("procedure.yaml", "    by: [", "    bye: [", ["procedure.yaml:", "是不是想写 `by`？"]),
    "a stage": ("procedure.yaml", "in: [gathering]", "in: [gatherring]", ["原文：in: [gatherring]", "`gathering`？"]),
    "a gate": ("procedure.yaml", "needs: [", "needs: [nosuch, ", ["没有名为“nosuch”的前置条件", "可以写的有："]),
    "a flag": ("procedure.yaml", "public: false", "public: no", ["只能写 `true` 或者 `false`"]),
    "a day": ("procedure.yaml", "edition: 2023-03-15", "edition: 2023-02-30", ["“2023-02-30”不是日期"]),
    "a length": ("deadlines.yaml", "value: 20 working days", "value: 廿个工作日", ["写成 `20 working days`"]),
    "an indent": ("procedure.yaml", "  department: {zh", "   department: {zh", ["procedure.yaml:15：", "左端对齐"]),
    "a tab": ("procedure.yaml", "  department: {zh", "\tdepartment: {zh", ["制表符", "改用空格缩进"]),
    "a comma": ("procedure.yaml", "{zh: 梳理清单, en", "{zh: 梳理清单，en", ["全角的标点"]),
    "a colon": ("procedure.yaml", "    zh: 列入清理", "    zh：列入清理", ["全角的标点"]),
    "a hidden sign": ("procedure.yaml", "zh: 列入清理", "zh: 列入\x07清理", ["procedure.yaml:38：", "控制字符"]),
    "a fragment": ("procedure.yaml", "arises_from: []", "include: [contestd]", ["是不是想写 `contested`？"]),
    "a parameter": ("procedure.yaml", "arises_from: []", "include: [contested]", ["“rule”没有值", "`with: {rule: …}`"]),
    "a statute": ("procedure.yaml", ARTICLE, "cites: 规章制定条例 第三条", ["是不是想写《规章制定程序条例》？"]),
    "a citation": ("procedure.yaml", ARTICLE, "cites: 立法法116条", ["写成“立法法 第…条”"]),
    "a word in braces": ("documents/minutes.md", "{cleanup_title}", "{cleanup_titel}", ["不认识“{cleanup_titel}”"]),
    "the head of a paper": ("documents/minutes.md", "---\n", "", ["documents/minutes.md:1：缺少文首说明"]),
    "an act in a story": ("scenarios/stopped.yaml", "act: start", "act: strat", ["没有名为“strat”的步骤", "`start`？"]),
    "somebody in a story": ("scenarios/stopped.yaml", "by: qing", "by: qin", ["没有人物“qin”", "是不是想写 `qing`？"]),
    "an outcome in a story": ("scenarios/stopped.yaml", "outcome: stopped", "outcome: stop", ["stop，实际是 stopped"]),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_slip_is_told_with_its_line_and_its_remedy(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, old, new, wanted = WRONG[what]
    path = copied(tmp_path) / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    assert main(["packs", "check", str(tmp_path / PACK)]) == 1

    said = capsys.readouterr().out
    assert [word for word in wanted if word not in said] == [], said
    assert len(said.splitlines()) < 45, said


def test_a_missing_file_does_not_make_the_other_files_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copied(tmp_path) / "form.yaml").unlink()

    assert main(["packs", "check", str(tmp_path / PACK)]) == 1

    said = capsys.readouterr().out
    assert "没有文件 `form.yaml`" in said
    assert "1 处问题" in said


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ("documnt_cleanup", "是不是想写 document_cleanup？"),
        (".", "还不是程序包"),
        ("document_cleanup/guide.md", "是一个文件"),
    ],
)
def test_what_is_no_pack_is_told_in_one_sentence(
    named: str, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copied(tmp_path)
    monkeypatch.chdir(tmp_path)

    assert main(["packs", "check", named]) == 2

    said = capsys.readouterr().err
    assert wanted in said
    assert len(said.splitlines()) == 1


def copied(folder: Path) -> Path:
    """A pack with the fragments beside it, to be spoilt."""
    shutil.copytree(packs_folder() / "_shared", folder / "_shared")
    return Path(shutil.copytree(packs_folder() / PACK, folder / PACK))
