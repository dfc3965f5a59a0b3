"""Whether the places to fill in, in sentences, papers and guide, are places and name things that the pack knows.

Only names are looked up; filling in is done by `describe`, by papers and by the guide page. A template holds no code:
whatever stands in braces and is no name, no condition and no repetition of a list is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yifa.procedure.faults import Fault, instead
from yifa.procedure.items import names_of
from yifa.procedure.model import Place, Procedure

_BRACES: Final = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_NAME: Final = r"[a-z][a-z0-9_]*(?::[a-z][a-z0-9_]*)?(?:\.[a-z][a-z0-9_]*)*"
_SLOT: Final = re.compile(rf"\s*(?P<name>{_NAME})\s*(?:\|[^|]*)?")
_IF: Final = re.compile(rf"\s*if\s+(?:not\s+)?(?P<name>{_NAME})\s*(?:=[^=]*)?")
_EACH: Final = re.compile(rf"\s*each\s+(?P<name>{_NAME})\s*")
STANDING: Final = frozenset(
    {"organ.name", "organ.short", "organ.address", "organ.phone", "organ.hours", "matter.name", "matter.code"}
    | {"case.number", "case.code", "case.opened", "paper.number", "paper.date"}
)
"""What every paper may name whatever its procedure."""
IN_A_GUIDE: Final = frozenset(
    {"organ.name", "organ.address", "organ.phone", "matter.name", "materials", "fee", "remedy"}
)
"""What the guide page fills in."""
CLOCK_PARTS: Final = frozenset({"due", "length", "started", "spent", "left"})
_MEMBER: Final = frozenset({"item", "n"})
"""Names of a member, on a line that repeats for each of a list."""


def faults_in_texts(procedure: Procedure) -> Iterator[Fault]:
    """Faults in sentences of acts and of the report, in papers, and in the guide."""
    told = {*procedure.fields, *names_of(procedure), *procedure.accruals}
    for act in procedure.acts.values():
        yield from _unknown(procedure, act.sentence, act.place, told)
    for sentence in procedure.sentences:
        yield from _unknown(procedure, sentence.text, Place("indicators.yaml", 1), set(procedure.indicators))
    folder = Path(procedure.folder)
    shared = {folder / paper.template for paper in procedure.papers.values() if paper.template.startswith("..")}
    for path in sorted((*folder.glob("documents/*.md"), *folder.glob("guide.md"), *shared)):
        if not path.is_file():  # a template that is missing is told of elsewhere
            continue
        name = path.relative_to(folder).as_posix().lstrip("./")
        if "\ufffd" in (text := path.read_text(encoding="utf-8", errors="replace")):
            bad = text[: text.index("\ufffd")].count("\n") + 1
            yield Fault(Place(name, bad), "is not UTF-8", "不是 UTF-8 编码", "这一行有读不出的字", "另存为 UTF-8")
        known = {*procedure.terms, *IN_A_GUIDE} if name == "guide.md" else {*told, *STANDING}
        for number, line in enumerate(text.splitlines(), 1):
            yield from _unknown(procedure, line, Place(name, number), set(known))


def _unknown(procedure: Procedure, text: str, place: Place, known: set[str]) -> Iterator[Fault]:
    if re.search(r"\{\s*each\s", text):
        known = known | _MEMBER
    for match in _BRACES.finditer(text):
        if match[0] in ("{{", "}}"):
            continue
        place_to_fill = next((m for form in (_IF, _EACH, _SLOT) if (m := form.fullmatch(match[1] or ""))), None)
        if place_to_fill is None:
            yield Fault(
                place, f"{match[0]} is no place to fill in", f"“{match[0]}”不是占位符",
                "占位符只能是一个名称、条件或者一份名单的重复，不能写算式、属性或者循环", "写 {名称}；花括号本身写两遍",
            )  # fmt: skip
            continue
        yield from _named(procedure, place_to_fill["name"], match[0], place, known)


def _named(procedure: Procedure, name: str, written: str, place: Place, known: set[str]) -> Iterator[Fault]:
    head, colon, rest = name.partition(":")
    clock, _, part = rest.partition(".")
    if head == "clock" and colon:
        if clock not in procedure.clocks:
            yield Fault(place, f"{written} names no clock", f"没有期限“{clock}”", "", instead(clock, procedure.clocks))
        elif part and part not in CLOCK_PARTS:
            mend = instead(part, sorted(CLOCK_PARTS))
            yield Fault(place, f"{written} asks for no part of a clock", f"期限没有“{part}”", "", mend)
    elif name not in known and not (name.partition(".")[0] == "item" and "item" in known):
        yield Fault(
            place,
            f"{written} is not known",
            f"不认识“{written}”",
            "没有这个字段，也不是系统填写的内容",
            instead(name, sorted(known)),
        )
