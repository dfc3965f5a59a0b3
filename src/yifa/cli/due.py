"""`yifa due`: the due date of a term and its proof; needs neither database nor Django."""

from __future__ import annotations

import argparse
from pathlib import Path

from yifa.workdays import command

EXAMPLES = """
  yifa due --from 2026-02-13 --length "20 working days"
  yifa due --from 2026-01-20 --length 30日 --pause 2026-01-26..2026-01-30
  yifa due --from 2026-03-02 --length 7日 --rule 行政处罚法
  yifa due --from 2026-03-02 --length "20 working days" --extend "10 working days" --json
  yifa due --batch deadlines.jsonl > answers.jsonl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Start, length, pauses, extensions, statute; or a file of many."""
    command.add_due_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the answer."""
    if arguments.batch and arguments.batch != "-":
        Path(arguments.batch).open("rb").close()  # so that a file which cannot be read is told in our words
    return command.main_due(arguments)
