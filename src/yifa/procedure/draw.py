"""The procedure as a picture: stages in a line, waits as loops above them, gates as small doors before them.

SVG with classes for the page's style sheet, a title and a description for readers who do not see it; no
colours here.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import Any, Final

from yifa.procedure.case import State
from yifa.procedure.model import Procedure
from yifa.procedure.ribbon import ribbon

_LEAST: Final = 150
_SIGN: Final = 14
_LINE: Final = 120
_ROW: Final = 18
"""Least distance of stages, width of a character, height of the line, distance of rows; in pixels of the picture."""


def draw(procedure: Procedure, state: State | None = None) -> str:
    """One SVG element. With a state, stages and gates carry its standing as classes: is-past, is-now,
    is-shut.
    """
    road = ribbon(procedure, state)
    step = _step(road)
    places = {stage["id"]: step // 2 + number * step for number, stage in enumerate(road["stages"])}
    rows_above = max((_row_counts(road["waits"], "after").values()), default=0)
    rows_below = max((_row_counts(road["gates"], "before").values()), default=0)
    line = _LINE + rows_above * _ROW
    width, height = len(places) * step, line + 60 + rows_below * _ROW
    parts = [
        f'<svg class="procedure-picture" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}"'
        f' aria-labelledby="picture-{procedure.id}-title picture-{procedure.id}-desc">',
        f'<title id="picture-{procedure.id}-title">{escape(procedure.label.zh)}办理流程图</title>',
        f'<desc id="picture-{procedure.id}-desc">{escape(_in_words(road))}</desc>',
        *_road(road["stages"], places, line),
        *_loops(road["waits"], places, line),
        *_doors(road["gates"], places, line, step),
        *(_stage(stage, places[stage["id"]], line) for stage in road["stages"]),
        "</svg>",
    ]
    return "\n".join(parts)


def _step(road: dict[str, Any]) -> int:
    """Wide enough that the longest label stays beside its neighbours."""
    labels = [_short(thing["label"]) for kind in ("stages", "waits", "gates") for thing in road[kind]]
    return max(_LEAST, max(map(len, labels), default=0) * _SIGN + _SIGN)


def _short(label: str) -> str:
    """A label without its remark in brackets; the description has it in full."""
    return label.partition("（")[0]


def _row_counts(things: list[dict[str, Any]], key: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for thing in things:
        counts[thing[key]] = counts.get(thing[key], 0) + 1
    return counts


def _in_words(road: dict[str, Any]) -> str:
    """The picture as sentences."""
    standing = {"past": "已过", "now": "现在", "ahead": "未到", "skipped": "未经"}
    stages = "→".join(f"{stage['label']}（{standing[stage['state']]}）" for stage in road["stages"])
    waits = "、".join(wait["label"] for wait in road["waits"])
    gates = "、".join(gate["label"] for gate in road["gates"])
    return f"阶段：{stages}。" + (f"可能的等待：{waits}。" if waits else "") + (f"前置条件：{gates}。" if gates else "")


def _road(stages: list[dict[str, Any]], places: dict[str, int], line: int) -> list[str]:
    """The line between neighbouring stages, walked as far as the case has come."""
    parts = []
    for before, after in pairwise(stages):
        walked = "is-past" if after["state"] in ("past", "now") else "is-ahead"
        parts.append(
            f'<line class="picture-road {walked}" x1="{places[before["id"]]}" y1="{line}"'
            f' x2="{places[after["id"]]}" y2="{line}"/>'
        )
    return parts


def _stage(stage: dict[str, Any], x: int, line: int) -> str:
    return (
        f'<g class="picture-stage is-{stage["state"]}" data-stage="{escape(stage["id"])}">'
        f'<circle cx="{x}" cy="{line}" r="12"/>'
        f'<text x="{x}" y="{line + 34}" text-anchor="middle">{escape(stage["label"])}</text></g>'
    )


def _loops(waits: list[dict[str, Any]], places: dict[str, int], line: int) -> list[str]:
    """A loop above the stage for all its waits, one label a row."""
    parts, rows = [], dict.fromkeys(places, 0)
    for wait in waits:
        stage, x = wait["after"], places[wait["after"]]
        y = line - 62 - rows[stage] * _ROW
        loop = (
            f'<path class="picture-loop" d="M{x - 8} {line - 12}'
            f' C{x - 40} {line - 60} {x + 40} {line - 60} {x + 8} {line - 12}"/>'
            if rows[stage] == 0
            else ""
        )
        rows[stage] += 1
        parts.append(
            f'<g class="picture-wait is-{wait["state"]}">{loop}'
            f'<text x="{x}" y="{y}" text-anchor="middle">{escape(_short(wait["label"]))}</text></g>'
        )
    return parts


def _doors(gates: list[dict[str, Any]], places: dict[str, int], line: int, step: int) -> list[str]:
    """A door on the road before the stage, one label a row below."""
    parts, rows = [], dict.fromkeys(places, 0)
    for gate in gates:
        stage, x = gate["before"], places[gate["before"]] - step // 2
        y = line + 58 + rows[stage] * _ROW
        door = (
            f'<path class="picture-door" d="M{x - 7} {line + 12} V{line - 14} H{x + 7} V{line + 12}"/>'
            if rows[stage] == 0
            else ""
        )
        rows[stage] += 1
        parts.append(
            f'<g class="picture-gate is-{gate["state"]}">{door}'
            f'<text x="{x}" y="{y}" text-anchor="middle">{escape(_short(gate["label"]))}</text></g>'
        )
    return parts
