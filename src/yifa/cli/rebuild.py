"""`yifa rebuild`: drops whatever is derived from the log and derives it again; says how many rows came out otherwise.

On a sound database nothing changes; after a projection was mended or a pack's indicator was added, rows do.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from typing import Any

from yifa.cli import start
from yifa.cli.plainly import plainly

EXAMPLES = """
  yifa rebuild               # 重建期间可以查看，不能办理
  yifa rebuild --json        # {"cases": …, "changed": {"表": 行数}}
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose but the form of the answer."""
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Rebuild, as the owner, who alone may hold off the writers."""
    with start.office(role="owner"):
        from django.db import connection, transaction

        from yifa.casework.public import EVERYWHERE, rebuild_all, scope

        with transaction.atomic(), scope([EVERYWHERE]), connection.cursor() as cursor:
            tables = _tables()
            for number, table in enumerate(tables):
                cursor.execute(f"create temp table was_{number} on commit drop as {_rows_of(table)}")
            cases = rebuild_all(lambda done: _progress(done, quiet=arguments.json))
            changed = {table: _changed(cursor, number, table) for number, table in enumerate(tables)}
    if arguments.json:
        print(json.dumps({"cases": cases, "changed": changed}, ensure_ascii=False))
        return 0
    rows = sum(changed.values())
    print(f"由日志重建了 {cases} 个办件的全部派生表，{rows} 行与重建前不同。")
    for table, count in changed.items():
        if count:
            print(f"  {table}：{count} 行")
    return 0


def _tables() -> list[str]:
    """The derived tables: cases, links, and those of the projections, which the wiring lists by name."""
    listed = import_module("yifa.config.projections").PROJECTIONS
    return ["case", "link", *(table.name for name in listed for table in import_module(name).TABLES)]


def _rows_of(table: str) -> str:
    return f'select t::text as row from "{table}" t'  # noqa: S608 - names declared in code


def _changed(cursor: Any, number: int, table: str) -> int:
    """Rows that are there now and were not, or were there and are not; a row that differs counts once."""
    cursor.execute(
        f"select (select count(*) from ({_rows_of(table)} except all select row from was_{number}) a),"  # noqa: S608
        f" (select count(*) from (select row from was_{number} except all {_rows_of(table)}) b)"
    )
    now, before = cursor.fetchone()
    return int(max(now, before))


def _progress(done: int, *, quiet: bool) -> None:
    if not quiet and sys.stderr.isatty():
        print(f"\r已重建 {done} 件 …", end="", file=sys.stderr, flush=True)
