"""One careful regular expression for figures: digits, multiplier, measure word; dates and names thrown out beside it."""

from __future__ import annotations

import re
from typing import Any

_FIGURE = re.compile(
    r"(?:超过|不足|超|近|约)?(?<![\d.+\-—/“\"(（A-Za-z])(\d+(?:\.\d+)?)(万|亿)?余?(?:万|亿)?"
    r"(?:人次|场次|件次|个百分点|元|%|个(?!月)|件|项|次|份|名|人|家|期|场|起|宗|条|部|类|处|封|面|篇|轮|所|户|套|种|本)(?:以上|左右)?"
)
_TIMES = {"万": 10**4, "亿": 10**8, None: 1}


def reader() -> Any:
    """The expression as a function from a text to spans with values."""

    def read(text: str) -> list[dict[str, Any]]:
        return [{"start": m.start(), "end": m.end(), "value": float(m[1]) * _TIMES[m[2]]} for m in _FIGURE.finditer(text)]

    return read
