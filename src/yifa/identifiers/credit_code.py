"""The unified social credit code (统一社会信用代码, GB 32100-2015) and the organisation code in it.

It proves that a code was not mistyped, not that the body exists; that is for the register to say.
"""

from dataclasses import dataclass
from operator import mul

from yifa.identifiers.fault import BadIdentifier, Doubt, clean, require_characters, require_length

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters: no I, O, S, V, Z (GB 32100-2015 §4)."""

_NAME = "统一社会信用代码"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index

# Registering authorities (first character) are from memory of the standard, so they inform and never refuse.
AUTHORITIES = {
    "1": "机构编制",
    "2": "外交",
    "3": "司法行政",
    "4": "文化",
    "5": "民政",
    "6": "旅游",
    "7": "宗教",
    "8": "工会",
    "9": "市场监管",
    "A": "中央军委",
    "N": "农业农村",
    "Y": "其他",
}


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A unified social credit code taken apart."""

    text: str
    """18 characters."""
    authority: str
    """Registering authority, one character (`AUTHORITIES`)."""
    kind: str
    """Authority and class within it, two characters, e.g. 11 organ, 12 public institution, 91 enterprise."""
    division: str
    """Six digits, GB/T 2260; 100000 for national bodies."""
    organisation: str
    """Organisation code, 8 + 1 check (GB 11714)."""
    doubts: tuple[Doubt, ...]
    """What does not fit though the code stands, e.g. a wrong check inside the organisation code."""


def credit_check(first17: str) -> str:
    """The 18th character for 17 others: set[(31 − Σ value·3^i mod 31) mod 31]."""
    total = sum(map(mul, map(CREDIT_ALPHABET.index, first17), _WEIGHTS))
    return CREDIT_ALPHABET[-total % 31]


def organisation_check(first8: str) -> str:
    """The ninth character of an organisation code (GB 11714): 11 − Σ mod 11, 10 written X, 11 written 0."""
    total = sum(map(mul, map(_BASE_36, first8), _ORGANISATION_WEIGHTS))
    return "0123456789X0"[11 - total % 11]


def parse_credit_code(text: str) -> CreditCode:
    """Take a code apart. Raises `BadIdentifier`: length, character, division, check.

    >>> parse_credit_code("11100000000013338W").division
    '100000'
    """
    code = clean(text)
    require_length(code, 18, "credit_code", _NAME)
    require_characters(code, CREDIT_ALPHABET, "credit_code", _NAME)
    if not code[2:8].isdigit():
        raise BadIdentifier(
            "credit_code.division",
            f"{_NAME}第3至8位应为登记机关所在地的行政区划代码，现为“{code[2:8]}”，含有字母；请对照证照核对。",
        )
    if code[17] != credit_check(code[:17]):
        raise BadIdentifier(
            "credit_code.check",
            f"{_NAME}“{code}”的末位校验码不符，其中至少有一位写错；请对照证照逐位核对。",
        )
    return CreditCode(code, code[0], code[:2], code[2:8], code[8:17], _doubts(code))


def _doubts(code: str) -> tuple[Doubt, ...]:
    doubts = []
    if code[16] != organisation_check(code[8:16]):
        # Some codes were issued with a wrong inner check; the 18th character still guards the whole.
        zh = f"{_NAME}“{code}”内的组织机构代码“{code[8:17]}”校验码不符；代码仍可使用，建议向登记机关核实。"
        doubts.append(Doubt("credit_code.organisation", zh))
    if code[0] not in AUTHORITIES:
        zh = f"{_NAME}首位“{code[0]}”不是已知的登记管理部门；代码仍可使用，建议核实。"
        doubts.append(Doubt("credit_code.authority", zh))
    return tuple(doubts)


def build_credit_code(kind: str, division: str, organisation: str) -> str:
    """Put a code together: `kind` 2, `division` 6 digits, `organisation` the first 8 of an organisation code.

    Both checks are computed. Raises `BadIdentifier` where a part has a wrong form.
    """
    require_length(organisation, 8, "credit_code", "组织机构代码本体")
    require_characters(organisation, CREDIT_ALPHABET, "credit_code", "组织机构代码本体")
    first17 = kind + division + organisation + organisation_check(organisation)
    require_length(first17, 17, "credit_code", f"{_NAME}前段")
    require_characters(first17, CREDIT_ALPHABET, "credit_code", f"{_NAME}前段")
    return parse_credit_code(first17 + credit_check(first17)).text
