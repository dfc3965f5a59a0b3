"""Microsoft's Recognizers-Text on Chinese text: numbers and percentages; it knows neither units of work nor subjects."""

from __future__ import annotations

from typing import Any


def reader() -> Any:
    """Its two recognisers as one function from a text to spans with values."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_text import Culture

    def read(text: str) -> list[dict[str, Any]]:
        found = {}
        for result in (*recognize_number(text, Culture.Chinese), *recognize_percentage(text, Culture.Chinese)):
            value = str((result.resolution or {}).get("value", "")).rstrip("%")
            found[result.start] = {"start": result.start, "end": result.end + 1, "value": value or None}
        return [found[start] for start in sorted(found)]

    return read
