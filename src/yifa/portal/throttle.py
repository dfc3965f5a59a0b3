"""Slows down whoever tries numbers and codes at random, without locking anybody out of their own case for long.

Counted in the cache by address and by number; a query code is drawn so that guessing is hopeless anyway.
"""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

TRIES = 10
SPAN = 15 * 60
"""So many wrong answers are taken within this many seconds."""


def _keys(request: HttpRequest, number: str) -> tuple[str, str]:
    where = request.META.get("REMOTE_ADDR", "")
    named = "".join(letter for letter in number[:64] if letter.isascii() and letter.isalnum()).upper()
    return f"portal:tries:from:{where}", f"portal:tries:at:{named}"


def too_many(request: HttpRequest, number: str) -> bool:
    """Whether this address, or anybody for this number, was wrong too often of late."""
    return any(cache.get(key, 0) >= TRIES for key in _keys(request, number))


def count(request: HttpRequest, number: str) -> None:
    """One more wrong answer."""
    for key in _keys(request, number):
        cache.add(key, 0, SPAN)
        cache.incr(key)
