"""Every template of every pack can be read by the room that makes papers; which words it may use, the checker asks."""

from pathlib import Path

import pytest

from yifa.papers.faults import TemplateFaults
from yifa.papers.template import load as read_template
from yifa.procedure import load, packs_folder

PACKS = sorted(path.parent for path in packs_folder().glob("[!_]*/procedure.yaml"))


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_every_template_can_be_read(folder: Path) -> None:
    procedure = load(folder)

    unread = []
    for paper in procedure.papers.values():
        try:
            read_template(Path(procedure.folder) / paper.template)
        except TemplateFaults as faults:
            unread += [str(fault) for fault in faults.faults]

    assert unread == []
