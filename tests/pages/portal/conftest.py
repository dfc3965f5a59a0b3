"""A small town with one bureau, three matters, and somebody who files at its portal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


@dataclass
class Town:
    """What was founded; `answers` are what the filer answers to each question of a licence."""

    organ: Any
    matter: Any
    confirmed: Any
    people: dict[str, Any]
    answers: dict[str, str] = field(default_factory=dict)

    def begin(self, client: Client) -> str:
        """Begin to file for the matter; the address of the first page."""
        response = client.post(f"/matters/{self.matter.pk}/apply/", follow=True)
        return str(response.request["PATH_INFO"])

    def fill(self, client: Client, address: str, answers: dict[str, Any] | None = None) -> str:
        """Answer page after page until the check page; its address."""
        given = self.answers | (answers or {})
        for _ in range(30):
            if address.endswith("/check/"):
                return address
            response = client.post(address, {name: _sent(value) for name, value in given.items()}, follow=True)
            assert response.status_code == 200, response.context["errors"]
            address = str(response.request["PATH_INFO"])
        raise AssertionError(f"没有走到检查页，停在 {address}")

    def file(self, client: Client, answers: dict[str, Any] | None = None) -> Any:
        """File a licence application; the case as its table has it."""
        check = self.fill(client, self.begin(client), answers)
        response = client.post(check, follow=True)
        assert response.status_code == 200
        return response.context["case"]


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    """The town, committed; files and reports lie in a folder of the test."""
    from django.core.cache import cache

    from yifa.casework import access
    from yifa.identifiers import reserved_citizen_number, reserved_credit_code, reserved_mobile
    from yifa.matters.public import adopt
    from yifa.organs.public import Division, Organ, appoint, create_account
    from yifa.procedure import Person

    settings.UPLOAD_FOLDER, settings.REPORT_FOLDER = tmp_path / "files", tmp_path / "reports"
    cache.clear()
    access.division_of.cache_clear()
    Division.objects.get_or_create(code="420704", defaults={"name": "测试市", "level": "4", "parent": ""})
    government = Organ.objects.create(
        code=reserved_credit_code(1, kind="11"), name="测试市人民政府", division="420704", level="3", kind="人民政府",
        is_government=True,
    )  # fmt: skip
    organ = Organ.objects.create(
        code=reserved_credit_code(2, kind="11"), name="测试市行政审批局", word="测审", division="420704", level="3",
        kind="行政审批部门", parent=government, phone="0000-12345", address="人民路一号",
    )  # fmt: skip
    matter = adopt(
        organ, "food-trading-and-catering-licence", promised="10 working days", handling_place="市民中心一楼"
    )
    confirmed = next(
        adopt(organ, row.id) for row in _rows() if row.type == "07" and organ.level in row.levels and not row.limit
    )
    people = {
        role: Person(f"account:{role}", frozenset({role}), organ.code, role)
        for role in ("window", "handler", "reviewer", "head", "disclosure_officer")
    }
    appoint(create_account("gong", "何平"), organ, "disclosure_officer", since=date(2020, 1, 1))
    answers = {
        "application_kind": "new", "applicant_kind": "natural", "applicant_name": "张三丰",
        "applicant_id": reserved_citizen_number(7), "mobile": reserved_mobile(7), "summary": "开一家小餐馆",
        "request": "2025年食品经营许可的办理数量", "form_wanted": "electronic", "delivery": "online",
    }  # fmt: skip
    return Town(organ, matter, confirmed, people, answers)


def _sent(value: Any) -> Any:
    """A value as it is posted; (name, bytes) is a file, made anew because posting reads it to its end."""
    return SimpleUploadedFile(*value) if isinstance(value, tuple) else value


def _rows() -> Any:
    from yifa.matters.public import catalogue

    return catalogue()


@pytest.fixture
def act(town: Town) -> Callable[..., Any]:
    """Do an act of the desk in a case, today."""
    from yifa.casework.public import perform, today

    def do(case: Any, name: str, who: str = "window", **answers: Any) -> Any:
        return perform(case.id, name, by=town.people[who], on=today(), answers=answers)

    return do


def text(response: Any) -> str:
    """What a page says, tags and all."""
    return str(response.content.decode())
