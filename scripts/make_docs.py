"""Makes the pages that follow from the code, and with --pictures the screenshots of the README.

A test runs it into a scratch folder and compares; so the pages in docs/reference can't fall behind.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
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

    os.environ["COLUMNS"] = "100"  # argparse folds its lines by the width of the terminal
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
    heading = ("程序", "阶段", "行为", "时限和依据", "文书", "情景")
    parts.append(_table("全部程序 All procedures", heading, [_in_one_row(pack) for pack in shipped().values()]))
    for pack in shipped().values():
        parts.append(f"## {pack.label.zh} {pack.label.en}（`{pack.id}`，{pack.edition} 版）\n")
        parts.append(f"依据：{'、'.join(pack.basis)}\n")
        parts.append(_table("时限 Clocks", ("时限", "长度", "起算", "暂停", "依据", "规则"), [
            (c.label.zh, "；".join(_length(x) for x in c.lengths), _names(pack.acts, c.starts),
             _names(pack.waits, c.paused_by), c.cites, c.rule) for c in pack.clocks.values()
        ]))
        parts.append(_table("行为 Acts", ("行为", "由谁", "文书", "依据", "规则"), [
            (a.label.zh, "、".join(pack.roles[r].zh if r in pack.roles else _NOBODY[r] for r in a.by),
             _names(pack.papers, a.papers), a.cites, a.rule) for a in pack.acts.values()
        ]))
        parts.append(_table("关口 Gates", ("关口", "未满足时", "补救", "依据", "规则"), [
            (g.label.zh, g.refusal, g.remedy, g.cites, g.rule) for g in pack.gates.values()
        ]))
    return "\n".join(parts)


def _in_one_row(pack: Any) -> tuple[str, ...]:
    """Stages, acts, clocks with their articles, papers and stories of a pack."""
    stories = sorted(Path(pack.folder).glob("scenarios/*.yaml"))
    return (
        f"{pack.label.zh}（`{pack.id}`）",
        "、".join(label.zh for label in pack.stages.values()),
        str(len(pack.acts)),
        "；".join(f"{clock.label.zh}（{clock.cites}）" for clock in pack.clocks.values()) or "—",
        "、".join(paper.label.zh for paper in pack.papers.values()) or "—",
        f"{len(stories)}：{'、'.join(f'`{path.stem}`' for path in stories)}",
    )


_NOBODY = {"law": "依法自动", "linked": "关联办件引起"}


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


_WORDS = (
    ("办件", "case", "一个当事人的一件事，从提出到办结"),
    ("案件名称", "title", "一件办件说的是什么：案由、标题；不含个人信息，列在清单上"),
    ("行为", "act", "某人依法可以做的一步；做了就是日志里的一个事件"),
    ("事件", "event", "已经做了的行为：只增不改，逐件成链"),
    ("阶段", "stage", "办件所处的位置，申请人看得到的那种"),
    ("等待", "wait", "主线旁边等着的事：补正、征求意见、听证、检测；可以使期限暂停"),
    ("关口", "gate", "做某个行为之前必须先尽到的义务"),
    ("时限", "clock", "一笔工作日、日、月或者小时的预算，附每一段的账"),
    ("结果", "outcome", "办件以什么告终"),
    ("文书", "paper", "行为产生的法律文书，各有法定名称"),
    ("事项", "matter", "机关依法办理的一类事，有依据、时限、材料"),
    ("机关", "organ", "行使职权的行政机关，以统一社会信用代码识别"),
    ("岗位", "post", "某人在某机关、某段时间担任的角色"),
    ("行为日", "legal day", "行为在法律上发生的那一天"),
    ("生效日", "day of effect", "行为在法律上起作用的那一天，可以早于行为日，例如视为受理"),
    ("记录时间", "recorded at", "写进日志的时刻；晚于行为日的标为补录"),
    ("暂定", "provisional", "取决于尚未公布的放假通知的日期"),
    ("日根", "daily root", "一天之内所有变动办件的链尾合成的一个签名值"),
    ("指标", "indicator", "一个数，附口径，每次都能回到它所计的办件"),
)


def glossary_page() -> str:
    """Every term of the platform and of the shipped procedures, Chinese and English side by side."""
    from yifa.procedure import shipped

    parts = [HEAD + "# 词汇表 Glossary\n\n一个法律术语只用一个英文词；代码、程序包、页面用的是同一个。\n"]
    parts.append(_table("平台 The platform", ("中文", "English", "意思"), list(_WORDS)))
    for pack in shipped().values():
        rows = [
            (kind, label.zh, label.en, f"`{id}`")
            for kind, labels in _labels(pack)
            for id, label in labels.items()
        ]
        parts.append(_table(f"{pack.label.zh} {pack.label.en}", ("类别", "中文", "English", "标识"), rows))
    return "\n".join(parts)


def _labels(pack: Any) -> list[tuple[str, dict[str, Any]]]:
    plain = [("角色", pack.roles), ("阶段", pack.stages), ("结果", pack.outcomes)]
    named = [("行为", pack.acts), ("等待", pack.waits), ("时限", pack.clocks)]
    named += [("关口", pack.gates), ("文书", pack.papers)]
    return [(kind, dict(labels)) for kind, labels in plain] + [
        (kind, {id: thing.label for id, thing in things.items()}) for kind, things in named
    ]


def reading_page() -> str:
    """The rules by which reports are read, each with an example and what the reader makes of it."""
    from yifa.reading import TOPICS_ZH, read
    from yifa.reading.rules import GROUPS

    parts = [HEAD + "# 读报告的规则 Rules of reading\n\n规则是语言的规则，不是哪一篇报告的规则；例子都由读法当场读出。"
             "怎么来的见[读报告](../explanation/reading.md)。\n"]
    for title, rules in GROUPS:
        parts.append(_table(title, ("规则", "认得什么", "例子", "读作"), [
            (f"`{rule.id}`", rule.zh, rule.example, _read_out(read(rule.example), rule.id)) for rule in rules]))
    parts.append(_table("主题的名称 Topics", ("标识", "名称"), [(f"`{id}`", zh) for id, zh in TOPICS_ZH.items()]))
    return "\n".join(parts)


def _read_out(reading: Any, rule: str) -> str:
    told = [f"{f.text} = {f.value.normalize():.10g} {f.unit}（{f.subject or '—'}，{f.topic}）"
            for f in reading.figures if rule in f.rules]
    told += [f"略过“{passed.text}”" for passed in reading.passed_over if passed.rule == rule]
    told += [f"{r.kind.zh}：{'、'.join(reading.by_id[id].text for id in r.members)}，{'成立' if r.holds else '不成立'}"
             for r in reading.relations if r.rule == rule]
    return "；".join(told)


PAGES = {
    "reference/settings.md": settings_page,
    "reference/commands.md": commands_page,
    "reference/procedures.md": procedures_page,
    "reference/reading-rules.md": reading_page,
    "glossary.md": glossary_page,
}


def main() -> int:
    """Write the pages into docs/reference, or into the folder given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=ROOT / "docs")
    parser.add_argument("--pictures", action="store_true", help="take the screenshots of the README as well")
    arguments = parser.parse_args()
    for name, page in PAGES.items():
        file = arguments.into / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page(), encoding="utf-8")
    if arguments.pictures:
        from take_pictures import take

        take(ROOT / "docs" / "pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
