"""`yifa export`: matters in the exchange form of GB/T 39046, and the log for anybody to verify.

A file appears whole or not at all.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Literal

from yifa.cli import ledger, start
from yifa.cli.plainly import NotDone, organ_of, plainly, write_whole

EXAMPLES = """
  yifa export matters --organ 示范市行政审批局 matters.xlsx
  yifa export matters --organ 示范市行政审批局 --format csv matters.zip   # 压缩包，内有两个 CSV
  yifa export ledger log.jsonl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, of whom, into which file."""
    parser.add_argument("what", choices=["matters", "ledger"], help="matters 事项及材料；ledger 日志")
    parser.add_argument("file", help="写到哪个文件")
    parser.add_argument("--organ", help="事项属于哪个机关：名称或者统一社会信用代码")
    parser.add_argument("--format", choices=["xlsx", "csv"], help="默认按文件名：.zip 为 csv，其余为 xlsx")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Write the file."""
    if arguments.what == "matters" and not arguments.organ:
        raise NotDone("请用 --organ 写明导出哪个机关的事项。")
    with start.office():
        if arguments.what == "ledger":
            return ledger.export(arguments.file, as_json=arguments.json)
        return _matters(arguments)


def _matters(arguments: argparse.Namespace) -> int:
    from yifa.matters.public import export_matters, matters_of

    organ, target = organ_of(arguments.organ), Path(arguments.file)
    form: Literal["xlsx", "csv"] = arguments.format or ("csv" if target.suffix.lower() == ".zip" else "xlsx")
    packed = export_matters(organ, form)
    write_whole(target, lambda file: file.write(packed))
    count = matters_of(organ).count()
    if arguments.json:
        print(json.dumps({"file": str(target), "matters": count, "format": form}, ensure_ascii=False))
    else:
        print(f"已导出{organ.name}的 {count} 个事项到 {target}。")
    return 0
