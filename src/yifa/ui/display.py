"""How a reader wants pages shown: theme (auto, light, dark) and size (normal, elder), kept in two cookies.

The choice is a preference of one browser; it says nothing about a person and is never stored on the server.
"""

from collections.abc import Mapping

CHOICES = {"theme": ("auto", "light", "dark"), "size": ("normal", "elder")}
COOKIE_PREFIX = "display_"
ONE_YEAR = 365 * 24 * 3600


def chosen(cookies: Mapping[str, str]) -> dict[str, str]:
    """The choice for each of ``theme`` and ``size``; anything unknown counts as the first choice.

    >>> chosen({"display_size": "elder", "display_theme": "pink"})
    {'theme': 'auto', 'size': 'elder'}
    """
    return {
        what: cookie if (cookie := cookies.get(COOKIE_PREFIX + what, "")) in allowed else allowed[0]
        for what, allowed in CHOICES.items()
    }
