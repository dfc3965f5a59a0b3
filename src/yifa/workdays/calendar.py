"""The working-day calendar: for every day from 2000 to 2100, whether it is worked, why, and how sure that is.

Built from the State Council's notices; a year without one is computed from the statute and marked
provisional. Counting lengths is `counting`'s task; this module only answers for days, by table look-ups.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import accumulate
from typing import Final, Literal

from yifa.workdays.festivals import FIRST_YEAR, LAST_YEAR, MEASURES, computed_days_off
from yifa.workdays.notice import BadNotice, Notice, shipped_notices

_FIRST: Final = date(FIRST_YEAR, 1, 1)
_LAST: Final = date(LAST_YEAR, 12, 31)

YEAR_END_SWAPPED: Final = (12, 29)
"""From 29 December on, a day may still be moved by the notice of the year to come (2018-12-29 was worked,
31 off).
"""

DayKind = Literal["workday", "weekend", "holiday", "makeup"]


class BeyondCalendar(ValueError):
    """日期超出日历范围（2000年1月1日至2100年12月31日）。"""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class Why:
    """Why a day is worked or off: the kind, a Chinese phrase, its source (a notice's number), and whether
    provisional.
    """

    kind: DayKind
    reason: str
    source: str | None
    provisional: bool


class Calendar:
    """An immutable table of working days. Equal notices make equal tables; `version` names them in a
    short word.
    """

    __slots__ = ("__dict__", "_before", "_first", "_size", "_unsure", "_work", "notices")

    def __init__(self, notices: Iterable[Notice]) -> None:
        self.notices: tuple[Notice, ...] = _in_order(notices)
        self._first = _FIRST.toordinal()
        self._size = _LAST.toordinal() - self._first + 1
        self._fill(_marks(self.notices))

    def _fill(self, marks: dict[date, Why]) -> None:
        """Lay the prefix sums: working days and uncertain days strictly before each day; and the working
        days listed.
        """
        self.__dict__["marks"] = marks
        first, size = self._first, self._size
        # Day 1 of the proleptic calendar was a Monday.
        worked = bytearray((first + number - 1) % 7 < 5 for number in range(size))
        for day, mark in marks.items():
            worked[day.toordinal() - first] = mark.kind == "makeup"
        unsure = bytearray(size)
        for begin, end in _unsure_spans(self.notices):
            for number in range(begin.toordinal() - first, end.toordinal() - first + 1):
                unsure[number] = True
        self._before = list(accumulate(worked, initial=0))
        self._unsure = list(accumulate(unsure, initial=0))
        self._work = [date.fromordinal(first + number) for number in range(size) if worked[number]]

    @staticmethod
    def of_state_council() -> "Calendar":
        """The calendar of the notices shipped with Yifa (2016 to 2026); built once."""
        return _of_state_council()

    def with_notice(self, notice: Notice) -> "Calendar":
        """A new calendar that also knows `notice`; one with the same number or title is replaced.

        Raises `BadNotice` where the year already has another yearly notice, or `amends` names an unknown one.
        """
        return Calendar([*(old for old in self.notices if not _same(old, notice)), notice])

    @cached_property
    def version(self) -> str:
        """A word that changes with the notices, as `2026-3f9a1c`: the last year announced and a digest."""
        digest = hashlib.sha256(repr(self.notices).encode()).hexdigest()[:6]
        return f"{max((notice.year for notice in self.notices), default=0)}-{digest}"

    @cached_property
    def without_make_up_days(self) -> "Calendar":
        """The same calendar with make-up days not worked, for the readings that leave them out."""
        other = Calendar.__new__(Calendar)
        other.notices, other._first, other._size = self.notices, self._first, self._size
        other._fill({day: why for day, why in self._marks.items() if why.kind != "makeup"})
        return other

    @property
    def _marks(self) -> dict[date, Why]:
        marks: dict[date, Why] = self.__dict__["marks"]
        return marks

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._first
        if not 0 <= index < self._size:
            raise BeyondCalendar
        return index

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked: Monday to Friday less days off, plus make-up days, as the notices have
        it.
        """
        index = self._index(day)
        return self._before[index + 1] > self._before[index]

    def is_provisional(self, day: date) -> bool:
        """Whether a notice that isn't known yet may still change `day`: its year's, or for 29-31 December
        the next's.
        """
        index = self._index(day)
        return self._unsure[index + 1] > self._unsure[index]

    def provisional_between(self, first: date, last: date) -> bool:
        """Whether any day after `first`, up to and with `last`, is provisional."""
        return self._unsure[self._index(last) + 1] > self._unsure[self._index(first) + 1]

    def why(self, day: date) -> Why:
        """Why `day` is worked or off, with the notice that says so."""
        unsure = self.is_provisional(day)
        mark = self._marks.get(day)
        if mark is not None:
            return Why(mark.kind, mark.reason, mark.source, unsure)
        doubt = "（放假安排尚未公布，暂定）" if unsure else ""
        if day.weekday() < 5:
            return Why("workday", f"工作日{doubt}", None, unsure)
        return Why("weekend", f"{'周六' if day.weekday() == 5 else '周日'}{doubt}", None, unsure)

    def workdays_between(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and with `last`; negative where `last` is the
        earlier.
        """
        return self._before[self._index(last) + 1] - self._before[self._index(first) + 1]

    def next_workday(self, day: date) -> date:
        """`day` itself where it is worked, else the first working day after it (民法典 §203)."""
        try:
            return self._work[self._before[self._index(day)]]
        except IndexError:
            raise BeyondCalendar from None

    def previous_workday(self, day: date) -> date:
        """`day` itself where it is worked, else the last working day before it."""
        number = self._before[self._index(day) + 1]
        if number == 0:
            raise BeyondCalendar
        return self._work[number - 1]

    def add_working_days(self, day: date, number: int) -> date:
        """The `number`-th working day after `day`, which isn't counted; before it where negative; `day`
        itself for 0.
        """
        if number == 0:
            return day
        index = self._index(day)
        place = self._before[index + 1] + number - 1 if number > 0 else self._before[index] + number
        if not 0 <= place < len(self._work):
            raise BeyondCalendar
        return self._work[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.notices == other.notices and self._work == other._work

    def __hash__(self) -> int:
        return hash((self.notices, len(self._work)))

    def __repr__(self) -> str:
        return f"<Calendar {self.version}>"


def _same(old: Notice, new: Notice) -> bool:
    """Whether both are the same document: by number, or by title where a number isn't known."""
    if old.number is not None and new.number is not None:
        return old.number == new.number
    return old.title == new.title


def _in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices by year, the yearly one first, amendments by date; raises `BadNotice` where they don't
    fit.
    """
    ordered = sorted(notices, key=lambda notice: (notice.year, notice.amends is not None, notice.issued))
    faults: list[str] = []
    yearly: dict[int, Notice] = {}
    for notice in ordered:
        if notice.amends is None and notice.year in yearly:
            faults.append(
                f"{notice.year}年的放假安排已有{yearly[notice.year].source}；如{notice.source}是对它的调整，"
                "请在 amends 一项写明被调整通知的文号。"
            )
        elif notice.amends is None:
            yearly[notice.year] = notice
        elif notice.year not in yearly or notice.amends != yearly[notice.year].number:
            faults.append(f"{notice.source}调整的是{notice.amends}，但没有找到{notice.year}年的这一通知。")
    if faults:
        raise BadNotice(faults)
    return tuple(ordered)


def _in_force(notices: Sequence[Notice]) -> dict[tuple[int, str], tuple[Notice, int]]:
    """Which notice, and which line of it, governs each holiday of each year once amendments are applied."""
    governing: dict[tuple[int, str], tuple[Notice, int]] = {}
    for notice in notices:
        for line, holiday in enumerate(notice.holidays):
            governing[notice.year, holiday.name] = (notice, line)
    return governing


def _marks(notices: Sequence[Notice]) -> dict[date, Why]:
    """Every day on which a notice, or the statute for years without one, departs from the plain week."""
    announced = {notice.year for notice in notices}
    marks: dict[date, Why] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        if year not in announced:
            for day, name in computed_days_off(year).items():
                reason = f"{name}（放假安排尚未公布，依《{MEASURES}》推算）"
                marks[day] = Why("holiday", reason, MEASURES, True)
    for notice, line in _in_force(notices).values():
        holiday = notice.holidays[line]
        for day in holiday.off:
            marks[day] = Why("holiday", f"{holiday.name}放假", notice.source, False)
        for day in holiday.work:
            marks[day] = Why("makeup", f"{holiday.name}调休上班", notice.source, False)
    return marks


def _unsure_spans(notices: Sequence[Notice]) -> Iterator[tuple[date, date]]:
    """The stretches that a notice not yet known may change: whole years, and year ends before such a year."""
    announced = {notice.year for notice in notices}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        if year not in announced:
            yield date(year, 1, 1), date(year, 12, 31)
        elif year + 1 not in announced and year < LAST_YEAR:
            yield date(year, *YEAR_END_SWAPPED), date(year, 12, 31)


@cache
def _of_state_council() -> Calendar:
    return Calendar(shipped_notices())
