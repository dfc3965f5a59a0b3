"""The identifier of an electronic licence (电子证照标识, GB/T 36904-2018), with its ISO 7064 MOD 37,36 check.

It speaks of the identifier only; the licence, its holder and its versions are records elsewhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from yifa.identifiers.credit_code import parse_credit_code
from yifa.identifiers.fault import BadIdentifier, Doubt

LICENCE_ROOT = "1.2.156.3005.2"
_NAME = "电子证照标识"
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PARTS = (
    ("type", "证照类型代码", re.compile(r"[0-9A-HJ-NP-RTUW-Y]{18}[0-9]{3}")),
    ("issuer", "证照颁发机构代码", re.compile(r"[0-9A-HJ-NP-RTUW-Y]{18}|[0-9]{6}")),
    ("serial", "流水号", re.compile(r"[0-9A-Z]+")),
    ("version", "版本号", re.compile(r"(?!000)[0-9]{3}")),
    ("check", "校验位", re.compile(r"[0-9A-Z]")),
)


@dataclass(frozen=True, slots=True)
class LicenceIdentifier:
    """An identifier taken apart."""

    text: str
    type: str
    """21 characters: credit code of the body that defines the type, and three digits."""
    issuer: str
    """Credit code of the issuing body; a six-digit division is seen in practice and doubted."""
    serial: str
    version: int
    """From 1, one more at each reissue or change of the same licence."""
    check: str
    doubts: tuple[Doubt, ...]


def licence_check(characters: str) -> str:
    """The check over type, issuer, serial and version, without dots and root (ISO 7064 MOD 37,36, A = 10)."""
    carried = 36
    for value in map(_ALPHABET.index, characters):
        carried = ((carried + value) % 36 or 36) * 2 % 37
    return _ALPHABET[(37 - carried) % 36]


def parse_licence_identifier(text: str) -> LicenceIdentifier:
    """Take an identifier apart. Raises `BadIdentifier`: root, parts, type, issuer, serial, version, check."""
    # Lower case is not forgiven here: serials are compared as they are written.
    identifier = "".join(text.split())
    if not identifier.startswith(LICENCE_ROOT + "."):
        raise BadIdentifier(
            "licence_identifier.root",
            f"{_NAME}应以“{LICENCE_ROOT}.”开头（GB/T 36904），现为“{identifier[:16]}”；请核对签发系统。",
        )
    parts = identifier[len(LICENCE_ROOT) + 1 :].split(".")
    if len(parts) != len(_PARTS):
        raise BadIdentifier(
            "licence_identifier.parts",
            f"{_NAME}在根之后应有5段（类型、机构、流水号、版本、校验），现有{len(parts)}段；请核对。",
        )
    _require_forms(parts)
    kind, issuer, serial, version, check = parts
    if check != licence_check("".join(parts[:4])):
        raise BadIdentifier(
            "licence_identifier.check",
            f"{_NAME}“{identifier}”的校验位不符，其中有一位写错；请重新读取或者核对。",
        )
    doubts = _body_doubts("type", kind[:18]) + _body_doubts("issuer", issuer)
    return LicenceIdentifier(identifier, kind, issuer, serial, int(version), check, doubts)


def _require_forms(parts: Sequence[str]) -> None:
    for part, (code, name, form) in zip(parts, _PARTS, strict=False):
        if not form.fullmatch(part):
            raise BadIdentifier(f"licence_identifier.{code}", f"{_NAME}的{name}“{part}”格式不对；请核对。")


@lru_cache(maxsize=4096)
def _body_doubts(part: str, body: str) -> tuple[Doubt, ...]:
    try:
        return parse_credit_code(body).doubts
    except BadIdentifier:
        zh = f"{_NAME}中的机构代码“{body}”不是有效的统一社会信用代码；标识仍可使用，建议核实。"
        return (Doubt(f"licence_identifier.{part}", zh),)


def build_licence_identifier(kind: str, issuer: str, serial: str, version: int = 1) -> str:
    """Put an identifier together; `kind` 21 characters, `version` 1–999. Raises `BadIdentifier`."""
    parts = (kind, issuer, serial, f"{version:03d}")
    _require_forms(parts)
    return ".".join((LICENCE_ROOT, *parts, licence_check("".join(parts))))
