"""A reading laid out for its page: paragraphs cut at the figures, the notes of each, contradictions with their places.

It decides nothing about figures; it only says where on the page each thing stands.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from yifa.reading import TOPICS_ZH, Figure, Reading
from yifa.reading.audit import Finding, Weight, audit, number
from yifa.reading.compare import Comparison, Row
from yifa.reading.rules import RULES
from yifa.reading.values import plain

HUES = 6
"""Underlines have six colours and five styles; each topic has its own pair."""
_STYLES = ("solid", "dashed", "dotted", "double", "wavy")
_MOST_SHOWN = 40


def tone(topic: str) -> str:
    """The classes of a topic's underline."""
    place = list(TOPICS_ZH).index(topic)
    return f"hue-{place % HUES} line-{_STYLES[place // HUES]}"


def shown(order: int, name: str, reading: Reading) -> dict[str, Any]:
    """One text with its figures marked, its legend, and what does not agree in it."""
    findings = audit(reading)
    broken = [finding for finding in findings if finding.weight is not Weight.UNCHECKED]
    marks: dict[str, list[int]] = defaultdict(list)
    for place, finding in enumerate(broken, 1):
        for id in finding.figures:
            marks[id].append(place)
    return {
        "id": f"t{order}", "name": name, "text": reading.text,
        "figures": len(reading.figures), "relations": len(reading.relations),
        "contradictions": sum(f.weight is Weight.CONTRADICTION for f in broken),
        "questions": sum(f.weight is Weight.QUESTION for f in broken),
        "notes": [_note(order, place, finding, reading) for place, finding in enumerate(broken, 1)],
        "unchecked": [{"title": f.title, "why": f.arithmetic} for f in findings if f.weight is Weight.UNCHECKED],
        "legend": _legend(order, reading),
        "paragraphs": _paragraphs(order, reading, marks),
    }


def _note(order: int, place: int, finding: Finding, reading: Reading) -> dict[str, Any]:
    return {
        "id": f"t{order}-n{place}", "place": place, "weight": finding.weight.zh, "is_grave":
        finding.weight is Weight.CONTRADICTION, "title": finding.title, "arithmetic": finding.arithmetic,
        "figures": [{"href": f"t{order}-{id}", "text": reading.by_id[id].text} for id in finding.figures],
    }


def _legend(order: int, reading: Reading) -> list[dict[str, Any]]:
    """The topics that occur, in the order of a report, each with the place of its first figure."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        found[figure.topic].append(figure)
    return [
        {"label": zh, "tone": tone(topic), "count": len(found[topic]), "first": f"t{order}-{found[topic][0].id}"}
        for topic, zh in TOPICS_ZH.items() if topic in found
    ]


def _paragraphs(order: int, reading: Reading, marks: dict[str, list[int]]) -> list[list[dict[str, Any]]]:
    """Lines of the text, each a list of plain pieces and figures."""
    paragraphs: list[list[dict[str, Any]]] = [[]]
    at = 0
    for figure in reading.figures:
        _add(paragraphs, reading.text[at : figure.start])
        paragraphs[-1].append(_piece(order, figure, marks.get(figure.id, [])))
        at = figure.end
    _add(paragraphs, reading.text[at:])
    return [pieces for pieces in paragraphs if pieces]


def _add(paragraphs: list[list[dict[str, Any]]], words: str) -> None:
    for place, line in enumerate(words.split("\n")):
        if place:
            paragraphs.append([])
        if line.strip():
            paragraphs[-1].append({"text": line})


def _piece(order: int, figure: Figure, marks: list[int]) -> dict[str, Any]:
    return {
        "figure": True, "id": f"t{order}-{figure.id}", "text": figure.text, "tone": tone(figure.topic),
        "value": f"{number(figure.value)} {figure.unit}".strip(), "approx": figure.approx.zh,
        "subject": figure.subject or "没有写明", "topic": TOPICS_ZH[figure.topic],
        "rules": "；".join(RULES[id].zh for id in figure.rules),
        "marks": [{"href": f"t{order}-n{place}", "place": place} for place in marks],
    }


def compared(told: Comparison) -> dict[str, Any]:
    """The comparison as tables, each of which a chart can be drawn from."""
    return {
        "names": told.names,
        "tables": [
            _table("topics", "哪篇在哪个主题写了多少个数", "个数", told.names,
                   [(topic.zh, [(str(n), n) for n in topic.counts]) for topic in told.topics]),
            _rows("rates", "比率谁高谁低", "%", told, [row for row in told.rows if row.is_rate]),
            _rows("volumes", "同一件事各写了多少", "", told, [row for row in told.rows if not row.is_rate]),
            _table("per", "按共同的底数平均", "", told.names, [
                (per.label, [("—" if v is None else str(v), None if v is None else plain(v)) for v in per.values])
                for per in told.per]),
        ],
        "only": [
            {"topic": topic.zh, "name": told.names[place], "count": len(figures),
             "figures": [f"{f.subject or '未写明'} {f.text}" for f in figures[:_MOST_SHOWN]]}
            for topic in told.topics for place, figures in enumerate(topic.only)
            if figures and sum(map(bool, topic.counts)) == 1
        ],
    }


def _rows(id: str, title: str, unit: str, told: Comparison, rows: list[Row]) -> dict[str, Any]:
    return _table(id, title, unit, told.names, [
        (f"{row.label}（{TOPICS_ZH[row.topic]}）",
         [(f.text, plain(f.value)) if f else ("—", None) for f in row.figures]) for row in rows])


Cells = list[tuple[str, int | float | None]]


def _table(id: str, title: str, unit: str, names: tuple[str, ...], rows: list[tuple[str, Cells]]) -> dict[str, Any]:
    return {"id": f"compare-{id}", "title": title, "unit": unit, "names": names, "rows": [
        {"label": label, "cells": [{"text": text, "value": value} for text, value in cells]} for label, cells in rows]}
