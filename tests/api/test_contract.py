"""The interface keeps its own description, whatever is sent: declared answers of declared shape, no fault of ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import ignored_auth, negative_data_rejection, positive_data_acceptance

from yifa.config.wsgi import application

if TYPE_CHECKING:
    from tests.api.conftest import Office

_BOUNDED = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
_CONFIG = SchemathesisConfig.from_path(Path(__file__).resolve().parents[2] / "schemathesis.toml")
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=_CONFIG)


@schema.parametrize()
@_BOUNDED
def test_whatever_is_asked_is_answered_as_described(case: schemathesis.Case, office: Office) -> None:
    case.call_and_validate(headers=office.token("window1"))


_ACTS = ("accept", "withdraw", "request_correction", "grant")


@schema.include(path_regex="number|code|applications").parametrize()
@_BOUNDED
def test_what_is_asked_about_things_that_exist_is_answered_as_described(
    case: schemathesis.Case, office: Office
) -> None:
    receipt = office.filed()
    known = {"number": receipt["number"], "code": office.matter.pk}
    for name in set(known) & set(case.path_parameters or {}):
        case.path_parameters[name] = known[name]
    if "act" in (case.path_parameters or {}):
        case.path_parameters["act"] = _ACTS[len(str(case.body)) % len(_ACTS)]
    if isinstance(case.body, dict) and "matter" in case.body:
        case.body["matter"] = office.matter.pk
    asked = case.call(headers={**office.token("window1"), "X-Query-Code": receipt["query_code"]})

    # The request was changed after it was made up, so the checks that know whether it was a good one do not apply.
    made_up = [positive_data_acceptance, negative_data_rejection, ignored_auth]
    case.validate_response(asked, excluded_checks=made_up)
