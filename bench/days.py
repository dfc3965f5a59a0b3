"""The calculator, measured: lines a second of `yifa due --batch` over a mix of lengths, pauses and extensions."""

from __future__ import annotations

import json
import statistics
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from yifa.workdays.command import run_batch

LINES = 100_000
LENGTHS = ("20 working days", "30 days", "7 working days", "3 months", "60 days", "10 working days")


def lines(random: Random) -> list[bytes]:
    """Questions as a city would ask them: a fifth with a pause, a tenth extended."""
    asked = []
    for n in range(LINES):
        day = f"20{random.randint(16, 26)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
        question: dict[str, object] = {"id": n, "from": day, "length": random.choice(LENGTHS)}
        if random.random() < 0.2:
            question["pauses"] = [[day[:8] + "28", day[:8] + "28"]]
        if random.random() < 0.1:
            question["extensions"] = ["10 working days"]
        asked.append(json.dumps(question).encode() + b"\n")
    return asked


def measure(rounds: int = 3) -> dict[str, float]:
    """Seconds for 100,000 lines, median and spread over the rounds."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "asked.jsonl"
        file.write_bytes(b"".join(lines(Random(2022))))
        for _ in range(rounds):
            begin = perf_counter()
            good, bad = run_batch(file, lambda text: None)
            taken.append(perf_counter() - begin)
            assert (good, bad) == (LINES, 0), (good, bad)
    return {"seconds_100k": round(statistics.median(taken), 3), "spread": round(max(taken) - min(taken), 3)}
