"""The reference of the pack format names every type, question and refusal code there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from yifa.procedure.compile_acts import FIELD_TYPES
from yifa.procedure.compile_conditions import _KINDS, _TESTS

ROOT = Path(__file__).parents[3]
REFERENCE = (ROOT / "docs" / "reference" / "pack-format.md").read_text(encoding="utf-8")
DECIDE = (ROOT / "src" / "yifa" / "procedure" / "decide.py").read_text(encoding="utf-8")
CODES = sorted(set(re.findall(r'"((?:act|wait|clock)\.[a-z_]+)"', DECIDE)))


@pytest.mark.parametrize("word", [*FIELD_TYPES, *_KINDS, *_TESTS])
def test_every_word_of_the_format_is_in_the_reference(word: str) -> None:
    assert re.search(rf"[`{{ ]{word}[`:, }}]", REFERENCE), word


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_code_is_in_the_reference(code: str) -> None:
    assert code in REFERENCE
