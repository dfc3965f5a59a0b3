"""What a figure counts and under which topic, in sentences of many places and offices, marked before they were read.

Where a subject ends is often a matter of taste, so the marks are met as a share; the rules themselves are met exactly.
"""

from __future__ import annotations

import pytest

from tests.pure.reading.marked import Expected, compared, likeness
from yifa.reading import Figure, read


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Expected, Figure]]:
    told = compared()
    assert [text for text, _, figure in told if figure is None] == []
    return [(mark, figure) for _, mark, figure in told if figure]


def test_the_topics_of_unlike_offices_are_told_apart(pairs: list[tuple[Expected, Figure]]) -> None:
    assert sum(mark.topic == figure.topic for mark, figure in pairs) / len(pairs) >= 0.97


def test_the_subjects_are_nearly_those_marked(pairs: list[tuple[Expected, Figure]]) -> None:
    assert sum(likeness(mark.subject, figure.subject) for mark, figure in pairs) / len(pairs) >= 0.95
    assert sum(mark.subject == figure.subject for mark, figure in pairs) / len(pairs) >= 0.85


@pytest.mark.parametrize(("text", "subjects"), [
    ("县教育局检查学校60家", ["检查学校"]),  # the organ goes, the verb tells
    ("复议机关受理案件70件", ["复议机关受理案件"]),  # bare 案件 needs its actor
    ("局党组先后3次开展廉政教育", ["廉政教育"]),  # only who stands before the number
    ("召开党组会2次（3月1日、9月5日）研究预算", ["党组会"]),
    ("因征地补偿引发的行政复议8件行政诉讼2件，均已审结", ["行政复议", "行政诉讼"]),  # cause cut, a noun each
    ("签收线索90条、办结线索88条", ["签收线索", "办结线索"]),  # told apart by what was done
    ("为300名学生配发手册500本", ["学生", "手册"]),  # the noun ends where the doing begins
    ("梳理第一批告知承诺事项80项", ["告知承诺事项"]),
    ("开展财政审计12个", ["财政审计"]),  # 计 is no link here
    ("共发布信息900条", ["发布信息"]),  # a bare noun keeps its verb
    ("组织20名单位负责人述职", ["单位负责人"]),
])
def test_a_subject_is_cut_where_the_language_cuts(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in read(text).figures] == subjects


@pytest.mark.parametrize(("text", "topics"), [
    ("办理行政复议案件9件，通过调解结案4件。", ["reconsideration", "reconsideration"]),  # a silent subject follows
    ("市应急局走访企业50家。", ["benefits"]),  # the name of an organ is no topic
    ("县政务服务中心好评率99%。", ["evaluation"]),  # the head of the noun is at its end
    ("12345热线办结工单800件，按时办结率99%。", ["hotline", "hotline"]),
    ("检查加油站40家，立案3起，结案3起。", ["enforcement"] * 3),
])
def test_a_topic_is_what_is_counted(text: str, topics: list[str]) -> None:
    assert [figure.topic for figure in read(text).figures] == topics
