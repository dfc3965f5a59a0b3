"""Where one may turn who does not agree with an organ: the words of the guide and of the progress page.

Which remedies there are, their terms and articles are the pack's (`remedies`); which body that is here, the organs'.
"""

from __future__ import annotations

from typing import Any

from yifa.casework.public import Standing
from yifa.organs.public import Organ
from yifa.portal import seeking
from yifa.portal.articles import articles
from yifa.procedure import Procedure, against
from yifa.procedure.model import Remedy


def remedy(organ: Organ, procedure: Procedure) -> str:
    """One sentence with every remedy that the pack names and its term; "" where it names none."""
    ways = [_way(organ, one) for one in _named(procedure)]
    if not ways:
        return ""
    sentence = f"您可以自知道该行为之日起{'，或者在'.join(ways)}。"
    first = _named(procedure)[0]
    if any(act.remedies == (first.id,) for act in procedure.acts.values()) and len(ways) > 1:
        return f"{sentence}法律规定应当先申请{first.label.zh}的，先申请{first.label.zh}。"
    return sentence


def _named(procedure: Procedure) -> list[Remedy]:
    """The remedies that some act of the pack names."""
    sought = {id for act in procedure.acts.values() for id in act.remedies}
    return [one for one in procedure.remedies.values() if one.id in sought]


def _way(organ: Organ, one: Remedy) -> str:
    within = f"{one.within.zh}内" if one.within is not None else "法定期限内"
    return f"{within}通过{one.label.zh}寻求救济（向{_before(organ, one)}提出）"


def _before(organ: Organ, one: Remedy) -> str:
    """Before whom: the government by its name, where it is known here."""
    body = seeking.body(organ, one)
    return body.name if body is not None else one.to


def sought(stands: Standing, organ: Organ) -> list[dict[str, Any]]:
    """What may be sought against the last act for which the pack names it: {act, on, label, url, to, within, articles}.

    The term runs from the day on which one knew or should have known, which nobody here can say, so no last day is
    shown (行政复议法 第二十条第一款；行政诉讼法 第四十六条第一款).
    """
    for act, on in against(stands.procedure, stands.state):
        return [
            {
                "act": act.label.zh,
                "on": on,
                "label": one.label.zh,
                "url": seeking.way(stands, organ, one),
                "to": _before(organ, one),
                "within": one.within.zh if one.within is not None else "",
                "articles": articles(one.cites),
            }
            for one in (stands.procedure.remedies[id] for id in act.remedies)
        ]
    return []


def cites(procedure: Procedure) -> str:
    """The places in which the remedies of a procedure stand."""
    return "；".join(one.cites for one in _named(procedure))
