"""The first page: one search box, what people come for, where a case stands, and what is really new.

Nothing is promoted here; a notice stands only while there is something to notice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from yifa.casework.public import calendar, today
from yifa.portal.asking import offered
from yifa.portal.beginning import openings
from yifa.portal.page import public_page, show
from yifa.portal.popular import things
from yifa.procedure import Procedure
from yifa.report.public import built_reports

_AHEAD = timedelta(days=60)


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return show(request, "home", things=things(), asked=[_tile(pack) for pack in offered()], notices=notices())


def _tile(pack: Procedure) -> dict[str, str]:
    """What one does there, in the words of the act that begins it."""
    url = reverse("portal:asking", args=[pack.id])
    return {"label": openings(pack)[0].label.zh, "hint": pack.label.zh, "url": url}


def notices() -> list[dict[str, Any]]:
    """What is new: the latest published report, and holidays that are not announced though terms reach into them."""
    found = []
    reports = built_reports(published=True)
    if reports:
        report = reports[0].report
        found.append(
            {"label": report.title, "url": reverse("portal:report", args=[report.organ, report.year]), "tag": "已公布"}
        )
    day = today()
    known = calendar()
    ahead = (day + timedelta(days=n) for n in range(_AHEAD.days))
    unsure = max((one for one in ahead if known.is_provisional(one)), default=None)
    if unsure is not None:
        found.append(
            {
                "label": f"{unsure.year}年放假安排尚未公布，跨年的办理期限为暂定日期，公布后重新计算",
                "url": "",
                "tag": "期限",
            }
        )
    return found
