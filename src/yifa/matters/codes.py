"""How a matter gets its codes: the implementation code, and a local basic code for a row of the catalogue.

No national basic code is invented here. The local range and its marks are described in
docs/reference/matters.md.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from yifa.identifiers import BadIdentifier, build_basic_code, parse_implementation_code

LOCAL_DEPARTMENT_CLASS = "99"
NATIONAL_LENGTH = 31
_OTHER = re.compile(r"[0-9A-Za-z-]{1,50}")


def local_basic_code(division: str, type_code: str, serial: int) -> str:
    """Return the local basic code (地方编码) of a catalogue row in a province: 12 digits.

    Province digits, kind of matter, department class 99, serial of the row in the catalogue, no sub-item.
    The same row has the same code everywhere in a province. Raises ValueError where no province stands
    behind the division.
    """
    province = division[:2]
    if not (province.isdigit() and province >= "11"):
        raise ValueError(f"区划“{division}”不属于任何省级区划，不能编地方编码。")
    if not 1 <= serial <= 999:
        raise ValueError(f"目录序号 {serial} 超出地方编码的范围（1 至 999）。")
    return build_basic_code(province, type_code, LOCAL_DEPARTMENT_CLASS, serial)


def check_implementation_code(value: str) -> None:
    """Raise ValidationError unless the value can be an implementation code.

    Codes of the national form (31 characters) are taken apart and checked to the last digit; a code that
    another platform gave in its own form is kept as it is, up to 50 characters.
    """
    if len(value) == NATIONAL_LENGTH:
        try:
            parse_implementation_code(value)
        except BadIdentifier as fault:
            raise ValidationError(fault.zh, code=fault.code) from fault
    elif not _OTHER.fullmatch(value):
        raise ValidationError(
            "实施编码为 31 位（统一社会信用代码 18 位、行使层级 1 位、基本编码 12 位）；"
            "其他平台自编的，由字母、数字和短横组成，最多 50 位。",
            code="implementation_code.form",
        )
