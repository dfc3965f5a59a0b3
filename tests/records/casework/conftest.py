"""A bureau with its people, for the tests of the one door. Its import waits, because Django isn't ready yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.records.casework.bureau import Bureau


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    """An approval bureau in 420704, committed, so that threads and other connections see it."""
    from tests.records.casework.bureau import Bureau

    return Bureau.make()
