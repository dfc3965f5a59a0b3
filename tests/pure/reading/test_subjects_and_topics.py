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
    ("将40项涉企经营事项下放，梳理90项行政许可事项入库", ["涉企经营事项", "行政许可事项"]),  # 经 and 可 inside nouns
    ("完成3项任务和2020年5项重点任务", ["任务", "重点任务"]),
    ("火灾8起、伤亡5人，同比下降20%、37.5%", ["火灾", "伤亡", "火灾", "伤亡"]),  # changes in step
    ("发布月报、季报等信息42条", ["月报、季报等信息"]),  # 信息 alone would not say what
    ("通过承诺方式办理经营许可7件", ["经营许可"]),  # the way goes
    ("收到以乡镇人民政府作为被申请人的行政复议案件35件", ["行政复议案件"]),  # a long clause before 的 goes
    ("区城管局现有工作人员52名，内设6个职能科室", ["工作人员", "职能科室"]),
    ("督导7个中小学校安全专题", ["中小学校安全专题"]),
    ("维持原行政行为6件", ["维持原行政行为"]),  # 为 is no link here
    ("投诉类案件13件，占总数的22%，较去年增加30%", ["投诉类案件", "占总数", "投诉类案件"]),  # not the share rose
    ("直接纠错6件，纠错率高达60%", ["直接纠错", "纠错率"]),  # 高达 is no rise
])
def test_a_subject_is_cut_where_the_language_cuts(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in read(text).figures] == subjects


@pytest.mark.parametrize(("text", "topics"), [
    ("办理行政复议案件9件，通过调解结案4件。", ["reconsideration", "reconsideration"]),  # a silent subject follows
    ("市应急局走访企业50家。", ["benefits"]),  # the name of an organ is no topic
    ("县政务服务中心好评率99%。", ["evaluation"]),  # the head of the noun is at its end
    ("12345热线办结工单800件，按时办结率99%。", ["hotline", "hotline"]),
    ("检查加油站40家，立案3起，结案3起。", ["enforcement"] * 3),
    ("受理热线工单90件，其中求决类60件、举报类30件。", ["hotline"] * 3),  # kinds go with their whole
    ("收到的复议申请中，行政处罚8件，信息公开3件。", ["reconsideration"] * 2),  # among a whole
    ("复议案件中处罚类12件，占总数的40%。", ["reconsideration"] * 2),
    ("3个单位获“全国应急管理系统先进集体”。", ["award"]),
    ("全年公开处罚决定书42件。", ["disclosure"]),
    ("学习《行政复议法》《安全生产法》4次。", ["training"]),  # names of laws are what is learned
    ("行政执法资格考试通过率100%。", ["training"]),  # an examination, whoever sits it
    ("调整县级部门“三定”规定5个。", ["other"]),
    ("（二）人民调解：涉及90人。", ["mediation"]),  # the label says of what the next words are
    ("全县中小学法治副校长配备率100%。", ["publicity"]),  # 学法 is no word here
])
def test_a_topic_is_what_is_counted(text: str, topics: list[str]) -> None:
    assert [figure.topic for figure in read(text).figures] == topics


def test_a_text_of_one_topic_lends_it_to_its_silent_figures() -> None:
    text = ("行政复议工作情况。全年收到行政复议申请90件，受理行政复议案件80件，行政复议机构听证6次，制发复议意见书5份。"
            "行政复议决定维持30件，直接纠错9件，行政复议纠错率18%。\n按区域看，东部40件，西部20件。")

    assert {figure.topic for figure in read(text).figures} == {"reconsideration"}
