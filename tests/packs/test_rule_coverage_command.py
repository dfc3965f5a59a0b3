"""The coverage of a rule base is counted section by section: what is national law, what is encoded, what is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from yifa.cli.main import main
from yifa.procedure import load, packs_folder
from yifa.procedure.checking.coverage import coverage, rules_of
from yifa.procedure.checking.examine import told

BASE = """# Rules
## 1. Licences 许可
| ID | Step | tag |
|---|---|---|
| XK-01 | 公示 / publish | NAT [V] |
| XK-02 | 申请 / apply | NAT [V] |
| XK-21 | 提醒 / remind | LOC |
| XK-99 | 没有 / nowhere | NAT |
### 13A. Penalty 处罚
| CF-01 | 时效 / limitation | POL (not NATional) |
| XK-02 | 申请 / again | NAT |
"""


def test_rows_are_read_by_section_with_their_scope() -> None:
    sections = rules_of(BASE)

    assert [(number, [rule.id for rule in rules]) for number, _, rules in sections] == [
        ("1", ["XK-01", "XK-02", "XK-21", "XK-99"]),
        ("13A", ["CF-01"]),
    ]
    assert [rule.id for _, _, rules in sections for rule in rules if rule.national] == ["XK-01", "XK-02", "XK-99"]


def test_a_row_counts_as_exercised_where_a_story_passes_a_place_of_it(tmp_path: Path) -> None:
    path = tmp_path / "rules.md"
    path.write_text(BASE, encoding="utf-8")
    licensing = load(packs_folder() / "licensing")

    first = coverage(path, [(licensing, told(licensing))])[0]

    assert first.encoded == ("XK-01", "XK-02")
    assert first.exercised == ("XK-02",)
    assert first.missing == ("XK-99",)


def test_the_command_prints_json_and_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rules.md"
    path.write_text(BASE, encoding="utf-8")

    assert main(["packs", "coverage", "licensing", "--rules", str(path), "--json"]) == 0
    told_json = json.loads(capsys.readouterr().out)
    assert main(["packs", "coverage", "licensing", "--rules", str(path)]) == 0
    told_words = capsys.readouterr().out

    assert told_json["sections"]["13A"] == {"nat": 0, "encoded": 0, "exercised": 0, "missing": [], "reasons": {}}
    assert told_json["sections"]["1"]["missing"] == ["XK-99"]
    assert "XK-99 没有：未编" in told_words
    assert "XK-01 公示：licensing；没有情景走到；公示是机关的持续义务" in told_words
