"""How a value is written in a paper: dates, money, lists and numerals in the forms official documents use.

Filters are pure functions of one value; they never look anything up, and a template can call no other
function.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from yifa.papers.faults import UnfitValue

CHINA = timezone(timedelta(hours=8))
"""Asia/Shanghai: no summer time since 1991, so a fixed offset serves civil dates of this century."""

DIGITS = "〇一二三四五六七八九"
LARGE = "零壹贰叁肆伍陆柒捌玖"

# What XML 1.0 forbids, lone surrogates and non-characters, and the marks that reorder text on screen: a
# paper must read the same to the eye as to the machine.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\uffff\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane + tail) for plane in range(0x1FFFE, 0x110000, 0x10000) for tail in (0, 1))
    + "\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """The text without characters that cannot be printed; every kind of line end becomes `\\n`, a tab a
    space.
    """
    text = re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text)
    return UNPRINTABLE.sub("", text).replace("\t", " ")


def plain(name: str, value: object) -> str:
    """The value as a reader expects it without any filter: dates long, lists joined by 、, truth as 是 or
    否.
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return long_date(name, value)
    if isinstance(value, Mapping):
        raise UnfitValue(name, "（一组值）", "一个可以写出的值，请写明取哪一项，例如 {" + name + ".name}")
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return listed(name, value)
    return clean(str(value))


def day(name: str, value: object) -> date:
    """The civil date a value stands for; takes dates, moments (read in China time) and ISO text."""
    if isinstance(value, datetime):
        return (value.astimezone(CHINA) if value.tzinfo else value).date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise UnfitValue(name, value, "日期（例如 2026-03-02）") from None


def long_date(name: str, value: object) -> str:
    """`2026年3月2日`, without leading zeros (GB/T 9704 7.3.5)."""
    on = day(name, value)
    return f"{on.year}年{on.month}月{on.day}日"


def chinese_date(name: str, value: object) -> str:
    """`二〇二六年三月二日`, for certificates and older forms."""
    on = day(name, value)
    year = "".join(DIGITS[int(digit)] for digit in f"{on.year:04d}")
    return f"{year}年{small_numeral(on.month)}月{small_numeral(on.day)}日"


def small_numeral(number: int) -> str:
    """1 to 99 in small Chinese numerals: `十`, `二十一`."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    return f"{'' if tens == 1 else DIGITS[tens]}十{DIGITS[ones] if ones else ''}"


def numeral(name: str, value: object) -> str:
    """A whole number from 1 to 99 in small Chinese numerals, for counting points as （一）（二）."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 99:
        raise UnfitValue(name, value, "1到99的整数")
    return small_numeral(value)


def amount(name: str, value: object) -> Decimal:
    """Money in yuan, exact to the fen; binary fractions are refused because they are not exact."""
    if isinstance(value, bool | float):
        raise UnfitValue(name, value, "金额（以元为单位的十进制数）")
    try:
        exact = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        raise UnfitValue(name, value, "金额（以元为单位的十进制数）") from None
    if not exact.is_finite() or exact < 0 or exact >= Decimal(10) ** 16 or exact != round(exact, 2):
        raise UnfitValue(name, value, "金额（不小于零，精确到分）")
    return exact


def money(name: str, value: object) -> str:
    """`12,345.60元`; whole yuan without decimals."""
    exact = amount(name, value)
    return f"{exact:,.0f}元" if exact == exact.to_integral_value() else f"{exact:,.2f}元"


def large_money(name: str, value: object) -> str:
    """`人民币壹万贰仟叁佰肆拾伍元陆角`, the form that cannot be altered with a stroke of the pen."""
    exact = amount(name, value)
    yuan, fen = divmod(int(exact * 100), 100)
    jiao, fen = divmod(fen, 10)
    text = f"{_large_integer(yuan)}元" if yuan else ""
    if not jiao and not fen:
        return f"人民币{text or '零元'}整"
    text += f"{LARGE[jiao]}角" if jiao else ("零" if yuan else "")
    return f"人民币{text}{f'{LARGE[fen]}分' if fen else '整'}"


def _large_integer(number: int) -> str:
    groups = []
    for unit in ("", "万", "亿", "万亿"):
        number, group = divmod(number, 10_000)
        groups.append((group, unit))
    text = ""
    for group, unit in reversed(groups):
        if not group:
            text += "零" if text and not text.endswith("零") else ""
            continue
        if text and group < 1000 and not text.endswith("零"):
            text += "零"
        text += _large_group(group) + unit
    return text.rstrip("零")


def _large_group(group: int) -> str:
    text = ""
    for digit, unit in zip(f"{group:04d}", "仟佰拾 ", strict=True):
        if digit != "0":
            text += LARGE[int(digit)] + unit.strip()
        elif text and not text.endswith("零"):
            text += "零"
    return text.rstrip("零")


def listed(name: str, value: object) -> str:
    """The members joined by 、; a single text stays as it is, a mapping gives its `name`."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return plain(name, value)
    return "、".join(_member(name, member) for member in value)


def _member(name: str, member: object) -> str:
    if isinstance(member, Mapping) and "name" in member:
        return plain(name, member["name"])
    return plain(name, member)


def count(name: str, value: object) -> str:
    """How many members a list has."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise UnfitValue(name, value, "列表")
    return str(len(value))


FILTERS: dict[str, Callable[[str, object], str]] = {
    "date": long_date,
    "cndate": chinese_date,
    "money": money,
    "cnmoney": large_money,
    "list": listed,
    "count": count,
    "cn": numeral,
}
"""Every filter a template may name after the bar in `{name|filter}`."""
