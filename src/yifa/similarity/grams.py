"""Texts as weighted pairs of neighbouring characters, and what two texts have in common, in words.

Pure. Runs of digits longer than four are left out, so that no telephone or identity number is ever indexed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

MOST = 48
"""Pairs kept of one case: those of the heavier fields first. More would tell little and cost much."""
_STEP = 16
_WORDS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+|[0-9]+")
_LONGEST_NUMBER = 4
_SHORTEST_PHRASE = 3
_MOST_PHRASES = 3
_HIGH = 21  # a code point has 21 bits, so two of them fit one bigint and no two pairs share a number


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two cases look alike: the field, whether it says the same, and the phrases in common."""

    field: str
    same: bool
    phrases: tuple[str, ...]


def plain(text: str) -> list[str]:
    """The words and short numbers of a text, without signs, spaces and long numbers."""
    found = _WORDS.findall(text.lower())
    return [word for word in found if not (word.isdigit() and len(word) > _LONGEST_NUMBER)]


def pairs(text: str) -> Iterator[int]:
    """The pairs of neighbouring characters, each as one number; signs and spaces part them."""
    for word in plain(text):
        if word.isascii():
            # A number or an abbreviation says something only as a whole, such as 12 of 12号楼.
            yield sum(ord(sign) << (_HIGH * place) for place, sign in enumerate(word[:2])) | min(len(word), 63) << 50
        else:
            for one, other in pairwise(word):
                yield ord(one) << _HIGH | ord(other)


def weighed(texts: Mapping[str, str], weights: Mapping[str, int]) -> dict[int, int]:
    """Pair → weight, the greatest of the fields that have it; the heavier fields first, at most `MOST`."""
    found: dict[int, int] = {}
    for field in sorted(weights, key=lambda name: -weights[name]):
        for pair in pairs(texts.get(field) or ""):
            if len(found) == MOST:
                return found
            found.setdefault(pair, weights[field])
    return found


def padded(found: Mapping[int, int]) -> dict[int, int]:
    """The same with pairs that nobody asks for, so that rows come in few different numbers and statements too."""
    missing = -len(found) % _STEP
    return {**found, **{-number: 0 for number in range(1, missing + 1)}} if found else {}


def reasons(texts: Mapping[str, str], others: Mapping[str, str], fields: Sequence[str]) -> tuple[Reason, ...]:
    """Where two cases agree, field by field, with the longest phrases in common first."""
    found = []
    for field in fields:
        one, other = texts.get(field) or "", others.get(field) or ""
        if not one or not other:
            continue
        if "".join(plain(one)) == "".join(plain(other)):
            found.append(Reason(field, True, (one,)))
        elif common := phrases(one, other):
            found.append(Reason(field, False, common))
    return tuple(found)


def phrases(one: str, other: str) -> tuple[str, ...]:
    """Phrases of three characters and more that stand in both, the longest first."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    found = (one[block.a : block.a + block.size] for block in blocks)
    whole = {phrase for text in found for phrase in plain(text) if len(phrase) >= _SHORTEST_PHRASE}
    return tuple(sorted(whole, key=lambda phrase: (-len(phrase), phrase))[:_MOST_PHRASES])
