"""Collects the rows that follow from events and sends them in as few statements as the door needs.

A projection declares its tables as `Table` and calls `Writer.upsert`; when and how rows travel is decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any

import orjson

from yifa.casework.wire import Param, Wire

RowValues = tuple[Any, ...]


def _day(value: date) -> bytes:
    return value.isoformat().encode()


def _moment(value: datetime) -> bytes:
    return value.isoformat().encode()


def _bytes(value: bytes) -> bytes:
    return b"\\x" + value.hex().encode()


def _whole(value: int) -> bytes:
    return b"%d" % value


def _truth(value: bool) -> bytes:
    return b"t" if value else b"f"


_TEXT_OF: dict[str, Callable[[Any], bytes]] = {
    "int8": _whole,
    "int4": _whole,
    "text": str.encode,
    "date": _day,
    "timestamptz": _moment,
    "bool": _truth,
    "bytea": _bytes,
    "jsonb": orjson.dumps,
}
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = str.maketrans(_ESCAPES)
_NULL = "\\N"


class Table:
    """A table that is written row by row: its columns with their types, and the columns that identify a row."""

    def __init__(
        self, name: str, columns: dict[str, str], key: tuple[str, ...], stage: str = "", *, removable: bool = False
    ) -> None:
        """`columns`: name → one of int8 int4 text date timestamptz bool bytea jsonb, in the order of the rows.

        `stage` names the session's table through which many rows pass, where two shapes of row share a table.
        `removable`: the rows of a case, whose id is the first column, may be removed together.
        """
        self.name, self.stage, self.removable = name, stage or name, removable
        self.columns = tuple(columns)
        self.types = tuple(columns.values())
        self.key = key
        places = [self.columns.index(column) for column in key]
        self.key_of: Callable[[RowValues], Any] = itemgetter(*places)
        self._encoders = tuple(_TEXT_OF[kind] for kind in self.types)
        self._width = len(self.columns)

    def params(self, row: RowValues) -> list[Param]:
        """The row as parameters in text form."""
        return [None if v is None else encode(v) for encode, v in zip(self._encoders, row, strict=True)]

    def copy_lines(self, rows: Iterable[RowValues]) -> bytes:
        """The rows in PostgreSQL's COPY text format; made column by column, which costs a third of row by row."""
        columns = map(_copied, self.types, zip(*rows, strict=True))
        return "\n".join(map("\t".join, zip(*columns, strict=True))).encode()

    def column_list(self) -> str:
        """The columns, quoted, joined by commas."""
        return ", ".join(f'"{column}"' for column in self.columns)

    def values(self, rows: int, first: int) -> str:
        """`values` with typed placeholders for so many rows, numbered from `first`."""
        lines = []
        for row in range(rows):
            at = first + row * self._width
            lines.append(", ".join(f"${at + n}::{kind}" for n, kind in enumerate(self.types)))
        return "values " + ", ".join(f"({line})" for line in lines)

    def on_conflict(self) -> str:
        """The clause by which a row that is there already takes the new values."""
        rest = [column for column in self.columns if column not in self.key]
        key = ", ".join(f'"{column}"' for column in self.key)
        if not rest:
            return f"on conflict ({key}) do nothing"
        return f"on conflict ({key}) do update set " + ", ".join(f'"{c}" = excluded."{c}"' for c in rest)


def _copied(kind: str, values: Sequence[Any]) -> Sequence[Any]:
    """A column as COPY reads it."""
    if kind == "bytea":
        return [_NULL if value is None else "\\\\x" + value.hex() for value in values]
    if kind in ("text", "jsonb"):
        if kind == "jsonb":
            values = [value if value is None else orjson.dumps(value).decode() for value in values]
        together = "".join(filter(None, values))
        if any(sign in together for sign in _ESCAPES):
            values = [text and text.translate(_ESCAPED) for text in values]
        return [_NULL if text is None else text for text in values] if None in values else values
    # Few different numbers, days, moments and truths occur in a column, so each is printed once.
    printed = {value: str(value) for value in set(values)}
    if None in printed:
        printed[None] = _NULL
    return [printed[value] for value in values]


