"""Open tickets that look alike are found with reasons; closed ones and those of others are not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.records.casework.bureau import Bureau

DAY = date(2026, 3, 9)
TOLD: dict[str, Any] = {
    "channel": "phone", "kind": "complaint", "emergency": False, "title": "早市占道经营堵塞通道",
    "place": "滨湖路菜市场东门", "demand": "每天早上摊位占满人行道。", "topic": "市容环境·占道经营",
    "mobile": "13900000001",
}  # fmt: skip


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    """A bureau that runs a hotline, committed."""
    from tests.records.casework.bureau import Bureau

    return Bureau.make()


@pytest.fixture
def in_scope(bureau: Bureau) -> Iterator[None]:
    """The test sees the bureau's division."""
    from yifa.casework.public import scope

    with scope([bureau.division]):
        yield


def somebody() -> Any:
    from yifa.procedure import Person, shipped

    return Person("account:9", frozenset(set(shipped()["hotline"].roles) - {"applicant"}))


def called(bureau: Bureau, at: str = "09:30", **changed: Any) -> Any:
    from yifa.casework.public import open_case

    return open_case(
        "hotline", "take_call", by=somebody(), organ=bureau.organ, division=bureau.division, on=DAY, at=at,
        answers=TOLD | changed,
    ).case  # fmt: skip


def like(bureau: Bureau, leaving: int = 0, **changed: str) -> Any:
    from yifa.procedure import shipped
    from yifa.similarity.public import alike

    pack = shipped()["hotline"]
    return alike(pack, bureau.organ, {name: (TOLD | changed)[name] for name in pack.similar.fields}, leaving)


def test_a_second_call_about_the_same_finds_the_first_with_reasons(bureau: Bureau, in_scope: None) -> None:
    first = called(bureau)
    called(bureau, title="路灯不亮", place="学府路北段", demand="路灯一周没亮。", topic="市政·路灯")

    (found,) = like(bureau, title="占道经营无法通行", demand="摊位太多。")

    assert found.number == first.number
    assert {(reason.field, reason.same) for reason in found.reasons} >= {("place", True), ("title", False)}
    assert next(r.phrases for r in found.reasons if r.field == "title") == ("占道经营",)
    assert found.alike > 0.5


def test_a_case_is_not_like_itself_and_not_once_it_is_closed(bureau: Bureau, in_scope: None) -> None:
    from yifa.casework.public import perform

    first = called(bureau)

    assert like(bureau, leaving=first.id) == ()
    assert [one.number for one in like(bureau)] == [first.number]
    perform(first.id, "withdraw", by=somebody(), on=DAY, at="09:40", answers={})
    assert like(bureau) == ()


def test_a_ticket_taken_out_again_is_found_again(bureau: Bureau, in_scope: None) -> None:
    from yifa.casework.public import perform

    first, second = called(bureau), called(bureau, at="09:31")
    merging = {"main_ticket": first.number, "merge_reason": "同一地点、同一事项"}
    perform(second.id, "merge", by=somebody(), on=DAY, at="09:40", answers=merging)
    assert {one.number for one in like(bureau)} == {first.number}

    perform(second.id, "take_out", by=somebody(), on=DAY, at="09:50", answers={"separate_reason": "另一摊位"})

    assert {one.number for one in like(bureau)} == {first.number, second.number}


def test_the_index_is_the_same_when_rebuilt_and_the_log_verifies(bureau: Bureau, transactional_db: None) -> None:
    from django.db import connection

    from yifa.casework.public import EVERYWHERE, perform_many, rebuild_all, scope, verify
    from yifa.casework.public import Row as BulkRow

    def index() -> list[tuple[Any, ...]]:
        with scope([EVERYWHERE]), connection.cursor() as cursor:
            cursor.execute("select case_id, gram, weight, organ from gram order by 1, 2")
            rows = cursor.fetchall()
            cursor.execute("select case_id, clock, due, due_at, stopped from clock order by 1, 2, run")
            return rows + cursor.fetchall()

    called(bureau)
    bulk = [
        BulkRow("a", "take_call", somebody(), DAY, TOLD, "hotline", bureau.organ, bureau.division, at="10:00"),
        BulkRow("b", "take_call", somebody(), DAY, TOLD, "hotline", bureau.organ, bureau.division, at="10:05"),
        BulkRow("b", "withdraw", somebody(), DAY, {}, at="10:06"),
        BulkRow("c", "take_call", somebody(), DAY, TOLD, "hotline", bureau.organ, bureau.division),
    ]
    report = perform_many(bulk)
    assert [(number, refusal.code) for number, refusal in report.rejected] == [(4, "act.time")]
    before = index()

    rebuild_all()

    assert index() == before
    assert len({row[0] for row in before}) == 3
    assert verify().faults == ()
