"""`yifa packs`: lists, checks and draws the procedures and runs their stories; needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from yifa import procedure as engine

EXAMPLES = """
  yifa packs list
  yifa packs check                      # 全部程序包：结构、引用、情景
  yifa packs check packs/licensing --json
  yifa packs draw licensing > licensing.svg
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with which packs."""
    parser.add_argument("do", choices=["list", "check", "draw"], help="list 列出；check 检查并跑情景；draw 画成 SVG")
    parser.add_argument("pack", nargs="*", help="程序包的名称或文件夹；留空为全部")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


def run(arguments: argparse.Namespace) -> int:
    """Do it; 1 if a pack has faults or a story fails."""
    folders = [_folder(name) for name in arguments.pack] or sorted(
        path for path in engine.packs_folder().iterdir() if (path / "procedure.yaml").exists()
    )
    return {"list": _list, "check": _check, "draw": _draw}[arguments.do](folders, arguments.json)


def _folder(name: str) -> Path:
    given = Path(name)
    folder = given if (given / "procedure.yaml").exists() else engine.packs_folder() / name
    if not (folder / "procedure.yaml").exists():
        sys.exit(f"没有找到程序包“{name}”：{folder} 里没有 procedure.yaml。用 yifa packs list 查看有哪些。")
    return folder


def _list(folders: list[Path], as_json: bool) -> int:
    packs = [engine.load(folder) for folder in folders]
    if as_json:
        rows = [
            {"id": p.id, "zh": p.label.zh, "en": p.label.en, "edition": p.edition, "basis": list(p.basis),
             "acts": len(p.acts), "clocks": len(p.clocks), "papers": len(p.papers)}
            for p in packs
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for p in packs:
        print(f"{p.id}  {p.label.zh}  {p.edition} 版  依据 {'、'.join(p.basis)}")
        print(f"    {len(p.acts)} 种行为 · {len(p.clocks)} 个时限 · {len(p.gates)} 道关口 · {len(p.papers)} 种文书")
    return 0


def _check(folders: list[Path], as_json: bool) -> int:
    results = [_checked(folder) for folder in folders]
    if as_json:
        print(json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=1))
    else:
        for result in results:
            mark = "通过" if not result.faults else f"{len(result.faults)} 处问题"
            print(f"{result.pack}：{mark}，{result.scenarios} 个情景")
            for fault in result.faults:
                print(f"  {fault}")
    return 1 if any(result.faults for result in results) else 0


@dataclass(frozen=True, slots=True)
class _Checked:
    pack: str
    faults: list[str]
    scenarios: int = 0


def _checked(folder: Path) -> _Checked:
    try:
        pack = engine.load(folder)
    except engine.PackFaults as faults:
        return _Checked(folder.name, [str(fault) for fault in faults.faults])
    found = [str(fault) for fault in engine.check(pack)]
    stories = sorted((folder / "scenarios").glob("*.yaml"))
    for path in stories:
        found += [str(failure) for failure in engine.story(pack, path).failures]
    return _Checked(folder.name, found, len(stories))


def _draw(folders: list[Path], as_json: bool) -> int:
    if len(folders) != 1:
        sys.exit("一次画一个程序包：yifa packs draw licensing")
    print(engine.draw(engine.load(folders[0])))
    return 0
