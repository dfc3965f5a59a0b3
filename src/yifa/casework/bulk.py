"""The bulk door: the same rules, seals and projections as the one door, set by set, for imports and migrations.

A bad row is rejected with its reason and loses nothing but itself and the rows of its case that hang on it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from yifa.casework import reading
from yifa.casework.batch import Batch, Numbered, Opened
from yifa.casework.bulk_rows import BulkReport, Row
from yifa.casework.log import now_in_china
from yifa.casework.wire import EVERYWHERE, transacting

SET_ROWS = 6000
"""Rows of a set, which is one transaction; about a thousand cases."""
_MOMENT = f"select {reading.NOW}"


def perform_many(rows: Iterable[Row], *, set_rows: int = SET_ROWS) -> BulkReport:
    """Do many acts. Rows of one case stand in their order; each set is one transaction, kept or lost as a whole.

    Raises Unavailable if the database goes away: the sets before are kept, and rows with keys may be given again.
    """
    report, opened = BulkReport(), Opened()
    for numbered in _in_sets(rows, set_rows):
        with _no_collecting(), transacting(EVERYWHERE, _MOMENT) as (wire, clock):
            batch = Batch(wire, opened, now_in_china(int(clock[0][0] or 0)))
            batch.prepare(numbered)
            rejected = [(number, refusal) for number, row in numbered if (refusal := batch.do(row)) is not None]
            batch.write()
        # Only now is the set kept, so only now is it reported.
        opened.take(batch)
        report.accepted += len(numbered) - len(rejected)
        report.rejected += rejected
    report.opened = opened.ids
    return report


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without the collector, which would walk the many values of a set again and again and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _in_sets(rows: Iterable[Row], size: int) -> Iterator[list[Numbered]]:
    """Sets of about so many rows; a new set begins only with another case, so that most cases lie in one set."""
    batch: list[Numbered] = []
    for numbered in enumerate(rows, 1):
        if len(batch) >= size and batch[-1][1].case != numbered[1].case:
            yield batch
            batch = []
        batch.append(numbered)
    if batch:
        yield batch
