"""The tags a page needs: ``{% component %}``, ``{% icon %}``, the display switch and the date filters.

They hand over to the registry and to the date formats; nothing is decided here.
"""

from datetime import date, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from yifa.ui import dates, display, icons, registry

register = template.Library()


@register.simple_tag(takes_context=True, name="component")
def component_tag(context: Context, name: str, given: object = None, /, **words: Any) -> SafeString:
    """``{% component "clock_badge" clock %}`` or ``{% component "tag" text="已受理" tone="qing" %}``."""
    page = {key: context[key] for key in ("request", "csrf_token") if key in context}
    return registry.render(name, given, page, **words)


@register.simple_tag(name="icon")
def icon_tag(name: str, size: str = "") -> SafeString:
    """``{% icon "clock" %}``: the drawing, hidden from screen readers."""
    return icons.icon(name, size)


@register.simple_tag(takes_context=True)
def unique_id(context: Context, *words: object) -> str:
    """An id made of what it names, so that partial and page agree; the second of its kind gets ``-2``."""
    stem = "u" + sha256("\x1f".join(map(str, words)).encode()).hexdigest()[:10]
    request = context.get("request")
    if request is None:
        return stem
    seen: dict[str, int] = request.__dict__.setdefault("_ui_ids", {})
    seen[stem] = seen.get(stem, 0) + 1
    return stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"


@register.simple_tag(takes_context=True)
def display_attributes(context: Context) -> SafeString:
    """The attributes of ``<html>`` that carry the reader's choice of theme and size, read from cookies."""
    request: HttpRequest | None = context.get("request")
    chosen = display.chosen(request.COOKIES if request else {})
    return format_html('data-theme="{}" data-size="{}"', chosen["theme"], chosen["size"])


@register.simple_tag(takes_context=True)
def display_url(context: Context, **choice: str) -> str:
    """The address that sets a display choice without script and comes back to this page."""
    request: HttpRequest | None = context.get("request")
    back = request.get_full_path() if request else "/"
    return f"{reverse('ui:display')}?{urlencode({**choice, 'next': back})}"


@register.filter
def zh_date(value: date | datetime | str | None) -> str:
    """2026年3月2日（周一）."""
    return dates.long_day(value)


@register.filter
def zh_day(value: date | datetime | str | None) -> str:
    """3月2日."""
    return dates.short_day(value)


@register.filter
def zh_plain(value: date | datetime | str | None) -> str:
    """2026年3月2日."""
    return dates.plain_day(value)


@register.filter
def zh_moment(value: datetime | str | None) -> str:
    """2026-03-02 09:05, Asia/Shanghai."""
    return dates.moment(value)


@register.filter
def iso_date(value: date | datetime | str | None) -> str:
    """2026-03-02, for the ``datetime`` attribute."""
    day = dates.as_day(value)
    return day.isoformat() if day else ""
