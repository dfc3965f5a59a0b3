"""The reader against the hand annotations of published reports that lie beside the project.

The reports are for learning; the thresholds are those that readings of other reports must reach as well.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from yifa.reading import Reading, read

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def reports(shared: Path) -> Path:
    return shared / "reports"


@pytest.fixture(scope="module")
def scorer(reports: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", reports / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def readings(reports: Path) -> dict[str, Reading]:
    return {path.stem: read(path.read_text(encoding="utf-8")) for path in sorted(reports.glob("*.txt"))}


@pytest.fixture(scope="module")
def scores(reports: Path, scorer: ModuleType, readings: dict[str, Reading]) -> dict[str, float]:
    """Over all reports: each score weighted by the figures, or relations, that it judges."""
    judged: dict[str, float] = {}
    for name, reading in readings.items():
        gold = [json.loads(line) for line in (reports / f"{name}.figures.jsonl").read_text("utf-8").splitlines()]
        told: list[dict[str, Any]] = [figure.as_json() for figure in reading.figures]
        pairs = scorer.pair(gold, told)
        figures = scorer.score_figures(gold, told, pairs)
        relations = scorer.score_relations(
            json.loads((reports / f"{name}.relations.json").read_text("utf-8")),
            [relation.as_json() for relation in reading.relations], gold, told, pairs)
        for key in ("gold", "predicted", "hits"):
            judged[key] = judged.get(key, 0) + figures[key]
        for key in ("unit_accuracy", "approx_accuracy", "subject_char_f1", "topic_accuracy"):
            judged[key] = judged.get(key, 0) + figures[key] * figures["hits"]
        for key in ("gold", "predicted", "matched"):
            judged[f"relations_{key}"] = judged.get(f"relations_{key}", 0) + relations[key]
    return judged


def test_the_figures_are_found(scores: dict[str, float]) -> None:
    assert 2 * scores["hits"] / (scores["gold"] + scores["predicted"]) >= 0.98


@pytest.mark.parametrize(("field", "least"), [
    ("unit_accuracy", 0.97), ("approx_accuracy", 0.97), ("subject_char_f1", 0.80), ("topic_accuracy", 0.85)])
def test_what_is_said_of_a_figure_is_right(scores: dict[str, float], field: str, least: float) -> None:
    assert scores[field] / scores["hits"] >= least


def test_relations_are_found_and_not_invented(scores: dict[str, float]) -> None:
    assert scores["relations_matched"] / scores["relations_gold"] >= 0.80
    assert scores["relations_matched"] / scores["relations_predicted"] >= 0.80


def test_the_report_that_contradicts_itself_is_caught(readings: dict[str, Reading]) -> None:
    reading = readings["ezhou-2022"]

    told = [{reading.by_id[id].text for id in relation.members} for relation in reading.contradictions]

    assert {"57.14%", "30.16%"} in told
    assert all(not other.contradictions for name, other in readings.items() if name != "ezhou-2022")
