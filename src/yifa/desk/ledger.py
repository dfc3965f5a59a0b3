"""The auditor's pages: verifying the whole log now, the seals of days, and who read particulars in full.

What a broken seal is called is decided in `sealing`; nothing here can change the log.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from yifa.casework.public import Case, Reading, Root, verify
from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.page import show
from yifa.desk.words import names_of
from yifa.sealing.fault import KIND_ZH
from yifa.ui.dates import long_day, moment

_DAYS = 60


@require_http_methods(["GET", "POST"])
@needs(Right.LEDGER, scoped=False)
def ledger(request: DeskRequest) -> HttpResponse:
    """The seals of days; by POST the whole log is verified anew."""
    found = verify() if request.method == "POST" else None
    faults = [
        {"cells": {"case": fault.case, "seq": str(fault.seq or ""), "kind": KIND_ZH[fault.kind], "what": fault.zh}}
        for fault in (found.faults if found else ())
    ]
    roots = [
        {"cells": {"day": long_day(root.day), "size": f"{root.size:,}", "root": bytes(root.root).hex()[:16] + "…",
                   "key": root.key}}
        for root in Root.objects.order_by("-day")[:_DAYS]
    ]  # fmt: skip
    return show(request, "ledger.html", found=found, faults=faults, roots=roots, days=_DAYS, columns=_COLUMNS)


_COLUMNS: dict[str, list[dict[str, Any]]] = {
    "roots": [
        {"key": "day", "label": "日", "head": True, "fixed": True},
        {"key": "size", "label": "当日变动的办件", "numeric": True},
        {"key": "root", "label": "根"},
        {"key": "key", "label": "密钥", "soft": True},
    ],
    "faults": [
        {"key": "case", "label": "办件", "head": True},
        {"key": "seq", "label": "第几条", "numeric": True},
        {"key": "kind", "label": "种类", "fixed": True},
        {"key": "what", "label": "说明"},
    ],
    "readings": [
        {"key": "at", "label": "时间", "head": True, "fixed": True},
        {"key": "who", "label": "谁"},
        {"key": "kind", "label": "做了什么", "fixed": True},
        {"key": "case", "label": "办件"},
        {"key": "reason", "label": "事由"},
    ],
}


@require_GET
@needs(Right.READINGS)
def readings(request: DeskRequest) -> HttpResponse:
    """Who read or erased particulars, when and why, newest first: staff, or applicants their own papers."""
    own = request.GET.get("who") == "applicants"
    told = Reading.objects.filter(person__startswith="public:") if own else Reading.objects.exclude(
        person__startswith="public:"
    )
    page = Paginator(told.order_by("-id"), 100).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    names = names_of(row.person for row in listed)
    numbers = dict(Case.objects.filter(id__in={row.case_id for row in listed}).values_list("id", "number"))
    rows = [
        {
            "cells": {
                "at": moment(row.at),
                "who": names.get(row.person, "申请人" if row.person.startswith("public:") else row.person),
                "kind": {"read": "查看全文", "erase": "删除"}[row.kind],
                "case": numbers.get(row.case_id, ""),
                "reason": row.reason,
            }
        }
        for row in listed
    ]
    who = "who=applicants&" if own else ""
    pages = {
        "previous": f"?{who}page={page.previous_page_number()}" if page.has_previous() else None,
        "next": f"?{who}page={page.next_page_number()}" if page.has_next() else None,
        "says": f"共 {page.paginator.count:,} 条",
    }
    chips = [
        {"label": "工作人员", "url": "?", "chosen": not own},
        {"label": "申请人看本人的文书", "url": "?who=applicants", "chosen": own},
    ]
    return show(request, "readings.html", rows=rows, pages=pages, chips=chips, columns=_COLUMNS["readings"])
