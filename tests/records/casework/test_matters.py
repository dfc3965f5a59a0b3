"""A case is opened on a matter only by the organ that has it, under the procedure that works it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

ON = date(2026, 3, 2)


@pytest.fixture
def city() -> Any:
    from yifa.demo.city import found

    return found()


def _open(city: Any, *, matter: str, organ: str, procedure: str = "licensing") -> Any:
    from random import Random

    from yifa.casework.public import open_case
    from yifa.demo.people import applicant
    from yifa.procedure import Person

    window = Person("account:1", frozenset({"window"}), organ)
    who = applicant(Random(1), 1, person=True)
    answers = {"channel": "1", "application_kind": "new", "summary": "申请", **who.answers}
    return open_case(procedure, "apply", by=window, organ=organ, matter=matter, on=ON, answers=answers)


def test_the_terms_of_the_matter_are_recorded_with_the_case(city: Any) -> None:
    from yifa.casework.public import scope, standing
    from yifa.matters.public import matters_of

    matter = matters_of(city.bureau).filter(procedure="licensing").exclude(promised="").first()

    done = _open(city, matter=matter.implementation_code, organ=city.bureau.code)

    assert done.case.number.startswith(matter.implementation_code)
    with scope([city.bureau.division]):
        stands = standing(done.case.id)
    assert stands is not None
    assert stands.state.terms["promised"] == matter.promised


def test_another_organ_cannot_open_a_case_on_the_matter(city: Any) -> None:
    from yifa.casework.public import NoSuchMatter
    from yifa.matters.public import matters_of

    matter = matters_of(city.bureau).filter(procedure="licensing").first()

    with pytest.raises(NoSuchMatter, match="没有实施编码"):
        _open(city, matter=matter.implementation_code, organ=city.government.code)


def test_a_matter_without_this_procedure_cannot_be_applied_for(city: Any) -> None:
    from yifa.casework.public import NoSuchMatter
    from yifa.matters.public import matters_of

    matter = matters_of(city.bureau).exclude(procedure="licensing").first()

    with pytest.raises(NoSuchMatter):
        _open(city, matter=matter.implementation_code, organ=city.bureau.code)
