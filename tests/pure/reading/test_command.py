"""`yifa read`: what it prints and writes, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from yifa.cli.main import main

BROKEN = "收到申请100件（网上80件、信函15件、当面10件）。"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "年报.txt"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_figures_and_relations_are_written_in_their_shapes(report: Path, tmp_path: Path) -> None:
    lines, ties = tmp_path / "f.jsonl", tmp_path / "r.json"

    assert main(["read", "figures", str(report), "--jsonl", str(lines), "--relations", str(ties)]) == 0

    first = json.loads(lines.read_text("utf-8").splitlines()[0])
    assert {"id", "start", "end", "text", "value", "unit", "approx", "subject", "topic"} <= first.keys()
    assert json.loads(ties.read_text("utf-8"))[0] | {"rule": ""} == {
        "kind": "sum", "total": "f1", "parts": ["f2", "f3", "f4"], "holds": False, "rule": ""}


def test_the_audit_ends_well_whatever_it_finds(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "audit", str(report)]) == 0
    assert "80 + 15 + 10 = 105" in capsys.readouterr().out

    assert main(["read", "audit", str(report), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["weight"] == "contradiction"


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0 old", b"PK\x03\x04", b"%PDF-1.4", b""])
def test_a_file_that_cannot_be_read_ends_with_2_and_a_sentence(
        content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(content)

    assert main(["read", "audit", str(path)]) == 2
    assert capsys.readouterr().err.startswith("坏.docx：")


def test_a_comparison_needs_two_files(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "compare", str(report)]) == 2
    assert "至少要两个文件" in capsys.readouterr().err


def test_a_comparison_is_printed_and_written(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "另一篇.txt"
    other.write_text("行政复议申请受理20件。收到申请60件。", encoding="utf-8")

    assert main(["read", "compare", str(report), str(other)]) == 0
    assert "各主题的数" in capsys.readouterr().out

    assert main(["read", "compare", str(report), str(other), "--html", str(tmp_path / "c.html")]) == 0
    assert (tmp_path / "c.html").read_text("utf-8").startswith("<!doctype html>")
