"""The limits of a matter: reading and writing them, and the rule that a promise is never longer than the
statute.

Limits are lists of canonical lengths, one a step (两步时限); counting days from them is the task of
`yifa.workdays`.
"""

from __future__ import annotations

from collections.abc import Sequence

from yifa.workdays import Length, Unit

LICENSING_LIMIT = "20 working days"
LICENSING_EXTENSION = "10 working days"
LICENSING_CITES = "行政许可法(2019-04-23) 第四十二条第一款"
"""A licence whose statute sets no limit has twenty working days, and ten more with the approval of the
organ's head.
"""

AT_ONCE = "0 working days"

_UNIT_NAMES = {
    Unit.WORKING_DAYS: "工作日",
    Unit.CALENDAR_DAYS: "日",
    Unit.MONTHS: "月",
    Unit.YEARS: "年",
    Unit.HOURS: "小时",
}
_UNITS = {
    "工作日": Unit.WORKING_DAYS,
    "个工作日": Unit.WORKING_DAYS,
    "日": Unit.CALENDAR_DAYS,
    "天": Unit.CALENDAR_DAYS,
    "自然日": Unit.CALENDAR_DAYS,
    "月": Unit.MONTHS,
    "个月": Unit.MONTHS,
    "年": Unit.YEARS,
    "小时": Unit.HOURS,
}
INSTANT_UNIT = "即时"


class BadLimit(ValueError):
    """A limit cannot be read, or a promise is longer than the statute; the message is a Chinese sentence."""


def canonical(steps: Sequence[str]) -> list[str]:
    """Return limits in their canonical writing; raises BadLimit. All steps must be counted in one unit."""
    try:
        lengths = [Length.parse(step) for step in steps]
    except ValueError as fault:
        raise BadLimit(str(fault)) from fault
    if len({length.unit for length in lengths}) > 1:
        raise BadLimit("各步时限须用同一种单位。")
    return [str(length) for length in lengths]


def read(number: str, unit: str) -> list[str]:
    """Read a limit as the exchange form writes it, such as 20 / 工作日, 20+10 / 日 or 0 / 即时; both empty
    is no limit.
    """
    if not number and not unit:
        return []
    if unit == INSTANT_UNIT:
        if number not in ("", "0"):
            raise BadLimit(f"单位为“即时”时，时限应为 0，而不是“{number}”。")
        return [AT_ONCE]
    if not number or not unit:
        raise BadLimit("时限和单位应当一并填写，或者都不填写。")
    if unit not in _UNITS:
        raise BadLimit(f"不认识时限单位“{unit}”，应为：工作日、日、月、年、小时、即时。")
    parts = number.split("+")
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise BadLimit(f"时限“{number}”应为整数；两步时限写成 20+10。")
    if any(int(part) == 0 for part in parts):
        raise BadLimit("时限为 0 的，单位应写“即时”。")
    try:
        return [str(Length(int(part), _UNITS[unit])) for part in parts]
    except ValueError as fault:
        raise BadLimit(str(fault)) from fault


def write(steps: Sequence[str]) -> tuple[str, str]:
    """Return number and unit of a limit as the exchange form writes them: the inverse of `read`."""
    if not steps:
        return "", ""
    lengths = [Length.parse(step) for step in steps]
    if all(length.value == 0 for length in lengths):
        return "0", INSTANT_UNIT
    return "+".join(str(length.value) for length in lengths), _UNIT_NAMES[lengths[0].unit]


def zh(steps: Sequence[str]) -> str:
    """Return a limit as a guide writes it, such as “20日＋10日” or “即时办结”; empty for none."""
    lengths = [Length.parse(step) for step in steps]
    if lengths and all(length.value == 0 for length in lengths):
        return "即时办结"
    return "＋".join(length.zh for length in lengths)


def check_promise(promised: str, steps: Sequence[str]) -> str:
    """Return a promise in its canonical writing; raises BadLimit if it exceeds the statute.

    A promise holds for every step, so it is measured against the shortest. It must be counted in the
    statute's own unit: fewer working days can be more calendar days (优化营商环境条例 第三十六条: a promise
    shortens, never lengthens).
    """
    length = Length.parse(canonical([promised])[0])
    if not steps:
        return str(length)
    lengths = [Length.parse(step) for step in steps]
    if length.value == 0:
        return AT_ONCE
    shortest = min(lengths, key=lambda step: step.value)
    if shortest.value == 0:
        raise BadLimit("法律规定即时办结，不能承诺更长的时限。")
    if length.unit != shortest.unit:
        raise BadLimit(f"承诺时限的单位应与法定时限相同（{_UNIT_NAMES[shortest.unit]}），请换算后填写。")
    if length.value > shortest.value:
        raise BadLimit(f"承诺时限 {length.zh} 长于法定时限 {shortest.zh}；承诺只能等于或者短于法定时限。")
    return str(length)
