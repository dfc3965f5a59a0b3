"""The guide of a pack with its places filled from data, rendered from Markdown part by part.

It fills, it never guesses: a place for which there is no value takes the sentence it stands in out of the guide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*(?:[.:][a-z0-9_]+)*)\}")
_SENTENCE = re.compile(r"[^。\n]*[。\n]?")
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_ESCAPED = re.compile(r"([\\`*_{}\[\]()#+!|<>~])")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the guide and what stands under it, as safe HTML."""

    title: str
    body: SafeString


def parts(text: str, values: Mapping[str, str]) -> tuple[Part, ...]:
    """The parts of a guide, one a first-level heading; parts left without a word are left out.

    `values` are plain texts by the name of their place; a value of several lines becomes a list.
    """
    found = []
    for piece in re.split(r"(?m)^# ", text)[1:]:
        title, _, body = piece.partition("\n")
        filled = _fill(body, values).strip()
        if filled:
            # The Markdown is the pack's, raw HTML is switched off, and every value was escaped.
            found.append(Part(title.strip(), mark_safe(_MARKDOWN.render(filled))))  # noqa: S308
    return tuple(found)


def _fill(body: str, values: Mapping[str, str]) -> str:
    kept = []
    for sentence in _SENTENCE.findall(body):
        names = _PLACE.findall(sentence)
        if all(values.get(name) for name in names):
            kept.append(_PLACE.sub(lambda match: _plain(values[match[1]]), sentence))
        elif sentence.endswith("\n"):
            kept.append("\n")
    return "".join(kept)


def _plain(value: str) -> str:
    """A value as Markdown that says just this; lines become a list."""
    lines = [_ESCAPED.sub(r"\\\1", line.strip()) for line in value.splitlines() if line.strip()]
    return lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
