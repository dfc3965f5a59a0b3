"""GB/T 22239—2019 8.1.4.1: a program is told apart, its token ends, and a new password voids it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.api.conftest import Office


def _account(username: str = "window1"):  # type: ignore[no-untyped-def]
    from yifa.organs.public import Account

    return Account.objects.get(username=username)


def test_without_a_token_nothing_of_the_offices_is_told(office: Office) -> None:
    for path in ("/cases", f"/cases/{'1' * 46}", f"/figures?organ={office.organ.code}"):
        answer = office.ask(path)
        assert (answer.status, answer.said["code"]) == (401, "token.missing")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["", "x", "eyJhIjoxfQ:1abc:zzzz", "é"])
def test_a_token_that_we_did_not_sign_is_void(office: Office, token: str) -> None:
    answer = office.ask("/cases", Authorization=f"Bearer {token}")

    assert (answer.status, answer.said["code"]) == (401, "token.invalid")


def test_a_token_ends_after_its_last_day(office: Office) -> None:
    from yifa.api import tokens
    from yifa.casework.public import today

    token = tokens.issue(_account(), today=today(), days=1)

    assert tokens.holder(token, today() + timedelta(days=1)).username == "window1"
    with pytest.raises(tokens.BadToken):
        tokens.holder(token, today() + timedelta(days=2))


def test_a_new_password_voids_every_token(office: Office) -> None:
    held = office.token("window1")
    account = _account()
    account.set_password("another-for-tests-2291")
    account.save()

    assert office.ask("/cases", **held).status == 401


def test_the_token_of_a_closed_account_is_void(office: Office) -> None:
    from yifa.casework.public import today
    from yifa.organs.public import deactivate

    held = office.token("window1")
    deactivate(_account(), today())

    assert office.ask("/cases", **held).status == 401


@pytest.mark.parametrize("days", [0, 367])
def test_a_token_lives_between_a_day_and_a_year(office: Office, days: int) -> None:
    from yifa.api import tokens
    from yifa.casework.public import today

    with pytest.raises(ValueError, match="有效期"):
        tokens.issue(_account(), today=today(), days=days)
