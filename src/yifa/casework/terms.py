"""The terms that a case takes over from its matter when it is opened.

The values are the matter's; which of them a procedure knows is said by its pack.
"""

from __future__ import annotations

from collections.abc import Mapping

from yifa.casework.log import today
from yifa.matters.public import Matter, terms_of
from yifa.procedure.model import Value


class NoSuchMatter(LookupError):
    """没有这一事项，或者它已经不再实施；请核对实施编码。"""

    def __init__(self, matter: str, organ: str) -> None:
        super().__init__(
            f"机关 {organ} 没有实施编码为 {matter} 的事项，或者它不按这一流程办理、已经不再实施；请核对编码。"
        )


def terms_for(matter: str, procedure: str, organ: str) -> Mapping[str, Value]:
    """The terms of a matter of the organ, worked by the procedure; none without a matter. Raises NoSuchMatter."""
    if not matter:
        return {}
    found = Matter.objects.filter(pk=matter, organ_id=organ, procedure=procedure).first()
    if found is None or not found.is_open_on(today()):
        raise NoSuchMatter(matter, organ)
    return terms_of(found)
