"""How figures are tied: breakdowns over sentences, shares of a whole told long before, parts told after 其中.

The sentences are our own; what a tie must not accuse stands beside what it must find.
"""

from __future__ import annotations

import pytest

from yifa.reading import Reading, read
from yifa.reading.audit import audit


def told(text: str) -> list[tuple[str, bool, list[str]]]:
    """Each relation as its kind, whether it holds, and the texts of its figures: total or whole first."""
    reading: Reading = read(text)
    figures = {figure.id: figure.text for figure in reading.figures}
    return [(r.kind.value, r.holds, [figures[id] for id in r.members]) for r in reading.relations]


@pytest.mark.parametrize(("text", "expected"), [
    # Projects and money in step, each adding up for itself.
    ("完成项目95个，金额260.5万元，其中工程75个，金额200万元，采购20个，金额60.5万元。",
     [("sum", True, ["95个", "75个", "20个"]), ("sum", True, ["260.5万元", "200万元", "60.5万元"])]),
    # The breakdown stands in the next sentence, all of which it is.
    ("受理来件506件，环比增长2%。交办各单位495件，中心直办11件。", [("sum", True, ["506件", "495件", "11件"])]),
    # Three shares of one whole that make it up.
    ("抽查案卷100卷。其中优秀14卷，占14%；良好20卷，占20%；合格66卷，占66%。",
     [("sum", True, ["100卷", "14卷", "20卷", "66卷"]), ("share", True, ["100卷", "14卷", "14%"]),
      ("share", True, ["100卷", "20卷", "20%"]), ("share", True, ["100卷", "66卷", "66%"])]),
    # The whole is named over a heading.
    ("（一）收案\n收到申请6200件。\n（二）受理\n受理4955件，占收案总数的79.9%。",
     [("share", True, ["6200件", "4955件", "79.9%"])]),
    # 其中 reaches over a rate, and pairs people with people, money with money.
    ("审结案件962件，结案率85.9%，其中行政机关败诉228件。", [("bound", True, ["962件", "228件"])]),
    ("追讨工资90万元，涉及职工30人，其中农民工工资50万元，涉及农民工20人。",
     [("bound", True, ["90万元", "50万元"]), ("bound", True, ["30人", "20人"])]),
    # The first of two numbers adds up over a semicolon; so does the second.
    ("完成项目114项，金额900.5万元。其中市级49项，金额500.5万元，节约80万元；县级65项，金额400万元，节约60万元。",
     [("sum", True, ["114项", "49项", "65项"]), ("sum", True, ["900.5万元", "500.5万元", "400万元"])]),
    # What is stated twice over is broken down twice.
    ("派单60件，按时结案57件，超时3件。其中热线派单40件，网站派单20件。",
     [("sum", True, ["60件", "57件", "3件"]), ("sum", True, ["60件", "40件", "20件"])]),
    # A list that says that it is whole, and is not.
    ("查处三类案件90件，其中甲类30件、乙类40件、丙类15件。", [("sum", False, ["90件", "30件", "40件", "15件"])]),
    ("受理诉求900件。其中，咨询300件，占60%；求助150件，占30%；投诉50件，占10%。",
     [("sum", False, ["900件", "300件", "150件", "50件"])]),
    ("业务经费90万元，支出85万元。", [("bound", True, ["90万元", "85万元"])]),
    ("新收申请88件，受理59件。", [("bound", True, ["88件", "59件"])]),
    # What the bracket opens, it closes.
    ("正式职工41人（含内退15人）、临时工90人。", [("bound", True, ["41人", "15人"])]),
])
def test_what_the_wording_ties_is_told(text: str, expected: list[tuple[str, bool, list[str]]]) -> None:
    assert sorted(told(text)) == sorted(expected)


@pytest.mark.parametrize("text", [
    "新收案件100件，办结案件120件。",  # what was left from last year is closed too
    "新受理复议案件151件。审结135件，其中纠错29件，纠错率19.2%。",  # the rate is of the 151
    "矛盾调解组织化解纠纷35件，协助法院化解疑难案件40件。",  # 调解组织 is who, not what came in
    "派单90件，超时4件，其中热线派单50件。",  # among what was sent out, not among what was late
    "优秀案卷14卷，占评查总数的20%；合格案卷56卷，占评查总数的80%。",  # shares of one whole are not one thing
    "解决22件，占承办提案总数的23.91%。计划解决2件，占承办提案总数的2.17%。",
    "实现“跨省通办”480项、“省内通办”40项，其中90项即办。",
    "受理群众来件90件，不予受理、告知等方式处理120件。",
    "答复申请20件（含上年结转9件），收取费用30件。",
])
def test_a_sound_text_is_not_accused(text: str) -> None:
    assert {finding.weight.value for finding in audit(read(text))} <= {"unchecked"}
    assert all(holds for _, holds, _ in told(text))


def test_of_several_parts_only_one_that_exceeds_the_whole_is_told() -> None:
    assert told("审查文件90件，其中规章12件，协议20件。") == []
    assert told("审查文件90件，其中规章120件，协议20件。") == [("bound", False, ["90件", "120件"])]
