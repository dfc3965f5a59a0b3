"""Getting ready to work: the environment of a private installation, its database server, Django.

What a real office gives by environment, a private installation keeps in its data folder, readable by its owner alone.
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yifa.installation import environment
from yifa.installation.localdb import LocalServer, local_server

SECRETS_FILE = "secrets.env"


def _load_private_secrets(folder: Path, *, make: bool) -> None:
    """Put the private installation's secrets into the environment, made on first use if `make`."""
    file = folder / SECRETS_FILE
    if make and not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        lines = {
            "YIFA_SECRET_KEY": secrets.token_urlsafe(48),
            "YIFA_DATA_KEY": "k1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
            "YIFA_SEAL_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        }
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as writing:
            writing.writelines(f"{name}={value}\n" for name, value in lines.items())
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            os.environ.setdefault(name, value)


def _has_own_database() -> bool:
    return bool(environment.read("YIFA_DATABASE_URL"))


def has_office() -> bool:
    """Whether there is an office to ask: a database by address, or a private installation in the data folder."""
    return _has_own_database() or (environment.read_folder("YIFA_DATA") / SECRETS_FILE).exists()


@contextmanager
def office(*, role: str = "app", make_secrets: bool = False) -> Iterator[LocalServer | None]:
    """Make Django ready for the length of a command, with the private server running where no address is given.

    Yields the server that was started by us and is stopped afterwards, else None. `role` is `app` or `owner`.
    """
    folder = environment.read_folder("YIFA_DATA")
    _load_private_secrets(folder, make=make_secrets)
    os.environ["YIFA_DATABASE_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.config.settings")
    server = None if _has_own_database() else local_server(folder)
    started = server.start() if server else False
    try:
        import django

        django.setup()
        yield server if started else None
    except environment.MissingSetting as missing:
        sys.exit(f"{missing}\n试用请先执行：yifa demo（密钥会自动生成并保存在数据文件夹里）。")
    finally:
        if started and server:
            _close_connections()
            server.stop()


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


def _is_up_to_date() -> bool:
    """Whether the tables are as the migrations want them; a look costs a tenth of a second, migrating two."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def migrate(verbosity: int = 0) -> None:
    """Bring the tables up to date, as the owner, in a process of its own so that the web keeps its lesser rights."""
    import subprocess

    if _is_up_to_date():
        return
    environ = {**os.environ, "YIFA_DATABASE_ROLE": "owner"}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", str(verbosity), "--no-input", "--skip-checks"]
    subprocess.run(command, env=environ, check=True)  # noqa: S603
