"""Common ground of the commands that work on an office: faults said plainly, organs and days found from words.

Only faults that an operator can meet and mend are turned into sentences; a bug still shows itself as one.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from yifa.law import BadStatute
from yifa.procedure import PackFaults

if TYPE_CHECKING:
    from yifa.organs.public import Organ

T = TypeVar("T")
Run = Callable[[argparse.Namespace], int]
_MEND = {
    FileNotFoundError: "没有这个文件",
    IsADirectoryError: "这是一个文件夹",
    NotADirectoryError: "路径中有一段不是文件夹",
    PermissionError: "没有读写的权限",
    FileExistsError: "已经有这个文件",
}


class NotDone(Exception):
    """The command cannot be done as asked; the message is a Chinese sentence with a remedy."""


def plainly(run: Run) -> Run:
    """Run a command; an expected fault becomes a sentence on the error output and exit status 2."""

    @wraps(run)
    def plain(arguments: argparse.Namespace) -> int:
        try:
            return run(arguments)
        except SystemExit as stopped:
            if not isinstance(stopped.code, str):
                raise
            sentence = stopped.code
        except Exception as error:
            found = sentence_of(error)
            if found is None:
                raise
            sentence = found
        print(sentence, file=sys.stderr)
        return 2

    return plain


def sentence_of(error: BaseException) -> str | None:
    """What to tell the operator about a fault; None for one that nobody expected."""
    if isinstance(error, NotDone):
        return str(error)
    if isinstance(error, BadStatute | PackFaults):
        return str(error)
    if isinstance(error, OSError):
        why = next((words for kind, words in _MEND.items() if isinstance(error, kind)), error.strerror or str(error))
        return f"打不开文件 {error.filename}：{why}。" if error.filename else f"读写失败：{why}。"
    return _of_database(error)


def _of_database(error: BaseException) -> str | None:
    import psycopg
    from django.apps import apps
    from django.core.exceptions import ImproperlyConfigured
    from django.db import InterfaceError, OperationalError

    from yifa.installation.localdb import NoPostgres

    if isinstance(error, ImproperlyConfigured) and "DATABASES" in str(error):
        return "YIFA_DATABASE_URL 不是 PostgreSQL 的地址，应写成 postgresql://用户:口令@主机:端口/库名。"
    if isinstance(error, NoPostgres) or not apps.ready:
        # A command that never asked for the database has no trouble with it.
        return str(error) if isinstance(error, NoPostgres) else None
    from yifa.casework.public import Unavailable

    if isinstance(error, OperationalError | InterfaceError | psycopg.OperationalError | Unavailable):
        said = str(error).strip().splitlines()
        return f"数据库连接不上（{said[0] if said else '没有应答'}）。请确认数据库已经启动，YIFA_DATABASE_URL 正确。"
    if isinstance(error.__cause__ or error, psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn):
        return "数据库里还没有本系统的表，或者版本较旧。请先执行 yifa migrate。"
    if isinstance(error.__cause__ or error, psycopg.errors.InsufficientPrivilege):
        return "数据库不允许以这一身份做这件事。须由属主做的（migrate、rebuild），请给出 YIFA_OWNER_DATABASE_URL。"
    return None


def organ_of(words: str) -> Organ:
    """The organ of a name or a unified social credit code. Raises NotDone, naming the organs there are."""
    from django.db.models import Q

    from yifa.organs.public import Organ

    found = Organ.objects.filter(Q(code=words) | Q(name=words)).first()
    if found is None:
        known = "、".join(Organ.objects.order_by("code").values_list("name", flat=True)[:10])
        raise NotDone(f"没有名称或者代码为“{words}”的机关。" + (f"现有：{known}。" if known else "现在还没有机关。"))
    return found


def day_of(words: str) -> date:
    """A day written as 2026-02-13. Raises NotDone."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise NotDone(f"“{words}”不是日期，应写成 2026-02-13 的样子。") from None


def write_whole(target: Path, write: Callable[[BinaryIO], T]) -> T:
    """Write a file under another name and put it in its place only when it is whole."""
    if not target.parent.is_dir():
        raise NotDone(f"没有文件夹 {target.parent}，请先建立。")
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with unfinished.open("wb") as writing:
            result = write(writing)
            writing.flush()
            os.fsync(writing.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return result
