"""`yifa report build`: writes the annual report of an organ, every figure with a link to its cases."""

from __future__ import annotations

import argparse
import json
from datetime import date

from yifa.cli import start
from yifa.cli.plainly import NotDone, organ_of
from yifa.cli.words import whole

EXAMPLES = """
  yifa report build --organ 示范市行政审批局 --year 2025
  yifa report build --organ 示范市行政审批局 --year 2025 --publish   # 在门户上公布
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose report, of which year."""
    parser.add_argument("do", choices=["build"])
    parser.add_argument("--organ", required=True, help="机关名称或统一社会信用代码")
    parser.add_argument("--year", type=whole(2000, 2100), required=True, help="年度")
    parser.add_argument("--site", default="http://127.0.0.1:8000", help="报告中链接所指的网站地址")
    parser.add_argument("--publish", action="store_true", help="同时在门户上公布")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


def run(arguments: argparse.Namespace) -> int:
    """Build it and say where it is."""
    with start.office():
        from yifa.casework.public import scope
        from yifa.report.public import build

        if arguments.year > date.today().year:  # noqa: DTZ011
            raise NotDone(f"{arguments.year} 年还没有到，没有可以报告的。")
        organ = organ_of(arguments.organ)
        with scope([organ.division]):
            built = build(
                organ, arguments.year, today=date.today(), site=arguments.site, published=arguments.publish  # noqa: DTZ011
            )
    if arguments.json:
        found = {"html": str(built.html), "docx": str(built.docx), "figures": built.report.figures}
        print(json.dumps(found, ensure_ascii=False))
    else:
        print(f"{built.report.title}：{len(built.report.figures)} 个数，每个都链接到它所计的办件。")
        print(f"  网页 {built.html}\n  公文 {built.docx}")
    return 0
