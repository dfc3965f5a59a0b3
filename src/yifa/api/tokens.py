"""Tokens by which a program speaks for an account of the staff: signed, dated, kept nowhere.

A token says who speaks and until when; what that account may do is decided by its posts, as on the desk.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare

from yifa.organs.public import Account

_SALT = "yifa.api.token"
_FRAGMENT = 16
LONGEST_DAYS = 366
"""A token lives a year at most, so that a forgotten one dies by itself."""


class BadToken(PermissionError):
    """令牌无效、已经到期，或者账号已经停用、更换了口令；请重新签发令牌。"""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def issue(account: Account, *, today: date, days: int) -> str:
    """A token for an account, valid through the last of so many days.

    Raises ValueError, in Chinese, for an account not in use or a number of days out of range.
    """
    if not account.is_active:
        raise ValueError(f"账号“{account.username}”已经停用，不能签发令牌。")
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(f"令牌的有效期为 1 至 {LONGEST_DAYS} 日，现为 {days} 日。")
    until = today + timedelta(days=days)
    said = {"account": account.pk, "password": _fragment(account), "until": until.isoformat()}
    return signing.TimestampSigner(salt=_SALT).sign_object(said)


def holder(token: str, today: date) -> Account:
    """The account for which a token speaks. Raises BadToken."""
    try:
        said = signing.TimestampSigner(salt=_SALT).unsign_object(token)
        account = Account.objects.get(pk=said["account"])
        until = date.fromisoformat(said["until"])
    except (signing.BadSignature, Account.DoesNotExist, ValueError, KeyError, TypeError):
        raise BadToken from None
    known = constant_time_compare(said["password"], _fragment(account))
    if not (known and account.is_active and today <= until):
        raise BadToken
    return account


def _fragment(account: Account) -> str:
    """A piece of a digest of the password's hash: with a new password all tokens of the account are void."""
    return account.get_session_auth_hash()[:_FRAGMENT]
