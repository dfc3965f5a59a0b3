"""The words of a proof: the Chinese sentence that tells how a due date came about, and the articles it
rests on.

Words only; what is told has been counted in `counting` and laid out in `proof`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from yifa.workdays.counting import Due
from yifa.workdays.length import Length, Unit
from yifa.workdays.units import UnitRule

_WEEKDAYS: Final = "一二三四五六日"


def day_zh(day: date) -> str:
    """A date as a Chinese document writes it, e.g. 2026年3月19日."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday_zh(day: date) -> str:
    """The day of the week, e.g. 星期四."""
    return f"星期{_WEEKDAYS[day.weekday()]}"


def sentence_of(
    start: date,
    length: Length,
    extensions: Sequence[Length],
    found: Due,
    raw_end: date,
    counts: Mapping[str, int],
) -> str:
    """One sentence: from when, how long, what was left out, when it ends, and what may still change it.

    `counts` has the number of days of each kind of cell.
    """
    if start == found.day:
        return f"{day_zh(start)}当场办理，当日届满。"
    parts = [f"自{day_zh(start)}（当日不计）起算{length.zh}"]
    if extensions:
        parts.append("延长" + "、".join(extension.zh for extension in extensions))
    left_out = [
        f"{name}{counts[kind]}天"
        for kind, name in (("weekend", "周末"), ("holiday", "放假"), ("paused", "中止"))
        if counts.get(kind)
    ]
    if left_out:
        parts.append("不计" + "、".join(left_out))
    if raw_end != found.day:
        parts.append(f"末日{day_zh(raw_end)}遇休息日，顺延")
    parts.append(f"至{day_zh(found.day)}（{weekday_zh(found.day)}）届满")
    sentence = "，".join(parts) + "。"
    if found.open:
        sentence += "中止尚未结束，届满日将相应推后。"
    if found.provisional:
        sentence += "所涉日期的放假安排尚未公布，此日期为暂定，公布后重算。"
    return sentence


def articles_of(
    length: Length,
    extensions: Sequence[Length],
    rule: UnitRule | None,
    rolled: bool,
    sources: Sequence[str],
) -> tuple[str, ...]:
    """What the due date rests on, each once: the statute's unit, the rules of counting, then the notices
    by day.
    """
    units = {part.unit for part in (length, *extensions)}
    found = [rule.citation] if rule else []
    found.append("《民法典》第二百零一条第一款")
    if units & {Unit.MONTHS, Unit.YEARS}:
        found.append("《民法典》第二百零二条")
    if rolled:
        found.append("《民法典》第二百零三条第一款")
    found += [source for source in sources if not source.startswith("民法典")]
    return tuple(dict.fromkeys(found))
