"""The list of matters: searched by words, browsed by type, field and person; and the same list as open data.

What a matter is and how it is found is told by `finding`; a matter's own page is `guide`.
"""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from yifa.matters.public import MatterType
from yifa.portal.finding import SUBJECTS, Found, Wish, counts, found, narrowed
from yifa.portal.page import public_page, show
from yifa.portal.steps import on_a_phone

A_PAGE = 20
_LONGEST_QUERY = 100
_KINDS_SHOWN = 8


@require_safe
@public_page
def matters(request: HttpRequest) -> HttpResponse:
    """Matters by words and filters, all of which stand in the address."""
    wish = Wish(
        request.GET.get("q", "").strip()[:_LONGEST_QUERY],
        *(request.GET.get(name, "").strip() for name in ("type", "kind", "subject")),
    )
    every = found(wish)
    left = narrowed(every, wish)
    page = Paginator(left, A_PAGE).get_page(request.GET.get("page"))
    whole_kinds = "kinds" in request.GET
    return show(
        request,
        "matters",
        wish=wish,
        page=page,
        total=len(left),
        filters=[_chips(every, wish, what, label, whole_kinds) for what, label in _FILTERS],
        open=whole_kinds or not on_a_phone(request),
        chosen=[label for label in (SUBJECTS.get(wish.subject), _type_zh(wish.type), wish.kind) if label],
        more_kinds=_more_kinds(every, wish, whole_kinds),
        everything={"url": reverse("portal:matters"), "label": "看全部事项"},
        pagination=_pagination(page, wish),
    )


def _type_zh(code: str) -> str:
    return MatterType(code).label if code in MatterType.values else ""


_FILTERS = (("subject", "谁来办"), ("type", "类型"), ("kind", "领域"))


def _address(wish: Wish, **changed: str) -> str:
    return f"{reverse('portal:matters')}?{urlencode(wish.with_(**changed))}"


def _chips(every: list[Found], wish: Wish, what: str, label: str, whole_kinds: bool) -> dict[str, Any]:
    chosen = getattr(wish, what)
    choices = counts(every, wish, what)
    if what == "kind" and not whole_kinds:
        choices = [one for at, one in enumerate(choices) if at < _KINDS_SHOWN or one[0] == chosen]
    chips = [{"label": "全部", "url": _address(wish, **{what: ""}), "chosen": not chosen}]
    chips += [
        {"label": name, "url": _address(wish, **{what: value}), "chosen": value == chosen, "count": number}
        for value, name, number in choices
    ]
    return {"label": label, "chips": chips}


def _more_kinds(every: list[Found], wish: Wish, whole_kinds: bool) -> str:
    if whole_kinds or len(counts(every, wish, "kind")) <= _KINDS_SHOWN:
        return ""
    return _address(wish, kinds="all")


def _pagination(page: Page[Found], wish: Wish) -> dict[str, Any] | None:
    if page.paginator.num_pages == 1:
        return None
    pages = [
        {"number": one, "url": _address(wish, page=str(one)), "current": one == page.number}
        if isinstance(one, int)
        else {"gap": True}
        for one in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "previous": _address(wish, page=str(page.number - 1)) if page.has_previous() else "",
        "next": _address(wish, page=str(page.number + 1)) if page.has_next() else "",
        "pages": pages,
        "says": f"共 {page.paginator.count} 项，第 {page.start_index()}–{page.end_index()} 项",
    }


@require_safe
@public_page
def open_data(request: HttpRequest) -> HttpResponse:
    """The list as CSV, with a byte order mark so that spreadsheets read the Chinese."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["事项名称", "事项类型", "领域", "实施机关", "网上可申请", "核对情况", "办事指南"])
    for one in found(Wish()):
        checked = "仅核对依据" if one.basis_only else ""
        url = request.build_absolute_uri(one.url)
        filed = "是" if one.can_file else "否"
        writer.writerow([one.name, MatterType(one.type).label, one.kind, one.organ, filed, checked, url])
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="matters.csv"'
    return response
