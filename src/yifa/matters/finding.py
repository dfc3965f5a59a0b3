"""Finding Chinese text without a dictionary: pairs of neighbouring characters, matched in PostgreSQL, then
rechecked.

Works for words of one character too, by the recheck alone. Ranking and synonyms are not its business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yifa.matters.models import Matter

_WORDS = re.compile(r"[0-9a-z]+|[\u3400-\u9fff\U00020000-\U0003ffff]+")
LONGEST_QUERY = 100


def fold(text: str) -> str:
    """Return the text as it is compared: full-width forms made plain, Latin letters small."""
    return unicodedata.normalize("NFKC", text).lower()


def bigrams(text: str) -> tuple[str, ...]:
    """Return the distinct pairs of neighbouring characters of each Chinese run, and Latin words whole, in
    order.
    """
    return tuple(dict.fromkeys(_pieces(fold(text))))


def _pieces(text: str) -> Iterator[str]:
    for run in _WORDS.findall(text):
        if run.isascii() or len(run) == 1:
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))


def terms(query: str) -> tuple[str, ...]:
    """Return the words of a query, folded; spaces and punctuation part them, at most LONGEST_QUERY
    characters are read.
    """
    return tuple(_WORDS.findall(fold(query[:LONGEST_QUERY])))


def narrow(matters: QuerySet[Matter], query: str) -> QuerySet[Matter]:
    """Return the matters whose name, result or organ contains every word of the query; an empty query finds
    none.
    """
    words = terms(query)
    if not words:
        return matters.none()
    found = matters
    if pairs := [pair for word in words for pair in bigrams(word) if len(pair) > 1 and not pair.isascii()]:
        wanted = SearchQuery(" & ".join(f"'{pair}'" for pair in pairs), config="simple", search_type="raw")
        found = found.alias(pairs=SearchVector("search_text", config="simple")).filter(pairs=wanted)
    for word in words:
        found = found.filter(Q(name__icontains=word) | Q(result_name__icontains=word) | Q(organ__name__icontains=word))
    return found
