"""Two pages of our own: the patterns, which show every component, and the display switch.

Neither touches a case; both can be opened by anyone.
"""

import yaml
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from yifa.ui import display, icons, registry

GROUPS = ("招牌", "标记", "表单", "清单", "消息", "导航", "图表")


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component with its examples, in ``?layout=portal`` or ``desk``; ``?only=NAME`` shows one."""
    only = request.GET.get("only")
    shown = [part for name, part in registry.components().items() if only in (None, "", name)]
    layout = "desk" if request.GET.get("layout") == "desk" else "portal"
    groups = [(group, [_shown(part) for part in shown if part.group == group]) for group in GROUPS]
    context = {
        "base": f"ui/{layout}.html",
        "groups": [(group, parts) for group, parts in groups if parts],
        "icons": sorted(icons.drawings()),
        "site": {"organ": "市政务服务管理局", "city": "示例市", "home": request.path, "phone": "12345"},
        "nav": [
            {
                "url": f"{request.path}?layout=portal",
                "label": "窗口版式",
                "icon": "window",
                "current": layout == "portal",
            },
            {
                "url": f"{request.path}?layout=desk",
                "label": "办公版式",
                "icon": "inbox",
                "current": layout == "desk",
                "count": len(shown),
            },
        ],
        "person": {"name": "李文", "post": "审批一科 科员"},
    }
    return render(request, "ui/patterns.html", context)


def _shown(part: registry.Component) -> dict[str, object]:
    return {
        "part": part,
        "takes": [(key.rstrip("?"), not key.endswith("?"), text) for key, text in part.takes.items()],
        "cases": [
            (case, yaml.safe_dump(case.given, allow_unicode=True, sort_keys=False, width=100)) for case in part.examples
        ],
    }


@require_safe
def set_display(request: HttpRequest) -> HttpResponse:
    """Keeps the asked theme or size in a cookie and returns to ``next``, if that is a page of this site."""
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    for what, allowed in display.CHOICES.items():
        if request.GET.get(what) in allowed:
            response.set_cookie(
                display.COOKIE_PREFIX + what,
                request.GET[what],
                max_age=display.ONE_YEAR,
                samesite="Lax",
                secure=request.is_secure(),
            )
    return response
