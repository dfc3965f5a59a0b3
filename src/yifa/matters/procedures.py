"""Which procedure a kind of matter is handled by: the pack that names the kind, if one does.

Kinds without a pack stay in the catalogue and in guides; cases of them cannot be opened here.
"""

from __future__ import annotations

_OF_TYPE = {"01": "licensing"}


def procedure_for(type_code: str, counts_from: str = "") -> str:
    """Return the id of the pack for a kind of matter, empty for none.

    A matter whose limit runs from something other than acceptance (`counts_from`) has none either: no pack
    counts so.
    """
    return "" if counts_from else _OF_TYPE.get(type_code, "")
