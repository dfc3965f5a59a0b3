"""The licence that every contender works through: six steps, with lawful answers, in a bureau that is nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from yifa.identifiers import reserved_citizen_number, reserved_credit_code, reserved_mobile
from yifa.procedure import Person

ORGAN = reserved_credit_code(1, kind="11")
DIVISION = "590000"
FILED, DECIDED = date(2026, 3, 9), date(2026, 3, 10)
ROLES = ("window", "handler", "head")
PEOPLE = {role: Person(f"account:{role}", frozenset({role}), ORGAN, role) for role in ROLES}

APPLY: dict[str, Any] = {
    "channel": "1",
    "application_kind": "new",
    "applicant_kind": "natural",
    "applicant_name": "张三丰",
    "applicant_id": reserved_citizen_number(1),
    "mobile": reserved_mobile(1),
    "summary": "申请食品经营许可，经营场所位于滨湖路，经营项目为预包装食品销售。",
}
STEPS: tuple[tuple[str, str, date, dict[str, Any]], ...] = (
    ("apply", "window", FILED, APPLY),
    ("accept", "window", FILED, {}),
    ("review", "handler", DECIDED, {"review_opinion": "grant", "review_reasons": "材料齐全", "affects_others": False}),
    ("grant", "head", DECIDED, {"licence_name": "食品经营许可证", "licence_number": "JY15900000000001",
                                "valid_from": "2026-03-10", "valid_to": "2031-03-09"}),
    ("deliver", "window", DECIDED, {"delivery_way": "window", "delivered_to": "张三丰"}),
    ("publish", "window", DECIDED, {"publication_place": "本局门户网站"}),
)


def licence_answers(act: str, answers: dict[str, Any], number: int) -> dict[str, Any]:
    """The answers, with a licence number of its own for each case."""
    return answers | {"licence_number": f"JY159{number:011d}"} if act == "grant" else answers


def forever() -> Iterator[int]:
    """Numbers of cases, without end."""
    number = 0
    while True:
        number += 1
        yield number
