"""What the check of a text against itself finds, in sentences written for this test."""

from __future__ import annotations

import pytest

from yifa.reading import read
from yifa.reading.audit import Finding, Weight, audit


def found(text: str) -> list[Finding]:
    return [finding for finding in audit(read(text)) if finding.weight is not Weight.UNCHECKED]


@pytest.mark.parametrize(("text", "kind", "arithmetic"), [
    ("收到申请100件（网上80件、信函15件、当面10件）。", "sum", "80 + 15 + 10 = 105，不是 100，多出 5。"),
    ("应出庭案件100件，出庭95件，出庭率98%。", "share", "95 ÷ 100 = 95.00%，不是 98%。"),
    ("发现问题35个，整改完成36个。", "bound", "36 > 35，多出 1。如果含有上年结转的，请写明。"),
    ("电子证照覆盖率为120%。", "above_100", "占全体的比例最多是 100%，这里是 120%。"),
    ("受理投诉举报12.5件。", "fraction_of_a_case", "件数应当是整数，这里是 12.5；如是平均数，请写明。"),
])
def test_a_contradiction_is_told_with_its_arithmetic(text: str, kind: str, arithmetic: str) -> None:
    finding = found(text)[0]

    assert (finding.kind, finding.arithmetic) == (kind, arithmetic)


def test_one_thing_told_twice_with_two_rates_shows_both_sentences() -> None:
    finding = found("负责人出庭应诉率为95%。窗口很多。全年负责人出庭应诉率为96%。")[0]

    assert finding.kind == "equal"
    assert finding.sentences == ("负责人出庭应诉率为95%。", "全年负责人出庭应诉率为96%。")


def test_a_rate_that_no_number_of_people_can_give_is_questioned() -> None:
    finding = found("参加考试12人，合格率95.3%。")[0]

    assert (finding.kind, finding.weight) == ("impossible_precision", Weight.QUESTION)
    assert "11 ÷ 12 = 91.7%" in finding.arithmetic


@pytest.mark.parametrize("text", [
    "收到建议158件，其中代表建议55件、委员提案103件。",
    "应到案件50件，出庭45件，出庭率90%。",
    "受理案件90件，同比增长120%。",  # growth may exceed 100 %
    "全年税收完成率105%。",
    "平均每件跑动0.3次。",
    "受理500件，审结480件，其中维持300件、驳回80件。",  # a list that does not claim to be complete
    "提供咨询200余次，其中现场210次。",  # 余 allows it
    "培训班10次、讲座5次、座谈会5次。",
])
def test_what_may_be_is_not_held_against_a_text(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "why"), [
    ("群众满意率99%。", "没有写明分子、分母"),
    ("受理案件90件，同比增长12%。", "同比或者环比"),
    ("受理案件90件，按期办结率98%。", "按期办结"),
    ("调解案件3万余件，调处率97.6%。", "约数"),
])
def test_a_ratio_that_cannot_be_checked_says_why(text: str, why: str) -> None:
    unchecked = [finding for finding in audit(read(text)) if finding.weight is Weight.UNCHECKED]

    assert why in unchecked[0].arithmetic


@pytest.mark.parametrize(("text", "tied"), [
    ("收到投诉30件，办结28件。", [("bound", True)]),
    ("发现隐患30处，制发整改通知书18份。", []),  # a paper about mending is not a thing mended
    ("行政诉讼案件163件，已审结141件。", [("bound", True)]),
    ("已审结141件，其中胜诉128件，败诉13件，败诉率9.22%。", [("sum", True), ("share", True)]),
    ("受理90件，办结88件，按期办结率100%。", [("bound", True)]),  # in time is another base
    ("上半年办理30件，全年办理70件。", []),
])
def test_relations_are_those_that_the_wording_states(text: str, tied: list[tuple[str, bool]]) -> None:
    assert sorted((r.kind.value, r.holds) for r in read(text).relations) == sorted(tied)
