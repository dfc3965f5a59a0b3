"""Where is my case: seen with number and code together, told without the organ's inner steps, open to its applicant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pages.portal.conftest import Town, text

PDF = b"%PDF-1.7 what was missing"


@pytest.fixture
def case(town: Town) -> Any:
    """A case that somebody filed from another browser."""
    return town.file(Client())


def asked(client: Client, number: str, code: str) -> Any:
    return client.post("/progress/", {"number": number, "code": code}, follow=True)


def test_number_and_code_together_open_the_case(client: Client, case: Any) -> None:
    from yifa.identifiers.case_number import show_query_code

    response = asked(client, f" {case.number[:18]} {case.number[18:]} ", show_query_code(case.query_code).lower())

    assert response.request["PATH_INFO"] == f"/progress/{case.number}/"
    assert "收件" in text(response)
    assert 'class="proof' in text(response)


def test_a_wrong_code_and_a_wrong_number_are_answered_alike(client: Client, case: Any) -> None:
    other = "A" + case.query_code[1:] if case.query_code[0] != "A" else "B" + case.query_code[1:]
    unknown = case.number[:-1] + ("1" if case.number[-1] != "1" else "2")

    answers = [asked(client, case.number, other), asked(client, unknown, case.query_code)]

    assert [one.status_code for one in answers] == [422, 422]
    first, second = ([error["sentence"] for error in one.context["errors"]] for one in answers)
    assert first == second


def test_a_number_alone_shows_nothing(client: Client, case: Any) -> None:
    response = client.get(f"/progress/{case.number}/")

    assert response.status_code == 302
    assert response["Location"].startswith("/progress/?number=")
    assert client.get(f"/progress/{case.number}/acts/withdraw/").status_code == 302
    assert client.get(f"/progress/{case.number}/papers/1/application_receipt.pdf").status_code == 302


def test_after_ten_wrong_codes_even_the_right_one_waits(client: Client, case: Any) -> None:
    for _ in range(10):
        asked(client, case.number, "0000000000000000")

    assert asked(client, case.number, case.query_code).status_code == 429


def test_the_right_ends_with_leaving(client: Client, case: Any) -> None:
    asked(client, case.number, case.query_code)

    client.post(f"/progress/{case.number}/leave/")

    assert client.get(f"/progress/{case.number}/").status_code == 302


def test_the_page_is_kept_by_no_cache(client: Client, case: Any) -> None:
    assert "no-store" in asked(client, case.number, case.query_code)["Cache-Control"]


def test_what_is_missing_is_named_and_supplied_through_the_same_form(
    client: Client, case: Any, act: Callable[..., Any]
) -> None:
    act(case, "request_correction", missing_items=["身份证明", "场地照片"], correct_by="2030-01-10")
    page = asked(client, case.number, case.query_code)
    assert "等您提交补正材料" in text(page)
    assert "场地照片" in text(page)

    form = client.get(f"/progress/{case.number}/acts/submit_correction/")
    context = form.context
    sent = {
        "key": context["key"], "seen": context["seen"], "corrected_materials": "身份证复印件",
        "corrected_materials.0": SimpleUploadedFile("照片.pdf", PDF),
    }  # fmt: skip
    done = client.post(f"/progress/{case.number}/acts/submit_correction/", sent, follow=True)

    assert "已经办好：提交补正材料" in text(done)
    assert "等您提交补正材料" not in text(done)


def test_an_empty_correction_is_refused_and_its_file_is_kept(
    client: Client, case: Any, act: Callable[..., Any]
) -> None:
    act(case, "request_correction", missing_items=["身份证明"], correct_by="2030-01-10")
    asked(client, case.number, case.query_code)

    response = client.post(f"/progress/{case.number}/acts/submit_correction/", {"seen": 2})

    assert response.status_code == 422
    assert "请填写" in text(response)


def test_withdrawing_twice_is_once_and_the_page_tells_what_changed(client: Client, case: Any) -> None:
    from yifa.casework.public import history, scope

    asked(client, case.number, case.query_code)
    url = f"/progress/{case.number}/acts/withdraw/"
    context = client.get(url).context
    sent = {"key": context["key"], "seen": context["seen"], "withdrawal_reason": "不办了"}

    client.post(url, sent)
    again = client.post(url, sent)

    with scope([case.division]):
        assert [entry.event.act for entry in history(case.id)] == ["apply", "withdraw"]
    assert again.status_code in (404, 409)
    assert "申请人撤回" in text(client.get(f"/progress/{case.number}/"))


def test_something_done_meanwhile_is_told_before_acting(client: Client, case: Any, act: Callable[..., Any]) -> None:
    asked(client, case.number, case.query_code)
    url = f"/progress/{case.number}/acts/withdraw/"
    context = client.get(url).context
    act(case, "accept")

    response = client.post(url, {"key": context["key"], "seen": context["seen"]})

    assert response.status_code == 409
    assert "先看看有什么变化" in text(response)


def test_the_organs_inner_deliberation_is_not_told(client: Client, case: Any, act: Callable[..., Any]) -> None:
    act(case, "accept")
    act(case, "review", "handler", review_opinion="refuse", review_reasons="场地不符", affects_others=False)

    page = text(asked(client, case.number, case.query_code))

    assert "建议不予" not in page
    assert "场地不符" not in page
    assert "审查" in page


def test_papers_can_be_read_and_taken_home(client: Client, case: Any) -> None:
    asked(client, case.number, case.query_code)
    at = f"/progress/{case.number}/papers/1/application_receipt"

    assert "收件凭证" in text(client.get(f"{at}/"))
    assert client.get(f"{at}.docx").content[:2] == b"PK"
    assert client.get(f"{at}.exe").status_code == 404


def test_a_paper_that_is_not_the_applicants_is_not_there(client: Client, case: Any, act: Callable[..., Any]) -> None:
    from yifa.casework.public import scope
    from yifa.papers.public import papers_of_case

    act(case, "accept")
    act(case, "check_on_site", "handler", officers=["王一", "李二"], checked_on_site="店内", check_result="conforms",
        check_findings="符合")  # fmt: skip
    asked(client, case.number, case.query_code)
    with scope([case.division]):
        inner = next(paper for paper in papers_of_case(case.id) if paper.paper == "site_check_record")

    assert client.get(f"/progress/{case.number}/papers/{inner.seq}/{inner.paper}/").status_code == 404
    assert client.get(f"/progress/{case.number}/papers/{inner.seq}/{inner.paper}.docx").status_code == 404


def test_what_may_not_be_done_yet_says_why(client: Client, case: Any, act: Callable[..., Any]) -> None:
    act(case, "accept")

    page = text(asked(client, case.number, case.query_code))

    assert "申请听证" in page
    assert "听证权利尚未告知" in page


def test_the_desks_acts_are_not_the_applicants(client: Client, case: Any) -> None:
    asked(client, case.number, case.query_code)

    assert client.post(f"/progress/{case.number}/acts/accept/", {"seen": 1}).status_code == 404
