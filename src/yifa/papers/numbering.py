"""Numbers papers by organ and year: the organ's word, the series of the paper, the year and sequence of its case.

A case draws its sequence once, when it is opened, and its papers share it (案号 practice): no number is drawn in the
middle of an act, none is skipped, and rebuilding the register from the log gives the same numbers again.
"""

from __future__ import annotations

from yifa.procedure import Procedure, State

_ORDINALS = "零一二三四五六七八九十"


def paper_number(word: str, procedure: Procedure, paper: str, year: int, sequence: int, before: State) -> str:
    """The number of a paper about to be issued; "" where the paper has no series.

    `before` is the case before the act: a second paper of the same kind in the case carries 之二, and so on.

    >>> from types import SimpleNamespace as N
    >>> pack = N(papers={"notice": N(series="许受")}, acts={"accept": N(id="accept", papers=("notice",))})
    >>> paper_number("示审", pack, "notice", 2026, 12, State())
    '示审许受〔2026〕12号'
    >>> paper_number("示审", pack, "notice", 2026, 12, State(done={"accept": [(2, "", "", "")]}))
    '示审许受〔2026〕12号之二'
    """
    series = procedure.papers[paper].series
    if not series:
        return ""
    earlier = sum(len(times) for act, times in before.done.items() if paper in procedure.acts[act].papers)
    return f"{word}{series}〔{year}〕{sequence}号" + (f"之{_ordinal(earlier + 1)}" if earlier else "")


def _ordinal(n: int) -> str:
    return _ORDINALS[n] if n < len(_ORDINALS) else str(n)
