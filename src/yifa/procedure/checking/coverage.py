"""Which rows of a rule base the packs encode, and which story exercises each: what `yifa packs coverage` prints.

A rule base is a Markdown file of tables under numbered headings whose first column is a rule's id and whose last names
its scope (NAT is national law). It judges no rule; why one is not in a pack is said by the pack (`elsewhere`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from yifa.procedure.checking.pages import spots
from yifa.procedure.model import Procedure
from yifa.procedure.story import StoryResult

_HEADING: Final = re.compile(r"#{2,3}\s+(?P<number>[0-9]+[A-Z]?)\.\s+(?P<title>.*)")
_ROW: Final = re.compile(r"\|\s*(?P<id>[A-Z]{2,4}-[0-9]+[a-z]?)\s*\|(?P<rest>.*)\|\s*")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rule base."""

    id: str
    section: str
    zh: str
    national: bool


@dataclass(slots=True)
class Kept:
    """How the packs keep a rule: by which pack, in which stories, or why not."""

    packs: list[str] = field(default_factory=list)
    stories: list[str] = field(default_factory=list)  # pack/story
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the rule base with what is kept of it."""

    number: str
    title: str
    rules: tuple[Rule, ...]
    kept: Mapping[str, Kept]

    @property
    def national(self) -> tuple[Rule, ...]:
        """The rows of national law."""
        return tuple(rule for rule in self.rules if rule.national)

    @property
    def encoded(self) -> tuple[str, ...]:
        """Those that some pack writes down."""
        return tuple(rule.id for rule in self.national if self.kept[rule.id].packs)

    @property
    def exercised(self) -> tuple[str, ...]:
        """Those of them that some story shows at work."""
        return tuple(id for id in self.encoded if self.kept[id].stories)

    @property
    def missing(self) -> tuple[str, ...]:
        """Those that no pack writes down."""
        return tuple(rule.id for rule in self.national if not self.kept[rule.id].packs)

    def as_json(self) -> dict[str, object]:
        """Counts, what is missing, and the reasons that packs give."""
        reasons = {rule.id: self.kept[rule.id].reason for rule in self.national if self.kept[rule.id].reason}
        return {
            "nat": len(self.national),
            "encoded": len(self.encoded),
            "exercised": len(self.exercised),
            "missing": list(self.missing),
            "reasons": reasons,
        }


def rules_of(text: str) -> tuple[tuple[str, str, tuple[Rule, ...]], ...]:
    """(number, title, rules) of each section that holds rules; a rule that is given twice counts where it is first."""
    sections: list[tuple[str, str, list[Rule]]] = []
    seen: set[str] = set()
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            sections.append((heading["number"], heading["title"].strip(), []))
        elif sections and (row := _ROW.match(line)) and row["id"] not in seen:
            seen.add(row["id"])
            cells = [cell.strip() for cell in row["rest"].split("|")]
            national = bool(re.search(r"\bNAT\b", cells[-1]))
            sections[-1][2].append(Rule(row["id"], sections[-1][0], cells[0].partition(" / ")[0], national))
    return tuple((number, title, tuple(rules)) for number, title, rules in sections if rules)


def coverage(rules: Path, told: Iterable[tuple[Procedure, Iterable[tuple[str, StoryResult]]]]) -> tuple[Section, ...]:
    """What the packs keep of a rule base; `told` are the packs with their stories by name. Raises OSError."""
    sections = rules_of(rules.read_text(encoding="utf-8"))
    kept: dict[str, Kept] = {rule.id: Kept() for _, _, rules in sections for rule in rules}
    for procedure, stories in told:
        named = list(stories)
        touched = {
            name: {place for part in result.whole() for place in _touched(procedure, part)} for name, result in named
        }
        for id, places, reason in _rows(procedure):
            if id not in kept:
                continue
            kept[id].reason = kept[id].reason or reason
            if places:
                kept[id].packs.append(procedure.id)
                kept[id].stories += [
                    f"{procedure.id}/{name}" for name, _ in named if touched[name] & {*places, f"rule:{id}"}
                ]
    return tuple(Section(number, title, rules, kept) for number, title, rules in sections)


def _rows(procedure: Procedure) -> Iterable[tuple[str, list[str], str]]:
    """(id, places, reason) of each row of a pack's rules.yaml."""
    for spot in spots(procedure):
        if spot.file == "rules.yaml" and len(spot.path) == 2 and spot.path[0] == "rules":
            where = spot.value("where") or []
            places = [str(place) for place in (where if isinstance(where, list) else [where])]
            yield spot.path[1], places, str(spot.value("elsewhere") or "")


