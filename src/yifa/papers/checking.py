"""Whether every template of a pack can be read as a paper, told as the checker of packs tells its faults.

Which words a template may use is asked by the checker itself; this room knows how papers are written. No database.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yifa.papers.faults import TemplateFaults
from yifa.papers.template import load
from yifa.procedure import Fault, Procedure
from yifa.procedure.model import Place


def faults_of_templates(procedure: Procedure) -> Iterator[Fault]:
    """The faults of writing of every template that is there and is text; the others are told of by the checker."""
    folder = Path(procedure.folder)
    for name in dict.fromkeys(paper.template for paper in procedure.papers.values()):
        try:
            load(folder / name)
        except (OSError, UnicodeDecodeError):
            continue
        except TemplateFaults as found:
            for one in found.faults:
                yield Fault(
                    Place(name.removeprefix("../"), one.line), "cannot be read as a paper", one.what, one.why, one.mend
                )
