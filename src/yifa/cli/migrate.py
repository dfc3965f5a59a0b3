"""`yifa migrate`: makes or upgrades the tables, as the database's owner."""

from __future__ import annotations

import argparse

from yifa.cli import start

EXAMPLES = """
  yifa migrate                                       # 本机私有数据库
  YIFA_OWNER_DATABASE_URL=postgresql://… yifa migrate  # 以属主身份升级正式库
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: argparse.Namespace) -> int:
    """Migrate and say so."""
    with start.office(role="owner", make_secrets=True):
        start.migrate(verbosity=1)
    return 0
