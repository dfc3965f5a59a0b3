"""The terms that a case takes over from its matter when it is opened.

The values are the matter's; which of them a procedure knows is said by its pack.
"""

from __future__ import annotations

from collections.abc import Mapping

from yifa.matters.public import Matter, terms_of
from yifa.procedure.model import Value


class NoSuchMatter(LookupError):
    """没有这一事项，或者它已经不再实施；请核对实施编码。"""

    def __init__(self, matter: str) -> None:
        super().__init__(f"没有实施编码为 {matter} 的事项，或者它已经不再实施；请核对编码。")


def terms_for(matter: str, procedure: str) -> Mapping[str, Value]:
    """The terms of a matter by implementation code; none without a matter. Raises NoSuchMatter."""
    if not matter:
        return {}
    try:
        return terms_of(Matter.objects.get(pk=matter))
    except Matter.DoesNotExist:
        raise NoSuchMatter(matter) from None
