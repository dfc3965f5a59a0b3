"""`yifa workdays`: which holiday notices are known, and loading a new one."""

from __future__ import annotations

import argparse

from yifa.cli import start

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
    from yifa.workdays import notices_listed

    if arguments.do == "list":
        print(notices_listed(as_json=arguments.json))
        return 0
    with start.office():
        from yifa.casework.public import load_notice

        print(load_notice(arguments.file, as_json=arguments.json))
    return 0
