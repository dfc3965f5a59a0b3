"""A stopped database, missing secrets, missing tables: one sentence, status 2, no trace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = (
    ("case", "show", "X1"),
    ("ledger", "verify"),
    ("ledger", "seal"),
    ("export", "ledger", "log.jsonl"),
    ("rebuild",),
    ("account", "list"),
)


def _run(tmp_path: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yifa.cli.main", *words],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_stopped_database_is_told_in_a_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = _run(tmp_path, *words, YIFA_DATABASE_URL="postgresql://yifa@127.0.0.1:9/yifa")

    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("数据库连接不上")
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_missing_secrets_are_named(tmp_path: Path) -> None:
    environment = {"YIFA_DATABASE_URL": "postgresql://yifa@127.0.0.1:9/yifa", "YIFA_DATA": str(tmp_path)}
    secrets = ("YIFA_SECRET_KEY", "YIFA_DATA_KEY", "YIFA_SEAL_KEY")
    bare = {name: value for name, value in os.environ.items() if name not in secrets} | environment
    done = subprocess.run(
        [sys.executable, "-m", "yifa.cli.main", "ledger", "verify"],
        env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert "缺少环境变量 YIFA_SECRET_KEY" in done.stderr


def test_every_command_shows_examples() -> None:
    from yifa.cli.main import COMMANDS as known
    from yifa.cli.main import main

    for command in known:
        with pytest.raises(SystemExit) as stopped:
            main([command.name, "--help"])
        assert stopped.value.code == 0
