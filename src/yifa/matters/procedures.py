"""Which procedure a kind of matter is handled by: the shipped pack that names the kind, if one does.

Kinds without a pack stay in the catalogue and in guides; cases of them cannot be opened here.
"""

from __future__ import annotations

from yifa.procedure import shipped


def procedure_for(type_code: str, counts_from: str = "") -> str:
    """Return the id of the pack for a kind of matter (事项类型 code), empty for none.

    A matter whose limit runs from something other than acceptance (`counts_from`) has none either: no pack
    counts so, and a case with a wrong due date is worse than none.
    """
    if counts_from:
        return ""
    return next((pack.id for pack in shipped().values() if type_code in pack.matters), "")
