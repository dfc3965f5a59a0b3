"""The holidays the State Council's decree gives all citizens, and the days they fall on, year by year.

Used to compute a year whose holiday notice is not there, and to check a notice. Rest-day swaps are no
part of it: those exist only in notices.
"""

import csv
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

MEASURES: Final = "全国年节及纪念日放假办法"


class StatutoryDay(NamedTuple):
    """One day off for all citizens under article 2 of the decree: the day and the festival's name."""

    day: date
    name: str


class Festivals(NamedTuple):
    """The four moving festivals of a year: first day of the lunar year, 清明, 端午, 中秋."""

    spring_festival: date
    tomb_sweeping: date
    dragon_boat: date
    mid_autumn: date


# 春节 days are counted from the first day of the lunar year: -1 is its eve. The decree was revised four
# times; each row holds from 1 January of the year named.
_EDITIONS: Final = (
    # since, 春节, 劳动节, 清明端午中秋, the decree
    (2025, (-1, 0, 1, 2), (1, 2), True, "国务院令第795号"),
    (2014, (0, 1, 2), (1,), True, "国务院令第644号"),
    (2008, (-1, 0, 1), (1,), True, "国务院令第513号"),
    (2000, (0, 1, 2), (1, 2, 3), False, "国务院令第270号"),
)

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100


@cache
def festival_table() -> dict[int, Festivals]:
    """The moving festivals of every year from 2000 to 2100, from the table beside this module."""
    with files(__package__).joinpath("festivals.csv").open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines))[1:]
    return {int(row[0]): Festivals(*(date.fromisoformat(cell) for cell in row[1:])) for row in rows}


def statutory_days(year: int) -> tuple[StatutoryDay, ...]:
    """The days off for all citizens in `year` under 全国年节及纪念日放假办法 art. 2 as then in force, in
    order.

    Two festivals on one day (国庆节 and 中秋节 in 2020) give two entries, since art. 2 grants both.
    """
    _, spring, labour, moving, _ = next(edition for edition in _EDITIONS if year >= edition[0])
    table = festival_table()[year]
    days = [StatutoryDay(date(year, 1, 1), "元旦")]
    days += [StatutoryDay(table.spring_festival + timedelta(n), "春节") for n in spring]
    days += [StatutoryDay(date(year, 5, n), "劳动节") for n in labour]
    if moving:
        days.append(StatutoryDay(table.tomb_sweeping, "清明节"))
        days.append(StatutoryDay(table.dragon_boat, "端午节"))
        days.append(StatutoryDay(table.mid_autumn, "中秋节"))
    days += [StatutoryDay(date(year, 10, n), "国庆节") for n in (1, 2, 3)]
    return tuple(sorted(days))


def computed_days_off(year: int) -> dict[date, str]:
    """What a year without a notice would have off: each statutory day, and a working day for each that is
    lost.

    Art. 6: a holiday that falls on Saturday or Sunday is made up on a working day. Which one is left to
    the notice; the first free one after it is assumed here, as notices do when they swap nothing.
    """
    days = statutory_days(year)
    off = dict(reversed(days))
    taken: set[date] = set()
    for day, name in days:
        if day.weekday() < 5 and day not in taken:
            taken.add(day)
            continue
        made_up = day
        while made_up.weekday() >= 5 or made_up in off:
            made_up += timedelta(1)
        off[made_up] = f"{name}补假"
    return off
