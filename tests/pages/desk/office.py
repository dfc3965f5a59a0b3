"""An approval bureau with accounts, posts and one matter, and browsers without script for its people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from django.test import Client

from yifa.casework import access
from yifa.casework.public import Case, Done, open_case, perform, scope, today
from yifa.identifiers import reserved_citizen_number, reserved_credit_code, reserved_mobile
from yifa.matters.public import Matter, adopt, catalogue
from yifa.organs.models import Division, Organ
from yifa.organs.public import ADMINISTRATOR, AUDITOR, SECURITY_OFFICER, Account, appoint, create_account

DIVISION = "590100"
SINCE = date(2020, 1, 1)
PASSWORD = "test-only-long-password"
PEOPLE = {
    "wang": ("window",),
    "li": ("handler",),
    "zhou": ("handler",),
    "zheng": ("reviewer",),
    "huang": ("head",),
    "he": ("disclosure_officer",),
    "lin": ("disclosure_head",),
    "han": (ADMINISTRATOR,),
    "tang": (SECURITY_OFFICER,),
    "cao": (AUDITOR,),
}
APPLY: dict[str, Any] = {
    "channel": "1",
    "application_kind": "new",
    "applicant_kind": "natural",
    "applicant_name": "张三丰",
    "applicant_id": reserved_citizen_number(1),
    "mobile": reserved_mobile(1),
    "summary": "申请一项许可",
}


@dataclass
class Office:
    """The bureau, its matter and its people by user name."""

    organ: Organ
    matter: Matter
    people: dict[str, Account]

    @classmethod
    def make(cls, n: int = 1) -> Office:
        """Found the bureau; a second one, with another `n`, has its own people."""
        access.division_of.cache_clear()
        Division.objects.get_or_create(code=DIVISION, defaults={"name": "示范市", "level": "3"})
        organ = Organ.objects.create(
            code=reserved_credit_code(n, kind="11", division=DIVISION), name=f"示范市测试局{n}", word="示测",
            division=DIVISION, level="3", kind="行政审批部门", phone="0000-12345",
        )  # fmt: skip
        people = {}
        for name, roles in PEOPLE.items():
            account = create_account(f"{name}.{n}", f"{name}{n}", PASSWORD)
            Account.objects.filter(pk=account.pk).update(must_change_password=False)
            for role in roles:
                appoint(account, organ, role, since=SINCE)
            people[name] = Account.objects.get(pk=account.pk)
        return cls(organ, _plain_matter(organ), people)

    def browser(self, name: str) -> Client:
        """A browser in which somebody is signed in."""
        client = Client()
        client.force_login(self.people[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    def applied(self, **changed: Any) -> Done:
        """A case opened at the window today."""
        return open_case(
            "licensing", "apply", by=self.people["wang"], organ=self.organ.code, matter=self.matter.pk, on=today(),
            answers=APPLY | changed,
        )  # fmt: skip

    def act(self, case: int, act: str, name: str, **answers: Any) -> Done:
        """An act done by somebody today, by the door."""
        return perform(case, act, by=self.people[name], on=today(), answers=answers)

    def stage(self, number: str) -> str:
        """Where a case stands."""
        with scope([DIVISION]):
            return Case.objects.get(number=number).stage


def _plain_matter(organ: Organ) -> Matter:
    """A matter without special steps: taken over from the shipped catalogue, the first that is plain."""
    for row in catalogue():
        if organ.level not in row.levels:
            continue
        matter = adopt(organ, row.id)
        special = (matter.site_check, matter.testing, matter.special_step, matter.is_major, matter.limit_before)
        if matter.procedure == "licensing" and not any(special) and not matter.hearing and len(matter.limit_steps) == 1:
            return matter
    raise AssertionError("the catalogue has a plain matter")


def form_of(page: str, action: str) -> dict[str, str]:
    """What a browser would send of the form with this action, before anybody fills it in: its hidden inputs."""
    form = re.search(rf'<form[^>]*action="[^"]*{re.escape(action)}"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert form, f"no form for {action}"
    inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[1])
    return {name: unescape(value) for name, value in inputs}


def text_of(response: Any) -> str:
    """The words of a page."""
    return unescape(re.sub(r"<[^>]+>", "", response.content.decode()))
