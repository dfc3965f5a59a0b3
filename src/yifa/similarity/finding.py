"""Finds open cases of the same organ and procedure that look like a text, the most alike first, with reasons.

Rare pairs count more than common ones; whether it is the same demand, a person judges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db import connection

from yifa.procedure import Procedure, edition, state_from_json
from yifa.similarity.grams import Reason, reasons, weighed
from yifa.similarity.projection import texts

MOST = 5
LEAST = 0.3
"""A case that shares less than so much of what the text says is not shown."""

_FIND = """with asked as (
    select * from unnest(%(grams)s::int8[], %(weights)s::int4[]) as a(gram, weight)
), hits as (
    select g.gram, g.case_id, g.weight from gram g
    where g.organ = %(organ)s and g.procedure = %(procedure)s and g.gram = any(%(grams)s::int8[])
        and g.case_id <> %(leaving)s
), rarity as (
    select gram, 1 / ln(2 + count(*)) as r from hits group by gram
), whole as (
    select sum(a.weight * coalesce(r.r, 1 / ln(2))) as w from asked a left join rarity r using (gram)
), scored as (
    select h.case_id, sum(least(h.weight, a.weight) * r.r) as s
    from hits h join rarity r using (gram) join asked a using (gram) group by h.case_id
)
select c.number, c.edition, c.stage, c.opened_on, c.state, s.s / w.w as alike
from scored s cross join whole w join "case" c on c.id = s.case_id
where s.s >= %(least)s * w.w order by s.s desc, c.id desc limit %(most)s"""


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
    words: dict[str, Any] = {
        "grams": list(asked), "weights": list(asked.values()), "organ": organ, "procedure": procedure.id,
        "leaving": leaving, "least": LEAST, "most": MOST,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_FIND, words)
        rows = cursor.fetchall()
    found = []
    for number, of, stage, opened_on, stored, share in rows:
        other = texts(similar, state_from_json(orjson.loads(stored)))
        label = edition(procedure.id, of).stages[stage].zh
        why = reasons(told, other, list(similar.fields))
        found.append(Likeness(number, label, opened_on, float(share), other, why))
    return tuple(found)
