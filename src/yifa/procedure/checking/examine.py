"""A pack asked everything at once: whether it loads, makes sense, cites right, keeps its limits, and tells its stories.

`yifa packs check` prints what is found; nothing is mended here, and nothing of this runs while cases run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yifa.law import Texts
from yifa.procedure.check import check
from yifa.procedure.checking.around import faults_around_gates
from yifa.procedure.checking.blanks import faults_of_blanks
from yifa.procedure.checking.citations import faults_in_citations
from yifa.procedure.checking.limits import faults_in_limits, faults_in_rows
from yifa.procedure.checking.standing import faults_of_standing
from yifa.procedure.checking.told import faults_untold
from yifa.procedure.checking.wording import faults_in_wording
from yifa.procedure.compile import load
from yifa.procedure.faults import Fault, PackFaults
from yifa.procedure.model import Procedure
from yifa.procedure.story import StoryResult, story


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in a pack: faults by file and line, and how its stories went; no procedure if it cannot load."""

    pack: str
    procedure: Procedure | None
    faults: tuple[Fault, ...]
    stories: tuple[StoryResult, ...] = ()


def examine(folder: Path, texts: Texts | None = None) -> Examined:
    """All faults of a pack. A pack that cannot be read is not asked further."""
    try:
        procedure = load(folder)
    except PackFaults as error:
        return Examined(folder.name, None, error.faults)
    results = tell_all(procedure)
    failures = [failure for result in results for failure in result.failures]
    found = [*faults_of(procedure, texts), *failures, *faults_untold(procedure, results)]
    found += faults_around_gates(procedure, results)
    found.sort(key=lambda fault: (fault.place.file, fault.place.line))
    return Examined(folder.name, procedure, tuple(dict.fromkeys(found)), tuple(results))


def faults_of(procedure: Procedure, texts: Texts | None = None) -> list[Fault]:
    """What can be asked without telling a story."""
    return [
        *check(procedure),
        *faults_in_citations(procedure, texts),
        *faults_in_limits(procedure),
        *faults_in_rows(procedure),
        *faults_in_wording(procedure),
        *faults_of_standing(procedure),
        *faults_of_blanks(procedure),
    ]


def tell_all(procedure: Procedure) -> Sequence[StoryResult]:
    """Every story of the pack, in the order of their names."""
    return [result for _, result in told(procedure)]


def told(procedure: Procedure) -> Sequence[tuple[str, StoryResult]]:
    """The same with the name of each."""
    return [(path.stem, story(procedure, path)) for path in sorted(Path(procedure.folder).glob("scenarios/*.yaml"))]
