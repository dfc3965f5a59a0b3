"""The examples in the docstrings give what they say."""

import doctest

import pytest

from yifa.law import citation
from yifa.workdays import counting, length, units


@pytest.mark.parametrize("module", [citation, counting, length, units], ids=lambda module: module.__name__)
def test_the_examples_of_the_module_hold(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]

    assert tried
    assert not failed
