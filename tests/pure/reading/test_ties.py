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
    # What the bracket opens, it closes.
    ("正式职工41人（含内退15人）、临时工90人。", [("bound", True, ["41人", "15人"])]),
])
def test_what_the_wording_ties_is_told(text: str, expected: list[tuple[str, bool, list[str]]]) -> None:
    assert sorted(told(text)) == sorted(expected)


@pytest.mark.parametrize("text", [
    "新收案件100件，办结案件120件。",  # what was left from last year is closed too
    "新受理复议案件151件。审结135件，其中纠错29件，纠错率19.2%。",  # the rate is of the 151
    "矛盾调解组织化解纠纷35件，协助法院化解疑难案件40件。",  # 调解组织 is who, not what came in
    "受理群众来件90件，不予受理、告知等方式处理120件。",
    "答复申请20件（含上年结转9件），收取费用30件。",
])
def test_a_sound_text_is_not_accused(text: str) -> None:
    assert [finding for finding in audit(read(text)) if finding.weight.value == "contradiction"] == []
    assert all(holds for _, holds, _ in told(text))


def test_of_several_parts_only_one_that_exceeds_the_whole_is_told() -> None:
    assert told("审查文件90件，其中规章12件，协议20件。") == []
    assert told("审查文件90件，其中规章120件，协议20件。") == [("bound", False, ["90件", "120件"])]