class Writer:
    """The rows of one transaction; a later row of the same key replaces an earlier one."""

    def __init__(self, wire: Wire, *, bulk: bool = False, all_new: bool = False) -> None:
        """`all_new`: no row collected so far can be there already, so that none has to be looked for."""
        self.wire, self._bulk, self._all_new = wire, bulk, all_new
        self._rows: defaultdict[Table, dict[Any, RowValues]] = defaultdict(dict)
        self._of_case: defaultdict[tuple[Table, int], list[Any]] = defaultdict(list)  # keys of removable rows
        self._removed: defaultdict[Table, set[int]] = defaultdict(set)

    def upsert(self, table: Table, row: RowValues) -> None:
        """Write a row, whose values stand in the order of the table's columns, over one of the same key."""
        key = table.key_of(row)
        self._rows[table][key] = row
        if table.removable:
            self._of_case[table, row[0]].append(key)
            self._removed[table].discard(row[0])

    def remove(self, table: Table, case_id: int) -> None:
        """Remove every row of a case from a removable table, those collected so far too."""
        rows = self._rows[table]
        for key in self._of_case.pop((table, case_id), ()):
            rows.pop(key, None)
        self._removed[table].add(case_id)

    def fetch(self, sql: str, params: Sequence[str | int | None]) -> list[tuple[str | None, ...]]:
        """Read rows within the transaction, every value as text; `$1`… in the statement. Costs a round trip.

        Rows of other cases that the set has written so far are seen; those of the act being written are not.
        """
        if self._bulk:
            self.flush()
            # From here on rows may replace what was just written, or what is now read.
            self._all_new = False
        asked = self.wire.ask(sql, [None if p is None else str(p).encode() for p in params])
        return [tuple(None if v is None else v.decode() for v in row) for row in asked]

    def draw(self, series: str, period: str, count: int = 1) -> int:
        """Draw `count` numbers of a series; returns the first. Costs a round trip."""
        return draw(self.wire, [(series, period, count)])[series, period]

    def pending(self) -> Iterator[tuple[Table, list[RowValues]]]:
        """The tables with rows to write."""
        for table, rows in self._rows.items():
            if rows:
                yield table, list(rows.values())

    def removed(self) -> Iterator[tuple[Table, int]]:
        """The tables with a case whose rows are to be removed."""
        for table, ids in self._removed.items():
            for id in ids:
                yield table, id

    def flush(self) -> None:
        """Send what was collected, many rows at a time."""
        for table, ids in self._removed.items():
            if ids and not self._all_new:
                listed = b"{%b}" % b",".join(b"%d" % id for id in ids)
                self.wire.ask(f'delete from "{table.name}" where case_id = any($1::int8[])', [listed])  # noqa: S608
        self._removed.clear()
        for table, rows in self.pending():
            copy_rows(self.wire, table, rows, upsert=not self._all_new)
        self._rows.clear()
        self._of_case.clear()


def draw(wire: Wire, wanted: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str], int]:
    """Draw numbers of several series, (series, period, count) each; returns the first number of each."""
    found = {}
    # Everybody draws in the same order, so that two who draw from the same series never wait for one another.
    for series, period, count in sorted(wanted):
        rows = wire.ask(
            "insert into counter as c (series, period, value) values ($1, $2, $3::int8)"
            " on conflict (series, period) do update set value = c.value + excluded.value returning value",
            [series.encode(), period.encode(), b"%d" % count],
        )
        found[series, period] = int(rows[0][0] or 0) - count + 1
    return found


def copy_rows(
    wire: Wire, table: Table, rows: Iterable[RowValues], *, upsert: bool = True, instead: str = ""
) -> None:
    """Send many rows: COPY into a table of the session, then one insert, or the statement given `instead`.

    PostgreSQL refuses COPY straight into a table with row-level security, and the session's table is free of it.
    """
    stage = f"bulk_{table.stage}"
    columns = ", ".join(f'"{n}" {t}' for n, t in zip(table.columns, table.types, strict=True))
    wire.run(f"create temp table if not exists {stage} ({columns}) on commit delete rows; truncate {stage}".encode())
    with wire.raw.cursor() as cursor, cursor.copy(f"copy {stage} from stdin") as copy:
        copy.write(table.copy_lines(rows))
    if instead:
        wire.run(instead.encode())
        return
    names = table.column_list()
    clause = table.on_conflict() if upsert else ""
    wire.run(f'insert into "{table.name}" ({names}) select {names} from {stage} {clause}'.encode())  # noqa: S608
