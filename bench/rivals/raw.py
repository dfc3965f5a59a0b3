"""The limit: the rows that the door writes, by one prepared statement and one transaction a step, nothing decided.

It lets the door work through one licence, keeps what was sent, and sends it again with other ids and numbers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from time import perf_counter
from typing import Any

from django.db import connection
from rivals.licence import DIVISION, ORGAN, PEOPLE, STEPS, forever

from yifa.casework import wire
from yifa.casework.happening import CASE, EVENT
from yifa.casework.public import open_case, perform

_COUNTERS = """with drawn as (insert into counter as n (series, period, value) values
    ('case:raw', '2026', 1), ('number:raw', '2026-03-09', 1)
    on conflict (series, period) do update set value = n.value + 1), door as ("""
Step = tuple[bytes, list[bytes | None], list[int]]


def recorded() -> tuple[list[tuple[str, list[bytes | None]]], Any]:
    """The statements that wrote one licence, with their parameters, and the case."""
    sent: list[tuple[str, list[bytes | None]]] = []
    ask = wire.Wire.ask

    def listening(self: wire.Wire, sql: str, params: list[bytes | None]) -> wire.Rows:
        if sql.startswith("with door"):
            sent.append((sql, list(params)))
        return ask(self, sql, params)

    wire.Wire.ask = listening
    try:
        for place, (act, who, on, answers) in enumerate(STEPS):
            if place == 0:
                case = open_case("licensing", act, by=PEOPLE[who], organ=ORGAN, on=on, answers=answers).case
            else:
                perform(case.id, act, by=PEOPLE[who], on=on, answers=answers)
    finally:
        wire.Wire.ask = ask
    return sent, case


def steps() -> Iterator[float]:
    """Seconds of each step, for as long as asked."""
    sent, case = recorded()
    pg = connection.connection.pgconn
    pg.exec_(f"set app.divisions = '{DIVISION}'".encode())
    plan: list[Step] = []
    of_number = len(EVENT.columns) + CASE.columns.index("number")
    of_sequence = len(EVENT.columns) + CASE.columns.index("sequence")
    id = str(case.id).encode()
    for place, (sql, params) in enumerate(sent):
        name = b"raw_%d" % place
        if place == 0:
            sql = _COUNTERS + sql[len("with door as ("):]
        pg.prepare(name, sql.encode())
        plan.append((name, params, [at for at, value in enumerate(params) if value == id]))
    worker = os.getpid() % 50_000
    for number in forever():
        other = b"%d" % (1_000_000_000_000 + worker * 10_000_000 + number)
        for place, (name, params, ids) in enumerate(plan):
            params = params.copy()
            for at in ids:
                params[at] = other
            if place == 0:
                params[of_number] = b"raw" + other
                params[of_sequence] = b"%d" % (-(worker % 200 * 10_000_000 + number))
            begin = perf_counter()
            result = pg.exec_prepared(name, params)
            yield perf_counter() - begin
            assert result.ntuples == 1, result.error_message
