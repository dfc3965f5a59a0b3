"""行政许可法 第二十九条、第三十三条: the public files by program, follows the case and acts in it."""

from __future__ import annotations

from django.conf import settings

from tests.api.conftest import Office


def test_an_application_is_received_with_number_code_and_clock(office: Office) -> None:
    answer = office.tell("/applications", office.application())

    assert answer.status == 201
    assert answer.said["stage"] == {"id": "received", "zh": "收件"}
    assert answer.said["number"].startswith(office.matter.pk)
    assert len(answer.said["query_code"]) == 16
    (clock,) = answer.said["clocks"]
    assert clock["cites"] == "行政许可法 第三十二条第一款第四项"
    assert clock["proof"]["due"] == clock["due"]
    assert answer.headers["Location"] == f"/api/v1/applications/{answer.said['number']}"


def test_the_same_request_twice_files_once(office: Office) -> None:
    first = office.tell("/applications", office.application(), Idempotency_Key="0b1d-again")
    again = office.tell("/applications", office.application(), Idempotency_Key="0b1d-again")

    assert (first.status, again.status) == (201, 201)
    assert first.said["number"] == again.said["number"]
    assert office.ask("/cases", **office.token("window1")).said["total"] == 1


def test_every_wrong_answer_is_named_at_once_with_its_ground(office: Office) -> None:
    answer = office.tell("/applications", office.application(mobile="123", channel="7"))

    assert answer.status == 422
    faults = {answer.said["field"]: answer.said["code"], **{one["field"]: one["code"] for one in answer.said["more"]}}
    assert faults == {"channel": "answer.option", "mobile": "answer.identifier"}
    assert answer.said["where"] == "body.answers.channel"
    assert answer.said["cites"] == "行政许可法 第二十九条第三款"


def test_a_request_to_know_needs_no_matter_but_an_organ(office: Office) -> None:
    asked = {"procedure": "disclosure", "organ": office.organ.code, "answers": {}}
    empty = office.tell("/applications", asked)
    unknown = office.tell("/applications", asked | {"act": "apply"})

    assert (empty.status, empty.said["code"]) == (422, "answer.missing")
    assert (unknown.status, unknown.said["code"]) == (422, "act.unknown")
    assert "request" in unknown.said["sentence"]


def test_a_licence_cannot_be_applied_for_without_a_matter(office: Office) -> None:
    answer = office.tell("/applications", {"procedure": "licensing", "organ": office.organ.code, "answers": {}})

    assert (answer.status, answer.said["code"]) == (422, "filing.matter")


def test_an_unknown_matter_and_an_unknown_organ_are_not_found(office: Office) -> None:
    matter = office.tell("/applications", {"matter": "11590100Q00000026W3590199001999", "answers": {}})
    organ = {"procedure": "disclosure", "organ": "11590100Q00000026W", "answers": {}}

    assert (matter.status, matter.said["code"]) == (404, "matter.unknown")
    answer = office.tell("/applications", organ)
    assert (answer.status, answer.said["code"]) == (404, "organ.unknown")


def test_who_has_number_and_code_sees_progress_and_no_inner_work(office: Office) -> None:
    receipt = office.filed()
    path = f"/cases/{receipt['number']}/acts"
    assert office.tell(f"{path}/accept", {}, **office.token("window1")).status == 200
    review = {"answers": {"review_opinion": "grant", "review_reasons": "材料齐全", "affects_others": False}}
    assert office.tell(f"{path}/review", review, **office.token("handler1")).status == 200

    answer = office.ask(f"/applications/{receipt['number']}", X_Query_Code=receipt["query_code"])

    assert answer.status == 200
    assert answer.said["stage"]["id"] == "under_review"
    assert [step["act"] for step in answer.said["steps"]][:2] == ["apply", "accept"]
    assert "材料齐全" not in str(answer.said)
    assert {paper["title"] for paper in answer.said["papers"]} >= {"受理通知书"}
    main = next(clock for clock in answer.said["clocks"] if clock["main"])
    assert main["proof"]["from"] == main["start"]


def test_the_applicant_withdraws_with_the_code(office: Office) -> None:
    receipt = office.filed()
    own = {"X_Query_Code": receipt["query_code"]}

    answer = office.tell(f"/applications/{receipt['number']}/acts/withdraw", {"seen": 1}, **own)

    assert answer.status == 200, answer.said
    assert answer.said["outcome"] == {"id": "withdrawn", "zh": "申请人撤回"}
    again = office.tell(f"/applications/{receipt['number']}/acts/withdraw", {}, **own)
    assert (again.status, again.said["code"]) == (422, "act.closed")


def test_the_applicant_cannot_do_what_is_the_offices(office: Office) -> None:
    receipt = office.filed()

    answer = office.tell(f"/applications/{receipt['number']}/acts/accept", {}, X_Query_Code=receipt["query_code"])

    assert (answer.status, answer.said["code"]) == (422, "act.role")
    assert answer.said["by_whom"] == "窗口人员"


def test_a_wrong_code_says_nothing_about_the_number(office: Office) -> None:
    receipt = office.filed()

    wrong = office.ask(f"/applications/{receipt['number']}", X_Query_Code="H45FQ0H69MQ6L48K")
    unknown = office.ask(f"/applications/{receipt['number'][:-1]}9", X_Query_Code=receipt["query_code"])

    assert (wrong.status, unknown.status) == (404, 404)
    assert wrong.said == unknown.said
    assert office.ask(f"/applications/{receipt['number']}").status == 401


def test_guessing_codes_is_stopped_after_twenty_times(office: Office) -> None:
    receipt = office.filed()
    path = f"/applications/{receipt['number']}"
    statuses = [office.ask(path, X_Query_Code=f"WRONG{n}").status for n in range(21)]

    assert statuses == [404] * 20 + [429]
    stopped = office.ask(path, X_Query_Code=receipt["query_code"])
    assert (stopped.status, stopped.headers["Retry-After"]) == (429, "900")


def test_a_body_that_is_no_json_is_unparsable(office: Office) -> None:
    for body in ("{", '{"answers": NaN}', '{"answers": {"x": "\\ud800"}}'):
        answer = office.tell("/applications", body)
        assert (answer.status, answer.said["code"]) == (400, "request.unparsable")


def test_a_body_beyond_the_limit_is_too_big(office: Office) -> None:
    answer = office.tell("/applications", " " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))

    assert (answer.status, answer.said["code"]) == (413, "request.too_big")


def test_a_null_character_in_an_answer_is_refused_and_nothing_is_kept(office: Office) -> None:
    answer = office.tell("/applications", office.application(summary="食品\u0000经营"))

    assert (answer.status, answer.said["code"]) == (422, "answer.type")
    assert office.ask("/cases", **office.token("window1")).said["total"] == 0


def test_an_unknown_word_in_a_body_is_named(office: Office) -> None:
    answer = office.tell("/applications", {**office.application(), "urgent": True})

    assert (answer.status, answer.said["code"]) == (422, "request.invalid")
    assert answer.said["field"] == "urgent"
