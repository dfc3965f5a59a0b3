"""What goes wrong outside the law: a server that stops, a disk that is full, a process killed. Nothing half-done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection

from tests.conftest import superuser_url
from tests.records.casework.bureau import MONDAY, Bureau
from yifa.casework.models import Event
from yifa.casework.public import NoSuchCase, Refused, Unavailable, perform, scope, verify

pytestmark = pytest.mark.skipif(bool(os.environ.get("YIFA_DATABASE_URL")), reason="需要可以停用的本机数据库")


def admin() -> psycopg.Connection[Any]:
    return psycopg.connect(superuser_url("postgres"), autocommit=True)


def database() -> str:
    return str(connection.settings_dict["NAME"])


def events(bureau: Bureau) -> int:
    with scope([bureau.division]):
        return Event.objects.count()


def test_a_connection_lost_between_two_acts_is_replaced(bureau: Bureau) -> None:
    case = bureau.apply().case.id
    with admin() as other:
        other.execute("select pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        time.sleep(0.1)

    assert bureau.act(case, "accept").case.seq == 2


def test_a_database_that_does_not_answer_is_said_plainly_and_nothing_is_written(bureau: Bureau) -> None:
    case = bureau.apply().case.id
    connection.close()
    with admin() as other:
        other.execute(f"alter database {database()} allow_connections false")
        try:
            with pytest.raises(Unavailable, match="没有记录"):
                bureau.act(case, "accept")
        finally:
            other.execute(f"alter database {database()} allow_connections true")

    assert events(bureau) == 1
    assert bureau.act(case, "accept").case.seq == 2


def test_a_backend_that_dies_in_the_middle_of_an_act_leaves_nothing_half_done(bureau: Bureau) -> None:
    case = bureau.apply().case.id
    backend = connection.connection.info.backend_pid
    with psycopg.connect(superuser_url(database())) as blocker:
        # The act waits for this row, and dies waiting, after it has read and decided.
        blocker.execute('select 1 from "case" where id = %s for update', [case])
        killer = subprocess.Popen([sys.executable, "-c", _KILL, superuser_url("postgres"), str(backend)])
        with pytest.raises(Unavailable):
            bureau.act(case, "accept")
        killer.wait()

    assert events(bureau) == 1
    assert verify().faults == ()


_KILL = """
import sys, time, psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as raw:
    for _ in range(200):
        row = raw.execute("select wait_event_type from pg_stat_activity where pid = %s", [int(sys.argv[2])]).fetchone()
        if row and row[0] == "Lock":
            raw.execute("select pg_terminate_backend(%s)", [int(sys.argv[2])])
            break
        time.sleep(0.05)
"""


def test_a_process_killed_between_two_acts_loses_and_halves_nothing(bureau: Bureau) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-c", _WORK, str(connection.settings_dict["NAME"]), bureau.organ],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert worker.stdout
    for _ in range(5):
        worker.stdout.readline()
    worker.send_signal(signal.SIGKILL)
    acknowledged = 5 + len(worker.stdout.readlines())
    worker.wait()
    connection.close()

    found = verify()
    assert found.faults == ()
    # What was acknowledged is there; one act more may have been written and not acknowledged any more.
    assert found.events - acknowledged in (0, 1)


_WORK = """
import sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from tests.records.casework.bureau import *
bureau = Bureau(sys.argv[2], DIVISION, *(Person(f"account:{r}", frozenset({r}), sys.argv[2], r) for r in ROLES))
while True:
    case = bureau.apply().case.id
    print(case, flush=True)
    for act in ("accept", "review"):
        bureau.act(case, act)
        print(act, flush=True)
"""


def test_a_full_disk_is_an_error_and_nothing_is_written(bureau: Bureau) -> None:
    """A trigger stands in for the disk, which a test should not fill: it fails as the server does, while writing."""
    from tests.records.casework.test_bulk import plain
    from yifa.casework.public import perform_many

    with scope(["*"]), connection.cursor() as cursor:
        cursor.execute(_FULL)
    try:
        with pytest.raises(psycopg.errors.DiskFull):
            bureau.apply()
        with pytest.raises(psycopg.errors.DiskFull):
            perform_many(plain(bureau, ["a", "b"]))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("drop trigger full_disk on party; drop function full_disk()")

    assert events(bureau) == 0
    assert bureau.apply().case.seq == 1


_FULL = """create function full_disk() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
    create trigger full_disk before insert on party for each statement execute function full_disk()"""

ANSWERS = [
    # a citizen number whose check digit is wrong
    ({"applicant_id": "110101199003070000"}, "answer.identifier"),
    # a text that is no text
    ({"summary": 5}, "answer.type"),
    # a character that no database keeps
    ({"summary": "空\x00字符"}, "answer."),
    # half a character
    ({"summary": "\ud800"}, "answer."),
    # a question nobody asked
    ({"shoe_size": "42"}, "answer.unknown"),
    # something missing
    ({"applicant_name": ""}, "answer.missing"),
    # a text longer than its field
    ({"applicant_name": "长" * 10_000}, "answer.range"),
]


@pytest.mark.parametrize(("changed", "code"), ANSWERS)
def test_an_answer_that_cannot_be_is_refused(bureau: Bureau, changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        bureau.apply(**changed)

    assert refused.value.refusal.code.startswith(code)
    assert events(bureau) == 0


def test_an_act_nobody_knows_is_refused(bureau: Bureau) -> None:
    case = bureau.apply().case.id

    with pytest.raises(Refused) as refused:
        perform(case, "marry", by=bureau.window, on=MONDAY, answers={})

    assert refused.value.refusal.code == "act.unknown"


def test_a_day_that_no_calendar_knows_is_refused(bureau: Bureau) -> None:
    with pytest.raises(Refused):
        bureau.apply(date(1899, 12, 31))



def test_a_case_nobody_opened_is_no_case(bureau: Bureau) -> None:
    with pytest.raises(NoSuchCase):
        bureau.act(10**12, "accept")
