"""One process of the write benchmark: reads `NAME SECONDS` from its input, works so long, answers in a line of JSON.

It knows the contenders by name; who runs when is decided in `write`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parent))

MODULES = {
    "raw": "rivals.raw",
    "django_fsm": "rivals.django_fsm_licence",
    "spiff": "rivals.spiff_licence",
    "perform": "rivals.perform",
    "bulk": "rivals.bulk",
}


def backend_seconds() -> float:
    """CPU seconds that our PostgreSQL backend has used."""
    import psutil
    from django.db import connection

    times = psutil.Process(connection.connection.info.backend_pid).cpu_times()
    return float(times.user + times.system)


def run(steps: Iterator[float], seconds: float) -> dict[str, object]:
    """Work for so long; steps, wall and CPU seconds of ours and of the backend, and the time of each step."""
    taken: list[float] = []
    backend, cpu, begin = backend_seconds(), process_time(), perf_counter()
    until = begin + seconds
    while perf_counter() < until:
        taken.append(next(steps))
    # A set of the bulk door is paid whole, so it is counted whole.
    return {
        "steps": len(taken),
        "wall": max(perf_counter() - begin, sum(taken)),
        "cpu": process_time() - cpu,
        "backend": backend_seconds() - backend,
        "taken": taken,
    }


def main() -> None:
    """Serve until the input ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.config.settings")
    import django

    django.setup()
    from django.db import connection

    connection.ensure_connection()
    running: dict[str, Iterator[float]] = {}
    for line in sys.stdin:
        name, seconds = line.split()
        if name not in running:
            running[name] = import_module(MODULES[name]).steps()
            for _ in range(12):
                next(running[name])
        print(json.dumps(run(running[name], float(seconds))), flush=True)


if __name__ == "__main__":
    main()
