"""Full texts of statutes, where an office has installed them: files `TITLE(YYYY-MM-DD).md`, one paragraph a line.

The project ships none; the register (`statutes`) says in our own words what an article fixes, and this shows its text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from yifa.law.citation import BadCitation, Citation, number_of
from yifa.law.lengths import WorkingDays, conversion

_ARTICLE = re.compile(r"第([〇零一二三四五六七八九十百千0-9]+)条(?:之([一二三四五六七八九十]+))?[\s　]*(.*)")
_FILE = re.compile(r"(.+)\((\d{4}-\d{2}-\d{2})\)\.md")
_ITEM = re.compile(r"[（(][一二三四五六七八九十]+[)）]")
_PREFACE_ENDS = "<!-- INFO END -->"


class Texts:
    """The texts in a folder, read when first asked for; of several versions of a statute the newest."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` may be absent: then there are no texts."""
        self._files: dict[str, Path] = {}
        for file in sorted(folder.glob("*.md"), key=lambda path: path.name) if folder and folder.is_dir() else ():
            if named := _FILE.fullmatch(file.name):
                self._files[_plain(named[1])] = file  # sorted by date within a title: the last one stays

    def article(self, citation: Citation) -> str | None:
        """The whole article that a citation lies in, its paragraphs on lines of their own; None if it is not here."""
        file = self._files.get(_plain(citation.title))
        if file is None or citation.article is None:
            return None
        return _articles(file).get((citation.article, citation.sub))

    def holds(self, title: str) -> bool:
        """Whether the text of a statute is here."""
        return _plain(title) in self._files

    def words(self, citation: Citation) -> str | None:
        """The words of the very place cited; None where the text is here and has no such article, paragraph or item.

        An item cited without its paragraph is that of the only paragraph with a list. A paragraph includes its items.
        Raises KeyError where the statute's text is not here.
        """
        if not self.holds(citation.title):
            raise KeyError(citation.title)
        if citation.article is None:
            return self._files[_plain(citation.title)].read_text(encoding="utf-8")
        whole = self.article(citation)
        if whole is None:
            return None
        return _part(_paragraphs(whole), citation)

    def working_days(self, title: str) -> WorkingDays:
        """Which 日 of a statute are working days by its own words; none where its text is not here."""
        file = self._files.get(_plain(title))
        return _conversion(file) if file is not None else WorkingDays()


def _plain(title: str) -> str:
    return title.removeprefix("中华人民共和国")


def _paragraphs(article: str) -> list[tuple[str, list[str]]]:
    """The paragraphs of an article, each with its items."""
    found: list[tuple[str, list[str]]] = []
    for line in article.splitlines():
        if _ITEM.match(line) and found:
            found[-1][1].append(line)
        else:
            found.append((line, []))
    return found


def _part(paragraphs: list[tuple[str, list[str]]], place: Citation) -> str | None:
    if place.paragraph is not None:
        paragraphs = paragraphs[place.paragraph - 1 : place.paragraph]
        if not paragraphs:
            return None
    if place.item is None:
        return "".join(line + "".join(items) for line, items in paragraphs)
    lists = [items for _, items in paragraphs if items]
    return lists[0][place.item - 1] if len(lists) == 1 and place.item <= len(lists[0]) else None


@lru_cache(maxsize=64)
def _conversion(file: Path) -> WorkingDays:
    return conversion(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def _articles(file: Path) -> dict[tuple[int, int | None], str]:
    """The articles of a text by number."""
    text = file.read_text(encoding="utf-8")
    found: dict[tuple[int, int | None], list[str]] = {}
    current: list[str] | None = None
    for line in text.rpartition(_PREFACE_ENDS)[2].splitlines():
        stripped = line.strip()
        if stripped.startswith("#"):
            current = None
        elif opened := _opens(stripped):
            number, words = opened
            current = found.setdefault(number, [words] if words else [])
        elif stripped and current is not None:
            current.append(stripped)
    return {number: "\n".join(lines) for number, lines in found.items()}


def _opens(line: str) -> tuple[tuple[int, int | None], str] | None:
    match = _ARTICLE.match(line)
    if match is None:
        return None
    try:
        return (number_of(match[1]), number_of(match[2]) if match[2] else None), match[3]
    except BadCitation:
        return None


@lru_cache(maxsize=4)
def installed(folder: str) -> Texts:
    """The texts of a folder, kept; "" is no folder at all."""
    return Texts(Path(folder)) if folder else Texts(None)