def _touched(procedure: Procedure, result: StoryResult) -> set[str]:
    """The places of a pack that a story passes, as rules.yaml names them, and the rules that these carry."""
    acts = [procedure.acts[event.act] for event in result.events]
    gates = {code.removeprefix("gate.") for _, code in result.refused if code.startswith("gate.")}
    gates |= {gate for act in acts for gate in act.needs}
    clocks = {run.clock for run in result.state.runs}
    waits = {name.partition(":")[0] for name in result.state.waits}
    refused = {act for act, code in result.refused if code.startswith("act.")}
    touched = {f"act:{id}" for id in {*(act.id for act in acts), *refused}}
    touched |= {f"gate:{id}" for id in gates} | {f"clock:{id}" for id in clocks} | {f"wait:{id}" for id in waits}
    touched |= {f"paper:{paper}" for act in acts for paper in act.papers}
    touched |= {f"outcome:{act.outcome}" for act in acts if act.outcome}
    touched |= {f"field:{name}" for event in result.events for name in event.answers}
    touched |= {f"term:{name}" for name in result.terms}
    touched |= {
        f"term:{clock.promised}" for clock in procedure.clocks.values() if clock.id in clocks and clock.promised
    }
    touched |= {
        f"term:{dated.term}" for clock in procedure.clocks.values() if clock.id in clocks
        for dated in (*clock.lengths, *(clock.extension.lengths if clock.extension else ())) if dated.term
    }  # fmt: skip
    touched |= {f"item:{name}" for name in getattr(result.state, "items", None) or {}}
    groups = (
        ("act", procedure.acts),
        ("gate", procedure.gates),
        ("clock", procedure.clocks),
        ("wait", procedure.waits),
    )
    touched |= {
        f"rule:{thing.rule}" for kind, things in groups for id, thing in things.items()
        if thing.rule and f"{kind}:{id}" in touched
    }  # fmt: skip
    return touched


def in_words(sections: Iterable[Section]) -> list[str]:
    """The table for people: a line a section, then a line for each of its rows that some pack keeps or explains."""
    lines = []
    for section in sections:
        count = f"国家规定 {len(section.national)} 条，已编 {len(section.encoded)}，情景走到 {len(section.exercised)}"
        lines.append(f"§{section.number} {section.title}：{count}")
        known = [rule for rule in section.rules if section.kept[rule.id].packs or section.kept[rule.id].reason]
        if not known:
            lines.append("    还没有程序包编写这一节。")
            continue
        lines += [f"    {rule.id} {_told(rule, section.kept[rule.id])}" for rule in section.rules]
    return lines


def _told(rule: Rule, kept: Kept) -> str:
    scope = "" if rule.national else "（非国家规定）"
    why = f"；{kept.reason}" if kept.reason else ""
    if not kept.packs:
        return f"{rule.zh}{scope}：未编{why or '；没有程序包说明原因'}"
    packs = "、".join(dict.fromkeys(kept.packs))
    if not kept.stories:
        return f"{rule.zh}{scope}：{packs}；没有情景走到{why}"
    more = f"等 {len(kept.stories)} 个情景" if len(kept.stories) > 1 else ""
    return f"{rule.zh}{scope}：{packs}；{kept.stories[0]}{more}"
