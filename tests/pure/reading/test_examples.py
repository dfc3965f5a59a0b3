"""The examples in the docstrings of the reader are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import yifa.reading

MODULES = [name for _, name, _ in pkgutil.iter_modules(yifa.reading.__path__, "yifa.reading.")]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_a_module_hold(module: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(module))

    assert failed == 0


def test_the_examples_of_the_explanation_hold() -> None:
    page = Path(__file__).resolve().parents[3] / "docs" / "explanation" / "reading.md"

    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")

    assert (failed, tried) == (0, 6)
