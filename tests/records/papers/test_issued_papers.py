"""Papers of a case: registered with the act, numbered by organ and year, rendered as the case stood, masked."""

from __future__ import annotations

import pytest

from tests.records.casework.bureau import DIVISION, MONDAY, Bureau
from yifa.casework.models import Reading
from yifa.casework.public import scope
from yifa.papers.public import (
    NoSuchPaper,
    case_file,
    compose,
    in_full,
    issued_paper,
    latest,
    papers_of_case,
    render,
    render_for_applicant,
)
from yifa.procedure import Event, load, packs_folder


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    return Bureau.make()


def test_an_act_registers_its_papers_under_the_number_of_the_case(bureau: Bureau) -> None:
    done = bureau.apply()
    bureau.act(done.case.id, "accept")

    with scope([DIVISION]):
        papers = [(paper.paper, paper.number[-14:]) for paper in papers_of_case(done.case.id)]

    assert [name for name, _ in papers] == ["application_receipt", "acceptance_notice"]
    assert all(f"〔2026〕{done.case.sequence}号" in number for _, number in papers)


def test_a_paper_shows_the_case_as_it_stood_at_its_act(bureau: Bureau) -> None:
    done = bureau.apply()
    bureau.act(done.case.id, "accept")
    bureau.act(done.case.id, "review")
    with scope([DIVISION]):
        file = case_file(done.case.id)
        early = compose(file, issued_paper(done.case.id, 2, "acceptance_notice"))
    bureau.act(done.case.id, "grant")

    with scope([DIVISION]):
        late = compose(case_file(done.case.id), issued_paper(done.case.id, 2, "acceptance_notice"))

    assert late == early
    assert "2026年3月9日" in late.text


def test_a_paper_is_masked_and_in_full_only_with_a_reader_and_a_reason_on_record(bureau: Bureau) -> None:
    done = bureau.apply()
    with scope([DIVISION]):
        file = case_file(done.case.id)
        masked = render(file, 1, "application_receipt", "html").decode()
        with pytest.raises(ValueError, match="事由"):
            render(file, 1, "application_receipt", "html", full=True)
        full = render(
            file, 1, "application_receipt", "html", full=True, reader="account:9", reason="送达当事人"
        ).decode()
        records = list(Reading.objects.values_list("kind", "person", "reason"))

    assert "张三丰" not in masked
    assert "张*丰" in masked
    assert "张三丰" in full
    assert records == [("read", "account:9", "送达当事人")]


def test_an_applicant_reads_the_own_name_in_full_and_numbers_masked(bureau: Bureau) -> None:
    done = bureau.apply()
    bureau.act(done.case.id, "accept")
    with scope([DIVISION]):
        file = case_file(done.case.id)
        notice = render_for_applicant(file, 2, "acceptance_notice", "html", reader="public:case:1").decode()
        given = in_full(file, reader="test", reason="核对").values()
        records = list(Reading.objects.filter(person="public:case:1").values_list("kind", flat=True))

    assert "张三丰" in notice
    assert records == ["read"]
    others = {str(value) for answers in given for value in answers.values()} - {"张三丰"}
    assert others
    assert not [value for value in others if value in notice]


def test_the_same_paper_gives_the_same_bytes_every_time(bureau: Bureau) -> None:
    done = bureau.apply(on=MONDAY)

    with scope([DIVISION]):
        file = case_file(done.case.id)
        twice = [render(file, 1, "application_receipt", "docx") for _ in range(2)]

    assert twice[0] == twice[1]
    assert twice[0].startswith(b"PK")


def test_a_paper_that_was_never_issued_is_not_made(bureau: Bureau) -> None:
    done = bureau.apply()

    with scope([DIVISION]), pytest.raises(NoSuchPaper):
        render(case_file(done.case.id), 1, "grant_decision", "html")


def test_a_second_order_without_a_day_prints_no_day_of_the_first() -> None:
    penalty = load(packs_folder() / "penalty")
    first = {"correction_content": "下架", "correction_kind": "by_day", "correct_by": "2026-03-13"}
    second = {"correction_content": "停止销售", "correction_kind": "at_once"}
    events = [
        Event(number, "order_correction", MONDAY, MONDAY, "wang", "handler", "", answers)
        for number, answers in enumerate((first, second), 1)
    ]

    assert latest(penalty, events[:1])["correct_by"] == "2026-03-13"
    assert latest(penalty, events) == second
