"""The staff's programs: the same cases, the same acts and the same refusals as on the desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.api.conftest import Office


def test_the_case_tells_its_state_clocks_timeline_and_papers_masked(office: Office) -> None:
    number = office.filed()["number"]

    answer = office.ask(f"/cases/{number}", **office.token("window1"))

    assert answer.status == 200
    (event,) = answer.said["timeline"]
    assert event["cites"].startswith("行政许可法")
    assert event["answers"]["applicant_name"] == "张*丰"
    assert "张三丰" not in str(answer.said)
    assert answer.said["papers"][0]["title"] == "收件凭证"
    assert answer.said["seq"] == 1


def test_options_say_what_may_be_done_and_why_the_rest_may_not(office: Office) -> None:
    number = office.filed()["number"]

    acts = office.ask(f"/cases/{number}/acts", **office.token("window1")).said["acts"]

    by_id = {act["act"]: act for act in acts}
    assert by_id["accept"]["allowed"]
    assert by_id["accept"]["form"]["type"] == "object"
    grant = by_id["grant"]
    assert not grant["allowed"]
    assert "gate.reviewed" in {refusal["code"] for refusal in grant["refusals"]}
    assert all(refusal["sentence"] and refusal["cites"] for refusal in grant["refusals"])


def test_an_act_is_done_once_however_often_it_is_sent(office: Office) -> None:
    number = office.filed()["number"]
    headers = {**office.token("window1"), "Idempotency-Key": "accept-0001"}
    first = office.tell(f"/cases/{number}/acts/accept", {"seen": 1}, **headers)
    again = office.tell(f"/cases/{number}/acts/accept", {"seen": 1}, **headers)

    assert (first.status, again.status) == (200, 200)
    assert [event["act"] for event in first.said["events"]] == ["accept"]
    assert first.said["events"] == again.said["events"]
    assert first.said["papers"][0]["title"] == "受理通知书"


def test_a_key_used_for_another_act_is_a_conflict(office: Office) -> None:
    number = office.filed()["number"]
    headers = {**office.token("window1"), "Idempotency-Key": "accept-0001"}
    office.tell(f"/cases/{number}/acts/accept", {}, **headers)

    answer = office.tell(f"/cases/{number}/acts/terminate", {}, **headers)

    assert (answer.status, answer.said["code"]) == (409, "key.reused")


def test_who_looked_before_somebody_acted_is_told_what_changed(office: Office) -> None:
    number = office.filed()["number"]
    office.tell(f"/cases/{number}/acts/accept", {}, **office.token("window1"))

    answer = office.tell(f"/cases/{number}/acts/accept", {"seen": 1}, **office.token("window1"))

    assert (answer.status, answer.said["code"]) == (409, "case.changed")
    assert [(one["seq"], one["act"]) for one in answer.said["changed"]] == [(2, "accept")]


def test_a_refused_act_carries_the_engines_code_and_article(office: Office) -> None:
    number = office.filed()["number"]

    answer = office.tell(f"/cases/{number}/acts/grant", {}, **office.token("head1"))

    assert (answer.status, answer.said["code"]) == (422, "act.stage")
    assert answer.said["cites"]


@pytest.mark.parametrize(("days", "code"), [(1, "act.future"), (-1, "act.before_last")])
def test_a_day_out_of_order_is_refused(office: Office, days: int, code: str) -> None:
    number = office.filed()["number"]
    on = (_today() + timedelta(days=days)).isoformat()

    answer = office.tell(f"/cases/{number}/acts/accept", {"on": on}, **office.token("window1"))

    assert (answer.status, answer.said["code"]) == (422, code)


def _today() -> date:
    from yifa.casework.public import today

    return today()


def test_cases_are_found_by_what_is_asked(office: Office) -> None:
    first = office.filed()["number"]
    office.filed()
    window = office.token("window1")
    office.tell(f"/cases/{first}/acts/accept", {}, **window)

    accepted = office.ask(f"/cases?stage=accepted&organ={office.organ.code}&closed=false", **window).said

    assert [case["number"] for case in accepted["items"]] == [first]
    assert office.ask("/cases?since=2099-01-01", **window).said["total"] == 0
    assert office.ask("/cases", **window).said["total"] == 2


def test_staff_of_another_organ_sees_and_does_nothing(office: Office) -> None:
    from yifa.identifiers import reserved_credit_code
    from yifa.organs.public import Organ, appoint, create_account

    code = reserved_credit_code(3, kind="11", division="590102")
    other = Organ.objects.create(code=code, name="城东区教育局", division="590102", level="4", kind="教育部门")
    appoint(create_account("stranger", "外单位"), other, "head", since=date(2020, 1, 1))
    number = office.filed()["number"]
    stranger = office.token("stranger")

    assert office.ask("/cases", **stranger).said["total"] == 0
    assert office.ask(f"/cases/{number}", **stranger).status == 404
    assert office.ask(f"/cases/{number}/acts", **stranger).status == 404
    assert office.tell(f"/cases/{number}/acts/grant", {}, **stranger).status == 404
    assert office.ask(f"/figures?organ={office.organ.code}", **stranger).status == 403


def test_an_auditor_sees_the_cases_of_the_division_and_acts_in_none(office: Office) -> None:
    from yifa.organs.public import AUDITOR, appoint, create_account

    appoint(create_account("auditor1", "审计"), office.organ, AUDITOR, since=date(2020, 1, 1))
    number = office.filed()["number"]
    auditor = office.token("auditor1")

    assert office.ask(f"/cases/{number}", **auditor).status == 200
    answer = office.tell(f"/cases/{number}/acts/accept", {}, **auditor)
    assert (answer.status, answer.said["code"]) == (422, "act.role")


def test_figures_count_the_cases_of_the_period(office: Office) -> None:
    office.filed()

    answer = office.ask(f"/figures?organ={office.organ.code}&procedure=licensing", **office.token("head1"))

    figures = {one["id"]: one for one in answer.said["figures"]}
    assert figures["licensing.received"]["value"] == 1
    assert all(one["definition"] for one in figures.values())
    backwards = f"/figures?organ={office.organ.code}&since=2026-02-01&until=2026-01-01"
    assert office.ask(backwards, **office.token("head1")).said["code"] == "figures.period"
