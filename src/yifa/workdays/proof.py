"""The proof of a due date: every day from the event to the last day, what it counted for, and by which rule.

It walks day by day and so shows how the date comes about; the date itself is `counting`'s, and a test
holds the two together. Laying the proof out on a page or in a terminal is for others.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from yifa.workdays.calendar import Calendar, Why
from yifa.workdays.counting import BadPause, Due, Pause, due, merge_pauses, raw_end, roll
from yifa.workdays.length import Length, Unit
from yifa.workdays.readings import STANDARD, Choice, Readings
from yifa.workdays.sentences import articles_of, sentence_of
from yifa.workdays.units import UnitRule, rule_for

Kind = Literal[
    "start",  # 起算日，不计入
    "counted",  # 计入
    "makeup",  # 计入：调休上班日
    "extension",  # 计入延长的期限
    "weekend",  # 不计：周末
    "holiday",  # 不计：放假
    "paused",  # 不计：中止
    "rolled",  # 原末日起顺延经过的休息日
    "due",  # 届满日
]
UNCOUNTED: Final = frozenset({"weekend", "holiday", "paused", "rolled"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the proof strip."""

    day: date
    kind: Kind
    reason: str
    """Why, in Chinese, e.g. 春节放假."""
    source: str | None
    """What says so: a notice's number, a statute with article, or the ground of a pause."""
    number: int | None = None
    """Which day of the period it is, where it counted."""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """A run of days of one kind, reason and source; first and last are within it."""

    kind: Kind
    first: date
    last: date
    reason: str
    source: str | None

    @property
    def days(self) -> int:
        """How many calendar days the run has."""
        return (self.last - self.first).days + 1

    @property
    def counted(self) -> bool:
        """Whether its days were counted."""
        return self.kind not in UNCOUNTED and self.kind != "start"


@dataclass(frozen=True, slots=True)
class Proof:
    """How a due date came about; `as_json` gives it to programs, `sentence` to people."""

    start: date
    length: Length
    extensions: tuple[Length, ...]
    due: Due
    raw_end: date
    """The last day before it rolled; equal to `due.day` where it did not."""
    cells: tuple[Cell, ...]
    """Every day from the event to the due date, in order."""
    intervals: tuple[Interval, ...]
    sentence: str
    articles: tuple[str, ...]
    """The statutes and notices it rests on, each once."""
    provisional_days: tuple[date, ...]
    departures: tuple[Choice, ...]
    """The doubtful points on which another than the default reading was asked for."""
    rule: UnitRule | None
    start_at: str = ""
    """The times of day of a period in hours, as 09:30; "" for days, which end with the day."""
    due_at: str = ""

    def as_json(self) -> dict[str, object]:
        """The proof as plain JSON types; dates as YYYY-MM-DD, cells and intervals in order of days."""
        return {
            "from": _mark(self.start, self.start_at),
            "length": str(self.length),
            "length_zh": self.length.zh,
            "extensions": [str(extension) for extension in self.extensions],
            "rule": self.rule.citation if self.rule else None,
            "due": _mark(self.due.day, self.due_at),
            "raw_end": self.raw_end.isoformat(),
            "provisional": self.due.provisional,
            "open": self.due.open,
            "sentence": self.sentence,
            "articles": list(self.articles),
            "intervals": [
                {
                    "kind": run.kind,
                    "first": run.first.isoformat(),
                    "last": run.last.isoformat(),
                    "days": run.days,
                    "counted": run.counted,
                    "reason": run.reason,
                    "source": run.source,
                }
                for run in self.intervals
            ],
            "cells": [
                {
                    "day": cell.day.isoformat(),
                    "kind": cell.kind,
                    "number": cell.number,
                    "reason": cell.reason,
                    "source": cell.source,
                    "provisional": cell.provisional,
                }
                for cell in self.cells
            ],
            "provisional_days": [day.isoformat() for day in self.provisional_days],
            "readings": [
                {"name": choice.name, "value": choice.value, "zh": choice.zh, "note": choice.note}
                for choice in self.departures
            ],
        }


def _mark(day: date, at: str) -> str:
    return f"{day.isoformat()}T{at}" if at else day.isoformat()


def proof(  # noqa: PLR0913 -- the arguments of `due` and two words to explain them
    start: date,
    length: Length,
    *,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Length] = (),
    rule: str | None = None,
    pause_reasons: Sequence[str] = (),
    readings: Readings = STANDARD,
    as_of: date | None = None,
) -> Proof:
    """The proof of `due(...)` with the same arguments.

    `rule` names the statute whose unit the length has, for its article; a bare 日 is to be converted by
    the caller (`units.apply_rule`). `pause_reasons` gives a phrase for each pause, e.g.
    专家评审（行政许可法第四十五条）. Raises what `due` raises, and `UnknownStatute`.
    """
    if pause_reasons and len(pause_reasons) != len(pauses):
        raise BadPause(f"有{len(pauses)}段中止，却给了{len(pause_reasons)}条事由。")
    statute = rule_for(rule) if rule else None
    found = due(start, length, calendar=calendar, pauses=pauses, extensions=extensions, readings=readings, as_of=as_of)
    walked = calendar if readings.make_up_days_are_workdays else calendar.without_make_up_days
    merged = merge_pauses(pauses, readings, as_of)
    walk = _Walk(
        walked,
        dict(_paused_days(pauses, pause_reasons, readings, as_of, found.day)),
        _stretches(start, length, extensions, walked, merged, readings),
        found.day,
    )
    cells = walk.cells(start)
    counts = Counter[str](cell.kind for cell in cells)
    sources = [cell.source for cell in cells if cell.source and cell.kind != "paused"]
    return Proof(
        start=start,
        length=length,
        extensions=tuple(extensions),
        due=found,
        raw_end=walk.end,
        cells=tuple(cells),
        intervals=tuple(_runs(cells)),
        sentence=sentence_of(start, length, extensions, found, walk.end, counts),
        articles=articles_of(length, extensions, statute, walk.end != found.day, sources),
        provisional_days=tuple(cell.day for cell in cells if cell.provisional) if found.provisional else (),
        departures=readings.departures(),
        rule=statute,
    )


