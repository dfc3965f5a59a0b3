"""The eight things people come for, counted from the cases of the last three months.

Only numbers of cases a matter are read, never a case; they are counted anew every quarter of an hour.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.db.models.functions import Length
from django.urls import reverse

from yifa.casework.public import Case, scope, today
from yifa.matters.public import Matter

EIGHT = 8
_SPAN = timedelta(days=90)
_KEPT = 15 * 60
_ASIDE = re.compile(r"[（(].*")


def things() -> list[dict[str, Any]]:
    """Tiles for the home page: the most wanted matters, filled up with the shortest names where too few were wanted."""
    codes = cache.get("portal:popular")
    if codes is None:
        codes = _most_wanted()
        cache.set("portal:popular", codes, _KEPT)
    found = Matter.objects.filter(retired_on__isnull=True).exclude(procedure="")
    by_code = {matter.implementation_code: matter for matter in found.filter(pk__in=codes)}
    chosen = [by_code[code] for code in codes if code in by_code]
    if len(chosen) < EIGHT:
        others = found.exclude(pk__in=codes).order_by(Length("name"), "implementation_code")
        chosen += list(others[: EIGHT - len(chosen)])
    return [
        {"label": _ASIDE.sub("", matter.name), "url": reverse("portal:guide", args=[matter.implementation_code])}
        for matter in chosen
    ]


def _most_wanted() -> list[str]:
    divisions = list(Matter.objects.order_by().values_list("division", flat=True).distinct())
    numbers: Counter[str] = Counter()
    if divisions:
        with scope(divisions):
            rows = Case.objects.filter(opened_on__gte=today() - _SPAN).exclude(matter="").order_by()
            numbers.update(dict(rows.values("matter").annotate(n=Count("id")).values_list("matter", "n")))
    return [code for code, _ in sorted(numbers.items(), key=lambda one: (-one[1], one[0]))[:EIGHT]]
