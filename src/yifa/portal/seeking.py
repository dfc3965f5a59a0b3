"""Seeking a remedy against a decision from its progress page: a new case that arises from this one.

What may arise is said by the packs (`arises_from`); the form and the rest of the way are those of every filing.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from yifa.casework.public import Standing
from yifa.organs.public import Organ
from yifa.portal import drafts, visits
from yifa.portal.beginning import openings, ready
from yifa.portal.page import private_page
from yifa.procedure import Procedure, arises, shipped
from yifa.procedure.model import Act, Remedy

GOVERNMENT = "本级人民政府"
"""How a pack names the government above an organ as the body before which a remedy is sought."""


def body(organ: Organ, remedy: Remedy) -> Organ | None:
    """The body before which a remedy against an act of the organ is sought, where it is one that is known here."""
    above = organ.parent
    return above if remedy.to == GOVERNMENT and above is not None and above.is_government else None


def way(stands: Standing, organ: Organ, remedy: Remedy) -> str:
    """The address at which a remedy against this case may be sought here; "" where it may not."""
    if body(organ, remedy) is None or _opening(stands, remedy.id) is None:
        return ""
    return reverse("portal:seek", args=[stands.case.number, remedy.id])


def _opening(stands: Standing, remedy: str) -> tuple[Procedure, Act] | None:
    """The procedure open to the public that the remedy leads to, and the act that opens it."""
    for pack in shipped().values():
        origins = [origin for origin in pack.arises_from if origin.remedy == remedy]
        if pack.public and arises(origins, stands.procedure, stands.state):
            found = openings(pack)
            return (pack, found[0]) if found else None
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def seek(request: HttpRequest, number: str, remedy: str) -> HttpResponse:
    """What to have ready; sending the page begins a draft linked to the case. Only for who has shown its code."""
    with visits.seeing(request, number) as stands:
        if stands is None:
            return redirect(f"{reverse('portal:progress')}?number={number}")
        found, case, named = _opening(stands, remedy), stands.case, stands.procedure.remedies.get(remedy)
    organ = Organ.objects.select_related("parent").get(pk=case.organ)
    above = body(organ, named) if named is not None else None
    if found is None or above is None:
        raise Http404
    pack, act = found
    if request.method == "POST":
        draft = drafts.begin(request, pack.id, act.id, above.code, origin=case.id, back=number)
        return redirect("portal:filing", draft=draft.id)
    return ready(request, pack, above, act, back=reverse("portal:case", args=[number]))
