"""The lists that a case carries and the sums that grow in it: beside the case, on a page of their own, as a file.

Which rows there are and how much has grown is the engine's affair; here they are counted, parted and shown.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.page import show
from yifa.desk.words import article
from yifa.papers.public import CaseFile, cell
from yifa.procedure import NOT_SETTLED, OUTCOME, REASON, accrued, totals, yuan
from yifa.procedure.model import Items, Value

FEW: Final = 8
"""So many rows stand on the page of the case itself."""
A_PAGE: Final = 50
_BYTE_ORDER_MARK: Final = "\ufeff"
_RISKY: Final = ("=", "+", "-", "@", "\t")
"""A spreadsheet takes text that begins so for a formula."""

Row = dict[str, Value]


def panel(file: CaseFile, url: str) -> list[dict[str, Any]]:
    """Every list with something in it: its figures, each a link to the rows it counts, and the first rows."""
    found = []
    for id, items in file.procedure.items.items():
        rows = list(file.state.items.get(id, {}).values())
        if not rows:
            continue
        whole = f"{url}lists/{id}/"
        chips = _chips(file, items, whole, None)
        found.append(
            {
                "id": id,
                "label": items.label.zh,
                "url": whole,
                "total": len(rows),
                "chips": chips,
                "table": _table(file, items, rows[:FEW]),
                "rest": len(rows) - FEW if len(rows) > FEW else 0,
            }
        )
    return found


def sums(file: CaseFile, day: date) -> list[dict[str, Any]]:
    """Every sum that has begun to grow, with its proof."""
    return [
        {
            "label": one.accrual.label.zh,
            "amount": yuan(one.amount),
            "note": "已停止" if one.stopped else "已到上限" if one.capped else f"今天为第{one.days}日",
            "lines": one.lines,
            "article": article(one.accrual.cites),
        }
        for one in accrued(file.procedure, file.state, day, file.calendar).values()
        if one.since is not None
    ]


@require_GET
@needs(Right.CASES)
def rows_of(request: DeskRequest, number: str, id: str) -> HttpResponse:
    """One list, all rows or those with an outcome, a page at a time."""
    file = request.staff.open(number)
    items = _list(file, id)
    outcome = request.GET.get("outcome", "")
    rows = [row for row in file.state.items.get(id, {}).values() if outcome in ("", row.get(OUTCOME, NOT_SETTLED))]
    last = max(1, (len(rows) + A_PAGE - 1) // A_PAGE)
    asked = request.GET.get("page", "1")
    page = min(last, max(1, int(asked))) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    url = reverse("desk:case-list", args=[number, id])
    return show(
        request,
        "list.html",
        row=file.row,
        label=items.label.zh,
        article=article(items.cites),
        chips=_chips(file, items, url, outcome),
        table=_table(file, items, rows[(page - 1) * A_PAGE : page * A_PAGE]) if rows else None,
        pages=_pages(len(rows), page, last, f"{url}?outcome={outcome}"),
        file_url=reverse("desk:case-list-file", args=[number, id]),
        number=number,
    )


@require_GET
@needs(Right.CASES)
def taken_away(request: DeskRequest, number: str, id: str) -> HttpResponse:
    """The list as a file that spreadsheets open; with outcomes filled in it can be handed in again."""
    file = request.staff.open(number)
    items = _list(file, id)
    text = io.StringIO()
    writer = csv.writer(text)
    heads = _heads(items, True)
    writer.writerow(heads.values())
    for row in file.state.items.get(id, {}).values():
        writer.writerow([_harmless(_shown(file, items, column, row)) for column in heads])
    response = HttpResponse(_BYTE_ORDER_MARK + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{number}-{id}.csv"'
    return response


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text


def _list(file: CaseFile, id: str) -> Items:
    items = file.procedure.items.get(id)
    if items is None:
        raise Http404
    return items


def _chips(file: CaseFile, items: Items, url: str, chosen: str | None) -> list[dict[str, Any]]:
    """All rows, those with each outcome, and those without; `chosen` is the outcome looked at."""
    counts = totals(file.procedure, file.state)
    found = [{"label": "全部", "url": url, "chosen": chosen == "", "count": counts[items.id]}]
    names = {id: label.zh for id, label in items.outcomes.items()} | ({NOT_SETTLED: "未处理"} if items.outcomes else {})
    return found + [
        {"label": zh, "url": f"{url}?outcome={id}", "chosen": chosen == id, "count": counts[f"{items.id}.{id}"]}
        for id, zh in names.items()
    ]


def _heads(items: Items, settled: bool) -> dict[str, str]:
    heads = {id: column.label.zh for id, column in items.columns.items()}
    return heads | ({OUTCOME: "处理结果", REASON: "理由"} if settled and items.outcomes else {})


def _table(file: CaseFile, items: Items, rows: Iterable[Row]) -> dict[str, Any]:
    rows = list(rows)
    heads = _heads(items, any(OUTCOME in row for row in rows))
    numeric = {id for id, column in items.columns.items() if column.type in ("number", "money")}
    return {
        "caption": items.label.zh,
        "stacked": True,
        "columns": [
            {"key": id, "label": zh, "head": id == items.key, "numeric": id in numeric} for id, zh in heads.items()
        ],
        "rows": [{"cells": {id: _shown(file, items, id, row) for id in heads}} for row in rows],
    }


def _shown(file: CaseFile, items: Items, column: str, row: Row) -> str:
    return cell(file.procedure, items, column, row.get(column))


def _pages(total: int, page: int, last: int, url: str) -> dict[str, Any] | None:
    if last == 1:
        return None
    first = (page - 1) * A_PAGE + 1
    return {
        "previous": f"{url}&page={page - 1}" if page > 1 else None,
        "next": f"{url}&page={page + 1}" if page < last else None,
        "says": f"共 {total:,} 行，第 {first}–{min(first + A_PAGE - 1, total)} 行",
    }
