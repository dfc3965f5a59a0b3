"""The house keeps its order: imports, style, types, documented settings, nothing of one machine in the tree."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

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
