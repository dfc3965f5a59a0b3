"""`yifa ledger`: verifies the log, seals a day of it, exports it for anybody to verify.

What a seal is stands in `sealing`; an export is checked without this system by scripts/verify_ledger.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import timedelta
from pathlib import Path

from yifa.cli import start
from yifa.cli.plainly import NotDone, day_of, plainly, write_whole

EXAMPLES = """
  yifa ledger verify                       # 发现问题时逐条列出，退出码为 1
  yifa ledger verify --json                # {"events", "cases", "roots", "faults": […]}
  yifa ledger seal                         # 封存到昨天；每日例行命令 yifa daily 已经包括
  yifa ledger export --file log.jsonl      # 交给任何人独立核验：python verify_ledger.py log.jsonl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    parser.add_argument("do", choices=["verify", "seal", "export"], help="verify 核验；seal 封存一日；export 导出")
    parser.add_argument("--day", help="封存到哪一天（默认昨天），如 2026-02-13")
    parser.add_argument("--file", help="导出到哪个文件；- 为标准输出")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Do it; 1 if the log has faults."""
    if arguments.do == "export" and not arguments.file:
        raise NotDone("请用 --file 写明导出到哪个文件；- 为标准输出。")
    with start.office():
        if arguments.do == "verify":
            return _verify(as_json=arguments.json)
        if arguments.do == "seal":
            return _seal(arguments.day, as_json=arguments.json)
        return export(arguments.file, as_json=arguments.json)


def _verify(*, as_json: bool) -> int:
    from yifa.casework.public import verify

    found = verify()
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        return 1 if found.faults else 0
    print(f"核验了 {found.cases} 个案件的 {found.events} 个事件和 {found.roots} 次封存。")
    if found.unsealed:
        print(f"其中 {found.unsealed} 个事件尚未封存，由各案的哈希链保护。")
    for fault in found.faults:
        place = [fault.day, fault.case, f"第 {fault.seq} 个事件" if fault.seq else ""]
        print(f"  {'  '.join(filter(None, place))}：{fault.zh}")
    print(f"发现 {len(found.faults)} 处问题。" if found.faults else "没有发现问题：一字未改，一件不少。")
    return 1 if found.faults else 0


def _seal(day: str | None, *, as_json: bool) -> int:
    from yifa.casework.public import seal_day, today

    until = day_of(day) if day else today() - timedelta(days=1)
    try:
        sealed = seal_day(until)
    except ValueError as error:  # a day to come, or one before the last sealed day
        raise NotDone(str(error)) from None
    if as_json:
        said = {"day": sealed.day, "size": sealed.size, "root": sealed.root.hex(), "key": sealed.key}
        print(json.dumps(said | {"signature": sealed.signature.hex()}, ensure_ascii=False))
    else:
        print(f"已封存至 {sealed.day}：{sealed.size} 个案件有变动，根 {sealed.root.hex()}，密钥 {sealed.key}。")
    return 0


def export(file: str, *, as_json: bool = False) -> int:
    """Write the whole log to a file, whole or not at all, or to the standard output."""
    from yifa.casework.public import export_ledger

    if file == "-":
        export_ledger(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return 0
    target = Path(file)
    events = write_whole(target, export_ledger)
    print(json.dumps({"file": str(target), "events": events}) if as_json else f"已导出 {events} 个事件到 {target}。")
    return 0
