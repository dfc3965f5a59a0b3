"""The bureau that the tests of casework act in: an organ, its people, and lawful answers to the acts of a licence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yifa.casework import access
from yifa.casework.public import Done, open_case, perform
from yifa.identifiers import reserved_citizen_number, reserved_credit_code, reserved_mobile
from yifa.organs.models import Organ
from yifa.procedure import Person

DIVISION = "420704"
ROLES = ("window", "handler", "reviewer", "head")
MONDAY = date(2026, 3, 9)


@dataclass
class Bureau:
    """An organ and the people who act in it."""

    organ: str
    division: str
    window: Person
    handler: Person
    reviewer: Person
    head: Person
    applicant: Person = field(default_factory=lambda: Person("public:1", frozenset({"applicant"})))

    @classmethod
    def make(cls, code: str = "", division: str = DIVISION) -> Bureau:
        """Write the organ; the people need no row."""
        access.division_of.cache_clear()
        code = code or reserved_credit_code(1, kind="11")
        Organ.objects.create(code=code, name="测试审批局", division=division, level="4", kind="行政审批部门")
        return cls(code, division, *(Person(f"account:{role}", frozenset({role}), code, role) for role in ROLES))

    def apply(self, on: date = MONDAY, **changed: Any) -> Done:
        """Open a licence case at the window."""
        options = {name: changed.pop(name) for name in ("key", "links", "by") if name in changed}
        options.setdefault("by", self.window)
        return open_case("licensing", "apply", organ=self.organ, on=on, answers=APPLY | changed, **options)

    def act(self, case: int, act: str, on: date = MONDAY, **options: Any) -> Done:
        """Do a step of the plain licence with lawful answers."""
        who, answers = STEPS[act]
        options.setdefault("by", getattr(self, who))
        return perform(case, act, on=on, answers=answers | options.pop("answers", {}), **options)


APPLY: dict[str, Any] = {
    "channel": "1",
    "application_kind": "new",
    "applicant_kind": "natural",
    "applicant_name": "张三丰",
    "applicant_id": reserved_citizen_number(1),
    "mobile": reserved_mobile(1),
    "summary": "申请食品经营许可",
}
STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    "accept": ("window", {}),
    "request_correction": ("window", {"missing_items": ["身份证明"], "correct_by": "2026-03-20"}),
    "review": ("handler", {"review_opinion": "grant", "review_reasons": "材料齐全", "affects_others": False}),
    "grant": (
        "head",
        {
            "licence_name": "食品经营许可证",
            "licence_number": "JY14207040000001",
            "valid_from": "2026-03-10",
            "valid_to": "2031-03-09",
        },
    ),
    "deliver": ("window", {"delivery_way": "window", "delivered_to": "张三丰"}),
    "publish": ("window", {"publication_place": "本局门户网站"}),
    "close": ("window", {}),
}
