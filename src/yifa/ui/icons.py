"""The icons: a small set of line drawings on a 20 by 20 grid, kept in ``icons.yaml``.

They are ornaments beside words, hidden from screen readers; no control is named by an icon alone.
"""

from functools import cache

import yaml
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from yifa.ui import registry


@cache
def drawings() -> dict[str, SafeString]:
    """The inner SVG of each icon by name."""
    written: dict[str, str] = yaml.safe_load((registry.HOME / "icons.yaml").read_text(encoding="utf-8"))
    return {name: registry.engine().from_string(svg).render(Context()) for name, svg in written.items()}


@cache
def icon(name: str, size: str = "") -> SafeString:
    """The icon as inline SVG; ``size`` is ``small``, ``large`` or empty. Raises ComponentFault if unknown."""
    if name not in drawings():
        raise registry.ComponentFault(f"没有名为 {name!r} 的图标；现有：{'、'.join(drawings())}")
    return format_html(
        '<svg class="icon{}" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">{}</svg>',
        f" icon-{size}" if size else "",
        drawings()[name],
    )
