"""An organ with a few matters on its list, shared by the tests of this folder."""

from __future__ import annotations

import pytest

from yifa.organs.public import Division, Organ


@pytest.fixture
def bureau(db: None) -> Organ:
    Division.objects.create(code="420700", name="鄂州市", level="3", parent="420000")
    return Organ.objects.create(
        code="11430000006122244L", name="鄂州市行政审批局", division="420700", level="3", kind="行政审批部门"
    )