def _paused_days(
    pauses: Sequence[Pause], reasons: Sequence[str], readings: Readings, as_of: date | None, until: date
) -> list[tuple[date, str]]:
    """Each paused day with its reason; of overlapping pauses the first named gives it."""
    found: dict[date, str] = {}
    for number, pause in enumerate(pauses):
        reason = reasons[number] if reasons else "中止，不计入期限"
        for begin, end in merge_pauses([pause], readings, as_of):
            for ordinal in range(begin, min(end, until.toordinal()) + 1):
                found.setdefault(date.fromordinal(ordinal), reason)
    return list(found.items())


class _Stretch(NamedTuple):
    """One part of the period: it counts the days after `after`, up to and with `end`."""

    after: date
    end: date
    unit: Unit


def _stretches(
    start: date,
    length: Length,
    extensions: Sequence[Length],
    calendar: Calendar,
    merged: Sequence[tuple[int, int]],
    readings: Readings,
) -> list[_Stretch]:
    """The length and each extension with the days between which it runs."""
    found: list[_Stretch] = []
    for number, part in enumerate((length, *extensions)):
        after = found[-1].end if found else start
        if found and readings.extension_counts_from == "rolled" and found[-1].unit is not Unit.WORKING_DAYS:
            after = roll(after, calendar, merged, readings)
        end = raw_end(start, length, calendar, merged, extensions[:number], readings)
        found.append(_Stretch(after, end, part.unit))
    return found


@dataclass(slots=True)
class _Walk:
    """The walk from the day of the event to the due date."""

    calendar: Calendar
    paused: dict[date, str]
    stretches: list[_Stretch]
    due_day: date

    @property
    def end(self) -> date:
        """The last day before the roll."""
        return self.stretches[-1].end

    def cells(self, start: date) -> list[Cell]:
        if start == self.due_day:
            return [Cell(start, "due", "即时办理，当日届满", None, 0)]
        found = [Cell(start, "start", "事由发生之日，不计入，自次日起算", "民法典第二百零一条", None)]
        number, day = 0, start
        while day < self.due_day:
            day += timedelta(1)
            cell = self._cell(day, number + 1)
            number = cell.number if cell.number is not None else number
            found.append(cell)
        return found

    def _cell(self, day: date, number: int) -> Cell:
        why = self.calendar.why(day)
        if day in self.paused:
            return Cell(day, "paused", self.paused[day], self.paused[day])
        stretch = next((stretch for stretch in self.stretches if stretch.after < day <= stretch.end), None)
        if stretch is None:
            return self._rolled(day, why)
        if stretch.unit is Unit.WORKING_DAYS and why.kind in ("weekend", "holiday"):
            kind: Kind = "holiday" if why.kind == "holiday" else "weekend"
            return Cell(day, kind, why.reason, why.source, None, why.provisional)
        return self._counted(day, stretch, number, why)

    def _rolled(self, day: date, why: Why) -> Cell:
        if day == self.due_day:
            reason = "顺延至休息日后的第一个工作日，期限届满"
            return Cell(day, "due", reason, "民法典第二百零三条", None, why.provisional)
        source = why.source or "民法典第二百零三条"
        return Cell(day, "rolled", f"{why.reason}，末日顺延", source, None, why.provisional)

    def _counted(self, day: date, stretch: _Stretch, number: int, why: Why) -> Cell:
        # A clock in days counts every day alike; the notices matter to it only where it ends.
        looks = stretch.unit is Unit.WORKING_DAYS or day == self.end
        source = why.source if looks else None
        unsure = why.provisional and looks
        if day == self.due_day:
            return Cell(day, "due", f"{why.reason}，期限届满", source, number, unsure)
        kind: Kind = "counted"
        if stretch.unit is Unit.WORKING_DAYS:
            reason = why.reason
        else:
            reason = f"自然日，末日遇{why.reason}" if looks else "自然日"
        if stretch is not self.stretches[0]:
            kind, reason = "extension", f"{reason}（延长）"
        elif stretch.unit is Unit.WORKING_DAYS and why.kind == "makeup":
            kind = "makeup"
        return Cell(day, kind, reason, source, number, unsure)


def _runs(cells: Sequence[Cell]) -> list[Interval]:
    """The cells as runs; the weekends within counted working days are runs of their own."""
    runs: list[Interval] = []
    for cell in cells:
        reason = "周末" if cell.kind == "weekend" and not cell.provisional else cell.reason
        last = runs[-1] if runs else None
        if last and (last.kind, last.reason, last.source) == (cell.kind, reason, cell.source):
            runs[-1] = Interval(last.kind, last.first, cell.day, last.reason, last.source)
        else:
            runs.append(Interval(cell.kind, cell.day, cell.day, reason, cell.source))
    return runs
