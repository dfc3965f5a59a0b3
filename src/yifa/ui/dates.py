"""Days and moments written the way a Chinese official document writes them.

It only formats; no day is counted here (that is the work of ``yifa.workdays``).
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEKDAYS = "一二三四五六日"


def as_day(value: date | datetime | str | None) -> date | None:
    """The civil day (Asia/Shanghai) of a date, a moment or an ISO string; None stays None.

    Raises ValueError when a string is not an ISO date.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    if isinstance(value, datetime):
        return (value.astimezone(SHANGHAI) if value.tzinfo else value).date()
    return value


def long_day(value: date | datetime | str | None) -> str:
    """The day in full with its weekday.

    >>> long_day("2026-03-02")
    '2026年3月2日（周一）'
    """
    day = as_day(value)
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def short_day(value: date | datetime | str | None) -> str:
    """The day without its year, for lists that name the year once.

    >>> short_day("2026-03-02")
    '3月2日'
    """
    day = as_day(value)
    return "" if day is None else f"{day.month}月{day.day}日"


def plain_day(value: date | datetime | str | None) -> str:
    """The day with its year and without its weekday.

    >>> plain_day("2026-03-02")
    '2026年3月2日'
    """
    day = as_day(value)
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


def moment(value: datetime | str | None) -> str:
    """The minute at which something was recorded, in Asia/Shanghai.

    >>> moment("2026-03-02T09:05:00+08:00")
    '2026-03-02 09:05'
    """
    if value is None or value == "":
        return ""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    at = at.astimezone(SHANGHAI) if at.tzinfo else at
    return at.strftime("%Y-%m-%d %H:%M")
