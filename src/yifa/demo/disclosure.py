"""Tells lives of disclosure requests: answered, clarified, asked of third parties, extended, abandoned, still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from yifa.demo.people import Applicant
from yifa.demo.plan import Step, Story
from yifa.procedure import Person
from yifa.workdays import Calendar

_WANTED = ("老旧小区改造项目的招标文件", "某地块国有土地使用权出让合同", "年度公共资源交易投诉处理情况",
           "政务服务中心窗口设置方案", "信息化项目立项批复", "行政许可事项清单编制说明",
           "市民中心停车收费标准", "投资项目审批台账")
_FORMS = (("paper", "mail"), ("electronic", "online"), ("electronic", "online"), ("paper", "pick_up"))


@dataclass(frozen=True, slots=True)
class Office:
    """The staff of the disclosure office."""

    officer: Person
    head: Person


def life(
    random: Random, calendar: Calendar, start: date, until: date, *,
    office: Office, applicant: Applicant, channel: str, public: Person,
) -> list[Step]:  # fmt: skip
    """The acts of one request from its first day to `until`."""
    story = Story(random, calendar, start, until)
    form, delivery = random.choice(_FORMS)
    opener = public if channel == "online" else office.officer
    story.do("request", opener, channel=channel, request=random.choice(_WANTED), form_wanted=form, delivery=delivery,
             **applicant.answers)
    story.do("register", office.officer, received_on=story.day.isoformat())
    if story.chance(0.12) and not _clarified(story, office, opener):
        return story.steps
    if story.chance(0.1):
        _ask_third_party(story, office)
    if story.chance(0.06):
        story.wait(8, 12).do("extend", office.head, extension_reason="检索范围较大，需要逐件核对")
    story.wait(3, 9)
    _answer(story, office)
    return story.steps


def _clarified(story: Story, office: Office, opener: Person) -> bool:
    """One notice of what is unclear; False where the applicant lets it lie and the law treats it as abandoned."""
    story.wait(1, 5)
    by = story.calendar.add_working_days(story.day, 10)
    story.do("ask_clarification", office.officer, unclear_points=["请写明文件名称或者文号"], clarify_by=by.isoformat())
    if story.chance(0.25):
        return False
    story.wait(2, 8)
    story.do("clarify", opener, clarified_request="请公开文号所列文件全文。", clarified_on=story.day.isoformat())
    return True


def _ask_third_party(story: Story, office: Office) -> None:
    story.wait(1, 3).do("consult_third_party", office.officer, third_party="中标单位", third_party_name="中标单位",
                        third_party_contact="示范市城东区", information_concerned="合同文本")
    if story.chance(0.6):
        story.wait(3, 10).do("agree_to_disclosure", office.officer, third_party="中标单位")
    else:
        story.wait(16)  # silence: after fifteen working days the organ decides by itself


def _answer(story: Story, office: Office) -> None:
    kind = story.random.choices(tuple(_ANSWERS), weights=[weight for weight, _ in _ANSWERS.values()])[0]
    if kind in {"disclose", "disclose_in_part"}:
        opinion = "may_disclose" if kind == "disclose" else "in_part"
        story.do("review_content", office.head, content_review=opinion)
    story.do(kind, office.officer, **_ANSWERS[kind][1])


_ANSWERS: dict[str, tuple[int, dict[str, Any]]] = {
    "disclose": (46, {"provided_information": ["申请公开的文件一份"], "provided_form": "electronic"}),
    "answer_already_public": (16, {"access_way": "已在市政府门户网站政务公开专栏公布。"}),
    "disclose_in_part": (8, {
        "provided_information": ["申请公开的文件一份（已作区分处理）"], "provided_form": "electronic",
        "withheld_information": "其中的个人联系方式", "refusal_ground": "internal",
        "refusal_reasons": "所涉内容属于内部事务信息。"}),
    "answer_non_existent": (12, {"search_made": "经检索档案系统和办公系统，未查到所申请的信息。"}),
    "answer_not_ours": (12, {
        "not_ours_reasons": "该信息由市住房城乡建设部门制作。", "responsible_organ": "示范市住房城乡建设局",
        "responsible_contact": "示范市城东区建设街一号"}),
    "refuse_disclosure": (4, {"refusal_ground": "process", "refusal_reasons": "属于讨论记录等过程性信息。"}),
    "answer_petition": (2, {"petition_kind": "complaint", "proper_channel": "市政务服务便民热线"}),
}  # fmt: skip
