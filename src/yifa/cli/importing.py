"""`yifa import`: matters out of XLSX or CSV, and cases with their histories through the bulk door.

Good rows are kept and bad ones told row by row; what is lawful is decided where people act too, never here.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yifa.cli import start
from yifa.cli.plainly import NotDone, organ_of, plainly, write_whole

if TYPE_CHECKING:
    from yifa.cli.histories import Rejected

EXAMPLES = """
  yifa import matters matters.xlsx --organ 示范市行政审批局
  yifa import cases cases.jsonl --report rejected.csv    # 一行一个行为，逐件依法裁断
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, from which file."""
    parser.add_argument("what", choices=["matters", "cases"], help="matters 事项及材料；cases 办件及其经过")
    parser.add_argument("file", help="XLSX、CSV、ZIP；办件为 JSONL（格式见 docs/how-to/install.md）")
    parser.add_argument("--organ", help="事项属于哪个机关：名称或者统一社会信用代码")
    parser.add_argument("--report", help="退回的行写到哪个 CSV 文件（默认：原文件名.rejected.csv）")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Import; 1 if rows were rejected."""
    source = Path(arguments.file)
    if arguments.what == "matters" and not arguments.organ:
        raise NotDone("请用 --organ 写明导入哪个机关的事项。")
    with source.open("rb"):  # a file that cannot be read is told before anything is started
        pass
    report = Path(arguments.report) if arguments.report else source.with_name(f"{source.name}.rejected.csv")
    with start.office():
        if arguments.what == "matters":
            return _matters(source, arguments.organ, report, as_json=arguments.json)
        return _cases(source, report, as_json=arguments.json)


def _matters(source: Path, organ: str, report: Path, *, as_json: bool) -> int:
    from yifa.matters.public import BadFile, import_matters

    try:
        done = import_matters(source, organ_of(organ))
    except BadFile as error:
        raise NotDone(str(error)) from None
    if done.faults:
        write_whole(report, lambda file: file.write(done.to_csv()))
    if as_json:
        said = {"accepted": done.accepted, "created": done.created, "updated": done.updated}
        said |= {"materials": done.materials, "rejected": done.rejected}
        print(json.dumps(said | {"report": str(report) if done.faults else ""}, ensure_ascii=False))
    else:
        print(done.text())
        _tell_report(report, bool(done.faults))
    return 1 if done.faults else 0


def _cases(source: Path, report: Path, *, as_json: bool) -> int:
    from yifa.cli.histories import load

    accepted, cases, rejected = load(source)
    if rejected:
        write_whole(report, lambda file: file.write(_as_csv(rejected)))
    if as_json:
        said = {"accepted": accepted, "cases": cases, "rejected": len(rejected)}
        print(json.dumps(said | {"report": str(report) if rejected else ""}, ensure_ascii=False))
    else:
        print(f"导入行为 {accepted} 个，新开办件 {cases} 件；退回 {len(rejected)} 行。")
        _tell_report(report, bool(rejected))
    return 1 if rejected else 0


def _tell_report(report: Path, there_is_one: bool) -> None:
    if there_is_one:
        print(f"退回的行及原因：{report}。更正后可以只导入这些行。")


def _as_csv(rejected: list[Rejected]) -> bytes:
    """The rejected rows for an office program: UTF-8 with a mark."""
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("行", "办件", "行为", "代码", "原因", "依据", "补救"))
    writer.writerows(_cells(row) for row in rejected)
    return out.getvalue().encode("utf-8-sig")


def _cells(row: Rejected) -> list[Any]:
    why = row.why
    return [row.line, row.case, row.act, why.code, why.sentence, why.cites, why.remedy]
