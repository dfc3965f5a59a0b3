"""What is generated is up to date, what is linked is there, and what is shipped holds the law."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATED = ["reference/settings.md", "reference/procedures.md", "reference/reading-rules.md", "glossary.md"]


@pytest.mark.parametrize("page", GENERATED)
def test_a_generated_page_says_what_the_code_says(page: str) -> None:
    made = _script("make_docs").PAGES[page]()

    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == made, "请执行 make docs"


def test_every_command_is_described() -> None:
    from yifa.cli.main import COMMANDS

    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")

    assert [command.name for command in COMMANDS if f"## yifa {command.name}\n" not in page] == []


def test_no_document_links_to_what_is_not_there() -> None:
    documents = [ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "docs").rglob("*.md")]

    broken = [
        f"{document.relative_to(ROOT)} → {target}"
        for document in documents
        for target in _LINK.findall(document.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("/") and not (document.parent / target).exists()
    ]

    assert broken == []


def test_the_wheel_works_without_the_repository(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(tmp_path), str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("yifa-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = (
        "from yifa.procedure import shipped; from yifa.law import Statutes; import yifa;"
        "print(yifa.__file__, *shipped(), len(list(Statutes.shipped())) > 20)"
    )

    told = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip

    assert told[0].startswith(str(tmp_path / "site"))
    packs = sorted(path.parent.name for path in (ROOT / "packs").glob("*/procedure.yaml"))
    assert told[1:] == [*packs, "True"]
