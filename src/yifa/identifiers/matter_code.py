"""The codes of a government service matter (政务服务事项编码): basic 12, implementation 31, handling item 33.

Composition after GB/T 39554.1-2020 as seen in real codes; what a department class means is data, not form.
"""

import re
from dataclasses import dataclass

from yifa.identifiers.credit_code import CREDIT_ALPHABET, CreditCode, parse_credit_code
from yifa.identifiers.division_code import DIGITS, level_of
from yifa.identifiers.fault import BadIdentifier, Doubt, clean, require_characters, require_length

MATTER_TYPES = {
    "01": "行政许可",
    "02": "行政处罚",
    "03": "行政强制",
    "04": "行政征收",
    "05": "行政给付",
    "06": "行政检查",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}
"""GB/T 39046-2020 A.1; 11–19 and 21–29 are local extensions."""

EXERCISE_LEVELS = {
    "1": "国家级",
    "2": "省级",
    "3": "市级",
    "4": "县级",
    "5": "镇（乡、街道）级",
    "6": "村（社区）级",
    "7": "分级管理",
}
"""行使层级, GB/T 39046-2020 A.2."""

_BASIC = re.compile(r"\d{2}(0[1-9]|1\d|2\d)\d{2}\d{3}(\d{3}|\d{2}Y)")
_LEVEL_OF_DIVISION = {"national": "1", "province": "2", "prefecture": "3", "county": "4"}


@dataclass(frozen=True, slots=True)
class BasicCode:
    """基本编码 taken apart, 12 characters."""

    text: str
    origin: str
    """00 the national list, else the first two digits of the province."""
    matter_type: str
    """Two digits (`MATTER_TYPES` or a local extension)."""
    department: str
    """Department class, two digits."""
    main: str
    """Main item (主项), three digits."""
    sub: str
    """Sub-item (子项): 000 none, 001… its number."""

    @property
    def is_heading(self) -> bool:
        """Whether this is a main item that has sub-items (`00Y`) and so is not itself carried out."""
        return self.sub.endswith("Y")


@dataclass(frozen=True, slots=True)
class ImplementationCode:
    """实施编码 taken apart, 31 characters: the organ first, then the level, then the basic code."""

    text: str
    organ: CreditCode
    level: str
    """行使层级, a key of `EXERCISE_LEVELS`."""
    basic: BasicCode
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class HandlingCode:
    """业务办理项编码 taken apart, 33 characters."""

    text: str
    implementation: ImplementationCode
    item: str
    """Two digits."""


def parse_basic_code(text: str) -> BasicCode:
    """Take a basic code apart. Raises `BadIdentifier`: length, form."""
    code = clean(text)
    require_length(code, 12, "basic_code", "事项基本编码")
    if not (_BASIC.fullmatch(code) and code.isascii()):
        raise BadIdentifier(
            "basic_code.form",
            f"事项基本编码“{code}”不合编法（2位来源、2位事项类型01至29、2位部门、3位主项、3位子项）；请核对。",
        )
    return BasicCode(code, code[:2], code[2:4], code[4:6], code[6:9], code[9:])


def build_basic_code(origin: str, matter_type: str, department: str, main: int, sub: int | None = 0) -> str:
    """Put a basic code together; `sub` None writes `00Y`, a main item that has sub-items."""
    tail = "00Y" if sub is None else f"{sub:03d}"
    return parse_basic_code(f"{origin}{matter_type}{department}{main:03d}{tail}").text


def parse_implementation_code(text: str) -> ImplementationCode:
    """Take an implementation code apart.

    Raises `BadIdentifier`: length, level, and whatever is wrong with the credit code or the basic code in it.
    That the organ's division does not fit the level is a doubt: some organs act for another level.
    """
    code = clean(text)
    require_length(code, 31, "implementation_code", "事项实施编码")
    try:
        organ = parse_credit_code(code[:18])
        basic = parse_basic_code(code[19:])
    except BadIdentifier as fault:
        raise BadIdentifier(fault.code, f"事项实施编码“{code}”：{fault.zh}") from fault
    level = code[18]
    if level not in EXERCISE_LEVELS:
        raise BadIdentifier(
            "implementation_code.level",
            f"事项实施编码第19位“{level}”应为行使层级1至7；请核对事项的行使层级。",
        )
    return ImplementationCode(code, organ, level, basic, organ.doubts + _level_doubts(organ, level))


def _level_doubts(organ: CreditCode, level: str) -> tuple[Doubt, ...]:
    expected = _LEVEL_OF_DIVISION[level_of(organ.division)]
    # Townships and villages are registered under their county; 7 spreads over several levels.
    fits = level in ("4", "5", "6") if expected == "4" else level == expected
    if fits or level == "7":
        return ()
    zh = (
        f"实施主体的行政区划“{organ.division}”是{EXERCISE_LEVELS[expected]}，"
        f"事项的行使层级却是{EXERCISE_LEVELS[level]}；请核对其中哪一项有误。"
    )
    return (Doubt("implementation_code.level", zh),)


def build_implementation_code(organ: str, level: str, basic: str) -> str:
    """Put an implementation code together from a credit code, a level and a basic code."""
    return parse_implementation_code(organ + level + basic).text


def parse_handling_code(text: str) -> HandlingCode:
    """Take a handling item code apart. Raises `BadIdentifier` as the implementation code does."""
    code = clean(text)
    require_length(code, 33, "handling_code", "业务办理项编码")
    require_characters(code[:31], CREDIT_ALPHABET, "handling_code", "业务办理项编码")
    require_characters(code[31:], DIGITS, "handling_code", "业务办理项编码末两位，")
    return HandlingCode(code, parse_implementation_code(code[:31]), code[31:])


def build_handling_code(implementation: str, item: int) -> str:
    """Put a handling item code together; `item` 1–99."""
    return parse_handling_code(f"{implementation}{item:02d}").text
