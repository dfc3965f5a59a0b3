"""The write path, measured: what a step costs by each way of doing it, interleaved on one PostgreSQL as it comes.

`python -m bench.write [--rounds N] [--seconds S]`. It makes a server of its own with default durability, lets each
contender work in turn with one process and with two, and writes medians to var/bench.json under "write".
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.ground import environment
from bench.write_worker import MODULES

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "bench"
RESULT = ROOT / "var" / "bench.json"
STEPS_A_CASE = 6
TARGETS = (
    ("perform / raw", "perform", "raw", 0.25),
    ("perform / django_fsm", "perform", "django_fsm", 1.3),
)
BULK_TARGET = 20_000


@dataclass
class Figures:
    """What was measured of one contender."""

    one: list[float] = field(default_factory=list)  # steps a second, a round
    two: list[float] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)  # seconds of each step with one process
    cpu: float = 0.0
    backend: float = 0.0
    steps: int = 0
    grown: int = 0  # bytes of the database over `written` steps
    written: int = 0

    def as_json(self) -> dict[str, float]:
        """The figures of var/bench.json."""
        taken = sorted(self.taken)
        return {
            "steps_s_1": round(statistics.median(self.one), 1),
            "steps_s_2": round(statistics.median(self.two), 1),
            "p50_ms": round(taken[len(taken) // 2] * 1000, 4),
            "p99_ms": round(taken[int(len(taken) * 0.99)] * 1000, 4),
            "cpu_us": round((self.cpu + self.backend) / self.steps * 1e6, 1),
            "bytes_case": round(self.grown / max(self.written, 1) * STEPS_A_CASE),
        }


def make_database() -> None:
    """Make the tables anew, as the owner."""
    code = (
        "import sys; sys.path.insert(0, 'bench'); import django; django.setup();"
        "from django.core.management import call_command; call_command('migrate', verbosity=0);"
        "from rivals import django_fsm_licence, spiff_licence; from rivals.licence import DIVISION, ORGAN;"
        "django_fsm_licence.make_tables(); spiff_licence.make_tables();"
        "from yifa.organs.models import Organ;"
        "Organ.objects.create(code=ORGAN, name='测试审批局', division=DIVISION, level='4', kind='行政审批部门');"
        # Ids that are mistaken for no other number, so that `raw` can find them among what was sent.
        "from django.db import connection;"
        "connection.cursor().execute('alter sequence case_id_seq restart 1000000007');"
        "connection.cursor().execute("
        "'grant all on all tables in schema public to yifa_app;'"
        "' grant all on all sequences in schema public to yifa_app')"
    )
    as_owner = os.environ | {"YIFA_DATABASE_ROLE": "owner"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, env=as_owner)


class Worker:
    """A process that works when told."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.write_worker"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env=os.environ | {"YIFA_DATABASE_ROLE": "app"},
        )  # fmt: skip

    def begin(self, name: str, seconds: float) -> None:
        """Tell it to work."""
        assert self.process.stdin
        self.process.stdin.write(f"{name} {seconds}\n")
        self.process.stdin.flush()

    def result(self) -> dict[str, Any]:
        """Wait for what it did."""
        assert self.process.stdout
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return found

    def end(self) -> None:
        """Let it go."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def size(admin: Any) -> int:
    """Bytes of the database."""
    return int(admin.execute("select pg_database_size(current_database())").fetchone()[0])


def measure(admin: Any, rounds: int, seconds: float) -> dict[str, Figures]:
    """All contenders in turn, so many rounds; the order turns with the round so that nobody always comes first."""
    workers = [Worker(), Worker()]
    figures = {name: Figures() for name in MODULES}
    names = list(MODULES)
    for round in range(rounds):
        for name in names[round % len(names) :] + names[: round % len(names)]:
            found = figures[name]
            for who in ([workers[0]], workers):
                for worker in workers if round == 0 and len(who) == 1 else ():
                    worker.begin(name, 0.2)
                    worker.result()
                before = size(admin)
                for worker in who:
                    worker.begin(name, seconds)
                results = [worker.result() for worker in who]
                rate = sum(result["steps"] / result["wall"] for result in results)
                found.grown += size(admin) - before
                found.written += sum(result["steps"] for result in results)
                (found.one if len(who) == 1 else found.two).append(rate)
                if len(who) == 1:
                    found.taken += results[0]["taken"]
                    found.cpu += results[0]["cpu"]
                    found.backend += results[0]["backend"]
                    found.steps += results[0]["steps"]
        print(f"  第 {round + 1}/{rounds} 轮", file=sys.stderr)
    for worker in workers:
        worker.end()
    return figures


def commit_microseconds(admin: Any) -> float:
    """What a commit that must reach the disk costs here."""
    from time import perf_counter

    admin.execute("create table if not exists tick (n int)")
    begin = perf_counter()
    for n in range(500):
        admin.execute("insert into tick values (%s)", [n], prepare=True)
    return (perf_counter() - begin) / 500 * 1e6


def show(figures: dict[str, Figures], machine: str) -> str:
    """The table."""
    heads = (("1 proc/s", 10), ("2 proc/s", 10), ("p50 ms", 9), ("p99 ms", 9), ("CPU µs", 8), ("(ours", 7),
             ("backend)", 9), ("B/case", 8), ("spread", 8))  # fmt: skip
    lines = [machine, "", " " * 12 + "".join(head.rjust(width) for head, width in heads)]
    for name, found in figures.items():
        row = found.as_json()
        spread = (max(found.one) - min(found.one)) / statistics.median(found.one)
        lines.append(
            f"{name:12}{row['steps_s_1']:>10,.0f}{row['steps_s_2']:>10,.0f}{row['p50_ms']:>9.3f}{row['p99_ms']:>9.3f}"
            f"{row['cpu_us']:>8.0f}{found.cpu / found.steps * 1e6:>7.0f}{found.backend / found.steps * 1e6:>9.0f}"
            f"{row['bytes_case']:>8,.0f}{spread:>8.0%}"
        )
    lines.append("")
    for label, upper, lower, target in TARGETS:
        # Round by round, because what else runs on the machine weighs on all contenders of a round alike.
        ratio = statistics.median(a / b for a, b in zip(figures[upper].one, figures[lower].one, strict=True))
        lines.append(f"{label:24}{ratio:8.2f}   wanted {target}")
    bulk = figures["bulk"]
    best = max(statistics.median(bulk.one), statistics.median(bulk.two))
    lines.append(f"{'bulk steps/s, the better':24}{best:8,.0f}   wanted {BULK_TARGET:,}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    options = parser.parse_args(arguments)
    environment(FOLDER)
    import psycopg

    from yifa.installation.localdb import SUPERUSER, local_server

    server = local_server(FOLDER)
    server.start()
    try:
        with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as admin:
            admin.execute("drop database if exists yifa with (force)")
            admin.execute("create database yifa owner yifa_owner")
        make_database()
        with psycopg.connect(server.url(SUPERUSER), autocommit=True) as admin:
            row = admin.execute("show server_version").fetchone()
            machine = (
                f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()},"
                f" PostgreSQL {row[0] if row else '?'}, psycopg {version('psycopg')}, Django {version('django')},"
                f" commit {commit_microseconds(admin):.0f} µs, load {os.getloadavg()[0]:.1f}"
            )
            figures = measure(admin, options.rounds, options.seconds)
    finally:
        server.stop()
    kept = json.loads(RESULT.read_text()) if RESULT.exists() else {}
    kept["write"] = {name: found.as_json() for name, found in figures.items()}
    RESULT.write_text(json.dumps(kept, indent=2) + "\n")
    print(show(figures, machine))


if __name__ == "__main__":
    main()
