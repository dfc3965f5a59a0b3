"""Counts wrong query codes, so that guessing stops being quick; the codes themselves are beyond guessing anyway.

The counts live in the process's cache for a quarter of an hour; they are a brake, not the lock.
"""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW_SECONDS = 15 * 60
MOST_OF_ADDRESS = 20
MOST_OF_CASE = 200
"""Higher than that of an address, so that nobody can easily shut the applicant out of the own case."""


class TooManyAttempts(PermissionError):
    """办件编号或者查询码连续输入有误，请十五分钟后再试。"""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def check(request: HttpRequest, number: str) -> None:
    """Raise TooManyAttempts where an address, or everybody together for one case, has guessed too often."""
    counts = cache.get_many([_of_address(request), _of_case(number)])
    if counts.get(_of_address(request), 0) >= MOST_OF_ADDRESS or counts.get(_of_case(number), 0) >= MOST_OF_CASE:
        raise TooManyAttempts


def wrong(request: HttpRequest, number: str) -> None:
    """Count one wrong guess."""
    for key in (_of_address(request), _of_case(number)):
        if not cache.add(key, 1, WINDOW_SECONDS):
            cache.incr(key)


def _of_address(request: HttpRequest) -> str:
    return f"yifa.api.wrong.address:{address(request)}"


def _of_case(number: str) -> str:
    return f"yifa.api.wrong.case:{number.upper()[:64]}"


def address(request: HttpRequest) -> str:
    """Who asks. Behind the proxy that speaks HTTPS for us it is the last address that this proxy noted."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded and len(forwarded) <= 45 and set(forwarded) <= set("0123456789abcdefABCDEF.:"):
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))
