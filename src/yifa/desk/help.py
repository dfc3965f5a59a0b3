"""The help page: how a day at the desk goes, the keys, the marks and colours.

Words only; longer guidance for clerks is in docs/how-to/work-a-case.md.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.page import show

_MARKS = (
    ({"state": "calm", "left": 12}, "从容，按期限往下办"),
    ({"state": "soon", "left": 3}, "快到了，先办这些"),
    ({"state": "due", "left": 0}, "今天是最后一天"),
    ({"state": "late", "left": -2}, "已经过了届满日，办的同时说明原因"),
    ({"state": "paused"}, "正在等补正、听证、检验等，依法不计入期限"),
    ({"state": "met"}, "在届满日以前办完了"),
)
_KEYS = (
    ("/", "到查找框"),
    ("j　k", "清单里往下、往上"),
    ("Enter", "打开选中的一件"),
    ("← ↑ → ↓", "在日历里逐日看为什么计、为什么不计"),
    ("?", "在任何一页看快捷键"),
    ("Esc", "收起说明"),
)


@require_GET
@needs(Right.SIGNED_IN)
def page(request: DeskRequest) -> HttpResponse:
    """The help page."""
    return show(request, "help.html", marks=_MARKS, keys=_KEYS)
