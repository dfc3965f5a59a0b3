"""What surrounds every page of the desk: navigation by right, who is signed in, the search box.

A page that a person may not open is not in the navigation.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yifa.desk.access import DeskRequest, Right
from yifa.desk.words import post_name

NAVIGATION: tuple[tuple[str, str, str, tuple[Right, ...]], ...] = (
    ("worklist", "待办", "inbox", (Right.CASES,)),
    ("window", "新办件", "window", (Right.INTAKE,)),
    ("figures", "数据", "board", (Right.FIGURES,)),
    ("reports", "年度报告", "book", (Right.REPORTS,)),
    ("calendar", "工作日历", "calendar", (Right.SIGNED_IN,)),
    ("staff", "人员岗位", "people", (Right.ACCOUNTS, Right.DELEGATE)),
    ("ledger", "日志查验", "seal", (Right.LEDGER,)),
    ("readings", "查看记录", "eye", (Right.READINGS,)),
    ("help", "帮助", "info", (Right.SIGNED_IN,)),
)
"""Name of the page, label, icon, and the rights of which one opens it."""


def show(request: DeskRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the desk."""
    return render(request, f"desk/{template}", {**around(request), **context}, status=status)


def around(request: DeskRequest) -> dict[str, Any]:
    """The context of the layout: site, navigation, person, search box."""
    staff = request.staff
    posts = list(dict.fromkeys(post_name(post) for post in staff.posts))
    organ = staff.organs[0] if staff.organs else None
    here = request.resolver_match.url_name if request.resolver_match else ""
    return {
        "site": {"organ": organ.name if organ else "办公", "city": "依法办公", "home": home(request)},
        "nav": [
            {"url": reverse(f"desk:{page}"), "label": label, "icon": icon, "current": _belongs(here or "", page)}
            for page, label, icon, rights in NAVIGATION
            if not staff.rights.isdisjoint(rights)
        ],
        "person": {
            "name": staff.account.name,
            "post": "、".join(posts) or "没有岗位",
            "sign_out_url": reverse("desk:sign-out"),
        },
        "search_url": reverse("desk:search") if Right.CASES in staff.rights else "",
        "staff": staff,
        "today": staff.day,
    }


def home(request: DeskRequest) -> str:
    """The page on which work begins: the worklist, or the first page that the person may open."""
    for page, _, _, rights in NAVIGATION:
        if not request.staff.rights.isdisjoint(rights):
            return reverse(f"desk:{page}")
    return reverse("desk:help")


def _belongs(here: str, page: str) -> bool:
    return here == page or here.startswith(f"{page}-") or (page == "worklist" and here.startswith("case"))
