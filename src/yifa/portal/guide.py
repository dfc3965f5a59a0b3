"""The page of a matter (办事指南): can I, what do I bring, how long, what it costs, start; and what surrounds it.

Every word comes from the matter, its organ, the catalogue or the pack; a filing itself begins in `filing`.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from yifa.casework.public import today
from yifa.matters.public import Matter, MatterType, catalogue_row, guide_facts, terms_of
from yifa.organs.public import Organ
from yifa.portal.articles import article, articles, unique
from yifa.portal.guide_text import Part, parts
from yifa.portal.page import public_page, show
from yifa.portal.remedies import cites, remedy
from yifa.procedure import Period, Procedure, draw, ordinary, period, ribbon, shipped, terms_for
from yifa.workdays import Length


@require_safe
@public_page
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The guide of a matter that an organ handles."""
    matter = Matter.objects.select_related("organ", "organ__parent").filter(pk=code).first()
    if matter is None:
        raise Http404
    facts = guide_facts(matter)
    procedure = shipped().get(matter.procedure)
    context: dict[str, Any] = {
        "matter": matter,
        "facts": facts,
        "basis": unique(one for cited in facts["basis_cites"] for one in articles(cited)),
        "start": "",
        "bring_articles": articles("行政许可法 第三十一条第一款") if matter.type_code == MatterType.LICENCE else [],
        "retired": matter.retired_on is not None and matter.retired_on <= today(),
    }
    if procedure is not None:
        terms = terms_for(procedure, terms_of(matter))
        context |= {
            "procedure": procedure,
            "times": times(procedure, terms, facts),
            "more": told(procedure, matter.organ, terms, facts),
            "remedy": remedy(matter.organ, procedure),
            "remedy_articles": articles(cites(procedure)),
            "road": ribbon(procedure)["stages"],
            "picture": picture(procedure),
        }
        if facts["can_be_filed"] and matter.is_open_on(today()):
            context["start"] = reverse("portal:apply", args=[code])
    else:
        context["times"] = plain_times(facts)
    return show(request, "guide", **context)


@require_safe
@public_page
def catalogued(request: HttpRequest, id: str) -> HttpResponse:
    """A matter of the catalogue that no organ has taken over; one that has been leads to the organ's own guide."""
    try:
        row = catalogue_row(id)
    except KeyError:
        raise Http404 from None
    handled = list(Matter.objects.filter(catalogue_id=id, retired_on__isnull=True).select_related("organ")[:20])
    return show(
        request,
        "catalogued",
        row=row,
        handled=handled,
        type=row.type.label,
        limit="＋".join(Length.parse(step).zh for step in row.limit) if row.limit else "法律未规定办理期限",
        limit_article=article(row.limit_cites),
        basis=unique(one for cited in row.basis for one in articles(cited)),
    )


def picture(procedure: Procedure) -> SafeString:
    """The procedure drawn; the engine escapes every word of it."""
    return mark_safe(draw(procedure))  # noqa: S308


def times(procedure: Procedure, terms: dict[str, Any], facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The main term first, with promise, extension and what silence means; then the others that bind the organ."""
    found = [
        (clock, known)
        for clock in procedure.clocks.values()
        if (known := period(procedure, clock.id, terms, today())) is not None
    ]
    leading = ordinary(procedure)
    main = [_main(known, facts) for clock, known in found if clock in leading]
    started = main or plain_times(facts)
    rest = [
        {"label": clock.label.zh, "value": known.zh, "articles": articles(known.cites)}
        for clock, known in found
        if not clock.main and clock.party == "organ" and not clock.until and not clock.promised and _always(clock.when)
    ]
    return started + [{**one, "small": True} for one in rest if one["value"] and one["value"] != "当场"]


def _always(conditions: tuple[Any, ...]) -> bool:
    return all(condition.kind == "term" for condition in conditions)


def _main(known: Period, facts: dict[str, Any]) -> dict[str, Any]:
    """The main term of a procedure for this matter."""
    notes = []
    if len(known.steps) > 1:
        steps = "，".join(f"第{'一二三四五'[at]}步{step}" for at, step in enumerate(known.steps))
        notes.append(f"分{'一二三四五'[len(known.steps) - 1]}步办理：{steps}，逐步起算。")
    if known.before:
        notes.append("这一期限从后往前数：在活动之前多少日必须有结果。")
    if known.extension:
        notes.append(f"情况复杂的，经批准可以延长{known.extension}，并告知您理由。")
    if facts["silence"]:
        notes.append(facts["silence"])
    if facts["limit_note"]:
        notes.append(facts["limit_note"])
    start = "" if known.before else facts["limit_start"]
    return {
        "label": known.clock.label.zh,
        "value": known.zh,
        "start": start,
        "promised": known.promised,
        "promised_note": facts["promised_note"],
        "articles": unique(articles(known.cites) + articles(known.extension_cites)),
        "notes": notes,
    }


def plain_times(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The term of a matter without a procedure, as the matter states it."""
    notes = [text for text in (facts["silence"], facts["limit_note"]) if text]
    return [
        {
            "label": "办理期限",
            "value": facts["limit"],
            "start": facts["limit_start"] if facts["limit_cites"] else "",
            "promised": facts["promised"],
            "promised_note": facts["promised_note"],
            "articles": articles(facts["limit_cites"]),
            "notes": notes,
        }
    ]


def told(procedure: Procedure, organ: Organ, terms: dict[str, Any], facts: dict[str, Any] | None) -> tuple[Part, ...]:
    """The guide of the pack, filled for an organ and, where there is one, a matter."""
    values = {
        "organ.name": organ.name,
        "organ.address": organ.address,
        "organ.phone": organ.phone,
        "remedy": remedy(organ, procedure),
    }
    values |= {name: _word(value) for name, value in terms.items() if isinstance(value, str)}
    for clock in procedure.clocks:
        known = period(procedure, clock, terms, today())
        if known is not None:
            values[f"clock:{clock}"] = known.zh
    if facts is not None:
        names = "\n".join(one["name"] for one in facts["materials"])
        values |= {"matter.name": facts["name"], "fee": facts["fee"] + "。", "materials": names}
    return parts(procedure.guide, values)


def _word(value: str) -> str:
    """A length in Chinese, anything else as it is."""
    try:
        return Length.parse(value).zh
    except ValueError:
        return value
