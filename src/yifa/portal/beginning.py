"""How the public begins a case without a matter: by which acts, and the page before the form.

Whom one asks is told by `asking`, what a decision leads to by `seeking`.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from yifa.organs.public import Organ
from yifa.portal.articles import article
from yifa.portal.page import show
from yifa.portal.steps import fields_asked
from yifa.procedure import Procedure
from yifa.procedure.model import Act


def openings(pack: Procedure) -> list[Act]:
    """The acts by which the public opens a case of a procedure, those of the main line first."""
    found = [act for act in pack.acts.values() if not act.stages and pack.outside & set(act.by)]
    return sorted(found, key=lambda act: not act.main)


def ready(request: HttpRequest, pack: Procedure, organ: Organ, act: Act, *, back: str) -> HttpResponse:
    """The page before the form: what will be asked."""
    fields = [field for field in fields_asked(pack, act.id) if field.required and not field.when]
    return show(
        request, "asking_begin", organ=organ, act=act, fields=fields, article=article(act.cites), back=back
    )
