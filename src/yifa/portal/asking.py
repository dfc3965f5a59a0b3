"""Asking an organ for something that is no matter of a catalogue: information, a reconsideration, help by the hotline.

Which procedures are open to the public is said by the packs, which organs run them by the posts; the form and the rest
of the way are those of every filing.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from yifa.casework.public import today
from yifa.organs.public import Organ, Post
from yifa.portal import drafts
from yifa.portal.articles import article, articles
from yifa.portal.beginning import openings, ready
from yifa.portal.guide import picture, told
from yifa.portal.page import public_page, show
from yifa.portal.remedies import cites, remedy
from yifa.procedure import Procedure, ordinary, period, ribbon, shipped, terms_for
from yifa.procedure.model import Act


def offered() -> list[Procedure]:
    """The procedures that the public may begin without a matter, where some organ runs them."""
    return [pack for pack in shipped().values() if _is_open(pack) and organs_of(pack)]


def _is_open(pack: Procedure) -> bool:
    return pack.public and not pack.matters and bool(openings(pack))


def organs_of(pack: Procedure) -> list[Organ]:
    """The organs in which somebody holds a post for the procedure, in order of their names: one for it alone, or in a
    role that no other procedure has.
    """
    elsewhere = {role for other in shipped().values() if other.id != pack.id for role in other.roles}
    own = pack.roles.keys() - pack.outside - elsewhere
    held = Post.objects.filter(Q(procedure=pack.id) | Q(procedure="", role__in=own), valid_from__lte=today())
    held = held.filter(Q(valid_to=None) | Q(valid_to__gte=today()))
    return list(Organ.objects.filter(pk__in=held.values("organ")).select_related("parent").order_by("name"))


def _pack(id: str) -> Procedure:
    pack = shipped().get(id)
    if pack is None or not _is_open(pack):
        raise Http404
    return pack


def _organ(pack: Procedure, code: str) -> Organ:
    organ = next((one for one in organs_of(pack) if one.code == code), None)
    if organ is None:
        raise Http404
    return organ


@require_safe
@public_page
def choose(request: HttpRequest, procedure: str) -> HttpResponse:
    """Which organ; where there is only one, its page at once."""
    pack = _pack(procedure)
    organs = organs_of(pack)
    if len(organs) == 1:
        return redirect("portal:asking_guide", procedure=pack.id, organ=organs[0].code)
    return show(request, "asking_organs", organs=organs, procedure=pack)


@require_safe
@public_page
def guide(request: HttpRequest, procedure: str, organ: str) -> HttpResponse:
    """How to ask this organ, how long it takes, and what to do if one does not agree."""
    pack = _pack(procedure)
    asked, terms = _organ(pack, organ), terms_for(pack, {})
    return show(
        request,
        "asking",
        organ=asked,
        procedure=pack,
        more=told(pack, asked, terms, None),
        ways=[_way(pack, asked, act) for act in openings(pack)],
        times=[
            {"label": known.clock.label.zh, "value": known.zh, "articles": articles(known.cites),
             "extension": known.extension}
            for clock in ordinary(pack)
            if (known := period(pack, clock.id, terms, today()))
        ],
        remedy=remedy(asked, pack),
        remedy_articles=articles(cites(pack)),
        road=ribbon(pack)["stages"],
        picture=picture(pack),
        others=len(organs_of(pack)) > 1,
    )  # fmt: skip


def _way(pack: Procedure, organ: Organ, act: Act) -> dict[str, Any]:
    url = reverse("portal:asking_begin", args=[pack.id, organ.code, act.id])
    return {"label": act.label.zh, "url": url, "article": article(act.cites)}


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def begin(request: HttpRequest, procedure: str, organ: str, act: str) -> HttpResponse:
    """What to have ready; sending the page begins a draft."""
    pack = _pack(procedure)
    asked = _organ(pack, organ)
    chosen = next((one for one in openings(pack) if one.id == act), None)
    if chosen is None:
        raise Http404
    if request.method == "POST":
        draft = drafts.begin(request, pack.id, chosen.id, asked.code)
        return redirect("portal:filing", draft=draft.id)
    return ready(request, pack, asked, chosen, back=reverse("portal:asking_guide", args=[pack.id, asked.code]))
