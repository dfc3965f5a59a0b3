"""What every page of the portal has: whose site it is, the few ways to go, and plain words when the database is away.

It draws nothing; the layout is `ui/portal.html`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yifa.casework.public import Unavailable
from yifa.matters.public import Matter
from yifa.organs.public import Division, Organ

_NAV: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("matters", "办事", ()),
    ("progress", "查办件", ()),
    ("asking", "申请公开", ("disclosure",)),
    ("reports", "年度报告", ()),
)
"""Name of the address, word, and what the address is told."""

View = Callable[..., HttpResponse]


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the portal from its template."""
    found = {"site": site(), "nav": _nav(request), **context}
    return render(request, f"portal/{template}.html", found, status=status)


def _nav(request: HttpRequest) -> list[dict[str, Any]]:
    path = request.path
    return [
        {"url": url, "label": label, "current": path.startswith(url)}
        for name, label, arguments in _NAV
        for url in [reverse(f"portal:{name}", args=arguments)]
    ]


def site() -> dict[str, Any]:
    """Whose portal it is: the one organ with matters, else the government; without a name before any is there."""
    organ = host()
    links = [
        {"url": reverse("portal:privacy"), "label": "个人信息保护"},
        {"url": reverse("portal:accessibility"), "label": "无障碍"},
        {"url": reverse("portal:open_data"), "label": "事项数据"},
        {"url": reverse("portal:reading"), "label": "读报告"},
    ]
    if organ is None:
        return {"organ": "政务服务", "city": "", "home": reverse("portal:home"), "mark": "依", "links": links}
    city = Division.objects.filter(code=organ.division).values_list("name", flat=True).first() or ""
    return {
        "organ": organ.name.removeprefix(city) or organ.name,
        "city": city,
        "home": reverse("portal:home"),
        "mark": "依",
        "phone": organ.phone,
        "address": organ.address,
        "links": links,
    }


def host() -> Organ | None:
    """The organ that receives people: the only one with matters, else their common government, else none."""
    codes = list(Matter.objects.order_by().values_list("organ_id", flat=True).distinct()[:2])
    if len(codes) == 1:
        return Organ.objects.get(pk=codes[0])
    return Organ.objects.filter(is_government=True).order_by("level", "code").first()


def serving_organs() -> list[Organ]:
    """The organs that the public can turn to here: those with matters, in order of their names."""
    codes = Matter.objects.order_by().values_list("organ_id", flat=True).distinct()
    return list(Organ.objects.filter(pk__in=codes).order_by("name"))


def public_page(view: View) -> View:
    """A view for the public: when the database is away it answers 503, in words, and says that nothing was lost."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Unavailable, OperationalError):
            return away(request)

    return guarded


def private_page(view: View) -> View:
    """A public page that shows what one person gave: it is kept by no cache and by no proxy."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = public_page(view)(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    return guarded


def away(request: HttpRequest) -> HttpResponse:
    """The page for a database that cannot be reached; it asks the database for nothing."""
    response = render(request, "503.html", status=503)
    response["Retry-After"] = "60"
    return response


def missing(request: HttpRequest, title: str, text: str, status: int = 404, **link: str) -> HttpResponse:
    """A page that says what is not there, why, and where to go on; `link` has url and label."""
    onward = link or {"url": reverse("portal:home"), "label": "回首页"}
    return show(request, "missing", status, title=title, text=text, link=onward)
