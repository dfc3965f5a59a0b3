"""What a case is about stands beside who applied: taken from its answers, never from a person's particulars."""

from __future__ import annotations

from tests.pure.procedure.trial import trial
from tests.records.casework.bureau import MONDAY, Bureau
from yifa.casework.models import Case
from yifa.casework.public import open_case, rebuild_all, scope
from yifa.procedure import Person, titled

CALL = {
    "channel": "phone", "kind": "complaint", "emergency": False, "title": "早市占道经营堵塞通道",
    "place": "滨湖路菜市场东门", "demand": "每天早上摊位占满人行道。", "topic": "市容环境·占道经营",
    "mobile": "13900000001",
}  # fmt: skip


def title_of(bureau: Bureau, id: int) -> str:
    with scope([bureau.division]):
        return str(Case.objects.values_list("title", flat=True).get(pk=id))


def test_a_case_is_called_by_what_it_is_about_and_still_is_when_rebuilt(bureau: Bureau) -> None:
    operator = Person("account:operator", frozenset({"operator"}), bureau.organ, "operator")
    call = open_case("hotline", "take_call", by=operator, organ=bureau.organ, on=MONDAY, at="09:00", answers=CALL).case

    assert title_of(bureau, call.id) == "早市占道经营堵塞通道"
    rebuild_all()
    assert title_of(bureau, call.id) == "早市占道经营堵塞通道"


def test_a_case_of_a_matter_needs_no_other_name(bureau: Bureau) -> None:
    assert title_of(bureau, bureau.apply(MONDAY).case.id) == ""


def test_a_long_title_is_cut_and_one_of_several_lines_stands_on_one() -> None:
    assert titled(trial(), {"purpose": "一 二\n 三"}) == "一 二 三"
    assert titled(trial(), {"purpose": "长" * 61}) == "长" * 59 + "…"
    assert titled(trial(), {"purpose": "  "}) == ""
    assert titled(trial(), {}) == ""
