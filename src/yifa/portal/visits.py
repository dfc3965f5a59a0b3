"""Which cases this visitor has shown the right to see, by number and query code or by having just filed them.

The right lasts for the visit; it is never derived from a name, an address or an account.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.http import HttpRequest

from yifa.casework.public import Standing, history, scope, standing

_SEEN = "cases"
_MOST = 20


def remember(request: HttpRequest, number: str, id: int, division: str) -> None:
    """From now on, until the visit ends, this visitor may see the case."""
    seen = dict(request.session.get(_SEEN, {}))
    seen.pop(number, None)
    while len(seen) >= _MOST:
        seen.pop(next(iter(seen)))
    request.session[_SEEN] = {**seen, number: [id, division]}


def may_see(request: HttpRequest, number: str) -> tuple[int, str] | None:
    """Id and division of a case that this visitor may see; None for any other, whether there is such a case or not."""
    found = request.session.get(_SEEN, {}).get(number)
    return (int(found[0]), str(found[1])) if found else None


def forget(request: HttpRequest, number: str) -> None:
    """The visitor is done with a case, or leaves a shared computer."""
    request.session[_SEEN] = {one: known for one, known in request.session.get(_SEEN, {}).items() if one != number}


@contextmanager
def seeing(request: HttpRequest, number: str) -> Iterator[Standing | None]:
    """The case within its scope; None where the visitor has no right to it."""
    known = may_see(request, number)
    if known is None:
        yield None
        return
    with scope([known[1]]):
        yield standing(known[0])


def filed_at(id: int) -> datetime:
    """When the first act of a case was recorded. Works within `scope`."""
    return history(id)[0].recorded_at
