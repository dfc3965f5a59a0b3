"""The value of a numeral as written in Chinese prose: digits of either width, 三十六, 两万, 2.8 and 万.

It does not look for numerals in a text and knows nothing of units.
"""

from __future__ import annotations

import re
from decimal import Decimal

# One code point stands for one, so that offsets into the folded text are offsets into the text.
FOLD = str.maketrans(
    "０１２３４５６７８９．％＋（）：；－＂〇\u3000\u00a0\t",
    '0123456789.%+():;-"零   ',
)
# A wide comma separates thousands only between wide digits; elsewhere it ends a clause.
_WIDE_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
               "亿": 10**8, "万亿": 10**12}


def fold(text: str) -> str:
    """The text with full-width digits and marks made half-width, code point for code point.

    >>> fold("受理２６件，办结率９８．５％")
    '受理26件，办结率98.5%'
    """
    return _WIDE_THOUSANDS.sub(",", text).translate(FOLD)


def arabic(digits: str, multiplier: str = "") -> Decimal:
    """The value of folded digits, thousands separators allowed, times 万, 亿 …

    >>> arabic("2.8", "万"), arabic("1,080,226")
    (Decimal('28000'), Decimal('1080226'))
    """
    value = Decimal(digits.replace(",", "")) * MULTIPLIERS.get(multiplier, 1)
    return value.quantize(Decimal(1)) if _is_whole(value) else value


def chinese(numeral: str) -> Decimal:
    """The value of a numeral in Chinese characters; a bare 百, 千 or 万 counts one of it.

    >>> chinese("三十六"), chinese("两万"), chinese("百"), chinese("一百零五"), chinese("二零二二")
    (Decimal('36'), Decimal('20000'), Decimal('100'), Decimal('105'), Decimal('2022'))
    """
    if all(sign in DIGITS for sign in numeral):
        return Decimal("".join(str(DIGITS[sign]) for sign in numeral))
    total, section, digit = 0, 0, 0
    for sign in numeral:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in SMALL:
            section += (digit or 1) * SMALL[sign]
            digit = 0
        else:
            total = (total + (section + digit or (0 if total else 1))) * LARGE[sign]
            section = digit = 0
    return Decimal(total + section + digit)


def _is_whole(value: Decimal) -> bool:
    # Quantizing a number of more digits than the context keeps would raise; such a run of digits stays as it is.
    return value == value.to_integral_value() and value.adjusted() < 27
