"""A bureau with its people, and the steps of a licence, for the tests of the one door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.records.casework.bureau import Bureau
from yifa.casework.public import scope


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    """An approval bureau in 420704, committed, so that threads and other connections see it."""
    return Bureau.make()


@pytest.fixture
def in_scope(bureau: Bureau) -> Iterator[None]:
    """The test's own transaction sees the bureau's division."""
    with scope([bureau.division]):
        yield


@pytest.fixture
def monday() -> date:
    """A working Monday with no holiday near."""
    return date(2026, 3, 9)
