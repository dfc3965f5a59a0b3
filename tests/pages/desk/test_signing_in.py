"""GB/T 22239—2019, 8.1.4.1: passwords, lockout after failures, first passwords, sessions that end of themselves."""

from __future__ import annotations

from django.test import Client

from tests.pages.desk.office import PASSWORD, Office, text_of
from yifa.organs.public import Account

NEW = "a-new-password-of-mine-7"


def sign_in(client: Client, username: str, password: str, **words: str) -> object:
    return client.post("/desk/sign-in/", {"username": username, "password": password, **words})


def test_the_right_password_leads_to_the_page_that_was_asked_for(office: Office) -> None:
    client = Client()

    assert sign_in(client, "WANG.1 ", PASSWORD, next="/desk/help/").url == "/desk/help/"  # type: ignore[attr-defined]
    assert client.get("/desk/help/").status_code == 200


def test_nobody_is_sent_to_another_site_after_signing_in(office: Office) -> None:
    answer = sign_in(Client(), "wang.1", PASSWORD, next="https://evil.example/")

    assert answer.url == "/desk/"  # type: ignore[attr-defined]


def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(office: Office) -> None:
    answers = [sign_in(Client(), name, "wrong-wrong-wrong") for name in ("wang.1", "nobody")]

    assert [one.status_code for one in answers] == [403, 403]  # type: ignore[attr-defined]
    assert all("用户名或者口令不对" in text_of(one) for one in answers)


def test_after_five_failures_the_name_rests_and_the_page_says_for_how_long(office: Office) -> None:
    for _ in range(5):
        answer = sign_in(Client(), "wang.1", "wrong-wrong-wrong")

    right = sign_in(Client(), "wang.1", PASSWORD)

    assert "15 分钟后再试" in text_of(answer)
    assert right.status_code == 429
    assert "已暂停登录" in text_of(right)


def test_a_first_password_must_be_changed_before_anything_else(office: Office) -> None:
    Account.objects.filter(pk=office.people["wang"].pk).update(must_change_password=True)
    client = Client()
    sign_in(client, "wang.1", PASSWORD)

    assert client.get("/desk/").url == "/desk/password/"  # type: ignore[attr-defined]
    weak = client.post("/desk/password/", {"old": PASSWORD, "new": "123456", "again": "123456"})
    done = client.post("/desk/password/", {"old": PASSWORD, "new": NEW, "again": NEW})

    assert weak.status_code == 422
    assert "至少 12 位" in weak.content.decode()
    assert "This password" not in weak.content.decode()
    assert done.status_code == 302
    assert client.get("/desk/").status_code == 200
    assert sign_in(Client(), "wang.1", NEW).status_code == 302  # type: ignore[attr-defined]


def test_a_session_left_idle_for_half_an_hour_ends(office: Office) -> None:
    client = office.browser("wang")
    client.get("/desk/")
    session = client.session
    session["desk_seen_at"] -= 31 * 60
    session.save()

    answer = client.get("/desk/", follow=True)

    assert "没有操作" in text_of(answer)
    assert "登录" in text_of(answer)


def test_signing_out_needs_a_button_and_ends_the_session(office: Office) -> None:
    client = office.browser("wang")

    assert client.get("/desk/sign-out/").status_code == 405
    client.post("/desk/sign-out/")
    assert client.get("/desk/").status_code == 302
