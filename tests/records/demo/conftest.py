"""A small demonstration city, loaded once for the tests of this folder and read by them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.conftest import _empty_all_tables

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The city at one twenty-thousandth of the volume, with what was loaded."""
    from yifa.demo.city import found
    from yifa.demo.load import load

    with django_db_blocker.unblock():
        city = found()
        loaded = load(city, seed=7, today=TODAY, scale=20_000)
        yield city, loaded
        _empty_all_tables()
