"""Reading reports, measured: characters a second, peak memory and figures found, beside two other ways of reading.

Every contender reads the same texts one by one in a process of its own, three times, timed by the processor's clock;
`python -m bench.read_text` measures nothing else.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import resource
import statistics
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT.parent / "shared" / "reports"
SENTENCES = ROOT / "tests" / "pure" / "reading" / "sentences.txt"
CHARACTERS = 360_000
"""About a megabyte of UTF-8."""
CONTENDERS = {
    "yifa": "bench.read_text", "recognizers_text": "bench.rivals.read_recognizers",
    "plain_regex": "bench.rivals.read_regex",
}


def reader() -> Any:
    """Ours: figures with subjects and topics, and relations between them."""
    from yifa.reading import read

    return lambda text: [figure.as_json() for figure in read(text).figures]


def texts() -> dict[str, str]:
    """The published reports beside the project, else the sentences of the tests."""
    found = {path.stem: path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))}
    if found:
        return found
    return {"sentences": SENTENCES.read_text("utf-8").replace("【", "").replace("】", "")}


def measure() -> dict[str, Any]:
    """For each contender what its process found; a contender that is not installed says so."""
    return {name: _in_a_process(name) for name in CONTENDERS}


def _in_a_process(name: str) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", "bench.read_text", name], cwd=ROOT, capture_output=True, text=True,
                          check=False)
    if done.returncode:
        return {"missing": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "failed"}
    return dict(json.loads(done.stdout))


def run(name: str) -> dict[str, Any]:
    """One contender, here: characters a second (median and spread of three), peak memory above the start."""
    read = importlib.import_module(CONTENDERS[name]).reader()
    told = texts()
    repeats = max(1, CHARACTERS // sum(map(len, told.values())))
    read(next(iter(told.values()))[:2000])  # tables and patterns are made at the first reading
    start = _peak()
    speeds = []
    for _ in range(3):
        began = process_time()
        for _ in range(repeats):
            for text in told.values():
                read(text)
        speeds.append(repeats * sum(map(len, told.values())) / (process_time() - began))
    middle = statistics.median(speeds)
    return {
        "characters_a_second": round(middle), "spread": round((max(speeds) - min(speeds)) / middle, 2),
        "peak_memory_mb": round(_peak(), 1), "grown_by_mb": round(_peak() - start, 1), "figures_f1": _f1(read, told),
    }


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _f1(read: Any, told: dict[str, str]) -> float | None:
    """Of the figures annotated by hand, where they lie beside the project."""
    if not (REPORTS / "score.py").exists():
        return None
    spec = importlib.util.spec_from_file_location("score", REPORTS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gold_all = told_all = hits = 0
    for name, text in told.items():
        gold = [json.loads(line) for line in (REPORTS / f"{name}.figures.jsonl").read_text("utf-8").splitlines()]
        found = read(text)
        pairs = score.pair(gold, found)
        hits += sum(score.same_value(gold[g]["value"], found[p]["value"]) for g, p in pairs)
        gold_all, told_all = gold_all + len(gold), told_all + len(found)
    return round(2 * hits / (gold_all + told_all), 3)


def main() -> None:
    """Print what one contender measures; without a name, all of them."""
    print(json.dumps(run(sys.argv[1]) if len(sys.argv) > 1 else measure(), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
