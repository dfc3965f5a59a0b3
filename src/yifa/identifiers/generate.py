"""Identifiers for demos and tests that pass every check and yet can belong to nobody.

They stand in the province 59, which was never assigned; they are not for any real person or body.

Why 59: the first digit of a division (GB/T 2260) is a region of the country, 5 the south-west, and the
second a province in it; 50 to 54 are taken, 55 to 59 never were, and the farthest from the last is the least
likely to be. A number that begins there has a valid form, date and check, and no registry can have issued it.
Impossible dates or checks would be refused by our own validators, and rare but real divisions belong to
somebody. Mobile numbers use 154, the range among 150 to 159 not allotted to an operator as far as known in
2026: a dated fact, so it is one constant.
"""

from contextlib import suppress
from datetime import date, timedelta
from typing import Literal

from yifa.identifiers.citizen_number import build_citizen_number, parse_citizen_number
from yifa.identifiers.credit_code import build_credit_code, parse_credit_code
from yifa.identifiers.fault import BadIdentifier, clean

RESERVED_PROVINCE = "59"
RESERVED_MOBILE = "154"

_PLACES = 9_899
"""Divisions 590101–599999: enough places for every order number to stay unique."""
_EARLIEST = date(1950, 1, 1)
_DAYS = 20_000
"""Births up to October 2004, so that everybody in a demo is of age."""


def reserved_citizen_number(
    n: int, *, birth: date | None = None, sex: Literal["male", "female"] | None = None
) -> str:
    """The n-th reserved citizen number (n from 0): the same n gives the same number.

    Without them, birth and sex are spread by n. Numbers differ for different n below 4.9 million, whatever
    birth and sex are asked for.
    """
    spread = n * 2_654_435_761 % 2**32
    born = birth or _EARLIEST + timedelta(days=spread % _DAYS)
    male = (spread >> 16) % 2 == 1 if sex is None else sex == "male"
    place = n // 500 % _PLACES + 101
    return build_citizen_number(f"{RESERVED_PROVINCE}{place:04d}", born, n % 500 * 2 + male)


def reserved_credit_code(n: int, *, kind: str = "91", division: str = "590000") -> str:
    """The n-th reserved credit code (n from 0, below 10 million) of a kind (91 enterprise, 11 organ …).

    `division` must lie in the reserved province, so that a demo city has codes that fit its level.
    Raises ValueError otherwise.
    """
    if not division.startswith(RESERVED_PROVINCE):
        raise ValueError(f"测试用代码只能使用{RESERVED_PROVINCE}开头的行政区划，现为{division}。")
    return build_credit_code(kind, division, f"Q{n % 10_000_000:07d}")


def reserved_mobile(n: int) -> str:
    """The n-th reserved mobile number (n from 0, below 100 million)."""
    return f"{RESERVED_MOBILE}{n % 100_000_000:08d}"


def is_reserved(identifier: str) -> bool:
    """Whether a citizen number, credit code or mobile number is one of those that belong to nobody.

    A live installation refuses them at the counter; a demo accepts nothing else.
    """
    text = clean(identifier)
    if len(text) == 11:
        return text.startswith(RESERVED_MOBILE)
    for parse in (parse_citizen_number, parse_credit_code):
        with suppress(BadIdentifier):
            if parse(text).division.startswith(RESERVED_PROVINCE):
                return True
    return False
