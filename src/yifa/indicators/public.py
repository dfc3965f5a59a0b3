"""The door of the room: figures over a period, each with its definition and the cases it counts.

A figure is the sum of its marks, or the quotient of two such sums; it is never stored.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.db.models import QuerySet, Sum

from yifa.indicators.models import MarkRow
from yifa.procedure import shipped
from yifa.procedure.model import Indicator

__all__ = ["Figure", "Scope", "cases_of", "figure", "figures", "in_unit", "indicator_of"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures, over which days, both ends included; no matter means all matters."""

    organs: tuple[str, ...]
    since: date
    until: date
    matter: str = ""


_FEN_IN: Final = {"元": 100, "万元": 1_000_000}
"""The units in which sums of money are told; the log counts fen."""


def in_unit(total: int, unit: str) -> int | Decimal:
    """What marks add up to, in the unit of their indicator: 1,805,000 fen are 1.805 万元; cases stay as many."""
    return Decimal(total) / _FEN_IN[unit] if unit in _FEN_IN else total


def _plain(value: Decimal) -> str:
    """A number without an exponent and without noughts at its end."""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `id` is `procedure.indicator`, `value` is in `unit`. A share has `part` and `whole`; no whole, no
    value.
    """

    id: str
    zh: str
    en: str
    unit: str
    definition: str
    topic: str
    source: str
    kind: str
    value: Decimal | int | None
    part: int | None = None
    whole: int | None = None

    @property
    def text(self) -> str:
        """As it is written, without separators and without noughts at its end; — where there is none."""
        return "—" if self.value is None else _plain(Decimal(self.value))

    @property
    def is_zero(self) -> bool:
        """Whether there is nothing to tell: no case counted, or no whole to take a share of."""
        return not self.value if self.kind == "count" else self.value is None


def indicator_of(id: str) -> Indicator:
    """The definition of an indicator by `procedure.indicator`. Raises LookupError, in Chinese, for an unknown one."""
    pack, _, name = id.partition(".")
    try:
        return shipped()[pack].indicators[name]
    except KeyError:
        raise LookupError(f"没有“{id}”这一指标。") from None


def figures(scope: Scope, procedures: Collection[str] = ()) -> dict[str, Figure]:
    """All figures of the procedures (of all, where none is named) by id, zeros included, in the order of the packs."""
    sums = _sums(scope)
    packs = [pack for pack in shipped().values() if not procedures or pack.id in procedures]
    return {
        f"{pack.id}.{indicator.id}": _figure(pack.id, indicator, sums)
        for pack in packs
        for indicator in pack.indicators.values()
    }


def figure(id: str, scope: Scope) -> Figure:
    """One figure. Raises LookupError for an unknown indicator."""
    return _figure(id.partition(".")[0], indicator_of(id), _sums(scope))


def cases_of(id: str, scope: Scope) -> QuerySet[MarkRow]:
    """The marks a figure counts, newest first; for a share those of its whole. Raises LookupError."""
    pack, name = id.partition(".")[0], indicator_of(id)
    counted = name.whole if name.kind == "share" else name.id
    return _marks(scope).filter(indicator=f"{pack}.{counted}").exclude(value=0).order_by("-day", "-case_id")


def _marks(scope: Scope) -> QuerySet[MarkRow]:
    found = MarkRow.objects.filter(organ__in=scope.organs, day__gte=scope.since, day__lte=scope.until)
    return found.filter(matter=scope.matter) if scope.matter else found


def _sums(scope: Scope) -> dict[str, int]:
    rows: Sequence[tuple[str, int]] = list(
        _marks(scope).values("indicator").annotate(total=Sum("value")).values_list("indicator", "total")
    )
    return {indicator: int(total) for indicator, total in rows}


def _figure(pack: str, indicator: Indicator, sums: Mapping[str, int]) -> Figure:
    part = whole = None
    value: Decimal | int | None
    if indicator.kind == "count":
        value = in_unit(sums.get(f"{pack}.{indicator.id}", 0), indicator.unit)
    else:
        part, whole = (sums.get(f"{pack}.{name}", 0) for name in (indicator.part, indicator.whole))
        value = _quotient(part, whole, percent=indicator.kind == "share")
    return Figure(
        f"{pack}.{indicator.id}", indicator.label.zh, indicator.label.en, indicator.unit, indicator.definition,
        indicator.topic, indicator.source, indicator.kind, value, part, whole,
    )  # fmt: skip


def _quotient(part: int, whole: int, *, percent: bool) -> Decimal | None:
    """Part by whole to two decimals, halves up as in official statistics; None where there is no whole."""
    if not whole:
        return None
    exact = Decimal(part) / Decimal(whole) * (100 if percent else 1)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
