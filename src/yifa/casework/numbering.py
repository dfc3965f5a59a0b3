"""What a new case is called: its number, its place in the year, and the code by which the public follows it.

The form of a number is `identifiers`' business; here its sequence is named and its code derived.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import date

from yifa.casework.particulars import code_key
from yifa.identifiers import APPLY_TYPES, CREDIT_ALPHABET, QUERY_CODE_LENGTH, build_case_number, query_check
from yifa.procedure.model import Value

_SOURCE = {"in_person": "1", "online": "2", "registered_mail": "4", "ordinary_mail": "4"}
"""申报来源 by the answer to `channel`, where that isn't already a code of GB/T 39046-2020 A.5."""
_OTHER_SOURCE = "9"
_SIGN_OF_BYTE = bytes(ord(CREDIT_ALPHABET[byte % len(CREDIT_ALPHABET)]) for byte in range(256))


def year_series(organ: str, procedure: str, on: date) -> tuple[str, str]:
    """Series and period of the sequence within organ, procedure and year."""
    return f"case:{organ}:{procedure}", f"{on.year}"


def day_series(organ: str, matter: str, on: date) -> tuple[str, str]:
    """Series and period of the sequence that ends a case number: within matter (or organ) and day."""
    return f"number:{matter or organ}", on.isoformat()


def case_number(organ: str, matter: str, on: date, answers: Mapping[str, Value], sequence: int) -> str:
    """The case number (办件编号).

    With a matter 46 characters: implementation code, day, source, six digits. Without one (procedures that need no
    matter, such as disclosure) 32: the organ's credit code, day, six digits.
    """
    if not matter:
        return f"{organ}{on:%Y%m%d}{sequence:06d}"
    channel = str(answers.get("channel", ""))
    source = channel if channel in APPLY_TYPES else _SOURCE.get(channel, _OTHER_SOURCE)
    return build_case_number(matter, on, source, sequence)


def query_code(number: str) -> str:
    """The code (查询码) that goes with a number: from a secret, so that none can guess it and it survives a rebuild."""
    drawn = hmac.digest(code_key(), b"yifa query code " + number.encode(), "sha256")
    first = drawn[: QUERY_CODE_LENGTH - 1].translate(_SIGN_OF_BYTE).decode()
    return first + query_check(first)
