"""`yifa ledger`: the log is verified, sealed and given to anybody."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.records.casework.bureau import Bureau
from tests.records.casework.test_ledger import tamper

VERIFIER = Path(__file__).resolve().parents[3] / "scripts" / "verify_ledger.py"


def test_a_sound_log_verifies_with_status_nought(bureau: Bureau, yifa: Callable[..., Any]) -> None:
    bureau.apply()
    assert yifa("ledger", "seal").status == 0

    found = yifa("ledger", "verify", "--json")

    assert found.status == 0
    assert {name: found.said[name] for name in ("events", "cases", "roots", "faults")} == {
        "events": 1, "cases": 1, "roots": 1, "faults": [],
    }  # fmt: skip
    assert "没有发现问题" in yifa("ledger", "verify").out


def test_a_changed_byte_is_named_with_status_one(bureau: Bureau, yifa: Callable[..., Any]) -> None:
    number = bureau.apply().case.number
    tamper("update event set body = replace(body, '食品', '药品')")

    found = yifa("ledger", "verify", "--json")

    assert found.status == 1
    assert {(fault["case"], fault["seq"]) for fault in found.said["faults"]} >= {(number, 1)}
    told = yifa("ledger", "verify")
    assert told.status == 1
    assert number in told.out


def test_an_export_is_verified_by_the_independent_script(
    bureau: Bureau, yifa: Callable[..., Any], tmp_path: Path
) -> None:
    bureau.apply()
    yifa("ledger", "seal")
    file = tmp_path / "log.jsonl"

    assert yifa("ledger", "export", "--file", str(file), "--json").said == {"file": str(file), "events": 1}

    done = subprocess.run([sys.executable, str(VERIFIER), str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["log.jsonl"]


def test_a_day_to_come_cannot_be_sealed(bureau: Bureau, yifa: Callable[..., Any]) -> None:
    refused = yifa("ledger", "seal", "--day", "2090-01-01")

    assert (refused.status, refused.err.strip()) == (2, "这一天还没有到，不能封存。")
    assert yifa("ledger", "seal", "--day", "2026-02-30").status == 2


def test_an_export_into_a_folder_that_is_not_there_is_refused(bureau: Bureau, yifa: Callable[..., Any]) -> None:
    refused = yifa("ledger", "export", "--file", "/没有的文件夹/log.jsonl")

    assert refused.status == 2
    assert "没有文件夹" in refused.err
    assert yifa("ledger", "export").status == 2
