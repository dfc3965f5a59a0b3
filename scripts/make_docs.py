"""Makes the reference pages that follow from the code, and with --pictures the screenshots of the README.

A test runs it into a scratch folder and compares; so the pages in docs/reference can't fall behind.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HEAD = "<!-- 由 scripts/make_docs.py 生成，请勿手改。Generated; do not edit. -->\n\n"


def settings_page() -> str:
    """The table of environment settings."""
    from yifa.installation.environment import SETTINGS

    rows = [
        f"| `{s.name}` | {'（必填）' if s.default is None else f'`{s.default}`' if s.default else '（空）'} | {s.zh} |"
        for s in SETTINGS
    ]
    return HEAD + "# 设置 Settings\n\n| 环境变量 | 默认值 | 说明 |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def commands_page() -> str:
    """The help of every command, as the command prints it."""
    from yifa.cli.main import COMMANDS, main

    parts = [HEAD + "# 命令行 Command line\n"]
    for command in COMMANDS:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
            main([command.name, "--help"])
        parts.append(f"## yifa {command.name}\n\n```\n{printed.getvalue().rstrip()}\n```\n")
    return "\n".join(parts)


def procedures_page() -> str:
    """Each shipped procedure: its acts, clocks, gates and papers with the articles."""
    from yifa.procedure import shipped

    parts = [HEAD + "# 程序 Procedures\n"]
    for pack in shipped().values():
        parts.append(f"## {pack.label.zh} {pack.label.en}（`{pack.id}`，{pack.edition} 版）\n")
        parts.append(f"依据：{'、'.join(pack.basis)}\n")
        parts.append(_table("时限 Clocks", ("时限", "长度", "起算", "暂停", "依据", "规则"), [
            (c.label.zh, "；".join(_length(x) for x in c.lengths), _names(pack.acts, c.starts),
             _names(pack.waits, c.paused_by), c.cites, c.rule) for c in pack.clocks.values()
        ]))
        parts.append(_table("行为 Acts", ("行为", "由谁", "文书", "依据", "规则"), [
            (a.label.zh, "、".join(pack.roles[r].zh if r in pack.roles else "依法自动" for r in a.by),
             _names(pack.papers, a.papers), a.cites, a.rule) for a in pack.acts.values()
        ]))
        parts.append(_table("关口 Gates", ("关口", "未满足时", "补救", "依据", "规则"), [
            (g.label.zh, g.refusal, g.remedy, g.cites, g.rule) for g in pack.gates.values()
        ]))
    return "\n".join(parts)


def _names(known: Mapping[str, Any], ids: Iterable[str]) -> str:
    return "、".join(known[id].label.zh for id in ids) or "—"


def _length(dated: object) -> str:
    length = getattr(dated, "length", None)
    text = length.zh if length is not None else ""
    return f"{text}（事项另定的从其规定）" if getattr(dated, "term", None) else text


def _table(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [f"### {title}\n", "| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(cell.replace("\n", " ").replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


PAGES = {"settings.md": settings_page, "commands.md": commands_page, "procedures.md": procedures_page}


def main() -> int:
    """Write the pages into docs/reference, or into the folder given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "reference")
    parser.add_argument("--pictures", action="store_true", help="take the screenshots of the README as well")
    arguments = parser.parse_args()
    arguments.into.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (arguments.into / name).write_text(page(), encoding="utf-8")
    if arguments.pictures:
        from take_pictures import take

        take(ROOT / "docs" / "pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
