"""The command `yifa`: finds the module of the command asked for, parses its words, runs it.

A module under `yifa.cli` gives `add_arguments(parser)`, `run(arguments) -> int` and `EXAMPLES`.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from yifa import __version__
from yifa.cli.plainly import plainly
from yifa.cli.words import Parser


@dataclass(frozen=True, slots=True)
class Command:
    """One word after `yifa`: the module that does it and what it is for."""

    name: str
    module: str
    zh: str


COMMANDS = (
    Command("demo", "demo", "装好示范城市并提供服务：第一次来，从这里开始"),
    Command("serve", "serve", "提供网页与接口服务"),
    Command("due", "due", "计算期限届满日，并说明为什么"),
    Command("packs", "packs", "程序包：列出、检查、画图、跑情景"),
    Command("case", "case", "查看一个案件：阶段、时限、经过"),
    Command("ledger", "ledger", "日志：核验、封存、导出"),
    Command("report", "report", "生成法治政府建设年度报告"),
    Command("read", "read", "读公开的报告：每个数、每处矛盾、几篇对比"),
    Command("workdays", "workdays", "节假日安排：列出、装入新通知"),
    Command("import", "importing", "从 XLSX、CSV 导入事项"),
    Command("export", "exporting", "导出事项、日志"),
    Command("daily", "daily", "每日例行：依法自动发生的行为、封存前一日日志"),
    Command("migrate", "migrate", "建表与升级"),
    Command("rebuild", "rebuild", "从日志重建全部派生表"),
    Command("account", "account", "开设账号、任命岗位"),
)


def _overview() -> str:
    width = max(len(command.name) for command in COMMANDS)
    lines = [f"  {command.name.ljust(width)}  {command.zh}" for command in COMMANDS]
    return "\n".join(
        ["依法 Yifa：法律是数据，行为是事件，其余都是推导。", "", "用法：yifa 命令 [选项]", "", *lines, "",
         "每个命令都有示例：yifa 命令 --help"]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 found something wrong, 2 not understood."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_overview())
        return 0
    if words[0] in {"-V", "--version"}:
        print(f"yifa {__version__}")
        return 0
    command = next((known for known in COMMANDS if known.name == words[0]), None)
    if command is None:
        print(f"没有“{words[0]}”这个命令。\n\n{_overview()}", file=sys.stderr)
        return 2
    return _run(command, words[1:])


def _run(command: Command, words: list[str]) -> int:
    module = importlib.import_module(f"yifa.cli.{command.module}")
    parser = Parser(
        prog=f"yifa {command.name}", description=command.zh, epilog="示例：\n" + module.EXAMPLES.strip("\n"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    try:
        asked = parser.parse_args(words)
        return plainly(module.run)(asked)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    sys.exit(main())
