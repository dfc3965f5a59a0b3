"""The number of a case (办件编号) and the query code with which the public follows it (查询码).

The number tells its parts and can be guessed, the query code cannot; who draws the sequence is casework.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import mul

from yifa.identifiers.credit_code import CREDIT_ALPHABET
from yifa.identifiers.division_code import DIGITS
from yifa.identifiers.fault import BadIdentifier, clean, require_characters, require_length
from yifa.identifiers.matter_code import ImplementationCode, parse_implementation_code

APPLY_TYPES = {"1": "窗口", "2": "电脑端网上", "3": "移动端", "4": "快递", "9": "其他"}
"""申报来源, GB/T 39046-2020 附录A."""

_NAME = "办件编号"
QUERY_CODE_LENGTH = 16
"""15 random characters of 31 and a check: 74 bits, beyond guessing even with a hundred million cases open."""

_QUERY_WEIGHTS = tuple(pow(3, place, 31) for place in range(QUERY_CODE_LENGTH))
# Letters that the alphabet leaves out because they are misread; reading them kindly costs no security.
_MISREAD = str.maketrans("OISVZ", "015U2", "-")


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number taken apart, 46 characters = 31 + 8 + 1 + 6."""

    text: str
    implementation: ImplementationCode
    day: date
    """The day on which the number was drawn."""
    apply_type: str
    """A key of `APPLY_TYPES`."""
    sequence: int
    """1–999999 within the implementation code and the day; gaps are lawful, duplicates are not."""


def parse_case_number(text: str) -> CaseNumber:
    """Take a case number apart. Raises `BadIdentifier`: length, day, apply_type, sequence, matter code."""
    number = clean(text)
    require_length(number, 46, "case_number", _NAME)
    implementation = parse_implementation_code(number[:31])
    require_characters(number[31:], DIGITS, "case_number", f"{_NAME}第32位以后，")
    try:
        day = date(int(number[31:35]), int(number[35:37]), int(number[37:39]))
    except ValueError:
        raise BadIdentifier(
            "case_number.day", f"{_NAME}第32至39位“{number[31:39]}”不是日期；请核对回执上的编号。"
        ) from None
    if number[39] not in APPLY_TYPES:
        raise BadIdentifier(
            "case_number.apply_type",
            f"{_NAME}第40位“{number[39]}”不是申报来源（1、2、3、4、9）；请核对回执上的编号。",
        )
    if number[40:] == "000000":
        raise BadIdentifier("case_number.sequence", f"{_NAME}的顺序号从000001起；请核对回执上的编号。")
    return CaseNumber(number, implementation, day, number[39], int(number[40:]))


def build_case_number(implementation: str, day: date, apply_type: str, sequence: int) -> str:
    """Put a case number together. Raises `BadIdentifier` where a part is wrong or the numbers are used up."""
    if not 0 < sequence <= 999_999:
        raise BadIdentifier(
            "case_number.sequence", f"{_NAME}的顺序号应为1至999999，现为{sequence}；当日编号已经用完。"
        )
    return parse_case_number(f"{implementation}{day:%Y%m%d}{apply_type}{sequence:06d}").text


def query_check(first15: str) -> str:
    """The last character of a query code: finds any one wrong character and any two exchanged."""
    total = sum(map(mul, map(CREDIT_ALPHABET.index, first15), _QUERY_WEIGHTS))
    return CREDIT_ALPHABET[-total % 31]


def draw_query_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """A new query code, 16 characters. `choose` picks one; give another only to make demos repeatable."""
    drawn = "".join(choose(CREDIT_ALPHABET) for _ in range(QUERY_CODE_LENGTH - 1))
    return drawn + query_check(drawn)


def parse_query_code(text: str) -> str:
    """The query code as stored, from whatever way it was typed (spaces, hyphens, O for 0, lower case).

    Raises `BadIdentifier`: length, character, check; so a mistyped code never reaches the database.
    """
    code = clean(text).translate(_MISREAD)
    require_length(code, QUERY_CODE_LENGTH, "query_code", "查询码")
    require_characters(code, CREDIT_ALPHABET, "query_code", "查询码")
    if code[-1] != query_check(code[:-1]):
        raise BadIdentifier("query_code.check", "查询码有一位写错了；请对照回执逐位核对。")
    return code


def show_query_code(code: str) -> str:
    """The code in groups of four, as it is printed: `ABCD-EFGH-JKLM-NPQR`."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
