"""What the public may ask for without a matter: each procedure that is open to it, at the organs that run it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from tests.pages.portal.conftest import Town, text

LONG_AGO = date(2020, 1, 1)


def appointed(organ: Any, role: str, procedure: str = "") -> None:
    from yifa.organs.public import appoint, create_account

    account = create_account(f"{role}{procedure}", "何平")
    appoint(account, organ, role, since=LONG_AGO, procedure=procedure)


def test_a_procedure_is_offered_where_somebody_is_appointed_for_it(client: Client, town: Town) -> None:
    assert "/ask/disclosure/" in text(client.get("/"))
    assert "/ask/hotline/" not in text(client.get("/"))
    assert client.get(f"/ask/hotline/{town.organ.code}/").status_code == 404

    appointed(town.organ, "operator", "hotline")

    assert "/ask/hotline/" in text(client.get("/"))
    assert client.get("/ask/hotline/", follow=True).status_code == 200


def test_a_role_that_many_procedures_have_makes_no_organ_run_all_of_them(client: Client, town: Town) -> None:
    appointed(town.organ, "handler")
    assert "/ask/reconsideration/" not in text(client.get("/"))


def test_what_is_not_open_to_the_public_cannot_be_asked_for(client: Client, town: Town) -> None:
    appointed(town.organ, "handler", "penalty")
    assert client.get("/ask/penalty/").status_code == 404
    assert client.get("/ask/licensing/").status_code == 404


def test_a_demand_reaches_the_hotline(client: Client, town: Town) -> None:
    from yifa.casework.models import Case
    from yifa.casework.public import scope

    appointed(town.organ, "operator", "hotline")
    begun = client.post(f"/ask/hotline/{town.organ.code}/submit/", follow=True).request["PATH_INFO"]
    demand = {"emergency": "no", "title": "路灯不亮", "place": "人民路", "demand": "路灯坏了一周"}
    sent = client.post(town.fill(client, str(begun), demand), follow=True)

    with scope([town.organ.division]):
        assert Case.objects.get(number=sent.context["case"].number).procedure == "hotline"
