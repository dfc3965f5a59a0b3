"""The form of a mainland mobile number (手机号码): eleven digits from 13 to 19.

Whether a range is in use changes every year and is not asked; a message sent is the only proof.
"""

import re

from yifa.identifiers.division_code import DIGITS
from yifa.identifiers.fault import BadIdentifier, clean, require_characters, require_length

_NAME = "手机号码"
_COUNTRY = re.compile(r"^(\+|00)86")


def parse_mobile(text: str) -> str:
    """The eleven digits, without spaces, hyphens and +86. `BadIdentifier`: length, character, range."""
    number = _COUNTRY.sub("", clean(text).replace("-", ""))
    require_characters(number, DIGITS, "mobile", _NAME)
    require_length(number, 11, "mobile", _NAME)
    if not re.match(r"1[3-9]", number):
        raise BadIdentifier(
            "mobile.range", f"{_NAME}应以13至19开头，现为“{number[:2]}”；座机请填入电话一栏。"
        )
    return number
