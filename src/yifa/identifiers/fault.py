"""The one error of all identifiers: a stable code for programs and a Chinese sentence for people.

A warning is the same without being raised: the identifier stands, and somebody should look at it.
"""

from dataclasses import dataclass


class BadIdentifier(ValueError):
    """An identifier that cannot be what it claims to be."""

    def __init__(self, code: str, zh: str) -> None:
        """`code`: stable and dotted (`credit_code.check`); `zh`: what is wrong, where, how to mend it."""
        super().__init__(zh)
        self.code = code
        self.zh = zh


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning: the identifier is accepted, though a part of it does not fit."""

    code: str
    zh: str


def clean(text: str) -> str:
    """The text without blanks around and inside, full-width characters made narrow, letters upper case.

    People copy identifiers out of documents; none of these differences is a mistake worth refusing.
    """
    if text.isascii() and text.isalnum():
        return text.upper()
    narrow = (chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return "".join(c for c in narrow if not c.isspace()).upper()


def require_length(text: str, length: int, code: str, name: str) -> None:
    """Raise `BadIdentifier(code.length)` unless the text has so many characters."""
    if len(text) != length:
        more = "多了" if len(text) > length else "少了"
        raise BadIdentifier(
            f"{code}.length",
            f"{name}应为{length}位，现为{len(text)}位，{more}{abs(len(text) - length)}位；请核对后重新填写。",
        )


def require_characters(text: str, allowed: str, code: str, name: str) -> None:
    """Raise `BadIdentifier(code.character)` naming the first character that is not allowed."""
    # Stripped of what is allowed, nothing is left of a sound text; that is asked at the speed of a comparison.
    for place, character in enumerate(text if text.strip(allowed) else "", start=1):
        if character not in allowed:
            raise BadIdentifier(
                f"{code}.character",
                f"{name}第{place}位“{character}”不是可用的字符；请对照证照原件核对这一位。",
            )
