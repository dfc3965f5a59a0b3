"""Strict YAML: whatever a pack must not hold is told with its file and line, and never brings the reader down."""

from __future__ import annotations

from pathlib import Path

import pytest

from yifa.procedure.faults import Fault
from yifa.procedure.source import LARGEST, Node, read_yaml


def read(folder: Path, text: str | bytes) -> tuple[Node | None, list[Fault]]:
    path, faults = folder / "form.yaml", list[Fault]()
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(path, "form.yaml", faults), faults


def test_values_know_their_lines_and_days_stay_text(tmp_path: Path) -> None:
    node, faults = read(tmp_path, "a: 1\nb:\n  on: 2026-03-05\n  no: [true, null, '7', 08]\n")

    assert not faults
    assert node is not None
    assert node.plain() == {"a": 1, "b": {"on": "2026-03-05", "no": [True, None, "7", "08"]}}
    assert node.lines == {"a": 1, "b": 2}


BAD = {
    "a key twice": ("a: 1\nb: 2\na: 3\n", 3, "given twice"),
    "a tab": ("a:\n\tb: 1\n", 2, "not YAML"),
    "an open bracket": ("a: [1, 2\nb: 3\n", 2, "not YAML"),
    "a tag": ("a: 1\nb: !!python/object:os.system x\n", 2, "tag"),
    "an anchor in itself": ("a: &x\n  b: *x\n", 2, "contains itself"),
    "an unknown anchor": ("a: *x\n", 1, "unknown anchor"),
    "two documents": ("a: 1\n---\nb: 2\n", 1, "more than one document"),
    "a list": ("- a\n- b\n", 1, "mapping"),
    "nothing": ("", 1, "empty"),
    "a list as key": ("? [a, b]\n: 1\n", 1, "not a word"),
    "deep nesting": ("a: " + "[" * 5_000 + "]" * 5_000, 1, "nested deeper"),
    "another encoding": ("a: 1\nb: 许可\n".encode("gb18030"), 2, "UTF-8"),
    "a control character": ("a: 1\nb: \x07\n", 2, "not YAML"),
    "too much": (b"a: " + b"x" * LARGEST, 1, "larger than"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_clear_fault_with_its_line(name: str, tmp_path: Path) -> None:
    text, line, what = BAD[name]

    _, faults = read(tmp_path, text)

    assert len(faults) == 1
    assert what in str(faults[0])
    assert (faults[0].place.file, faults[0].place.line) == ("form.yaml", line)
    assert faults[0].zh


def test_a_bomb_of_aliases_is_counted_and_refused(tmp_path: Path) -> None:
    rows = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    _, faults = read(tmp_path, "\n".join(rows))

    assert len(faults) == 1
    assert "more than" in faults[0].what


def test_an_alias_may_be_used_where_it_saves_writing(tmp_path: Path) -> None:
    node, faults = read(tmp_path, "a: &law [行政许可法]\nb: *law\n")

    assert not faults
    assert node is not None
    assert node.plain() == {"a": ["行政许可法"], "b": ["行政许可法"]}


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    faults = list[Fault]()

    assert read_yaml(tmp_path / "none.yaml", "none.yaml", faults) is None
    assert "cannot be read" in faults[0].what
