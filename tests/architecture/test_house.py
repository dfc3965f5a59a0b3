"""The house keeps its order: imports, style, types, documented settings, nothing of one machine in the tree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import yifa.procedure

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def tracked(*patterns: str) -> list[Path]:
    listed = run("git", "-c", "core.quotepath=off", "ls-files", *patterns).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def test_imports_point_down_the_house() -> None:
    done = run(str(BIN / "lint-imports"))

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_tree_passes_the_style_check() -> None:
    done = run(str(BIN / "ruff"), "check", ".")

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_tree_passes_the_strict_type_check() -> None:
    done = run(str(BIN / "mypy"))

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_setting_is_documented() -> None:
    from yifa.installation.environment import SETTINGS

    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")

    assert [setting.name for setting in SETTINGS if f"`{setting.name}`" not in page] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    homes = "|".join(("work", "root", "home"))  # folders in which one machine keeps its own
    pattern = re.compile(rf"(?<![\w.:/-])/(?:{homes})/")
    kinds = {".py", ".md", ".toml", ".txt", ".yaml", ".sh", ".html", ".css", ".js"}
    texts = [path for path in tracked() if path.suffix in kinds]

    assert [str(path.relative_to(ROOT)) for path in texts if pattern.search(path.read_text("utf-8", "ignore"))] == []


PURE = ["law", "workdays", "sealing", "identifiers", "installation", "uploads", "reading", "procedure"]


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_can_be_imported_without_django(room: str) -> None:
    code = f"import sys, yifa.{room}; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"

    assert run(sys.executable, "-c", code).returncode == 0


SOURCE = ROOT / "src" / "yifa"
FOR_MIGRATIONS = "yifa.casework.sql"
"""What guards tables, asked by the migrations of other rooms and by nothing that runs."""


def test_a_room_is_entered_through_its_door() -> None:
    """A Django room through its `public`, the engine through what it names and its words; a checker by the commands."""
    assert list(strays(SOURCE)) == []


def test_a_look_into_a_private_module_would_be_seen(tmp_path: Path) -> None:
    for name in ("desk", "casework", "procedure"):
        (tmp_path / name).mkdir()
    (tmp_path / "casework" / "public.py").touch()
    ways = [
        "from yifa.casework.models import Party",
        "from yifa.casework import models",
        "import yifa.casework.models",
        "from yifa.procedure.conditions import Question",
        "from yifa.procedure import conditions",
    ]
    for number, line in enumerate(ways):
        (tmp_path / "desk" / f"way{number}.py").write_text(line + "\n", encoding="utf-8")
    lawful = ["from yifa.casework.public import Case", "from yifa.procedure import State", "import yifa.law"]
    (tmp_path / "desk" / "way_in.py").write_text("\n".join(lawful), encoding="utf-8")

    assert [stray.split(":")[0] for stray in strays(tmp_path)] == [f"desk/way{n}.py" for n in range(len(ways))]


def strays(source: Path) -> Iterator[str]:
    """The imports that look past a door, as file: module."""
    rooms = {path.parent.name for path in source.glob("*/public.py")} | {"procedure"}
    for path in sorted(source.rglob("*.py")):
        inside = path.relative_to(source)
        for module, name in imported(path):
            room, _, rest = module.removeprefix("yifa.").partition(".")
            if room in rooms and room != inside.parts[0] and not is_door(room, rest, name, inside):
                yield f"{inside.as_posix()}: {module}"


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """What a file imports of ours: (module, name), the name "" where the module itself is imported."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("yifa."):
            yield from ((str(node.module), alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if alias.name.startswith("yifa."))


def is_door(room: str, rest: str, name: str, inside: Path) -> bool:
    if room == "procedure":
        named = name in yifa.procedure.__all__ if not rest else rest == "model"
        return named or (rest.startswith("checking.") and inside.parts[0] == "cli")
    if f"yifa.{room}.{rest}" == FOR_MIGRATIONS:
        return "migrations" in inside.parts
    return (rest or name) == "public" or (rest == "checking" and inside.parts[0] == "cli")
