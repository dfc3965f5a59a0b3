"""The check of an organ's credit code as Django asks for it; the arithmetic is in `yifa.identifiers`."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from yifa.identifiers import BadIdentifier, parse_credit_code


def check_credit_code(value: str) -> None:
    """Raise ValidationError unless the value is a sound unified social credit code (GB 32100—2015), written
    plainly.
    """
    try:
        parsed = parse_credit_code(value)
    except BadIdentifier as fault:
        raise ValidationError(fault.zh, code=fault.code) from fault
    if parsed.text != value:
        raise ValidationError("统一社会信用代码应当不带空格、用半角大写字母书写。", code="credit_code.written")
