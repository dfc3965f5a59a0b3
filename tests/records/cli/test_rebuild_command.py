"""`yifa rebuild`: what is derived can be derived again, and it says what came out otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection

from tests.records.casework.bureau import Bureau
from yifa.casework.public import scope


def test_a_sound_database_comes_out_the_same(bureau: Bureau, yifa: Callable[..., Any]) -> None:
    case = bureau.apply().case.id
    bureau.act(case, "accept")

    done = yifa("rebuild", "--json")

    assert (done.status, done.said["cases"]) == (0, 1)
    assert set(done.said["changed"].values()) == {0}


def test_a_damaged_row_is_mended_and_counted(bureau: Bureau, yifa: Callable[..., Any]) -> None:
    case = bureau.apply().case.id
    bureau.act(case, "accept")
    with scope([bureau.division]), connection.cursor() as cursor:
        cursor.execute("update clock set due = due + 30 where clock = 'decision'")
        cursor.execute("delete from mark")
        lost = cursor.rowcount

    changed = yifa("rebuild", "--json").said["changed"]

    assert (changed["clock"], changed["mark"], changed["case"]) == (1, lost, 0)
    assert set(yifa("rebuild", "--json").said["changed"].values()) == {0}
