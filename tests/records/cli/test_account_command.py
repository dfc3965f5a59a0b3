"""`yifa account`: an office without a demonstration starts from nothing; GB/T 22239—2019 8.1.4.1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from yifa.identifiers import reserved_credit_code


@pytest.fixture
def empty(transactional_db: None) -> str:
    """A database with nothing but its tables, and the credit code of an organ to be founded."""
    return reserved_credit_code(1, kind="11")


def test_the_first_administrator_comes_from_the_command_line(empty: str, yifa: Callable[..., Any]) -> None:
    founded = yifa("account", "organ", empty, "--name", "某市行政审批局", "--division", "420700")
    made = yifa("account", "create", "guanli", "--name", "张三")
    appointed = yifa("account", "appoint", "guanli", "--organ", "某市行政审批局", "--role", "administrator")

    assert (founded.status, made.status, appointed.status) == (0, 0, 0), founded.err + made.err + appointed.err
    assert "初始口令" in made.out
    (account,) = yifa("account", "list", "--json").said
    assert (account["username"], account["posts"][0]["role"]) == ("guanli", "administrator")
    from yifa.organs.public import Account

    password = made.out.split("初始口令 ")[1].split()[0]
    kept = Account.objects.get()
    assert kept.check_password(password)
    assert kept.must_change_password


def test_the_three_platform_roles_are_not_held_by_one(empty: str, yifa: Callable[..., Any]) -> None:
    yifa("account", "organ", empty, "--name", "某局", "--division", "420700")
    yifa("account", "create", "guanli", "--name", "张三")
    yifa("account", "appoint", "guanli", "--organ", empty, "--role", "administrator")

    refused = yifa("account", "appoint", "guanli", "--organ", empty, "--role", "auditor")

    assert refused.status == 2
    assert "不得由一人同时担任" in refused.err


def test_a_token_is_printed_alone_and_speaks_for_its_account(empty: str, yifa: Callable[..., Any]) -> None:
    from yifa.api import tokens
    from yifa.casework.public import today

    yifa("account", "create", "shuju1", "--name", "数据中心", "--program")

    made = yifa("account", "token", "shuju1", "--days", "30")

    assert made.status == 0
    assert tokens.holder(made.out.strip(), today()).username == "shuju1"
    assert yifa("account", "token", "shuju1", "--days", "9999").status == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("create", "Wang", "--name", "王"), "用户名为"),
        (("appoint", "nobody", "--organ", "x", "--role", "window"), "没有用户名为“nobody”的账号"),
        (("token", "nobody"), "没有用户名为“nobody”的账号"),
        (("organ", "123", "--name", "x", "--division", "420700"), "统一社会信用代码"),
        (("organ", "123", "--name", "x", "--division", "999999"), "没有代码为 999999 的区划"),
    ],
)
def test_slips_are_told_in_a_sentence(
    empty: str, yifa: Callable[..., Any], words: tuple[str, ...], sentence: str
) -> None:
    refused = yifa("account", *words)

    assert refused.status == 2
    assert sentence in refused.err
