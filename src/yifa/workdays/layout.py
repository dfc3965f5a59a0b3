"""The proof of a due date laid out as plain text for a terminal, in Chinese, aligned by the width of its
signs.

Pages draw the proof in their own way; this is for the command line and for text that is mailed.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from yifa.workdays.proof import Cell, Interval, Proof
from yifa.workdays.sentences import day_zh, weekday_zh

_MARKS: Final = {
    "start": "起",
    "counted": "·",
    "makeup": "班",
    "extension": "＋",
    "weekend": " ",
    "holiday": "假",
    "paused": "停",
    "rolled": "顺",
    "due": "止",
}
_LEGEND: Final = (
    ("counted", "计入"),
    ("makeup", "调休上班，计入"),
    ("extension", "延长，计入"),
    ("holiday", "放假"),
    ("paused", "中止"),
    ("rolled", "顺延"),
)
_STRIP_LIMIT: Final = 200
"""The most days the strip draws: a licence of five years has no strip."""


def width(text: str) -> int:
    """How many columns `text` takes in a terminal: wide signs two, others one."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _pad(text: str, columns: int) -> str:
    return text + " " * max(columns - width(text), 0)


def lay_out(found: Proof) -> str:
    """The whole proof: the answer first, then the runs of days, the strip of weeks, the grounds and the
    doubts.
    """
    blocks = [_head(found), _table(found), _strip(found.cells), _grounds(found), _doubts(found)]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _head(found: Proof) -> list[str]:
    mark = "（暂定）" if found.due.provisional else ""
    length = found.length.zh + "".join(f"，延长{extension.zh}" for extension in found.extensions)
    return [
        f"届满日  {day_zh(found.due.day)}  {weekday_zh(found.due.day)}{mark}",
        f"起算日  {day_zh(found.start)}  {weekday_zh(found.start)}（当日不计）",
        f"期  限  {length}",
        "",
        found.sentence,
    ]


def _table(found: Proof) -> list[str]:
    rows = [_row(run) for run in found.intervals]
    columns = [max(width(row[place]) for row in rows) for place in range(3)]
    padded = ([*(_pad(cell, size) for cell, size in zip(row, columns, strict=False)), row[3]] for row in rows)
    return ["逐段计算", *(f"  {'  '.join(row)}" for row in padded)]


def _row(run: Interval) -> tuple[str, str, str, str]:
    span = day_zh(run.first)
    if run.last.year != run.first.year:
        span += f"—{day_zh(run.last)}"
    elif run.last != run.first:
        span += f"—{run.last.month}月{run.last.day}日"
    verdict = {"rolled": "顺延", "due": "届满"}.get(run.kind, "计入" if run.counted else "不计")
    source = "" if run.source is None or run.source == run.reason else f"（{run.source}）"
    return span, verdict, f"{run.days}天", f"{run.reason}{source}"


def _strip(cells: Sequence[Cell]) -> list[str]:
    if not 1 < len(cells) <= _STRIP_LIMIT:
        return []
    kinds = {cell.kind for cell in cells}
    legend = "  ".join(f"{_MARKS[kind]} {name}" for kind, name in _LEGEND if kind in kinds)
    return [f"逐日        一  二  三  四  五  六  日    {legend}".rstrip(), *_weeks(cells)]


def _weeks(cells: Sequence[Cell]) -> Iterator[str]:
    by_day = {cell.day: cell for cell in cells}
    monday = cells[0].day - timedelta(cells[0].day.weekday())
    while monday <= cells[-1].day:
        week = [by_day.get(monday + timedelta(n)) for n in range(7)]
        marks = [_pad(_MARKS[cell.kind] if cell else "", 2) for cell in week]
        counted = [cell.number for cell in week if cell and cell.number]
        tail = f"    至第{counted[-1]}日" if counted else ""
        yield f"  {monday:%m-%d} 周  {'  '.join(marks)}{tail}".rstrip()
        monday += timedelta(7)


def _grounds(found: Proof) -> list[str]:
    return ["依据", *(f"  {article}" for article in found.articles)]


def _doubts(found: Proof) -> list[str]:
    lines = []
    if found.rule is not None and found.rule.note:
        lines.append(f"  {found.rule.note}")
    lines += [f"  采用的口径：{choice.zh}（{choice.value}）。{choice.note}" for choice in found.departures]
    if found.provisional_days:
        days = found.provisional_days
        when = f"{day_zh(days[0])}起共{len(days)}天" if len(days) > 1 else day_zh(days[0])
        lines.append(f"  {when}的放假安排尚未公布，按法定节假日推算，公布后重算。")
    return ["说明", *lines] if lines else []
