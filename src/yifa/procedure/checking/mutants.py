"""How well a pack is watched: it is broken in many ways, and each time the checker or a story should notice.

A change that means nothing is not counted: the pack compiles to the same procedure, or nowhere near the stories does
the engine answer otherwise. Those of the second kind are listed, for a reader to judge.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import yaml

from yifa.law import Texts
from yifa.procedure.check import check
from yifa.procedure.checking.around import faults_around_gates
from yifa.procedure.checking.blanks import faults_of_blanks
from yifa.procedure.checking.citations import faults_in_citations
from yifa.procedure.checking.explore import World
from yifa.procedure.checking.limits import faults_in_limits, faults_in_rows
from yifa.procedure.checking.mutations import Mutation, changed, mutations
from yifa.procedure.checking.standing import faults_of_standing
from yifa.procedure.checking.told import faults_untold
from yifa.procedure.compile import load
from yifa.procedure.faults import PackFaults
from yifa.procedure.model import Procedure
from yifa.procedure.source import read_yaml
from yifa.procedure.state import state_to_json
from yifa.procedure.story import StoryResult, story

FILES = ("procedure", "form", "deadlines", "indicators")
_UNSEEN = frozenset({"place", "digest", "folder", "plan"})
"""What differs between two compilations of the same law."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutation and what became of it: noticed by what, survived, or without meaning."""

    mutation: Mutation
    fate: Literal["caught", "survived", "same", "unseen"]
    by: str = ""


@dataclass(slots=True)
class Mutants:
    """All that were tried on one pack."""

    pack: str
    tried: list[Tried] = field(default_factory=list)

    def of(self, fate: str) -> list[Tried]:
        """Those with one fate."""
        return [one for one in self.tried if one.fate == fate]

    @property
    def share(self) -> float:
        """Caught among those that mean something, from 0 to 1."""
        caught, survived = len(self.of("caught")), len(self.of("survived"))
        return caught / (caught + survived) if caught + survived else 1.0

    def in_words(self) -> list[str]:
        """The result for people: the share, who caught how many, and every survivor."""
        caught = self.of("caught")
        watchers: dict[str, int] = {}
        for one in caught:
            watchers[one.by] = watchers.get(one.by, 0) + 1
        counted = len(caught) + len(self.of("survived"))
        lines = [
            f"{self.pack}：{counted} 个有意义的改动，发现 {len(caught)} 个，占 {self.share:.1%}",
            f"    由谁发现：{'、'.join(f'{name} {n}' for name, n in sorted(watchers.items(), key=lambda p: -p[1]))}",
            f"    不计：{len(self.of('same'))} 个编译后完全相同，{len(self.of('unseen'))} 个在情景走到的各处没有差别",
        ]
        for title, fate in (("没有发现", "survived"), ("没有差别", "unseen")):
            lines += [f"    {title}：[{one.mutation.kind}] {one.mutation.zh}" for one in self.of(fate)]
        return lines


def try_mutants(folder: Path, count: int, seed: int, texts: Texts | None = None) -> Mutants:
    """Break a sound pack `count` times by chance; raises `PackFaults` where it does not load, or where a story of it
    fails before anything is broken, for such a story would seem to notice everything.
    """
    original = load(folder)
    docs = {name: _plain(folder / f"{name}.yaml") for name in FILES}
    found = Mutants(original.id)
    with TemporaryDirectory() as spare:
        copy = _copied(folder, Path(spare))
        bench = _Bench(copy, original, texts)
        for mutation in islice(_chosen(list(mutations(docs)), seed), count):
            path = copy / f"{mutation.file}.yaml"
            path.write_text(_written(changed(docs, mutation)), encoding="utf-8")
            found.tried.append(bench.tried(mutation))
            path.write_text(_written(docs[mutation.file]), encoding="utf-8")
    return found


def _plain(path: Path) -> dict[str, Any]:
    root = read_yaml(path, path.name, []) if path.is_file() else None
    return dict(root.plain()) if root is not None else {}


def _written(doc: dict[str, Any]) -> str:
    text: str = yaml.safe_dump(doc, allow_unicode=True, sort_keys=False, width=1 << 20)
    return text


def _copied(folder: Path, spare: Path) -> Path:
    if (folder.parent / "_shared").is_dir():
        shutil.copytree(folder.parent / "_shared", spare / "_shared")
    return Path(shutil.copytree(folder, spare / folder.name))


