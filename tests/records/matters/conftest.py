"""An organ with an empty list of matters, shared by the tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from yifa.organs.public import Organ


@pytest.fixture
def bureau(db: None) -> Organ:
    from yifa.organs.public import Division, Organ

    Division.objects.create(code="420700", name="鄂州市", level="3", parent="420000")
    return Organ.objects.create(
        code="11430000006122244L", name="鄂州市行政审批局", division="420700", level="3", kind="行政审批部门"
    )
