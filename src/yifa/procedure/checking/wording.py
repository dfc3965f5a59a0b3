"""Whether a pack speaks Chinese to its users, and leaves periods to its clocks: labels, sentences, options, guide.

Whether the places to fill in are known is asked by `check_texts`; whether a sentence is well put, by a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yifa.procedure.checking.pages import Spot, spots
from yifa.procedure.faults import Fault
from yifa.procedure.model import Place, Procedure

SPOKEN: Final = frozenset(
    {"zh", "refusal", "remedy", "when_refusal", "hint", "definition", "sentence", "note", "by_whom", "elsewhere"}
)
"""Keys whose text a user reads."""
NAMES: Final = frozenset({"arises_from"})
"""Sections in which such keys hold names of things, not words."""
_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_PERIOD: Final = re.compile(r"[0-9０-９]+\s*(?:个?工作日|个?自然日|日内|日|天|个月|年|个?小时)")
_DAY: Final = re.compile(r"[0-9０-９]{4}年[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?|[0-9０-９]{4}年")


def faults_in_wording(procedure: Procedure) -> Iterator[Fault]:
    """Labels and sentences without a Chinese word, and periods in digits in the guide."""
    for spot in spots(procedure):
        if not NAMES.intersection(spot.path[:1]):
            yield from _spoken(spot)
    for title in (paper for paper in procedure.papers.values() if not _CHINESE.search(paper.label.zh)):
        yield _silent(Place("procedure.yaml", 1), f"paper {title.id}", title.label.zh)
    path = Path(procedure.folder) / "guide.md"
    if not path.is_file() or not procedure.guide.strip():
        yield Fault(Place("guide.md", 1), "there is no guide", "没有办事指南", "公众和经办人都要读它", "写 `guide.md`")
        return
    for number, line in enumerate(procedure.guide.splitlines(), 1):
        for found in _PERIOD.finditer(_DAY.sub("", line)):
            yield Fault(
                Place("guide.md", number), f"states a period in digits: {found[0]}", f"指南里写死了期限“{found[0]}”",
                "法律修改或者事项另有规定时，指南就错了", "写 {clock:期限的 id}，由期限数据填入",
            )  # fmt: skip


def _spoken(spot: Spot) -> Iterator[Fault]:
    for key, node in (spot.node.entries or {}).items():
        if key == "remedy" and spot.path[:1] == ("arises_from",):
            continue  # the id of a remedy
        if key in SPOKEN and isinstance(node.value, str) and not _CHINESE.search(_unfilled(node.value)):
            yield _silent(spot.at(key), f"{'.'.join(spot.path)} {key}", node.value)
        elif key == "options" and node.entries:
            for option, inner in node.entries.items():
                if isinstance(inner.value, str) and not _CHINESE.search(inner.value):
                    yield _silent(Place(spot.file, inner.line), f"option {option}", inner.value)


def _unfilled(text: str) -> str:
    """A sentence that is nothing but a place to fill in speaks with the words that fill it."""
    return "填" if re.fullmatch(r"(?:\s*\{[^}]*\}\s*)+", text) else text


def _silent(place: Place, what: str, text: str) -> Fault:
    return Fault(place, f"{what}: {text!r} has no Chinese", f"“{text}”不是中文", "用户看到的都应当是中文", "写中文名称")
