"""`yifa read`: the figures of a report, its check against itself, several reports side by side; needs no database.

It finds the files and prints; all reading is done by `yifa.reading`.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from yifa.cli.plainly import NotDone
from yifa.reading import TOPICS_ZH, Reading, read
from yifa.reading.audit import Weight, audit
from yifa.reading.compare import Comparison, compare
from yifa.reading.exports import comparison_xlsx, figures_jsonl, reading_xlsx, relations_json
from yifa.reading.page_of_comparison import comparison_html
from yifa.reading.sources import Unreadable, text_of_file

EXAMPLES = """
  yifa read figures 年报.txt
  yifa read figures 年报.docx --jsonl 数.jsonl --relations 关系.json --xlsx 数.xlsx
  yifa read audit 年报.pdf
  yifa read audit 年报.html --json
  yifa read compare 甲市.txt 乙市.docx 丙县.pdf --xlsx 对比.xlsx --html 对比.html
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with which files, and where the results go."""
    parser.add_argument("do", choices=tuple(_DOERS), help="figures 读出数；audit 核对自身；compare 多篇对比")
    parser.add_argument("files", nargs="+", type=Path, metavar="文件", help=".txt、.html、.docx、.pdf")
    parser.add_argument("--jsonl", type=Path, metavar="OUT", help="figures：把数写成每行一个 JSON")
    parser.add_argument("--relations", type=Path, metavar="OUT", help="figures：把数之间的关系写成 JSON")
    parser.add_argument("--xlsx", type=Path, metavar="OUT", help="figures、compare：写成 Excel 工作簿")
    parser.add_argument("--html", type=Path, metavar="OUT", help="compare：写成带图表的网页")
    parser.add_argument("--json", action="store_true", help="audit：以 JSON 输出，供程序读取")


def run(arguments: argparse.Namespace) -> int:
    """Do it: 0 whatever is found, 2 where a file cannot be read."""
    return _DOERS[arguments.do](arguments)


def _reading(path: Path) -> Reading:
    try:
        return read(text_of_file(path))
    except Unreadable as error:
        raise NotDone(str(error)) from error


def _only(files: list[Path], what: str) -> Path:
    if len(files) != 1:
        raise NotDone(f"yifa read {what} 一次读一个文件；要比较几篇，请用 yifa read compare。")
    return files[0]


def _figures(arguments: argparse.Namespace) -> int:
    reading = _reading(_only(arguments.files, "figures"))
    written = [
        (arguments.jsonl, figures_jsonl(reading).encode()), (arguments.relations, relations_json(reading).encode()),
        (arguments.xlsx, reading_xlsx(reading, audit(reading)) if arguments.xlsx else b""),
    ]
    if not _write(written):
        rows = [(f.id, f.text, f.subject, TOPICS_ZH[f.topic]) for f in reading.figures]
        print(_table(("编号", "数", "计的是什么", "主题"), rows))
    broken = len(reading.contradictions)
    print(f"{len(reading.figures)} 个数，{len(reading.relations)} 项关系，其中 {broken} 项不成立。")
    return 0


def _audit(arguments: argparse.Namespace) -> int:
    path = _only(arguments.files, "audit")
    findings = audit(_reading(path))
    if arguments.json:
        print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))
        return 0
    for weight in Weight:
        found = [finding for finding in findings if finding.weight is weight]
        print(f"{weight.zh}：{len(found)} 处" if found else f"{weight.zh}：没有发现")
        for order, finding in enumerate(found, 1):
            print(f"\n  {order}. {finding.title}\n     {finding.arithmetic}")
            if weight is not Weight.UNCHECKED:
                print("\n".join(f"     原句：{sentence}" for sentence in finding.sentences))
        print()
    return 0


def _compare(arguments: argparse.Namespace) -> int:
    if len(arguments.files) < 2:
        raise NotDone("对比至少要两个文件。")
    names = [path.stem for path in arguments.files]
    labels = names if len(set(names)) == len(names) else [str(path) for path in arguments.files]
    told = compare(dict(zip(labels, map(_reading, arguments.files), strict=True)))
    written = [(arguments.xlsx, comparison_xlsx(told) if arguments.xlsx else b""),
               (arguments.html, comparison_html(told).encode() if arguments.html else b"")]
    if not _write(written):
        _print_comparison(told)
    return 0


def _print_comparison(told: Comparison) -> None:
    print("各主题的数\n" + _table(("主题", *told.names), [(t.zh, *map(str, t.counts)) for t in told.topics]))
    for title, rates in (("比率", True), ("数量", False)):
        cells = [(TOPICS_ZH[r.topic], r.label, *(f.text if f else "—" for f in r.figures))
                 for r in told.rows if r.is_rate is rates]
        print(f"\n{title}\n" + (_table(("主题", "计的是什么", *told.names), cells) if cells else "没有两篇都写的。"))
    if told.per:
        cells = [(p.label, *("—" if v is None else str(v) for v in p.values)) for p in told.per]
        print("\n平均\n" + _table(("平均", *told.names), cells))
    print("\n只有一篇写了的")
    for place, name in enumerate(told.names):
        alone = [t.zh for t in told.topics if t.counts[place] and sum(map(bool, t.counts)) == 1]
        silent = [t.zh for t in told.topics if not t.counts[place]]
        print(f"  {name}：独有主题 {'、'.join(alone) or '无'}；没有写到 {'、'.join(silent) or '无'}")


def _write(written: Iterable[tuple[Path | None, bytes]]) -> bool:
    asked = [(path, content) for path, content in written if path is not None]
    for path, content in asked:
        path.write_bytes(content)
        print(f"已写入 {path}")
    return bool(asked)


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell, a Chinese character counting two."""
    lines = [[cell.replace("\n", " ") for cell in row] for row in (head, *rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(head))]
    told = ["  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines]
    told.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(told)


_DOERS: dict[str, Callable[[argparse.Namespace], int]] = {"figures": _figures, "audit": _audit, "compare": _compare}
