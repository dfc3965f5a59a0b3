"""Filing without script: page by page, with answers kept, files looked into, and one case however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pages.portal.conftest import Town, text

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 Safari/604.1"
PDF = b"%PDF-1.7 an application"


def cases() -> list[Any]:
    from yifa.casework.public import EVERYWHERE, Case, scope

    with scope([EVERYWHERE]):
        return list(Case.objects.order_by("id"))


def opening(case: Any) -> dict[str, Any]:
    from yifa.casework.public import history, scope

    with scope([case.division]):
        return dict(history(case.id)[0].event.answers)


def test_a_citizen_files_and_holds_a_receipt_with_number_code_and_day(client: Client, town: Town) -> None:
    check = town.fill(client, town.begin(client))

    receipt = client.post(check, follow=True)

    (case,) = cases()
    from yifa.identifiers.case_number import show_query_code

    said = text(receipt)
    assert receipt.request["PATH_INFO"].endswith("/receipt/")
    assert "".join(part for part in case.number) in said.replace('</span><span class="number-part">', "")
    assert show_query_code(case.query_code) in said
    assert "即为受理" in said  # what happens if the organ stays silent
    assert 'class="proof' in said
    assert (case.stage, case.matter, case.applicant_masked) == ("received", town.matter.pk, "张*丰")


def test_the_channel_is_told_by_the_device(client: Client, town: Town) -> None:
    town.file(client)
    town.file(Client(headers={"user-agent": PHONE}))

    assert [opening(case)["channel"] for case in cases()] == ["2", "3"]


def test_a_phone_asks_one_thing_a_page_and_a_wide_screen_sections(client: Client, town: Town) -> None:
    phone = Client(headers={"user-agent": PHONE})

    first = phone.get(town.begin(phone)).context
    wide = client.get(town.begin(client)).context

    assert len(first["step"].fields) == 1
    assert len(wide["step"].fields) > 1
    assert first["bar"]["of"] > wide["bar"]["of"]


def test_a_wrong_answer_is_named_and_the_right_ones_are_kept(client: Client, town: Town) -> None:
    address = town.begin(client)
    while b'name="applicant_id"' not in client.get(address).content:
        address = str(client.post(address, town.answers, follow=True).request["PATH_INFO"])

    wrong = client.post(address, town.answers | {"applicant_id": "42070419900101123X", "contact_name": "李四"})

    assert wrong.status_code == 422
    assert 'href="#field-applicant_id"' in text(wrong)
    assert "42070419900101123X" in text(wrong)
    assert "李四" in text(wrong)
    assert "李四" in text(client.get(address))


def test_going_back_shows_what_was_answered(client: Client, town: Town) -> None:
    first = town.begin(client)
    client.post(first, town.answers)

    assert 'value="new" checked' in text(client.get(first))


def test_changing_a_choice_drops_the_answers_that_hung_on_it(client: Client, town: Town) -> None:
    from yifa.identifiers import reserved_credit_code

    first = town.begin(client)
    check = town.fill(client, first)
    client.post(first, town.answers | {"applicant_kind": "organisation", "to": "check"})

    again = client.get(check)
    assert "请填写“统一社会信用代码”" in text(again)
    assert "disabled" in text(again)

    company = {"applicant_kind": "organisation", "credit_code": reserved_credit_code(9), "applicant_name": "测试公司"}
    client.post(town.fill(client, first, company))
    (case,) = cases()
    assert "applicant_id" not in opening(case)
    assert case.applicant_masked == "测试公司"


def test_sending_twice_is_one_case_and_both_see_the_receipt(client: Client, town: Town) -> None:
    check = town.fill(client, town.begin(client))

    first, second = client.post(check, follow=True), client.post(check, follow=True)

    assert len(cases()) == 1
    assert first.request["PATH_INFO"] == second.request["PATH_INFO"]


def test_two_sendings_at_the_same_moment_are_one_case(client: Client, town: Town) -> None:
    """Both requests read the draft before either is done: the key of the draft holds them together."""
    check = town.fill(client, town.begin(client))
    saved = dict(client.session.items())
    client.post(check)
    session = client.session
    session.update(saved)
    session.save()

    client.post(check)

    assert len(cases()) == 1


def test_an_incomplete_draft_cannot_be_sent(client: Client, town: Town) -> None:
    address = town.begin(client)

    response = client.post(address.rsplit("/", 2)[0] + "/check/")

    assert response.status_code == 422
    assert cases() == []


def test_a_file_goes_with_the_case_under_its_digest(client: Client, town: Town, settings: Any) -> None:
    case = town.file(client, {"materials.1": ("申请书.pdf", PDF)})

    (material,) = opening(case)["materials"]
    name = town.matter.materials.get(position=1).name
    assert (material["name"], material["size"], material["material"]) == ("申请书.pdf", len(PDF), name)
    kept = Path(settings.UPLOAD_FOLDER) / material["digest"][:2] / material["digest"][2:]
    assert kept.read_bytes() == PDF


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (("发票.pdf", b"MZ\x90 a program"), "不是它的扩展名"),
        (("大.pdf", PDF + b"x" * 2048), "上限"),
        (("空.pdf", b""), "空文件"),
        (("脚本.html", b"<script>alert(1)</script>"), "不是可以提交的文件类型"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_nothing_else_is_lost(
    client: Client, town: Town, settings: Any, file: tuple[str, bytes], says: str
) -> None:
    settings.UPLOAD_LIMIT = 1024
    check = town.fill(client, town.begin(client), {"materials.1": ("申请书.pdf", PDF)})
    page = check.replace("/check/", "/materials/")

    refused = client.post(page, {"materials.2": SimpleUploadedFile(*file)})

    assert refused.status_code == 422
    assert says in text(refused)
    assert "申请书.pdf" in text(refused)
    assert "开一家小餐馆" in text(client.get(check))
    assert "申请书.pdf" in text(client.get(check))


def test_a_file_can_be_taken_back(client: Client, town: Town) -> None:
    check = town.fill(client, town.begin(client), {"materials.1": ("申请书.pdf", PDF)})
    page = check.replace("/check/", "/materials/")
    slot = client.get(page).context["entries"][0]["files"]["slots"][0]

    client.post(page, {"remove": slot["files"][0]["remove"]})

    assert "申请书.pdf" not in text(client.get(check))


def test_particulars_lie_encrypted_in_the_session(client: Client, town: Town) -> None:
    town.fill(client, town.begin(client))

    kept = str(dict(client.session.items()))

    assert "张三丰" not in kept
    assert town.answers["applicant_id"] not in kept


def test_somebody_elses_draft_is_not_there(client: Client, town: Town) -> None:
    check = town.fill(client, town.begin(client))

    other = Client().get(check)

    assert other.status_code == 404
    assert "张三丰" not in text(other)


def test_leaving_clears_what_was_filled_in(client: Client, town: Town) -> None:
    check = town.fill(client, town.begin(client))

    client.post(check.replace("/check/", "/leave/"))

    assert client.get(check).status_code == 404
    assert cases() == []


def test_a_matter_that_is_not_taken_online_says_where_to_go(client: Client, town: Town) -> None:
    response = client.get(f"/matters/{town.confirmed.pk}/apply/")

    assert response.status_code == 409
    assert "不能在网上申请" in text(response)


def test_a_disclosure_request_is_filed_with_the_organ(client: Client, town: Town) -> None:
    begun = client.post(f"/ask/disclosure/{town.organ.code}/request/", follow=True)
    check = town.fill(client, str(begun.request["PATH_INFO"]))

    receipt = client.post(check, follow=True)

    (case,) = cases()
    assert (case.procedure, case.stage, opening(case)["channel"]) == ("disclosure", "filed", "online")
    assert "下一步由机关登记" in text(receipt)


def test_a_correction_of_records_takes_evidence_in_words(client: Client, town: Town) -> None:
    begun = client.post(f"/ask/disclosure/{town.organ.code}/request_record_correction/", follow=True)
    wrong = {"record_at_fault": "出生日期有误", "record_evidence": "户口簿\n出生证明"}

    client.post(town.fill(client, str(begun.request["PATH_INFO"]), wrong))

    (case,) = cases()
    assert opening(case)["record_evidence"] == ["户口簿", "出生证明"]


def test_a_stopped_database_is_told_and_loses_nothing(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from yifa.casework.public import Unavailable
    from yifa.portal import submitting

    check = town.fill(client, town.begin(client))
    with monkeypatch.context() as stopped:
        stopped.setattr(submitting, "_open", lambda *_: (_ for _ in ()).throw(Unavailable()))
        response = client.post(check)

    assert response.status_code == 503
    assert "没有记录" in text(response)
    client.post(check)
    assert len(cases()) == 1


def test_a_clarification_sent_here_is_received_today_and_nobody_is_asked_when(
    client: Client, town: Town, act: Callable[..., Any]
) -> None:
    from yifa.casework.public import today

    begun = client.post(f"/ask/disclosure/{town.organ.code}/request/", follow=True)
    client.post(town.fill(client, str(begun.request["PATH_INFO"])))
    (case,) = cases()
    act(case, "register", "disclosure_officer", received_on=today().isoformat())
    by = (today() + timedelta(days=10)).isoformat()
    act(case, "ask_clarification", "disclosure_officer", unclear_points=["哪一年的"], clarify_by=by)

    page = client.get(f"/progress/{case.number}/acts/clarify/")
    sent = {"clarified_request": "2025年的", "seen": page.context["seen"], "key": page.context["key"]}
    client.post(f"/progress/{case.number}/acts/clarify/", sent)

    (case,) = cases()
    assert "收到补正的申请之日" not in text(page)
    assert case.stage == "handling"
