"""Posts, seals, reports, the calendar, and a database that is away: what those who run the office rely on."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from tests.pages.desk.office import Office, text_of
from yifa.casework.public import seal_day, today
from yifa.organs.public import Account, roles_on


def new_account(office: Office, **words: Any) -> Any:
    given = {"name": "新来的人", "username": "xin.lai", "organ": office.organ.code, "role": "window"}
    return office.browser("han").post("/desk/staff/new/", {**given, **words})


def test_a_new_account_signs_in_with_a_password_shown_once_and_changes_it(office: Office) -> None:
    shown = new_account(office)
    password = re.search(r"[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5}", text_of(shown))

    assert password
    assert "no-store" in shown["Cache-Control"]
    client = Client()
    client.post("/desk/sign-in/", {"username": "xin.lai", "password": password[0]})
    assert client.get("/desk/").url == "/desk/password/"  # type: ignore[attr-defined]
    assert password[0] not in text_of(office.browser("han").get("/desk/staff/"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"username": "wang.1"}, "用户名"),
        ({"username": "大写"}, "用户名为 3 至 32 位"),
        ({"role": "emperor"}, "请选择岗位"),
        ({"procedure": "magic"}, "没有这种业务"),
    ],
)
def test_a_wrong_account_is_refused_in_words_and_nothing_is_half_made(
    office: Office, words: dict[str, str], sentence: str
) -> None:
    before = Account.objects.count()

    answer = new_account(office, **words)

    assert (
        sentence in text_of(office.browser("han").get("/desk/staff/"))
        or sentence in text_of(Client().get(answer.url))
        or sentence in _messages(answer)
    )
    assert Account.objects.count() == before


def _messages(answer: Any) -> str:
    from django.contrib.messages import get_messages

    return "".join(str(message) for message in get_messages(answer.wsgi_request))


def test_the_three_platform_posts_are_never_one_persons(office: Office) -> None:
    han = office.browser("han")
    auditor = office.people["cao"]

    answer = han.post(f"/desk/staff/{auditor.pk}/appoint/", {"organ": office.organ.code, "role": "administrator"})

    assert "不得由一人同时担任" in _messages(answer)
    assert "administrator" not in roles_on(auditor, office.organ, today())


def test_a_head_delegates_for_a_term_and_takes_it_back(office: Office) -> None:
    huang = office.browser("huang")
    post = office.people["huang"].posts.get()
    until = today() + timedelta(days=3)
    given = {"post": post.pk, "to": office.people["zheng"].pk, "since": str(today()), "until": str(until)}

    huang.post("/desk/staff/delegate/", given)
    assert "head" in roles_on(office.people["zheng"], office.organ, until)
    delegated = office.people["zheng"].posts.get(delegated_by=post)
    huang.post(f"/desk/staff/posts/{delegated.pk}/end/")

    assert "head" not in roles_on(office.people["zheng"], office.organ, until)


def test_nobody_ends_anothers_post_or_opens_accounts_without_the_right(office: Office) -> None:
    post = office.people["li"].posts.get()

    assert office.browser("huang").post(f"/desk/staff/posts/{post.pk}/end/").status_code == 404
    assert office.browser("huang").post("/desk/staff/new/", {}).status_code == 403
    assert office.browser("huang").get(f"/desk/staff/{office.people['li'].pk}/").status_code == 403


def test_a_closed_account_is_signed_out_at_its_next_step(office: Office) -> None:
    li = office.browser("li")
    assert li.get("/desk/").status_code == 200

    office.browser("han").post(f"/desk/staff/{office.people['li'].pk}/close/")

    assert li.get("/desk/").status_code == 302


def test_the_auditor_verifies_the_log_and_sees_the_seals_of_days(office: Office) -> None:
    done = office.applied()
    office.act(done.case.id, "accept", "wang")
    seal_day(today())

    page = text_of(office.browser("cao").post("/desk/ledger/"))

    assert "全部完好" in page
    assert "2 条" in page
    assert "1 个" in page


def test_a_changed_byte_is_named_by_the_auditors_page_and_by_the_seal_on_the_case(office: Office) -> None:
    import os

    import psycopg
    from django.db import connection

    from tests.conftest import superuser_url

    if os.environ.get("YIFA_DATABASE_URL"):
        pytest.skip("篡改日志要用超级用户，外接数据库不做")
    done = office.applied()
    office.act(done.case.id, "accept", "wang")
    with psycopg.connect(superuser_url(str(connection.settings_dict["NAME"]))) as forger:
        forger.execute("alter table event disable trigger only_grows")
        forger.execute("update event set body = replace(body, '一项', '两项') where seq = 1")
        forger.execute("alter table event enable always trigger only_grows")

    ledger = text_of(office.browser("cao").post("/desk/ledger/"))
    seal = text_of(office.browser("wang").get(f"/desk/cases/{done.case.number}/seals/1/"))

    assert "查出不符" in ledger
    assert done.case.number in ledger
    assert "封印不符" in seal


def test_a_head_builds_the_report_whose_figures_lead_to_their_cases(office: Office) -> None:
    office.applied()
    huang = office.browser("huang")

    built = huang.post("/desk/reports/build/", {"organ": office.organ.code, "year": str(today().year)})
    page = huang.get(built.url).content.decode()

    links = re.findall(r'href="(/desk/figures/[^"]+)"', page)
    assert links
    assert all(huang.get(link.replace("&amp;", "&")).status_code == 200 for link in links[:3])
    assert office.browser("li").post("/desk/reports/build/", {}).status_code == 403


def test_the_calendar_names_each_notice_and_marks_a_year_without_one(office: Office) -> None:
    li = office.browser("li")

    known, coming = text_of(li.get("/desk/calendar/?year=2020")), text_of(li.get("/desk/calendar/?year=2027"))

    assert "国办发明电" in known
    assert "春节" in known
    assert "尚未公布" in coming or "国办发明电" in coming


def test_a_file_that_is_no_notice_is_refused_with_its_line(office: Office) -> None:
    answer = office.browser("han").post(
        "/desk/calendar/load/", {"notice": SimpleUploadedFile("2027.yaml", b"year: 2027\nholidays: oops\n")}
    )

    assert "不能装载" in _messages(answer)


def test_a_database_that_is_away_is_told_in_plain_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    wang = office.browser("wang")

    def gone(*_: object) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr("yifa.desk.access.staff_of", gone)
    answer = wang.get("/desk/")

    assert answer.status_code == 503
    assert "没有记录" in text_of(answer)
