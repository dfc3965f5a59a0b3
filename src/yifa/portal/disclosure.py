"""Asking for information (依申请公开) and for the correction of one's own records: which organ, how, and begin.

The form and the rest of the way are those of every filing.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from yifa.casework.public import today
from yifa.organs.public import Organ
from yifa.portal import drafts
from yifa.portal.articles import article, articles
from yifa.portal.guide import picture, told
from yifa.portal.page import public_page, serving_organs, show
from yifa.portal.periods import period, terms_for
from yifa.portal.remedies import cites, remedy
from yifa.procedure import Procedure, ribbon, shipped
from yifa.procedure.model import Act

DISCLOSURE = "disclosure"


def _pack() -> Procedure:
    return shipped()[DISCLOSURE]


def openings() -> list[Act]:
    """The acts by which the public opens a case of this procedure."""
    pack = _pack()
    return [act for act in pack.acts.values() if not act.stages and pack.outside & set(act.by)]


@require_safe
@public_page
def choose(request: HttpRequest) -> HttpResponse:
    """Which organ; where there is only one, its page at once."""
    organs = serving_organs()
    if len(organs) == 1:
        return redirect("portal:disclosure_guide", organ=organs[0].code)
    return show(request, "disclosure_organs", organs=organs, procedure=_pack())


def _organ(code: str) -> Organ:
    organ = next((one for one in serving_organs() if one.code == code), None)
    if organ is None:
        raise Http404
    return Organ.objects.select_related("parent").get(pk=organ.code)


@require_safe
@public_page
def guide(request: HttpRequest, organ: str) -> HttpResponse:
    """How to ask this organ for information."""
    asked, pack = _organ(organ), _pack()
    terms = terms_for(pack, {})
    return show(
        request,
        "disclosure",
        organ=asked,
        procedure=pack,
        more=told(pack, asked, terms, None),
        ways=[_way(asked, act) for act in openings()],
        times=[
            {"label": known.clock.label.zh, "value": known.zh, "articles": articles(known.cites),
             "extension": known.extension}
            for clock in pack.clocks.values()
            if clock.main and (known := period(pack, clock.id, terms, today()))
        ],
        remedy=remedy(asked, pack.id),
        remedy_articles=articles(cites(pack.id)),
        road=ribbon(pack)["stages"],
        picture=picture(pack),
        others=len(serving_organs()) > 1,
    )  # fmt: skip


def _way(organ: Organ, act: Act) -> dict[str, Any]:
    url = reverse("portal:disclosure_begin", args=[organ.code, act.id])
    return {"label": act.label.zh, "url": url, "article": article(act.cites), "main": act.main}


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def begin(request: HttpRequest, organ: str, act: str) -> HttpResponse:
    """What to have ready; sending the page begins a draft."""
    asked = _organ(organ)
    chosen = next((one for one in openings() if one.id == act), None)
    if chosen is None:
        raise Http404
    if request.method == "POST":
        draft = drafts.begin(request, DISCLOSURE, chosen.id, asked.code)
        return redirect("portal:filing", draft=draft.id)
    pack = _pack()
    fields = [pack.fields[name] for name in chosen.fields if pack.fields[name].required and name != "channel"]
    back = reverse("portal:disclosure_guide", args=[asked.code])
    return show(
        request, "disclosure_begin", organ=asked, act=chosen, fields=fields, article=article(chosen.cites), back=back
    )
