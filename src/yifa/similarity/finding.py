"""Finds open cases of the same organ and procedure that look like a text, the most alike first, with reasons.

Rare pairs count more than common ones; whether it is the same demand, a person judges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Any

import orjson
from django.db import connection

from yifa.procedure import Procedure, edition, state_from_json
from yifa.similarity.grams import Reason, reasons, weighed
from yifa.similarity.projection import texts

MOST = 5
LEAST = 0.3
"""A case that shares less than so much of what the text says is not shown."""

_RARE = """select gram, count(*) from gram
    where organ = %(organ)s and procedure = %(procedure)s and gram = any(%(grams)s::int8[]) group by gram"""
# Candidates share rare pairs; only those few are then compared by all pairs.
_FIND = """with asked as (
    select * from unnest(%(grams)s::int8[], %(weights)s::float8[]) as a(gram, worth)
), candidates as (
    select g.case_id, sum(a.worth) as s from gram g
        join unnest(%(rare)s::int8[], %(rare_weights)s::float8[]) as a(gram, worth) using (gram)
    where g.organ = %(organ)s and g.procedure = %(procedure)s and g.gram = any(%(rare)s::int8[])
        and g.case_id <> %(leaving)s
    group by g.case_id order by s desc, g.case_id desc limit %(candidates)s
), scored as (
    select c.case_id, (select sum(a.worth) from gram g join asked a using (gram) where g.case_id = c.case_id) as s
    from candidates c
)
select c.number, c.edition, c.stage, c.opened_on, c.state, s.s
from (select * from scored where s >= %(least)s order by s desc, case_id desc limit %(most)s) s
    join "case" c on c.id = s.case_id order by s.s desc, c.id desc"""
_CANDIDATES = 60
_HITS = 8_000
"""Rows looked through for candidates; what is so common that it exceeds them tells little anyway."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """An open case that looks like the one at hand."""

    number: str
    stage: str  # in Chinese
    opened_on: date
    alike: float  # share of what is asked that it has as well, rare things counting more; 0 to 1
    texts: Mapping[str, str]
    reasons: tuple[Reason, ...]


def alike(procedure: Procedure, organ: str, told: Mapping[str, str], leaving: int = 0) -> tuple[Likeness, ...]:
    """Open cases like what is told, field by field; `leaving` is the case itself. Works within `casework.scope`."""
    similar = procedure.similar
    asked = weighed(told, similar.fields) if similar is not None else {}
    if similar is None or not asked:
        return ()
    words: dict[str, Any] = {"grams": list(asked), "organ": organ, "procedure": procedure.id}
    with connection.cursor() as cursor:
        cursor.execute(_RARE, words)
        often: dict[int, int] = dict(cursor.fetchall())
        worth = {gram: weight / log(2 + often.get(gram, 0)) for gram, weight in asked.items()}
        rare = _rare(often)
        words |= {
            "weights": list(worth.values()), "rare": rare, "rare_weights": [worth[gram] for gram in rare],
            "leaving": leaving, "candidates": _CANDIDATES, "least": LEAST * sum(worth.values()), "most": MOST,
        }  # fmt: skip
        cursor.execute(_FIND, words)
        rows = cursor.fetchall()
    whole = sum(worth.values())
    found = []
    for number, of, stage, opened_on, stored, score in rows:
        other = texts(similar, state_from_json(orjson.loads(stored)))
        label = edition(procedure.id, of).stages[stage].zh
        why = reasons(told, other, list(similar.fields))
        found.append(Likeness(number, label, opened_on, score / whole, other, why))
    return tuple(found)


def _rare(often: Mapping[int, int]) -> list[int]:
    """The rarest pairs that together occur no oftener than `_HITS`, one at least."""
    found: list[int] = []
    seen = 0
    for gram in sorted(often, key=lambda gram: (often[gram], gram)):
        seen += often[gram]
        if found and seen > _HITS:
            break
        found.append(gram)
    return found
