"""The interface keeps its own description, whatever is sent: no fault of ours, only declared answers of declared shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

if TYPE_CHECKING:
    from tests.api.conftest import Office

_QUIET = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def described(office: Office) -> Any:
    """The description, read from the running application, and the office with two cases behind it."""
    from yifa.config.wsgi import application

    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@_QUIET
def test_whatever_is_asked_is_answered_as_described(case: schemathesis.Case, office: Office) -> None:
    case.call_and_validate(headers=office.token("window1"))
