"""The ledger: a day sealed, the log verified, and every kind of tampering found and named."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.conftest import superuser_url
from tests.records.casework.bureau import MONDAY, Bureau
from yifa.casework.public import TooEarly, export_ledger, seal_day, today, verify

VERIFIER = Path(__file__).resolve().parents[3] / "scripts" / "verify_ledger.py"


@pytest.fixture
def two_cases(bureau: Bureau) -> list[str]:
    """Two cases of three events each, all sealed; their numbers."""
    numbers = []
    for _ in range(2):
        case = bureau.apply().case
        bureau.act(case.id, "accept")
        bureau.act(case.id, "review")
        numbers.append(case.number)
    seal_day(today())
    return numbers


def tamper(statement: str) -> None:
    """What only somebody with the superuser's password could do: switch the triggers off and write."""
    with psycopg.connect(superuser_url(str(connection.settings_dict["NAME"]))) as raw:
        for table in ("event", "root", "root_leaf"):
            raw.execute(f"alter table {table} disable trigger only_grows")
        raw.execute(statement)
        for table in ("event", "root", "root_leaf"):
            raw.execute(f"alter table {table} enable always trigger only_grows")


def test_an_untouched_log_verifies(two_cases: list[str]) -> None:
    found = verify()

    assert (found.events, found.cases, found.roots, found.faults, found.unsealed) == (6, 2, 1, (), 0)


FIRST = "case_id = (select min(case_id) from event)"
TAMPERINGS: list[tuple[str, str]] = [
    (f"update event set body = replace(body, 'review', 'revieW') where {FIRST} and seq = 3", "changed"),
    (f"delete from event where {FIRST} and seq = 2", "missing"),
    (f"delete from event where {FIRST} and seq = 3", "truncated"),
    (
        "insert into event select case_id, 4, division, act, on_day, effect_day, recorded_at, body, hash, null"
        f" from event where {FIRST} and seq = 3",
        "inserted",
    ),
    (f"update event set seq = case seq when 2 then -3 else -2 end where {FIRST} and seq > 1;"
     f" update event set seq = -seq where {FIRST} and seq < 0", "reordered"),
    ("update root set size = 3", "signature"),
    ("delete from root_leaf where seq = 3 and case_id = (select max(case_id) from event)", "missing"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "kind"), TAMPERINGS, ids=[kind for _, kind in TAMPERINGS])
def test_tampering_is_found_and_named(two_cases: list[str], statement: str, kind: str) -> None:
    for part in statement.split(";"):
        tamper(part)

    faults = verify().faults

    assert kind in {fault.kind for fault in faults}
    assert {fault.case for fault in faults} <= {"", *two_cases}


def test_a_day_is_sealed_once(two_cases: list[str], bureau: Bureau) -> None:
    first = seal_day(today())
    bureau.apply()

    assert seal_day(today()) == first
    assert verify().unsealed == 1


def test_a_day_to_come_cannot_be_sealed(bureau: Bureau) -> None:
    with pytest.raises(TooEarly):
        seal_day(today() + timedelta(days=1))


def test_each_root_covers_only_the_cases_that_moved(bureau: Bureau) -> None:
    case = bureau.apply().case
    bureau.apply()
    assert seal_day(today() - timedelta(days=1)).size == 2
    bureau.act(case.id, "accept", MONDAY)

    assert seal_day(today()).size == 1
    assert verify().faults == ()


@pytest.mark.parametrize("tampering", [None, lambda text: text.replace("食品经营", "药品经营", 1)])
def test_the_independent_verifier_agrees(
    two_cases: list[str], tmp_path: Path, tampering: Callable[[str], str] | None
) -> None:
    written = io.BytesIO()
    assert export_ledger(written) == 6
    text = written.getvalue().decode()
    file = tmp_path / "ledger.jsonl"
    file.write_text(tampering(text) if tampering else text, "utf-8")

    done = subprocess.run(
        [sys.executable, str(VERIFIER), str(file), "--json"], capture_output=True, text=True, check=False
    )

    found = json.loads(done.stdout)
    assert (found["events"], bool(found["faults"])) == (6, tampering is not None)


def test_a_legal_day_is_the_day_in_china(bureau: Bureau) -> None:
    assert isinstance(today(), date)
    assert bureau.apply(today()).events[0].late == 0
