"""Two pages about the site itself: what it keeps of people and why, and how far it can be used by everybody.

What they say is read from the settings and the packs where it can be, so that it stays true.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yifa.portal.articles import article
from yifa.portal.page import host, public_page, show
from yifa.procedure import shipped


@require_safe
@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people, why, how long, and what they may ask for."""
    asked = [
        {
            "label": pack.label.zh,
            "fields": [
                {"label": field.label.zh, "article": article(field.cites)}
                for field in pack.fields.values()
                if field.personal and (field.party or "applicant") == "applicant" and field.id in _opening(pack)
            ],
        }
        for pack in shipped().values()
        if pack.public
    ]
    hours = settings.SESSION_COOKIE_AGE // 3600
    rights = [
        (text, article(f"个人信息保护法 {cited}"))
        for text, cited in (
            ("知道我们怎样处理您的个人信息，要求解释", "第四十八条"),
            ("查阅、复制您的个人信息", "第四十五条第一款"),
            ("更正、补充不准确、不完整的信息", "第四十六条第一款"),
            ("在处理目的已经实现、保存期限届满等情形下要求删除", "第四十七条第一款"),
        )
    ]
    return show(request, "privacy", asked=asked, hours=hours, rights=rights, organ=host())


def _opening(pack: object) -> set[str]:
    acts = pack.acts.values()  # type: ignore[attr-defined]
    return {name for act in acts if not act.stages and "applicant" in act.by for name in act.fields}


@require_safe
@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far the site can be used by everybody, and what to do where it cannot."""
    return show(request, "accessibility", organ=host())
