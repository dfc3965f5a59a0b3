"""What every test may rely on: secrets of its own, a private PostgreSQL, and a log that is emptied between tests."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

os.environ.setdefault("YIFA_DATA", str(ROOT / "var" / "test"))
os.environ.setdefault("YIFA_SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests")
os.environ.setdefault("YIFA_DATA_KEY", "t1:" + base64.b64encode(bytes(range(32))).decode())
os.environ.setdefault("YIFA_SEAL_KEY", base64.b64encode(bytes(range(32))).decode())
os.environ.setdefault("YIFA_TEST_DATABASE", f"test_yifa_{os.getpid()}")
os.environ["YIFA_DATABASE_ROLE"] = "owner"
# Named here and not in the project file, so that the secrets above are there before the settings are read.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.config.settings")

# A rule of law holds on a busy machine too: no test fails for being slow. The same code gives the same result;
# `pytest --hypothesis-profile wide` looks where nobody has looked before.
hypothesis_settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis_settings.register_profile("wide", deadline=None)
hypothesis_settings.load_profile("steady")

_STARTED = []
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def _wants_database(config: pytest.Config) -> bool:
    return not config.option.collectonly and not os.environ.get("YIFA_DATABASE_URL")


def pytest_configure(config: pytest.Config) -> None:
    """Start the private server once, in the controlling process, before Django reads its address."""
    if not hasattr(config, "workerinput") and _wants_database(config):
        from yifa.installation.localdb import FAST_AND_LOOSE, local_server

        server = local_server(Path(os.environ["YIFA_DATA"]))
        server.start(FAST_AND_LOOSE)
        _STARTED.append(server)
    import django

    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server if no other run of the tests is using it."""
    import psycopg

    from yifa.installation.localdb import SUPERUSER

    for server in _STARTED:
        with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            others = connection.execute(
                "select count(*) from pg_stat_activity"
                " where backend_type = 'client backend' and pid <> pg_backend_pid()"
            ).fetchone()
        if others == (0,):
            server.stop()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference collection beside the project; tests that read it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("没有与项目并列的参考资料 ../shared，跳过与原文的核对")
    return SHARED


def superuser_url(database: str) -> str:
    """The address of a test database for the superuser, who alone may empty the log."""
    from yifa.installation.localdb import SUPERUSER, local_server

    return local_server(Path(os.environ["YIFA_DATA"])).url(SUPERUSER, database)


_TABLES = """select format('%I.%I', schemaname, tablename) from pg_tables
    where schemaname = 'public' and tablename <> 'django_migrations'"""
_GUARDED = """select tgrelid::regclass::text from pg_trigger where tgname = 'only_grows'"""


def _run(connection: Any, statements: list[str]) -> None:
    for statement in statements:
        connection.execute(statement)


def _empty_all_tables() -> None:
    """Empty every table of the test database, the append-only ones too, whose guards only the superuser can lift."""
    import psycopg
    from django.db import connection

    if os.environ.get("YIFA_DATABASE_URL"):
        target = psycopg.connect(os.environ.get("YIFA_OWNER_DATABASE_URL") or os.environ["YIFA_DATABASE_URL"])
    else:
        target = psycopg.connect(superuser_url(str(connection.settings_dict["NAME"])))
    with target:
        names = [row[0] for row in target.execute(_TABLES)]
        guarded = [row[0] for row in target.execute(_GUARDED)]
        _run(target, [f"alter table {table} disable trigger only_grows" for table in guarded])
        _run(target, ["truncate " + ", ".join(names) + " restart identity cascade"])
        _run(target, [f"alter table {table} enable always trigger only_grows" for table in guarded])
    target.close()


@pytest.fixture(scope="session", autouse=True)
def _emptying() -> None:
    """Let Django's transactional tests empty the tables in a way that the log's own triggers do not refuse."""
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = lambda self: _empty_all_tables()  # type: ignore[attr-defined,method-assign]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case of bytes by their number: files made on the fly differ from process to process."""
    return f"{argname}-{len(val)}-bytes" if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def faults_speak_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fault of a pack that any test brings about tells in Chinese what is wrong and how to mend it."""
    from yifa.procedure import Fault

    make = Fault.__init__

    def checked(fault: Fault, *given: Any, **named: Any) -> None:
        make(fault, *given, **named)
        for said in (fault.zh, fault.mend, fault.why or "没有说明"):
            assert _CHINESE.search(said), fault

    monkeypatch.setattr(Fault, "__init__", checked)
