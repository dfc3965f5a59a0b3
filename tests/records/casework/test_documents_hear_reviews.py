"""The packs of documents together: a review opens the gate of a document, a clean-up ends the documents it lists.

How each pack goes by itself is told by its stories; here the links between real cases are tried.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

ORGAN_DIVISION = "420704"
ROLES = {
    "plan": "drafter", "assess": "drafting_head", "draft": "drafter", "publish_draft": "drafter",
    "close_consultation": "drafter", "give_feedback": "drafter", "request_legality_review": "drafter",
    "submit_to_meeting": "drafting_head", "adopt": "office", "register_document": "office", "number_document": "office",
    "print_document": "office", "review_secrecy": "head", "publish": "office", "submit": "drafter",
    "accept_file": "reviewer", "assign": "review_head", "examine": "reviewer", "find_lawful": "review_head",
    "revise_draft": "drafter", "start": "cleanup_officer", "list_documents": "cleanup_officer",
    "propose": "cleanup_officer", "close_list": "cleanup_head", "finish_proposals": "cleanup_officer",
}  # fmt: skip


class Town:
    """One organ whose people each hold the role of the act they do."""

    def __init__(self) -> None:
        from yifa.casework import access
        from yifa.identifiers import reserved_credit_code
        from yifa.organs.models import Organ

        access.division_of.cache_clear()
        self.organ = reserved_credit_code(1, kind="11")
        Organ.objects.create(code=self.organ, name="测试机关", division=ORGAN_DIVISION, level="4", kind="行政机关")

    def who(self, act: str, role: str = "") -> Any:
        from yifa.procedure import Person

        role = role or ROLES[act]
        return Person(f"account:{role}", frozenset({role}), self.organ, role)

    def open(self, procedure: str, act: str, on: str, links: tuple[tuple[str, int], ...] = (), **answers: Any) -> Any:
        from yifa.casework.public import open_case

        day = date.fromisoformat(on)
        by = self.who(act)
        return open_case(procedure, act, by=by, organ=self.organ, on=day, answers=answers, links=links).case

    def do(self, case: Any, act: str, on: str, role: str = "", **answers: Any) -> None:
        from yifa.casework.public import perform

        perform(case.id, act, by=self.who(act, role), on=date.fromisoformat(on), answers=answers)

    def review(self, subject: Any, kind: str, on: str) -> Any:
        """A legality review that serves a case, found lawful on the same day."""
        review = self.open(
            "legality_review", "submit", on, (("serves", subject.id),), object_kind=kind, object_title="文件",
            submitting_unit="法规科", materials=["送审稿"], basis=["条例"], explanation="说明",
            consultation_record="无", competition_conclusion="not_concerned", adviser_joined=True, urgent=False,
        )  # fmt: skip
        self.do(review, "accept_file", on)
        self.do(review, "assign", on, reviewers=["何敏"])
        found = {"authority": "lawful", "steps_taken": "lawful", "content": "lawful", "examiner_view": "lawful"}
        self.do(review, "examine", on, findings="合法", **found)
        self.do(review, "find_lawful", on, opinion="合法")
        return review

    def drafted(self) -> Any:
        """A document that has been consulted on and sent to the review."""
        case = self.open(
            "normative_document", "plan", "2026-03-02", document_title="公共厕所管理办法", maker="市城市管理局",
            maker_kind="department", drafting_unit="法规科", trial=False, necessity="规范管理",
            concerns_operators=False, affects_competition=False,
        )  # fmt: skip
        self.do(case, "assess", "2026-03-03", assessment="必要")
        self.do(case, "draft", "2026-03-04", legal_basis=["条例"], drafting_note="说明", adds_burden=False)
        self.do(case, "publish_draft", "2026-03-05", comment_channel="网站", shortened=False)
        self.do(case, "close_consultation", "2026-03-23", consultation_summary="没有收到意见")
        self.do(case, "give_feedback", "2026-03-23", feedback_channel="网站")
        self.do(case, "request_legality_review", "2026-03-24", review_materials=["送审稿"])
        return case

    def published(self) -> Any:
        """A document in force."""
        case = self.drafted()
        self.review(case, "normative_document", "2026-03-25")
        self.do(case, "submit_to_meeting", "2026-03-26", submission="提请审议")
        meeting = {"meeting_kind": "office_meeting", "meeting_name": "局长办公会", "opinions_stated": "同意"}
        self.do(case, "adopt", "2026-03-27", **meeting)
        self.do(case, "register_document", "2026-03-30", registration_number="CG-1")
        self.do(case, "number_document", "2026-03-30", document_number="城管规〔2026〕1号")
        self.do(case, "print_document", "2026-03-30", document_text="全文")
        self.do(case, "review_secrecy", "2026-03-31", may_publish=True, secrecy_opinion="可以公开")
        days = {"published_on": "2026-04-01", "effective_on": "2026-05-11", "valid_until": "2031-05-10"}
        self.do(case, "publish", "2026-04-01", publication_channel="网站", **days)
        return case


@pytest.fixture
def town(transactional_db: None) -> Town:
    return Town()


def acts_of(case: Any) -> list[str]:
    from yifa.casework.models import Event
    from yifa.casework.public import scope

    with scope(["*"]):
        return list(Event.objects.filter(case_id=case.id).order_by("seq").values_list("act", flat=True))


def test_a_review_found_lawful_opens_the_gate_of_its_document_until_the_draft_is_changed(town: Town) -> None:
    from yifa.casework.public import Refused

    case = town.drafted()
    with pytest.raises(Refused, match="没有经过合法性审核"):
        town.do(case, "submit_to_meeting", "2026-03-24", submission="提请审议")

    town.review(case, "normative_document", "2026-03-25")
    assert acts_of(case)[-1] == "legality_passed"

    town.do(case, "revise_draft", "2026-03-26", revision="增加一条")
    with pytest.raises(Refused, match="审核后又作了修改"):
        town.do(case, "submit_to_meeting", "2026-03-26", submission="提请审议")


def test_a_clean_up_ends_the_documents_that_it_lists_for_repeal(town: Town) -> None:
    document = town.published()
    cleanup = town.open(
        "document_cleanup", "start", "2026-06-01", cleanup_title="城市管理文件清理", maker="市城市管理局",
        maker_kind="department", cleanup_kind="periodic", cutoff_on="2026-05-31", principles="与条例一致",
    )  # fmt: skip
    row = {"title": "公共厕所管理办法", "kind": "document", "issued_on": "2026-04-01", "unit": "环卫科"}
    listed = [{"number": "城管规〔2026〕1号", **row, "case": document.number}]
    town.do(cleanup, "list_documents", "2026-06-02", documents_listed=listed)
    town.do(cleanup, "close_list", "2026-06-03")
    repealed = [{"number": "城管规〔2026〕1号", "outcome": "repeal", "reason": "上位法已有规定"}]
    town.do(cleanup, "propose", "2026-06-04", proposals=repealed)
    town.do(cleanup, "finish_proposals", "2026-06-05")
    town.do(cleanup, "request_legality_review", "2026-06-05", role="cleanup_officer", review_materials=["汇总表"])
    town.review(cleanup, "normative_document", "2026-06-08")
    town.do(cleanup, "submit_to_meeting", "2026-06-09", role="cleanup_head", submission="提请审议")
    meeting = {"meeting_kind": "office_meeting", "meeting_name": "局长办公会", "opinions_stated": "同意"}
    town.do(cleanup, "adopt", "2026-06-10", **meeting)
    assert acts_of(document)[-1] == "publish"

    published: dict[str, Any] = {
        "decision_number": "城管发〔2026〕9号",
        "publication_channel": "网站",
        "unlisted_no_basis": True,
    }
    town.do(cleanup, "publish", "2026-06-11", **published)

    assert acts_of(document)[-2:] == ["take_effect", "cleanup_repealed"]
