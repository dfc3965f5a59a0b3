"""The ledger: sealing a day under a signed root, verifying the whole log, and exporting it for anybody to verify.

What a seal is, and what a broken one is called, is decided in `sealing`; here rows are fetched and kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, BinaryIO

import psycopg
from django.conf import settings
from django.db import connection, transaction

from yifa.casework.log import today
from yifa.casework.wire import EVERYWHERE, scope
from yifa.sealing import Fault, Head, SealedRoot, Signer, check_chain, check_roots, export_lines, sign_root

_PAGE = 2000
_MOVED = """select c.number, c.seq, c.head, c.id from "case" c
    where not exists (select from root_leaf l where l.case_id = c.id and l.seq = c.seq)
    order by c.number collate "C\""""
_EVENTS = """select coalesce(c.number, e.body::json ->> 'case'), e.seq, e.body, e.hash
    from event e left join "case" c on c.id = e.case_id order by e.case_id, e.seq"""
_ROOTS = "select day, size, root, previous, key, signature, public from root order by day"
_LEAVES = "select day, case_number, seq, head from root_leaf order by day"
_HEADS = 'select number, seq, head from "case" order by id'


class TooEarly(ValueError):
    """这一天还没有到，不能封存。"""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification of the whole log found."""

    events: int
    cases: int
    roots: int
    faults: tuple[Fault, ...]
    unsealed: int  # events after the last seal, guarded so far by their chains and the case records alone

    def as_json(self) -> dict[str, Any]:
        """As `yifa ledger verify --json` prints it."""
        faults = [fault.as_json() for fault in self.faults]
        return {
            "events": self.events,
            "cases": self.cases,
            "roots": self.roots,
            "faults": faults,
            "unsealed": self.unsealed,
        }


@lru_cache(maxsize=1)
def signer() -> Signer:
    """The holder of the key that signs daily roots, from the environment."""
    return Signer(settings.SEAL_SEED)


def seal_day(day: date) -> SealedRoot:
    """Sign a root over the heads of all cases that moved since the last one; the root of a day sealed before as it is.

    Raises TooEarly for a day to come, ValueError for one before the last sealed day.
    """
    if day > today():
        raise TooEarly
    with transaction.atomic(), scope([EVERYWHERE]), connection.cursor() as cursor:
        # One at a time: two seals of one day would each name the same root as the one before.
        cursor.execute("select pg_advisory_xact_lock(hashtext('yifa.seal'))")
        roots = _roots(cursor)
        if roots and roots[-1].day == day.isoformat():
            return roots[-1]
        cursor.execute(_MOVED)
        moved = [(Head(number, seq, bytes(head)), id) for number, seq, head, id in cursor.fetchall()]
        sealed = sign_root(day.isoformat(), [head for head, _ in moved], roots[-1] if roots else None, signer())
        cursor.execute(
            "insert into root (day, size, root, previous, key, public, signature) values (%s, %s, %s, %s, %s, %s, %s)",
            [day, sealed.size, sealed.root, sealed.previous, sealed.key, signer().public, sealed.signature],
        )
        cursor.executemany(
            "insert into root_leaf (day, case_number, case_id, seq, head) values (%s, %s, %s, %s, %s)",
            [(day, head.case, id, head.seq, head.hash) for head, id in moved],
        )
    return sealed


def verify() -> Verification:
    """Check every chain, every root and every head against one another; the log streams through."""
    with _snapshot() as raw:
        sealed, keys = _sealed(raw)
        hashes: dict[str, dict[int, bytes]] = {}
        faults: list[Fault] = []
        events = 0
        for number, rows in groupby(_stream(raw, _EVENTS), key=lambda row: str(row[0])):
            kept = [(int(seq), body.encode(), bytes(digest)) for _, seq, body, digest in rows]
            faults += check_chain(number, kept)
            hashes[number] = {seq: digest for seq, _, digest in kept}
            events += len(kept)
        leaves: dict[str, list[Head]] = {}
        for day, number, seq, head in _stream(raw, _LEAVES):
            leaves.setdefault(day.isoformat(), []).append(Head(number, seq, bytes(head)))
        standing = {number: Head(number, seq, bytes(head)) for number, seq, head in _stream(raw, _HEADS)}
    faults += check_roots(sealed, leaves, hashes, keys, standing)
    under: dict[str, int] = {}
    for head in (head for heads in leaves.values() for head in heads):
        under[head.case] = max(under.get(head.case, 0), head.seq)
    unsealed = sum(seq > under.get(number, 0) for number, seqs in hashes.items() for seq in seqs)
    return Verification(events, len(hashes), len(sealed), tuple(sorted(set(faults))), unsealed)


def export_ledger(file: BinaryIO) -> int:
    """Write the whole log as lines of JSON for `scripts/verify_ledger.py`; the number of events."""
    with _snapshot() as raw:
        sealed, keys = _sealed(raw)
        events, cases = raw.execute("select count(*), count(distinct case_id) from event").fetchone() or (0, 0)
        leaves: dict[str, list[Head]] = {}
        for day, number, seq, head in _stream(raw, _LEAVES):
            leaves.setdefault(day.isoformat(), []).append(Head(number, seq, bytes(head)))
        rows = ((number, seq, body.encode(), bytes(digest)) for number, seq, body, digest in _stream(raw, _EVENTS))
        heads = (Head(number, seq, bytes(head)) for number, seq, head in _stream(raw, _HEADS))
        with_heads = ((root, leaves.get(root.day, [])) for root in sealed)
        for line in export_lines(rows, heads, with_heads, counts=(events, cases, len(sealed)), keys=keys.values()):
            file.write(line)
    return int(events)


@contextmanager
def _snapshot() -> Iterator[psycopg.Connection[Any]]:
    """A transaction that sees the whole log as it stood at one moment, whoever goes on writing."""
    with transaction.atomic(), connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("set transaction isolation level repeatable read")
        with scope([EVERYWHERE]):
            yield connection.connection


def _stream(raw: psycopg.Connection[Any], sql: str) -> Iterator[tuple[Any, ...]]:
    """Rows through a cursor of the server, a page at a time."""
    with psycopg.ServerCursor(raw, "ledger") as cursor:
        cursor.itersize = _PAGE
        cursor.execute(sql)
        yield from cursor


def _roots(cursor: Any) -> list[SealedRoot]:
    cursor.execute(_ROOTS)
    return [_root(row) for row in cursor.fetchall()]


def _root(row: tuple[Any, ...]) -> SealedRoot:
    day, size, root, previous, key, signature, _ = row
    return SealedRoot(day.isoformat(), size, bytes(root), previous, key, bytes(signature))


def _sealed(raw: psycopg.Connection[Any]) -> tuple[list[SealedRoot], dict[str, bytes]]:
    """The roots, and the public keys under which they may be verified.

    Only the office's own key is trusted by itself. A key kept with a root is trusted up to the last root signed with
    the office's own, because that one, by the digests that link them, vouches for all before it.
    """
    rows, own = list(_stream(raw, _ROOTS)), signer()
    last = max((place for place, row in enumerate(rows) if row[4] == own.key_id), default=-1)
    vouched = {row[4]: bytes(row[6]) for row in rows[: last + 1]}
    return [_root(row) for row in rows], vouched | {own.key_id: own.public}
