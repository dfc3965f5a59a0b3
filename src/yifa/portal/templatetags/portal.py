"""How the portal writes a long number: in its parts, so that it can be read out; copied, it is one number again."""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_PARTS = {46: (18, 13, 8, 7), 32: (18, 8, 6), 31: (18, 13)}
"""Organ, matter, day, source and sequence of a case number; organ, day, sequence; organ and matter."""


@register.filter
def in_parts(number: str) -> SafeString:
    """The number with a gap between its parts that is no character of it."""
    parts, at = [], 0
    for length in _PARTS.get(len(number), (len(number),)):
        parts.append((number[at : at + length],))
        at += length
    return format_html_join("", '<span class="number-part">{}</span>', parts)
