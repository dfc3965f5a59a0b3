"""The citizen identity number (公民身份号码, GB 11643-1999): form, date of birth and check.

It proves that a number was not mistyped, not whose it is; which divisions existed is asked of the caller.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from operator import mul
from typing import Literal

from yifa.identifiers.division_code import DIGITS
from yifa.identifiers.fault import BadIdentifier, Doubt, clean, require_characters, require_length

_NAME = "公民身份号码"
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_FIRST_YEAR = 1850


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """A citizen number taken apart."""

    text: str
    """18 characters, a final X in upper case."""
    division: str
    """Six digits: where the number was first given, which may since have been abolished."""
    birth: date
    sex: Literal["male", "female"]
    """By the 17th digit: odd male, even female."""
    doubts: tuple[Doubt, ...]
    """E.g. that the division is not among those known to the caller."""


def citizen_check(first17: str) -> str:
    """The 18th character for 17 digits (ISO 7064 MOD 11-2)."""
    total = sum(map(mul, map(int, first17), _WEIGHTS))
    return "10X98765432"[total % 11]


def parse_citizen_number(
    text: str, *, divisions: Container[str] | None = None, on: date | None = None
) -> CitizenNumber:
    """Take a number apart. Raises `BadIdentifier`: length, character, birth, check.

    `divisions`: every code that is or ever was in force (a holder keeps the old one); a division outside
    it is a doubt, not an error. `on`: a birth after this day is refused. Residence permits for Hong Kong,
    Macao and Taiwan (81, 82, 83) and permanent-residence cards (9…) have the same form and are accepted.

    >>> parse_citizen_number("11010519491231002x").birth
    datetime.date(1949, 12, 31)
    """
    number = clean(text)
    require_length(number, 18, "citizen_number", _NAME)
    require_characters(number[:17], DIGITS, "citizen_number", _NAME)
    require_characters(number[17], DIGITS + "X", "citizen_number", f"{_NAME}末位，")
    if number[0] == "0":
        raise BadIdentifier(
            "citizen_number.division", f"{_NAME}不会以0开头；请对照证件核对前六位“{number[:6]}”。"
        )
    birth = _birth(number[6:14], on)
    if number[17] != citizen_check(number[:17]):
        raise BadIdentifier(
            "citizen_number.check", f"{_NAME}的末位校验码不符，其中至少有一位写错；请对照证件逐位核对。"
        )
    doubts: tuple[Doubt, ...] = ()
    if divisions is not None and number[0] != "9" and number[:6] not in divisions:
        zh = f"{_NAME}前六位“{number[:6]}”不是现有或者曾有的行政区划；号码仍可使用，请核对证件。"
        doubts = (Doubt("citizen_number.division", zh),)
    return CitizenNumber(number, number[:6], birth, "male" if int(number[16]) % 2 else "female", doubts)


def _birth(digits: str, on: date | None) -> date:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        birth = None
    if birth is None or birth.year < _FIRST_YEAR or (on is not None and birth > on):
        raise BadIdentifier(
            "citizen_number.birth",
            f"{_NAME}第7至14位“{digits}”应为出生年月日，但没有这样的出生日期；请对照证件核对。",
        )
    return birth


def build_citizen_number(division: str, birth: date, order: int) -> str:
    """Put a number together; `order` 0–999, odd for men, even for women."""
    first17 = f"{division}{birth:%Y%m%d}{order:03d}"
    require_length(first17, 17, "citizen_number", f"{_NAME}前段")
    require_characters(first17, DIGITS, "citizen_number", f"{_NAME}前段")
    return parse_citizen_number(first17 + citizen_check(first17)).text
