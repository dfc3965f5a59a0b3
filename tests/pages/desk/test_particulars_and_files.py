"""个人信息保护法 第五十一条: masked on every page; in full with a reason, on record. Files are what they are called."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pages.desk.office import APPLY, Office, form_of, text_of
from yifa.casework.public import scope, today
from yifa.papers.public import case_file

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def hand_in(office: Office, *files: SimpleUploadedFile, **changed: Any) -> Any:
    wang, address = office.browser("wang"), "/desk/window/licensing/apply/"
    page = wang.get(address, {"matter": office.matter.pk}).content.decode()
    sent = {**form_of(page, address), **APPLY, "on": today().isoformat(), "materials-files": list(files), **changed}
    return wang.post(address, sent)


def number_of(receipt: Any) -> str:
    return str(receipt.url.rstrip("/").rpartition("/")[2])


def test_particulars_are_masked_on_the_case_the_papers_and_the_list(office: Office) -> None:
    done = office.applied()
    wang = office.browser("wang")

    for path in (f"cases/{done.case.number}/", f"cases/{done.case.number}/papers/1/application_receipt/", ""):
        page = text_of(wang.get(f"/desk/{path}"))
        assert "张三丰" not in page
        assert str(APPLY["mobile"]) not in page
        assert str(APPLY["applicant_id"]) not in page
    assert "张*丰" in text_of(wang.get(f"/desk/cases/{done.case.number}/"))


def test_particulars_are_read_in_full_only_with_a_reason_and_on_record(office: Office) -> None:
    done = office.applied()
    wang, address = office.browser("wang"), f"/desk/cases/{done.case.number}/particulars/"

    without = wang.post(address, {"reason": " "}, follow=True)
    with_reason = wang.post(address, {"reason": "电话通知补正"})

    assert "张三丰" not in text_of(without)
    assert "请写明为什么要查看全文" in text_of(without)
    assert "张三丰" in text_of(with_reason)
    assert "no-store" in with_reason["Cache-Control"]
    record = text_of(office.browser("cao").get("/desk/readings/"))
    assert "wang1" in record
    assert "电话通知补正" in record
    assert record.count("查看全文") == 1


def test_a_paper_for_service_names_the_party_in_full_and_leaves_a_record(office: Office) -> None:
    from docx import Document

    done = office.applied()
    wang, address = office.browser("wang"), f"/desk/cases/{done.case.number}/papers/1/application_receipt/docx/"

    masked, full = wang.get(address), wang.post(address, {"reason": "送达当事人"})

    words = ["".join(p.text for p in Document(io.BytesIO(one.content)).paragraphs) for one in (masked, full)]
    tables = ["".join(c.text for t in Document(io.BytesIO(one.content)).tables for r in t.rows for c in r.cells)
              for one in (masked, full)]  # fmt: skip
    assert "张三丰" not in words[0] + tables[0]
    assert "张三丰" in words[1] + tables[1]
    assert "送达当事人" in text_of(office.browser("cao").get("/desk/readings/"))


def test_a_file_handed_in_is_recorded_by_digest_and_given_out_with_its_case(office: Office) -> None:
    receipt = hand_in(office, SimpleUploadedFile("../../平面图.pdf", PDF))
    number = number_of(receipt)

    with scope([office.organ.division]):
        [kept] = case_file(number).entries[0].event.answers["materials"]
    got = office.browser("li").get(f"/desk/cases/{number}/files/{kept['digest']}/")

    assert kept["name"] == "平面图.pdf"
    assert kept["size"] == len(PDF)
    assert b"".join(got.streaming_content) == PDF
    assert got["Content-Disposition"].startswith("attachment")
    assert got["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_one_case_is_not_given_out_with_another(office: Office) -> None:
    number = number_of(hand_in(office, SimpleUploadedFile("a.pdf", PDF)))
    with scope([office.organ.division]):
        [kept] = case_file(number).entries[0].event.answers["materials"]
    other = office.applied()

    got = office.browser("wang").get(f"/desk/cases/{other.case.number}/files/{kept['digest']}/")

    assert got.status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("照片.png", b"MZ\x90\x00 a program"),
        ("网页.pdf", b"<html><script>alert(1)</script></html>"),
        ("程序.exe", b"MZ\x90\x00"),
        ("材料.docx", b"PK\x03\x04 broken"),
        ("空.pdf", b""),
    ],
)
def test_a_disguised_broken_or_empty_file_is_refused_and_nothing_is_opened(
    office: Office, name: str, content: bytes
) -> None:
    sent = hand_in(office, SimpleUploadedFile(name, content))

    assert sent.status_code == 422
    assert "申请一项许可" in sent.content.decode()
    assert "#field-materials" in sent.content.decode()


def test_a_file_over_the_limit_is_refused_with_the_limit_named(office: Office, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1024

    sent = hand_in(office, SimpleUploadedFile("大.pdf", PDF + b" " * 2000))

    assert sent.status_code == 422
    assert "1" in text_of(sent)
    assert "上限" in text_of(sent)


def test_files_taken_before_a_refusal_need_not_be_handed_in_again(office: Office) -> None:
    first = hand_in(office, SimpleUploadedFile("证明.pdf", PDF), summary="")
    page = first.content.decode()
    again = {**form_of(page, "/desk/window/licensing/apply/"), **APPLY, "on": today().isoformat()}

    receipt = office.browser("wang").post("/desk/window/licensing/apply/", again)

    assert first.status_code == 422
    assert "已收到：证明.pdf" in text_of(first)
    with scope([office.organ.division]):
        [kept] = case_file(number_of(receipt)).entries[0].event.answers["materials"]
    assert kept["name"] == "证明.pdf"


def test_a_forged_note_of_a_file_already_taken_is_refused(office: Office) -> None:
    sent = hand_in(office, **{"kept-materials": "forged:note"})

    assert sent.status_code == 422
    assert "无法确认" in text_of(sent)
