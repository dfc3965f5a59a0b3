"""Counts out the steps of a filing for its bar.

Which step comes next is the view's to say.
"""

from typing import Any


def arrange(given: dict[str, Any]) -> dict[str, Any]:
    """Adds ``bar``, the numbers of the steps from 1 to ``of``."""
    return {**given, "bar": range(1, given["of"] + 1)}
