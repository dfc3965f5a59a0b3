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
from yifa.portal.articles import article
from yifa.portal.page import private_page, show
from yifa.procedure import Procedure, arises, shipped
from yifa.procedure.model import Act


def way(stands: Standing, remedy: str) -> str:
    """The address at which a remedy against this case may be sought here; "" where it may not."""
    found = _sought(stands, remedy)
    return reverse("portal:seek", args=[stands.case.number, remedy]) if found is not None else ""


def _sought(stands: Standing, remedy: str) -> tuple[Procedure, Act, Organ] | None:
    """The procedure open to the public that the remedy leads to, the act that opens it, and the body that hears it."""
    body = Organ.objects.select_related("parent").get(pk=stands.case.organ).parent
    if body is None or not body.is_government:
        return None
    for pack in shipped().values():
        origins = [origin for origin in pack.arises_from if origin.remedy == remedy]
        if not pack.public or not arises(origins, stands.procedure, stands.state):
            continue
        opening = [act for act in pack.acts.values() if not act.stages and pack.outside & set(act.by)]
        if opening:
            return pack, next((act for act in opening if act.main), opening[0]), body
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def seek(request: HttpRequest, number: str, remedy: str) -> HttpResponse:
    """What to have ready; sending the page begins a draft linked to the case. Only for who has shown its code."""
    with visits.seeing(request, number) as stands:
        if stands is None:
            return redirect(f"{reverse('portal:progress')}?number={number}")
        found, case = _sought(stands, remedy), stands.case.id
    if found is None:
        raise Http404
    pack, act, body = found
    if request.method == "POST":
        draft = drafts.begin(request, pack.id, act.id, body.code, origin=case, back=number)
        return redirect("portal:filing", draft=draft.id)
    fields = [pack.fields[name] for name in act.fields if pack.fields[name].required and name != "channel"]
    return show(
        request, "disclosure_begin", organ=body, act=act, fields=fields, article=article(act.cites),
        back=reverse("portal:case", args=[number]),
    )  # fmt: skip
