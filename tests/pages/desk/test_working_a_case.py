"""行政许可法 第三十二条至第四十四条: a licence from the window to its delivery, through pages alone, without script."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client

from tests.pages.desk.office import APPLY, Office, form_of, text_of
from yifa.casework.public import today
from yifa.papers.public import case_file


def do(client: Client, number: str, act: str, **answers: Any) -> Any:
    """Open the case, fill in the form of an act, send it."""
    page = client.get(f"/desk/cases/{number}/").content.decode()
    hidden = form_of(page, f"/acts/{act}/")
    return client.post(f"/desk/cases/{number}/acts/{act}/", {**hidden, "on": today().isoformat(), **answers})


def intake(office: Office, **changed: Any) -> Any:
    """A new case at the window."""
    wang, address = office.browser("wang"), "/desk/window/licensing/apply/"
    page = wang.get(address, {"matter": office.matter.pk}).content.decode()
    sent = {**form_of(page, address), **APPLY, "on": today().isoformat(), **changed}
    return wang.post(address, {name: value for name, value in sent.items() if value is not None})


def test_a_licence_goes_from_the_window_to_its_delivery_through_pages_alone(office: Office) -> None:
    receipt = intake(office)
    number = receipt.url.rstrip("/").rpartition("/")[2]

    do(office.browser("wang"), number, "accept")
    review = {"review_opinion": "grant", "review_reasons": "材料齐全，符合条件", "affects_others": "no"}
    do(office.browser("li"), number, "review", **review)
    licence = {"licence_name": "许可证", "licence_number": "测许1号", "valid_from": today().isoformat()}
    do(office.browser("huang"), number, "grant", **licence, valid_to=f"{today().year + 5}-01-01")
    do(office.browser("wang"), number, "deliver", delivery_way="window", delivered_to="张三丰")

    page = text_of(office.browser("li").get(f"/desk/cases/{number}/"))
    assert office.stage(number) == "decided"
    assert "准予行政许可决定书" in page
    assert "送达回证" in page
    assert "测许1号" in page
    assert "张三丰" not in page


def test_the_receipt_of_the_window_bears_number_and_query_code(office: Office) -> None:
    receipt = intake(office)

    page = text_of(office.browser("wang").get(receipt.url))

    number = receipt.url.rstrip("/").rpartition("/")[2]
    assert number in page
    assert "查询码" in page
    assert office.matter.name in page


def test_an_act_that_may_not_be_done_is_shown_with_article_and_remedy(office: Office) -> None:
    done = office.applied()
    office.act(done.case.id, "accept", "wang")

    page = office.browser("huang").get(f"/desk/cases/{done.case.number}/")

    assert "申请材料尚未审查，不得作出决定。" in text_of(page)
    assert "由承办人提出审查意见后再作决定。" in text_of(page)
    assert "许可法 §34" in text_of(page)


def test_an_act_sent_all_the_same_is_refused_and_nothing_happens(office: Office) -> None:
    done = office.applied()
    office.act(done.case.id, "accept", "wang")
    answers = {"licence_name": "许可证", "licence_number": "1", "valid_from": today().isoformat()}

    sent = office.browser("huang").post(
        f"/desk/cases/{done.case.number}/acts/grant/", {"on": today().isoformat(), "seen": "2", **answers}
    )

    assert sent.status_code == 422
    assert "申请材料尚未审查" in text_of(sent)
    assert office.stage(done.case.number) == "accepted"


def test_wrong_answers_come_back_all_at_once_with_links_and_what_was_filled_in(office: Office) -> None:
    done = office.applied()
    office.act(done.case.id, "accept", "wang")

    sent = do(office.browser("li"), done.case.number, "review", review_reasons="写了一半的理由")

    page = sent.content.decode()
    assert sent.status_code == 422
    assert "写了一半的理由" in page
    assert 'href="#review-field-review_opinion"' in page
    assert 'href="#review-field-affects_others"' in page


def test_who_acts_on_an_old_page_is_told_what_a_colleague_did_and_keeps_the_answers(office: Office) -> None:
    done = office.applied()
    li = office.browser("li")
    office.act(done.case.id, "accept", "wang")
    before = form_of(li.get(f"/desk/cases/{done.case.number}/").content.decode(), "/acts/review/")
    office.act(done.case.id, "make_statement", "wang", statement="申请人补充说明")

    answers = {"review_opinion": "grant", "review_reasons": "我写的理由", "affects_others": "no"}
    address = f"/desk/cases/{done.case.number}/acts/review/"
    sent = li.post(address, {**before, "on": today().isoformat(), **answers})

    assert sent.status_code == 409
    assert "刚才wang1已经办理" in text_of(sent)
    assert "请核对后再办" in text_of(sent)
    assert "我写的理由" in text_of(sent)
    again = form_of(sent.content.decode(), "/acts/review/")
    assert li.post(address, {**again, "on": today().isoformat(), **answers}).status_code == 302


def test_the_same_form_sent_twice_is_one_act(office: Office) -> None:
    done = office.applied()
    wang = office.browser("wang")
    page = wang.get(f"/desk/cases/{done.case.number}/").content.decode()
    sent = {**form_of(page, "/acts/accept/"), "on": today().isoformat()}

    answers = [wang.post(f"/desk/cases/{done.case.number}/acts/accept/", sent) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    from yifa.casework.public import scope

    with scope([office.organ.division]):
        assert [entry.event.act for entry in case_file(done.case.number).entries] == ["apply", "accept"]


def test_a_term_is_proved_day_by_day_in_a_fragment_and_on_a_page_of_its_own(office: Office) -> None:
    done = office.applied()
    wang = office.browser("wang")
    address = f"/desk/cases/{done.case.number}/clocks/correction_notice/1/?key="

    fragment, page = wang.get(address, headers={"HX-Request": "true"}), wang.get(address)

    assert "<html" not in fragment.content.decode()
    assert "起算" in text_of(fragment)
    assert "<html" in page.content.decode()
    assert "许可法 §32" in text_of(page)


def test_no_page_of_a_case_holds_inline_style_or_script(office: Office) -> None:
    done = office.applied()

    page = office.browser("wang").get(f"/desk/cases/{done.case.number}/").content.decode()

    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    assert page.count("<script") == page.count('<script src="')


def test_a_second_request_for_correction_is_shown_barred_and_refused(office: Office) -> None:
    done = office.applied()
    asked = {"missing_items": ["身份证明"], "correct_by": (today() + timedelta(days=10)).isoformat()}
    office.act(done.case.id, "request_correction", "wang", **asked)
    office.act(done.case.id, "submit_correction", "wang", corrected_materials=["身份证明"])

    page = text_of(office.browser("wang").get(f"/desk/cases/{done.case.number}/"))
    again = {"on": today().isoformat(), "missing_items": "又一项", "correct_by": asked["correct_by"], "seen": 3}
    sent = office.browser("wang").post(f"/desk/cases/{done.case.number}/acts/request_correction/", again)

    assert "“一次性告知补正”在一件中只能办理一次" in page
    assert "许可法 §32" in page
    assert sent.status_code in {409, 422}
    assert office.stage(done.case.number) == "received"
