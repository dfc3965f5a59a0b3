"""The bulk door: a thousand cases a transaction."""

from __future__ import annotations

import os
from collections.abc import Iterator
from time import perf_counter

from rivals.licence import ORGAN, PEOPLE, STEPS, forever, licence_answers

from yifa.casework.public import Row, perform_many

CASES = 1000


def steps() -> Iterator[float]:
    """Seconds of each step: a set's time shared among its steps."""
    base = os.getpid() * 1_000_000
    numbers = forever()
    while True:
        rows = []
        for number in (next(numbers) for _ in range(CASES)):
            for act, who, on, answers in STEPS:
                given = licence_answers(act, answers, base + number)
                opening = {"procedure": "licensing", "organ": ORGAN} if act == "apply" else {}
                rows.append(Row(str(number), act, PEOPLE[who], on, given, **opening))
        begin = perf_counter()
        report = perform_many(rows)
        each = (perf_counter() - begin) / len(rows)
        assert not report.rejected, report.rejected[:3]
        for _ in rows:
            yield each
