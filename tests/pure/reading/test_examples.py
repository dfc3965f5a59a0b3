"""The examples in the docstrings of the reader are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import yifa.reading

MODULES = [name for _, name, _ in pkgutil.iter_modules(yifa.reading.__path__, "yifa.reading.")]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_a_module_hold(module: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(module))

    assert failed == 0
