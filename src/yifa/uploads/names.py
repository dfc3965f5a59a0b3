"""The name of a file as it may be kept and shown: no path, no control or direction characters, not too long.

The name is a label beside the digest; nothing is ever stored or found by it.
"""

from __future__ import annotations

import unicodedata

LONGEST = 120
_NAMELESS = "未命名文件"


def clean_name(name: str) -> str:
    """The last part of a path without characters that hide or turn text; the ending is kept when it is cut.

    >>> clean_name("C:\\\\资料\\\\营业执照.pdf")
    '营业执照.pdf'
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    # Category C holds control, format (direction overrides) and unassigned characters.
    kept = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    if len(kept) > LONGEST:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[: LONGEST - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 10 else kept[:LONGEST]
    return kept or _NAMELESS


def extension_of(name: str) -> str:
    """The ending of a cleaned name in small letters, without its dot; empty if there is none."""
    return clean_name(name).rpartition(".")[2].lower() if "." in clean_name(name) else ""
