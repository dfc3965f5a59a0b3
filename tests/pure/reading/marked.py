"""Sentences with their figures marked 【figure|subject|topic】: reading the marks, telling how near a reading is.

For the tests only; `python -m tests.pure.reading.marked` prints what is read otherwise than marked.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from yifa.reading import Figure, read

_MARK = re.compile(r"【([^|】]*)\|([^|】]*)\|([a-z]+)】")
MARKED = Path(__file__).with_name("subjects_and_topics.txt").read_text(encoding="utf-8").splitlines()


@dataclass(frozen=True, slots=True)
class Expected:
    """One marked figure: as written, what it counts, under which topic."""

    text: str
    subject: str
    topic: str


def unmarked(line: str) -> tuple[str, list[Expected]]:
    """The plain text of a marked line (a slash stands for a new paragraph) and what is expected of its figures."""
    expected = [Expected(*mark) for mark in _MARK.findall(line)]
    return _MARK.sub(lambda mark: mark[1], line).replace("/", "\n"), expected


def likeness(one: str, other: str) -> float:
    """F1 of the characters of two subjects, 1 where both are empty."""
    total = len(one) + len(other)
    return 2 * sum((Counter(one) & Counter(other)).values()) / total if total else 1.0


def compared() -> list[tuple[str, Expected, Figure | None]]:
    """Every marked figure beside the one that is read in its place."""
    pairs: list[tuple[str, Expected, Figure | None]] = []
    for line in MARKED:
        text, expected = unmarked(line)
        figures = list(read(text).figures)
        same = [figure.text for figure in figures] == [mark.text for mark in expected]
        pairs += [(text, mark, figures[i] if same else None) for i, mark in enumerate(expected)]
    return pairs


def main() -> None:
    pairs = compared()
    for text, mark, figure in pairs:
        if figure is None or (figure.subject, figure.topic) != (mark.subject, mark.topic):
            told = f"{figure.subject} {figure.topic}" if figure else "not found"
            print(f"{mark.text}: {mark.subject} {mark.topic} <> {told} | {text[:60]}")
    found = [(mark, figure) for _, mark, figure in pairs if figure]
    print(len(MARKED), "sentences", len(pairs), "figures", len(found), "found")
    print("subjects alike", sum(mark.subject == f.subject for mark, f in found) / len(pairs),
          "characters", sum(likeness(mark.subject, f.subject) for mark, f in found) / len(pairs),
          "topics", sum(mark.topic == f.topic for mark, f in found) / len(pairs))


if __name__ == "__main__":
    main()
