"""Composes the report: which sentence stands under which heading, and which stretch of it is which figure.

Pure: figures and sentences in, a value out. It neither counts nor writes files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

OUTLINE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("履行推进法治建设职责情况", ("responsibility", "training", "publicity")),
    ("优化政务服务，规范行政许可", ("matters", "service", "licences", "evaluation", "hotline", "benefits")),
    ("健全依法决策与制度建设", ("documents", "legislation", "decisions", "counsel")),
    ("严格规范公正文明执法", ("enforcement", "casefile", "regulation")),
    ("推进政务公开", ("disclosure",)),
    ("依法化解行政争议", ("reconsideration", "litigation", "mediation", "petition")),
    ("自觉接受监督", ("proposals", "audit")),
    ("强化法治保障", ("emergency", "procurement", "legalaid", "digital", "award", "other")),
)
"""Headings in the order of 法治政府建设与责任落实督察工作规定 第二十四条, each with the topics told under it."""

_PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")
_CLAUSE = re.compile(r"[^，。]*[，。]?")
_MOST_JOINED = 4
_NUMERALS = "零一二三四五六七八九十"


class Counted(Protocol):
    """What composing needs to know of a figure."""

    @property
    def text(self) -> str:
        """The number as written."""

    @property
    def unit(self) -> str:
        """Its unit; a share is written with it."""

    @property
    def value(self) -> object:
        """None where there is nothing to take a share of."""

    @property
    def is_zero(self) -> bool:
        """Whether there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a pack: `pack` qualifies the indicators in `text`."""

    pack: str
    topic: str
    order: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `figure` is the id of the figure it states, "" for plain words."""

    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs, each a tuple of runs."""

    heading: str
    paragraphs: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report of one organ for one calendar year; `since` and `until` are the ISO days that its figures cover."""

    title: str
    organ: str
    organ_name: str
    year: int
    since: str
    until: str
    sections: tuple[Section, ...]

    @property
    def figures(self) -> list[str]:
        """The ids of the figures that the report states, in order, each once."""
        runs = (run for section in self.sections for paragraph in section.paragraphs for run in paragraph)
        return list(dict.fromkeys(run.figure for run in runs if run.figure))

    @property
    def text(self) -> str:
        """The whole report as plain text, a paragraph a line."""
        lines = [self.title]
        for section in self.sections:
            lines.append(section.heading)
            lines += ["".join(run.text for run in paragraph) for paragraph in section.paragraphs]
        return "\n".join(lines)


def sections(sentences: Iterable[Told], figures: Mapping[str, Counted]) -> tuple[Section, ...]:
    """The sections with something to tell, numbered 一、二、 …; a sentence whose figures are all zero is left out."""
    told = sorted(sentences, key=lambda sentence: sentence.order)
    found: list[Section] = []
    for heading, topics in OUTLINE:
        paragraphs = tuple(_paragraphs(told, topics, figures))
        if paragraphs:
            found.append(Section(f"{_NUMERALS[len(found) + 1]}、{heading}", paragraphs))
    return tuple(found)


def _paragraphs(
    told: Sequence[Told], topics: Sequence[str], figures: Mapping[str, Counted]
) -> Iterator[tuple[Run, ...]]:
    """One paragraph a topic and pack, its sentences in their order."""
    for topic in topics:
        for pack in dict.fromkeys(sentence.pack for sentence in told):
            mine = [sentence for sentence in told if (sentence.topic, sentence.pack) == (topic, pack)]
            sentences = [tuple(_runs(sentence, figures)) for sentence in mine if _worth(sentence, figures)]
            if sentences:
                yield tuple(_flowing(sentences))


def _flowing(sentences: Sequence[tuple[Run, ...]]) -> Iterator[Run]:
    """The runs of a paragraph; short sentences of one figure each are joined by commas, four at most, to read well."""
    joined = 0
    for place, sentence in enumerate(sentences, 1):
        both_short = place < len(sentences) and _is_short(sentence) and _is_short(sentences[place])
        joins = both_short and joined < _MOST_JOINED - 1
        joined = joined + 1 if joins else 0
        yield from sentence[:-1]
        yield Run(sentence[-1].text.removesuffix("。") + "，") if joins else sentence[-1]


def _is_short(sentence: Sequence[Run]) -> bool:
    text = "".join(run.text for run in sentence)
    return sum(bool(run.figure) for run in sentence) == 1 and not set("，；：") & set(text) and not sentence[-1].figure


def _worth(sentence: Told, figures: Mapping[str, Counted]) -> bool:
    return any(not figures[f"{sentence.pack}.{name}"].is_zero for name in _PLACEHOLDER.findall(sentence.text))


def _runs(sentence: Told, figures: Mapping[str, Counted]) -> Iterator[Run]:
    """The runs of a sentence; a clause whose shares have no whole is left out, for there is nothing to state."""
    clauses = [clause for clause in _CLAUSE.findall(sentence.text) if clause and _can_state(clause, sentence, figures)]
    text = "".join(clauses)
    if text and text[-1] != "。":
        text = text.rstrip("，；") + "。"
    at = 0
    for match in _PLACEHOLDER.finditer(text):
        if text[at : match.start()]:
            yield Run(text[at : match.start()])
        id = f"{sentence.pack}.{match.group(1)}"
        counted = figures[id]
        yield Run(counted.text + ("%" if counted.unit == "%" else ""), id)
        at = match.end()
    if text[at:]:
        yield Run(text[at:])


def _can_state(clause: str, sentence: Told, figures: Mapping[str, Counted]) -> bool:
    names = _PLACEHOLDER.findall(clause)
    return not names or any(figures[f"{sentence.pack}.{name}"].value is not None for name in names)
