"""The one door as a page uses it: `open_case`, then `perform`, one transaction a step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from time import perf_counter

from rivals.licence import ORGAN, PEOPLE, STEPS, forever, licence_answers

from yifa.casework.public import open_case, perform


def steps() -> Iterator[float]:
    """Seconds of each step, for as long as asked."""
    base = os.getpid() * 1_000_000
    for number in forever():
        for place, (act, who, on, answers) in enumerate(STEPS):
            given = licence_answers(act, answers, base + number)
            begin = perf_counter()
            if place == 0:
                case = open_case("licensing", act, by=PEOPLE[who], organ=ORGAN, on=on, answers=given).case.id
            else:
                perform(case, act, by=PEOPLE[who], on=on, answers=given)
            yield perf_counter() - begin
