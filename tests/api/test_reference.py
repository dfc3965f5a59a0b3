"""What programs may read without a token: procedures with forms, matters with guides, due dates with proof."""

from __future__ import annotations

import pytest

from tests.api.conftest import Office


def test_a_procedure_gives_each_act_with_its_form_and_article(office: Office) -> None:
    answer = office.ask("/procedures/licensing")

    acts = {act["id"]: act for act in answer.said["acts"]}
    form = acts["apply"]["form"]
    assert form["required"][:2] == ["channel", "application_kind"]
    assert form["properties"]["channel"]["x-options"]["2"] == "电脑端网上办理"
    assert form["properties"]["applicant_id"]["x-conditional"]
    assert all(act["cites"] or act["by"] == [{"id": "law", "zh": "法律"}] for act in acts.values())


def test_the_answers_of_a_lawful_application_fit_the_form(office: Office) -> None:
    from jsonschema_rs import validator_for

    acts = office.ask("/procedures/licensing").said["acts"]
    form = next(act["form"] for act in acts if act["id"] == "apply")
    check = validator_for(form)

    assert check.is_valid(office.application()["answers"])
    assert not check.is_valid(office.application(channel="7")["answers"])


def test_an_unknown_procedure_is_not_found(office: Office) -> None:
    assert office.ask("/procedures/nothing").said["code"] == "procedure.unknown"


def test_a_matter_is_found_by_words_and_told_with_its_articles(office: Office) -> None:
    page = office.ask("/matters?q=食品").said
    assert (page["total"], page["items"][0]["code"]) == (1, office.matter.pk)

    matter = office.ask(f"/matters/{office.matter.pk}").said
    assert matter["limit"] == "20个工作日"
    assert matter["limit_cites"].startswith("行政许可法")
    assert matter["promised"] == "10个工作日"
    assert office.ask("/matters?q=没有的").said["total"] == 0
    assert office.ask(f"/matters/{'0' * 31}").said["code"] == "matter.unknown"


def test_a_due_date_comes_with_the_proof_that_the_command_gives(office: Office) -> None:
    import json

    from yifa.workdays.command import run_due

    answer = office.ask("/due?from=2026-02-13&length=20+working+days&pause=2026-02-25..2026-02-27&rule=行政许可法")

    said = run_due("2026-02-13", "20 working days", pauses=["2026-02-25..2026-02-27"], rule="行政许可法", as_json=True)
    assert answer.said == json.loads(said)
    assert answer.said["due"] == "2026-03-24"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("from=2026-02-30&length=20日", "request.invalid"),
        ("from=2026-02-03&length=二十", "request.invalid"),
        ("from=2090-02-03&length=20年", "due.calendar"),
        ("from=2026-02-03&length=20日&rule=没有这法", "request.invalid"),
        ("from=2026-02-03&length=20日&paused=2026-02-04..2026-02-05", "request.invalid"),
        ("from=2026-02-03&length=20日&pause=2026-02-09..2026-02-05", "due.length"),
    ],
)
def test_a_due_date_that_makes_no_sense_is_refused(office: Office, asked: str, code: str) -> None:
    answer = office.ask(f"/due?{asked}")

    assert (answer.status, answer.said["code"]) == (422, code)
