"""The shortest way to PostgreSQL: prepared statements on the connection that Django already holds.

It knows nothing of cases. It uses `psycopg.pq`, psycopg's own wrapper of libpq, because a cursor costs more than the
statement it runs (measured in docs/decisions/0004-the-write-path.md); everything that isn't the door uses the ORM.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import connection, transaction
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

Param = bytes | None
Rows = list[tuple[bytes | None, ...]]
Plain = int | str | None

_WIDEN = b"""with was as materialized (select current_setting('app.divisions', true) v)
    select v, set_config('app.divisions', '*', true) from was"""
_GOOD = frozenset((ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK))
_MOST_STATEMENTS = 500


class Unavailable(RuntimeError):
    """数据库暂时连接不上，您的操作没有记录；请稍后重试。"""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.__doc__)


class Uncertain(Unavailable):
    """数据库在提交时断开，不能确定您的操作是否已经记录；请刷新案件后再决定是否重试。"""


class Wire:
    """One transaction on Django's connection: read, think, write, in as few round trips as there are thoughts."""

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self.raw = raw
        self._pg = raw.pgconn

    def run(self, sql: bytes) -> Rows:
        """Run one or more statements without parameters in one message; the rows of the last."""
        return self._rows(self._pg.exec_(sql))

    def ask(self, sql: str, params: Sequence[Param]) -> Rows:
        """Run a statement with parameters in text form, prepared on its first use on this connection."""
        name = self._prepared(sql)
        return self._rows(self._pg.exec_prepared(name, params))  # type: ignore[arg-type]

    def _prepared(self, sql: str) -> bytes:
        names = _PREPARED.get(self.raw)
        if names is None:
            names = _PREPARED[self.raw] = {}
        name = names.get(sql)
        if name is None:
            if len(names) >= _MOST_STATEMENTS:
                self.run(b"deallocate all")
                names.clear()
            name = b"yifa_%d" % len(names)
            self._rows(self._pg.prepare(name, sql.encode()))
            names[sql] = name
        return name

    def prepare(self, sql: str) -> str:
        """The name under which `execute NAME(…)` runs a statement inside a message of several."""
        return self._prepared(sql).decode()

    def _rows(self, result: psycopg.pq.abc.PGresult) -> Rows:
        if result.status not in _GOOD:
            raise _error(result, self._pg)
        columns = range(result.nfields)
        return [tuple([result.get_value(row, at) for at in columns]) for row in range(result.ntuples)]

    @contextmanager
    def everywhere(self) -> Iterator[None]:
        """Within it the transaction sees and may write the rows of all divisions, as the law's own acts do.

        For what follows from an act by law in cases linked to it; what a person is shown is never read in it.
        """
        before, _ = self.run(_WIDEN)[0]
        try:
            yield
        finally:
            # A transaction that failed is rolled back, and its setting with it.
            if self._pg.transaction_status == TransactionStatus.INTRANS:
                self.run(b"select set_config('app.divisions', %b, true)" % _literal((before or b"").decode()))

    @property
    def is_idle(self) -> bool:
        """Whether no transaction is open."""
        return self._pg.transaction_status == TransactionStatus.IDLE


_PREPARED: WeakKeyDictionary[psycopg.Connection[Any], dict[str, bytes]] = WeakKeyDictionary()


def _error(result: psycopg.pq.abc.PGresult, pg: psycopg.pq.abc.PGconn) -> Exception:
    if pg.status == ConnStatus.BAD:
        return Unavailable()
    error = psycopg.errors.error_from_result(result)
    return Unavailable(str(error)) if isinstance(error, psycopg.errors.AdminShutdown) else error


def _raw() -> psycopg.Connection[Any]:
    try:
        connection.ensure_connection()
    except Exception as error:
        if isinstance(error.__cause__ or error, psycopg.OperationalError):
            raise Unavailable from error
        raise
    raw: psycopg.Connection[Any] = connection.connection
    return raw


@contextmanager
def transacting(divisions: str, sql: str, *params: Plain) -> Iterator[tuple[Wire, Rows]]:
    """A wire within a transaction that sees the rows of `divisions` (codes joined by commas; '*' for all), and the rows
    of its first statement, which travels in the same message as the beginning.

    Inside Django's `atomic` it joins that transaction and leaves its divisions alone (`scope` has set them); otherwise
    it is a transaction of its own, committed at the end and rolled back if anything is raised. Parameters may be
    whole numbers, None, and texts of ASCII letters, digits, `:`, `_`, `,`, `*` and `-`.
    """
    wire = Wire(_raw())
    if connection.in_atomic_block:
        if wire.is_idle:
            # psycopg begins a transaction with its own first statement; ours must not come before it.
            wire.run(b"begin")
        yield wire, wire.ask(sql, [None if p is None else str(p).encode() for p in params])
        return
    wire, rows = _begin(wire, divisions, sql, params)
    try:
        yield wire, rows
    except BaseException:
        _roll_back(wire)
        raise
    _commit(wire)


def _begin(wire: Wire, divisions: str, sql: str, params: Sequence[Plain]) -> tuple[Wire, Rows]:
    tail = b"set local app.divisions = %b; execute %b%b"
    literals = b"(%b)" % b", ".join(map(_literal, params)) if params else b""
    for last_try in (False, True):
        try:
            name = wire.prepare(sql).encode()
            return wire, wire.run(b"begin; " + tail % (_literal(divisions), name, literals))
        except (Unavailable, psycopg.OperationalError):
            # Nothing was done yet: a connection that died while it lay idle may be replaced, once.
            connection.close()
            if last_try:
                raise
            wire = Wire(_raw())
        except psycopg.Error:
            _roll_back(wire)
            raise
    raise Unavailable


def _commit(wire: Wire) -> None:
    try:
        wire.run(b"commit")
    except Unavailable as error:
        connection.close()
        raise Uncertain from error


def _roll_back(wire: Wire) -> None:
    try:
        wire.run(b"rollback")
    except (Unavailable, psycopg.Error):
        connection.close()


_SAFE = re.compile(r"[A-Za-z0-9:_,*-]*")


def _literal(value: Plain) -> bytes:
    """A parameter written into the statement; texts are checked letter by letter. Raises ValueError."""
    if value is None:
        return b"null"
    if isinstance(value, int):
        return b"%d" % value
    if not _SAFE.fullmatch(value):
        raise ValueError(f"“{value}”不能写入数据库语句：只能是字母、数字和连接符。")
    return b"'%b'" % value.encode()


EVERYWHERE = "*"
"""The divisions of scheduled commands, which act for no division: all of them."""


@contextmanager
def scope(divisions: Sequence[str]) -> Iterator[None]:
    """A transaction in which the rows of these divisions are seen and may be written, and no others (行级安全).

    Pages wrap a request's work in it; the setting ends with the transaction, so the next user of a pooled
    connection starts with nothing. Nested scopes narrow or widen until they end.
    """
    joined = ",".join(divisions)
    _literal(joined)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_setting('app.divisions', true)")
        before = cursor.fetchone()[0] or ""
        cursor.execute("select set_config('app.divisions', %s, true)", [joined])
        try:
            yield
        finally:
            if not connection.needs_rollback and connection.connection is not None and before:
                cursor.execute("select set_config('app.divisions', %s, true)", [before])
