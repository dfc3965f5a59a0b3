"""A small office for the tests of the interface: an organ, its people, one matter, and how to speak as each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.http import HttpResponse

    from yifa.matters.public import Matter
    from yifa.organs.public import Organ

BASE = "/api/v1"
STAFF = {"window1": "window", "handler1": "handler", "head1": "head", "officer1": "disclosure_officer"}


@dataclass
class Office:
    """An organ with a matter and staff; `ask` and `tell` speak to the running interface."""

    organ: Organ
    matter: Matter

    def application(self, **changed: Any) -> dict[str, Any]:
        """A lawful application for the matter."""
        from tests.records.casework.bureau import APPLY

        return {"matter": self.matter.pk, "answers": {**APPLY, "channel": "2", **changed}}

    def token(self, username: str) -> dict[str, str]:
        """The header with which a program speaks for an account."""
        from yifa.api import tokens
        from yifa.casework.public import today
        from yifa.organs.public import Account

        token = tokens.issue(Account.objects.get(username=username), today=today(), days=1)
        return {"Authorization": f"Bearer {token}"}

    def ask(self, path: str, **headers: str) -> Answer:
        """GET."""
        from django.test import Client

        return Answer(Client(raise_request_exception=False).get(BASE + path, headers=_headers(headers)))

    def tell(self, path: str, body: Any, **headers: str) -> Answer:
        """POST; a text goes as it is."""
        from django.test import Client

        text = body if isinstance(body, str | bytes) else json.dumps(body)
        client = Client(raise_request_exception=False)
        return Answer(client.post(BASE + path, text, content_type="application/json", headers=_headers(headers)))

    def filed(self, **changed: Any) -> dict[str, Any]:
        """File a lawful application; the receipt."""
        answer = self.tell("/applications", self.application(**changed))
        assert answer.status == 201, answer.said
        return answer.said


def _headers(given: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in given.items()}


class Answer:
    """What came back: status, headers, and the JSON said."""

    def __init__(self, response: HttpResponse) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.said: Any = json.loads(response.content)


@pytest.fixture
def office(transactional_db: None) -> Office:
    """The office, committed."""
    from django.core.cache import cache

    from yifa.casework import access
    from yifa.identifiers import reserved_credit_code
    from yifa.matters.public import adopt
    from yifa.organs.public import Division, Organ, appoint, create_account

    cache.clear()
    access.division_of.cache_clear()
    Division.objects.create(code="590102", name="城东区", level="4", parent="590100")
    organ = Organ.objects.create(
        code=reserved_credit_code(2, kind="11", division="590102"), name="城东区行政审批局", word="东审",
        division="590102", level="4", kind="行政审批部门",
    )  # fmt: skip
    for username, role in STAFF.items():
        appoint(create_account(username, role), organ, role, since=date(2020, 1, 1))
    return Office(organ, adopt(organ, "food-trading-and-catering-licence", promised="10 working days"))
