"""Citations as marks on a page: the short name of the place and, in our own words, what it fixes.

The words are the register's (`yifa.law`); a place it does not know is shown by its name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings

from yifa.law import BadCitation, Citation, Statutes, installed
from yifa.matters.public import plain

_PARTS = re.compile(r"[；;，,]")


def article(citation: str) -> dict[str, Any] | None:
    """The mark of the first place that a citation names: {label, gloss, title}; None for an empty one."""
    return next(iter(articles(citation)), None)


def articles(citation: str) -> list[dict[str, Any]]:
    """The marks of all places of a citation such as `行政许可法 第三十一条、第三十二条；民法典 第一条`."""
    return unique(dict(_mark(place)) for place in places(plain(citation or "")))


def unique(marks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Marks of one article told once: places of one article that are read the same way share their mark."""
    found: dict[str, dict[str, Any]] = {}
    for mark in marks:
        seen = found.setdefault(mark["label"], dict(mark))
        if mark["gloss"] not in seen["gloss"]:
            seen["gloss"] += mark["gloss"]
    return list(found.values())


def is_citation(text: str) -> bool:
    """Whether a text is nothing but citations, so that marks can stand for it."""
    try:
        return all(Citation.parse(place).article is not None for place in places(plain(text)))
    except BadCitation:
        return False


@lru_cache(maxsize=4096)
def places(citation: str) -> tuple[str, ...]:
    """The single places of a citation; a place without a title lies in the statute named before it."""
    found, title = [], ""
    for part in _PARTS.split(citation):
        for piece in filter(None, (one.strip() for one in part.split("、"))):
            named, _, place = piece.partition(" ")
            if place:
                title = named
                found.append(piece)
            elif piece.startswith("第") and title:
                found.append(f"{title} {piece}")
            else:
                title = piece
                found.append(piece)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _mark(place: str) -> tuple[tuple[str, Any], ...]:
    try:
        cited = Citation.parse(place)
    except BadCitation:
        return (("label", place), ("gloss", place))
    gloss = Statutes.shipped().gloss(cited)
    text = installed(settings.LAW_TEXTS).article(cited) or ""
    return (("label", cited.short), ("gloss", gloss or f"依据{cited}。"), ("title", str(cited)), ("text", text))
