"""Finding Chinese by the initials of its pinyin: 复议 by fy, 行政许可 by xzxk.

The initials of the commoner characters follow from the order of GB 2312, level 1 (by pinyin); the rest that occur
stand in a table. It searches short lists in memory and knows nothing of what they hold.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final

_FIRSTS: Final = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
"""The first character of each initial in GB 2312, level 1; no syllable begins with i, u or v."""
_STARTS: Final = tuple(code for code, _ in _FIRSTS)
_LAST: Final = 0xD7F9
_SEVERAL: Final = {
    "行": "xh", "调": "dt", "重": "zc", "长": "cz", "会": "hk", "单": "ds", "率": "ls", "解": "jx", "强": "qj",
    "降": "jx", "藏": "cz", "传": "cz", "弹": "dt", "乐": "ly", "省": "sx", "系": "xj", "校": "xj", "称": "cz",
    "参": "cs", "差": "cs", "曾": "cz", "车": "cj", "石": "sd", "期": "qj", "核": "h", "还": "hx", "奇": "qj",
}  # fmt: skip
"""Characters of several readings: each initial that may be typed."""
_RARER: Final = {
    "讼": "s", "诉": "s", "谘": "z", "噪": "z", "诈": "z", "骗": "p", "赈": "z", "驿": "y", "瑕": "x", "疵": "c",
    "酗": "x", "赁": "l", "赃": "z", "侦": "z", "缉": "j", "殡": "b", "葬": "z", "祠": "c", "墓": "m", "碑": "b",
    "瘟": "w", "沐": "m", "烟": "y", "蔬": "s", "酿": "n", "镇": "z", "岗": "g", "鳏": "g", "寡": "g", "赡": "s",
    "稽": "j", "诠": "q", "咨": "z", "询": "x", "谕": "y", "诫": "j", "讯": "x", "孕": "y", "焙": "b", "邮": "y",
}  # fmt: skip
"""Characters outside level 1, or apart from its order, that occur in the names of public business."""


@lru_cache(maxsize=4096)
def initials(character: str) -> str:
    """The initials under which a character may be typed, "" where none is known; letters and digits are their own."""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    if character in _SEVERAL or character in _RARER:
        return _SEVERAL.get(character) or _RARER[character]
    try:
        high, low = character.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return ""
    code = high << 8 | low
    return _FIRSTS[bisect_right(_STARTS, code) - 1][1] if _STARTS[0] <= code <= _LAST else ""


def matches(asked: str, *texts: str) -> bool:
    """Whether what is typed stands in one of the texts, as it is or by initials; nothing typed matches all.

    Characters without known initials are passed over, so that signs between words do not matter.
    """
    wanted = "".join(asked.split()).lower()
    if not wanted:
        return True
    return any(wanted in "".join(text.split()).lower() or _by_initials(wanted, text) for text in texts)


def _by_initials(wanted: str, text: str) -> bool:
    if not wanted.isascii():
        return False
    known = [found for character in text if (found := initials(character))]
    return any(
        all(letter in found for letter, found in zip(wanted, known[at:], strict=False))
        for at in range(len(known) - len(wanted) + 1)
    )
