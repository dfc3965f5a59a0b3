"""What the database itself forbids: changing the log, and seeing rows of another division."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection, transaction

from tests.records.casework.bureau import Bureau
from yifa.casework.models import Case, Event, Party
from yifa.casework.public import NoSuchCase, scope, verify
from yifa.identifiers import reserved_credit_code

LOGS = ("event", "reading", "root", "root_leaf")
CHANGES = ("update {} set division = division", "delete from {}", "truncate {}")


@pytest.fixture
def as_app(bureau: Bureau) -> object:
    """A connection under the role of the web."""
    settings = connection.get_connection_params()
    wanted = {name: settings[name] for name in ("dbname", "host", "port", "user", "password") if settings.get(name)}
    with psycopg.connect(**wanted, options="-c role=yifa_app", autocommit=True) as raw:
        yield raw


@pytest.mark.parametrize("table", LOGS)
@pytest.mark.parametrize("change", ["update", "delete", "truncate"])
def test_the_web_may_not_change_a_log(as_app: psycopg.Connection[tuple[object]], table: str, change: str) -> None:
    statement = {"update": f"update {table} set {'day = day' if 'root' in table else 'division = division'}",
                 "delete": f"delete from {table}", "truncate": f"truncate {table}"}[change]  # fmt: skip

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_app.execute(statement)


@pytest.mark.parametrize("table", LOGS)
@pytest.mark.parametrize("change", ["update", "delete", "truncate"])
def test_the_owner_may_not_change_a_log_either(bureau: Bureau, table: str, change: str) -> None:
    bureau.apply()
    statement = {"update": f"update {table} set {'day = day' if 'root' in table else 'division = division'}",
                 "delete": f"delete from {table}", "truncate": f"truncate {table}"}[change]  # fmt: skip

    with pytest.raises(Exception, match="日志只能追加"), scope(["*"]), connection.cursor() as cursor:
        cursor.execute(statement)


def test_where_no_division_is_set_no_row_is_seen(bureau: Bureau) -> None:
    bureau.apply()

    assert (Case.objects.count(), Event.objects.count(), Party.objects.count()) == (0, 0, 0)


def test_a_scope_shows_the_rows_of_its_divisions_and_no_others(bureau: Bureau) -> None:
    other = Bureau.make(reserved_credit_code(2, kind="11"), "420703")
    mine, theirs = bureau.apply().case, other.apply().case

    with scope(["420704"]):
        assert [case.number for case in Case.objects.all()] == [mine.number]
    with scope(["420703", "420704"]):
        assert {case.number for case in Case.objects.all()} == {mine.number, theirs.number}


def test_a_case_of_another_division_is_no_case(bureau: Bureau) -> None:
    other = Bureau.make(reserved_credit_code(2, kind="11"), "420703")
    theirs = other.apply().case.id

    with pytest.raises(NoSuchCase):
        bureau.act(theirs, "accept")


def test_a_row_of_another_division_cannot_be_written(bureau: Bureau) -> None:
    with pytest.raises(Exception, match="row-level security"), scope(["420703"]):
        bureau.apply()


def test_nothing_of_a_scope_is_left_on_a_pooled_connection(bureau: Bureau) -> None:
    case = bureau.apply().case.id
    with scope([bureau.division]):
        assert Case.objects.count() == 1
    bureau.act(case, "accept")

    assert Case.objects.count() == 0
    with transaction.atomic():
        assert Case.objects.count() == 0


def test_an_inner_scope_ends_with_itself(bureau: Bureau) -> None:
    bureau.apply()

    with scope([bureau.division]):
        with scope(["420703"]):
            assert Case.objects.count() == 0
        assert Case.objects.count() == 1


def test_rights_of_the_web_are_enough_for_its_work(as_app: psycopg.Connection[tuple[object]], bureau: Bureau) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role yifa_app")
        with scope([bureau.division]):
            case = bureau.apply().case.id
            bureau.act(case, "accept")

    assert verify().events == 2
