"""Who does not agree with a decision seeks the remedy from its page; the two cases know of one another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.pages.portal.conftest import Town, text
from tests.pages.portal.test_progress import asked

APPEAL = {
    "applicant_sex": "male", "applicant_age": "36", "applicant_address": "某区某路1号",
    "respondent_name": "测试市行政审批局",
    "respondent_kind": "department", "act_kind": "licence", "original_act": "不予行政许可决定",
    "relief_sought": "annul",
    "facts_and_reasons": "场所符合条件", "compensation_claimed": "no",
}  # fmt: skip


@pytest.fixture
def refused(town: Town, act: Callable[..., Any]) -> Any:
    """A licence that was refused."""
    case = town.file(Client())
    act(case, "accept")
    act(case, "review", "handler", review_opinion="refuse", review_reasons="场地不符", affects_others=False)
    act(case, "refuse", "head", refusal_reasons="场地不符", refusal_cites="食品安全法 第三十五条")
    return case


def shown(client: Client, case: Any) -> Any:
    from yifa.identifiers.case_number import show_query_code

    return asked(client, case.number, show_query_code(case.query_code))


def test_a_refusal_can_be_taken_to_reconsideration_from_its_page(client: Client, town: Town, refused: Any) -> None:
    from yifa.casework.models import Case, Link
    from yifa.casework.public import scope

    assert f"/progress/{refused.number}/seek/reconsideration/" in text(shown(client, refused))

    address = f"/progress/{refused.number}/seek/reconsideration/"
    begun = client.post(address, follow=True).request["PATH_INFO"]
    sent = client.post(town.fill(client, str(begun), APPEAL), follow=True)

    number = sent.context["case"].number
    with scope([town.organ.division]):
        appeal = Case.objects.get(number=number)
        assert (appeal.procedure, appeal.organ) == ("reconsideration", town.organ.parent_id)
        assert Link.objects.filter(case_id=appeal.id, kind="arises_from", other_id=refused.id).exists()


def test_a_case_without_a_decision_offers_no_remedy(client: Client, town: Town) -> None:
    case = town.file(Client())
    assert "/seek/" not in text(shown(client, case))
    assert client.get(f"/progress/{case.number}/seek/reconsideration/").status_code == 404


def test_nobody_seeks_a_remedy_in_a_case_that_they_have_not_shown_to_be_theirs(client: Client, refused: Any) -> None:
    response = client.post(f"/progress/{refused.number}/seek/reconsideration/")
    assert response.status_code == 302
    assert response["Location"].startswith("/progress/?number=")
