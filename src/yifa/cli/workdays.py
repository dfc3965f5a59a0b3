"""`yifa workdays`: which holiday notices are known, and loading a new one."""

from __future__ import annotations

import argparse

from yifa.cli import start
from yifa.cli.plainly import NotDone

EXAMPLES = """
  yifa workdays list
  yifa workdays load 2027.yaml          # 装入新通知，列出期限因此改变的案件
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """List, or load a file."""
    parser.add_argument("do", choices=["list", "load"])
    parser.add_argument("file", nargs="?", help="通知文件（YAML，格式见 docs/reference/day-counting.md）")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


def run(arguments: argparse.Namespace) -> int:
    """Do it."""
    from yifa.workdays import BadNotice, notices_listed

    if arguments.do == "list":
        if not start.has_office():
            print(notices_listed(as_json=arguments.json))
            return 0
        with start.office():
            from django.db import connection

            from yifa.casework.public import calendar

            connection.ensure_connection()  # the calendar asks for loaded notices only where a connection is open
            print(notices_listed(as_json=arguments.json, calendar=calendar()))
        return 0
    if not arguments.file:
        raise NotDone("请写明通知文件，例如 yifa workdays load 2027.yaml。")
    with start.office():
        from yifa.casework.public import load_notice

        try:
            told = load_notice(arguments.file, as_json=arguments.json)
        except UnicodeDecodeError:
            how = "通知文件的写法见 docs/reference/day-counting.md。"
            raise NotDone(f"{arguments.file} 不是 UTF-8 编码的文本。{how}") from None
        except BadNotice as bad:
            raise NotDone(str(bad)) from None
        print(told)
    return 0
