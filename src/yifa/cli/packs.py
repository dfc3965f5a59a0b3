"""`yifa packs`: lists, checks, draws and begins procedures and runs their stories; needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from textwrap import indent

from yifa import procedure as engine
from yifa.law import Texts
from yifa.papers.checking import faults_of_templates
from yifa.procedure import BadName, PackFaults, begin_pack
from yifa.procedure.checking.coverage import coverage, in_words
from yifa.procedure.checking.examine import told
from yifa.procedure.checking.mutants import try_mutants
from yifa.procedure.model import Place

ENOUGH = 0.95
"""Fewer mutants noticed than this, and a pack is not watched well enough."""

MOST_SHOWN = 100
"""So many characters of a line are shown with its fault."""

EXAMPLES = """
  yifa packs list
  yifa packs check                               # 全部程序包：结构、引用、时限、文字、情景
  yifa packs check packs/licensing --json
  yifa packs check --laws ../shared/laws         # 对照法律全文核对条、款、项和期限
  yifa packs coverage --rules ../shared/law.md   # 哪些规则已经编写、哪个情景走到、哪些没有、为什么
  yifa packs new water_permit                    # 写出一个新程序包的骨架
  yifa packs mutants licensing --laws ../shared/laws   # 改动三百次，看检查和情景能发现多少
  yifa packs draw licensing --svg > licensing.svg
  yifa packs draw licensing --bpmn > licensing.bpmn
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with which packs."""
    parser.add_argument(
        "do",
        choices=sorted(_DOERS),
        help="list 列出；check 检查并跑情景；coverage 对照规则库；mutants 改动试检；draw 画图；new 新建",
    )
    parser.add_argument("pack", nargs="*", help="程序包的名称或文件夹；留空为全部")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")
    picture = parser.add_mutually_exclusive_group()
    picture.add_argument("--svg", action="store_true", help="draw：画成 SVG（默认）")
    picture.add_argument("--bpmn", action="store_true", help="draw：画成 BPMN 2.0，可用流程软件打开")
    parser.add_argument("--count", type=int, default=300, help="mutants：改动多少次")
    parser.add_argument("--seed", type=int, default=1, help="mutants：随机数种子")
    parser.add_argument("--rules", type=Path, metavar="FILE", help="规则库（Markdown 表格），coverage 用")
    parser.add_argument("--laws", type=Path, metavar="DIR", help="法律全文的文件夹，文件名为 名称(通过日期).md")


def run(arguments: argparse.Namespace) -> int:
    """Do it; 1 if a pack has faults or a story fails."""
    return _DOERS[arguments.do](arguments)


def folders(names: list[str]) -> list[Path]:
    """The packs named, or all that ship; folders that begin with _ hold fragments."""
    if names:
        return [_folder(name) for name in names]
    found = engine.packs_folder().glob("*/procedure.yaml")
    return sorted(path.parent for path in found if not path.parent.name.startswith("_"))


def _folder(name: str) -> Path:
    given = Path(name)
    folder = given if (given / "procedure.yaml").exists() else engine.packs_folder() / name
    if (folder / "procedure.yaml").exists():
        return folder
    if given.is_file():
        given = given.parent
        sys.exit(f"“{name}”是一个文件。程序包是一个文件夹，请写：yifa packs check {given}。")
    if given.is_dir():
        sys.exit(f"文件夹“{name}”里没有 procedure.yaml，还不是程序包。新建一个：yifa packs new 名称。")
    near = get_close_matches(name, (path.name for path in folders([])), 1)
    hint = f"是不是想写 {near[0]}？" if near else "用 yifa packs list 查看有哪些；自己的程序包，请写它的文件夹。"
    sys.exit(f"没有找到程序包“{name}”。{hint}")


def _texts(folder: Path | None) -> Texts:
    if folder is not None and not folder.is_dir():
        sys.exit(f"没有法律全文的文件夹“{folder}”。")
    return Texts(folder)


def _list(arguments: argparse.Namespace) -> int:
    packs = [engine.load(folder) for folder in folders(arguments.pack)]
    if arguments.json:
        rows = [
            {
                "id": p.id,
                "zh": p.label.zh,
                "en": p.label.en,
                "edition": p.edition,
                "basis": list(p.basis),
                "acts": len(p.acts),
                "clocks": len(p.clocks),
                "papers": len(p.papers),
            }
            for p in packs
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for p in packs:
        print(f"{p.id}  {p.label.zh}  {p.edition} 版  依据 {'、'.join(p.basis)}")
        print(f"    {len(p.acts)} 种行为 · {len(p.clocks)} 个时限 · {len(p.gates)} 道关口 · {len(p.papers)} 种文书")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    texts = _texts(arguments.laws)
    asked = folders(arguments.pack)
    results = [_with_templates(engine.examine(folder, texts)) for folder in asked]
    read = {result.procedure.id: result.procedure for result in results if result.procedure is not None}
    between = engine.faults_between({**engine.sound(), **read}, of=read)
    if arguments.json:
        found = [_as_json(result) for result in results]
        found += [{"pack": "", "faults": _faults_as_json(between), "scenarios": 0}] if between else []
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for folder, result in zip(asked, results, strict=True):
            print(f"{result.pack}：{_verdict(result)}")
            untold = [fault for fault in result.faults if fault.what.startswith("untold:")]
            for fault in result.faults:
                if fault not in untold:
                    print(_told(fault, folder))
            if untold:
                print("  还没有情景试过的（没有试过的，等于没有；在 scenarios/ 里补一步或者一个情景）：")
                print("\n".join(f"      {fault.place}：{fault.zh}" for fault in untold))
        if between:
            print(f"程序包之间：{len(between)} 处问题")
            print("\n".join(_told(fault, engine.packs_folder()) for fault in between))
    return 1 if between or any(result.faults for result in results) else 0


def _with_templates(result: engine.Examined) -> engine.Examined:
    """With what the room of papers finds in the templates."""
    found = list(faults_of_templates(result.procedure)) if result.procedure is not None else []
    return replace(result, faults=(*result.faults, *found))


def _verdict(result: engine.Examined) -> str:
    """The first line: whether it passed, and that its stories were not told where it cannot be read."""
    if result.procedure is None:
        return f"{len(result.faults)} 处问题，还读不成一个程序，改正以后再跑情景"
    mark = "通过" if not result.faults else f"{len(result.faults)} 处问题"
    return f"{mark}，{len(result.stories)} 个情景"


def _told(fault: engine.Fault, folder: Path) -> str:
    """A fault with the line it is about: where, what, the line as written, why, how to mend, a path that shows it."""
    what, *rest = fault.sentences()
    note = "（提醒）" if fault.severity == "warning" else ""
    lines = [f"  {fault.place}：{note}{what}"]
    if written := _written(fault.place, folder):
        lines.append(f"      原文：{written}")
    lines += [f"      {sentence}" for sentence in rest]
    if fault.story:
        lines.append(indent(f"走法（可以另存为情景运行）：\n{fault.story}", "      "))
    return "\n".join(lines)


def _written(place: Place, folder: Path) -> str:
    """The line of a place as its author wrote it; "" for the first line, which stands for the file as a whole."""
    path = next((path for path in (folder / place.file, folder.parent / place.file) if path.is_file()), None)
    if path is None or place.line == 1:
        return ""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    text = lines[place.line - 1].strip() if place.line <= len(lines) else ""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def _as_json(result: engine.Examined) -> dict[str, object]:
    return {"pack": result.pack, "faults": _faults_as_json(result.faults), "scenarios": len(result.stories)}


def _faults_as_json(faults: Iterable[engine.Fault]) -> list[dict[str, object]]:
    return [
        {"file": fault.place.file, "line": fault.place.line, "zh": fault.zh, "what": fault.what, "why": fault.why,
         "mend": fault.mend, "severity": fault.severity, "story": fault.story}
        for fault in faults
    ]  # fmt: skip


def _coverage(arguments: argparse.Namespace) -> int:
    if arguments.rules is None or not arguments.rules.is_file():
        sys.exit("请写明规则库文件：yifa packs coverage --rules 文件。")
    packs = [engine.load(folder) for folder in folders(arguments.pack)]
    sections = coverage(arguments.rules, [(pack, told(pack)) for pack in packs])
    if arguments.json:
        found = {"sections": {section.number: section.as_json() for section in sections}}
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print("\n".join(in_words(sections)))
    return 0


def _mutants(arguments: argparse.Namespace) -> int:
    texts = _texts(arguments.laws)
    try:
        results = [try_mutants(folder, arguments.count, arguments.seed, texts) for folder in folders(arguments.pack)]
    except PackFaults as unsound:
        print("\n".join(fault.in_chinese() for fault in unsound.faults))
        return 1
    for result in results:
        print("\n".join(result.in_words()))
    return 1 if any(result.share < ENOUGH for result in results) else 0


def _new(arguments: argparse.Namespace) -> int:
    if len(arguments.pack) != 1:
        sys.exit("写明新程序包的名称：yifa packs new water_permit")
    given = Path(arguments.pack[0])
    packs = given.parent if len(given.parts) > 1 else engine.packs_folder()
    try:
        folder = begin_pack(given.name, packs)
    except BadName as error:
        sys.exit(str(error))
    print(
        f"已写好 {folder}。\n接着：yifa packs check {folder}，按它说的逐条写；做法见 docs/how-to/add-a-procedure.md。"
    )
    return 0


def _draw(arguments: argparse.Namespace) -> int:
    if len(arguments.pack) != 1:
        sys.exit("一次画一个程序包：yifa packs draw licensing")
    procedure = engine.load(_folder(arguments.pack[0]))
    print(engine.bpmn(procedure) if arguments.bpmn else engine.draw(procedure))
    return 0


_DOERS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "check": _check,
    "coverage": _coverage,
    "draw": _draw,
    "mutants": _mutants,
    "new": _new,
}