def _chosen(all: list[Mutation], seed: int) -> Iterator[Mutation]:
    """Without end or repetition: a kind by chance, then one of that kind, so that rare kinds are tried too."""
    chance = random.Random(seed)  # noqa: S311 -- chance breaks packs here, it guards nothing
    kinds: dict[str, list[Mutation]] = {}
    for mutation in all:
        kinds.setdefault(mutation.kind, []).append(mutation)
    for group in kinds.values():
        chance.shuffle(group)
    while kinds:
        kind = chance.choice(sorted(kinds))
        yield kinds[kind].pop()
        if not kinds[kind]:
            del kinds[kind]


class _Bench:
    """Tries one mutant after another on the same copy; the stories that caught the last ones are told first."""

    def __init__(self, folder: Path, original: Procedure, texts: Texts | None) -> None:
        self.folder, self.original, self.texts = folder, original, texts
        self.stories = sorted(folder.glob("scenarios/*.yaml"))
        self.results = [story(original, path) for path in self.stories]
        if failures := [failure for result in self.results for failure in result.failures]:
            raise PackFaults(failures)
        self.world = World(original, self.results)

    def tried(self, mutation: Mutation) -> Tried:
        try:
            mutant = load(self.folder)
        except PackFaults:
            return Tried(mutation, "caught", "装入")
        if _meaning(mutant) == _meaning(self.original):
            return Tried(mutation, "same")
        by = self._noticed(mutant)
        if by:
            return Tried(mutation, "caught", by)
        return Tried(mutation, "survived" if self._differs(mutant) else "unseen")

    def _noticed(self, mutant: Procedure) -> str:
        if check(mutant) or any(True for _ in faults_of_standing(mutant)):
            return "结构"
        results: list[StoryResult] = []
        for place, path in enumerate(self.stories):
            result = story(mutant, path)
            if not result.passed:
                self.stories.insert(0, self.stories.pop(place))
                return "情景"
            results.append(result)
        if any(True for _ in faults_untold(mutant, results)):
            return "情景覆盖"
        if any(True for _ in (*faults_in_limits(mutant), *faults_in_rows(mutant), *faults_of_blanks(mutant))):
            return "时限与规则"
        if any(True for _ in faults_in_citations(mutant, self.texts)):
            return "引用"
        return "绕过前置条件" if any(True for _ in faults_around_gates(mutant, results)) else ""

    def _differs(self, mutant: Procedure) -> bool:
        """Somewhere near the stories the two procedures answer otherwise, or say something else with every answer."""
        if _spoken(mutant) != _spoken(self.original):
            return True
        one, other = self.world, World(mutant, self.results)
        seen = set()
        for situation, _ in one.reached():
            key = one.key(situation)
            if key in seen or situation.state.seq == 0:
                continue
            seen.add(key)
            if _moves(one, situation) != _moves(other, situation):
                return True
        return False


def _moves(world: World, situation: Any) -> Sequence[Any]:
    return [(move.event, state_to_json(move.after.state)) for move in world.moves(situation)]


def _meaning(value: Any) -> Any:
    """A compiled procedure without lines, folders and digests, to compare two."""
    if is_dataclass(value):
        return tuple((f.name, _meaning(getattr(value, f.name))) for f in fields(value) if f.name not in _UNSEEN)
    if isinstance(value, dict):
        return tuple((key, _meaning(inner)) for key, inner in value.items())
    if isinstance(value, tuple | list):
        return tuple(_meaning(inner) for inner in value)
    return value


def _spoken(procedure: Procedure) -> Any:
    """What a reader is shown whatever the case: articles, papers, officers, fields and who must answer them."""
    acts = [(act.id, act.cites, act.papers, act.officers, act.not_by, act.by) for act in procedure.acts.values()]
    duties = [(duty.id, duty.cites, duty.acts) for duty in procedure.duties.values()]
    gates = [(gate.id, gate.cites) for gate in procedure.gates.values()]
    clocks = [
        (clock.id, clock.cites, [(str(dated.length), dated.cites) for dated in clock.lengths])
        for clock in procedure.clocks.values()
    ]
    asked = [(id, field.required, field.bounds) for id, field in procedure.fields.items()]
    return acts, duties, gates, clocks, asked, dict(procedure.terms)
