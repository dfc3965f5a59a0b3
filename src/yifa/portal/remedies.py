"""Where one may turn who does not agree with an organ: the words of the guide and of the progress page.

Terms are those of 行政复议法 and 行政诉讼法; which body hears the reconsideration is read from the organs.
"""

from __future__ import annotations

from typing import Any

from yifa.casework.public import Standing
from yifa.organs.public import Organ
from yifa.portal import seeking
from yifa.portal.articles import articles
from yifa.procedure import against

REVIEW_FIRST = frozenset({"disclosure"})
"""Procedures whose refusals must be reconsidered before a suit (行政复议法 第二十三条第一款第四项)."""


def remedy(organ: Organ, procedure: str) -> str:
    """One sentence: reconsideration within 60 days, and a suit within six months where the law lets one choose."""
    above = organ.parent if organ.parent is not None and organ.parent.is_government else None
    where = f"向{above.name}" if above is not None else "依法"
    review = f"您可以自知道该行为之日起60日内，{where}申请行政复议"
    if procedure in REVIEW_FIRST:
        return f"{review}；对复议决定不服的，可以自收到之日起15日内向人民法院提起行政诉讼。"
    return f"{review}；也可以自知道之日起6个月内，直接向人民法院提起行政诉讼。"


def sought(stands: Standing) -> list[dict[str, Any]]:
    """What may be sought against the last act for which the pack names it: {act, on, label, url, to, within, articles}.

    The term runs from the day on which one knew or should have known, which nobody here can say, so no last day is
    shown (行政复议法 第二十条第一款；行政诉讼法 第四十六条第一款).
    """
    for act, on in against(stands.procedure, stands.state):
        named = [(stands.procedure.remedies[id], seeking.way(stands, id)) for id in act.remedies]
        return [
            {
                "act": act.label.zh,
                "on": on,
                "label": one.label.zh,
                "url": url,
                "to": one.to,
                "within": one.within.zh if one.within is not None else "",
                "articles": articles(one.cites),
            }
            for one, url in named
        ]
    return []


def cites(procedure: str) -> str:
    """The places in which the remedy of a procedure stands."""
    if procedure in REVIEW_FIRST:
        return "行政复议法 第二十条第一款、第二十三条第一款第四项；行政诉讼法 第四十五条"
    return "行政复议法 第二十条第一款、第二十四条第一款；行政诉讼法 第四十六条第一款"
