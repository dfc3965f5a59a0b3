"""The reference page names every rule, every doubtful reading and every public name."""

from pathlib import Path

from yifa import workdays
from yifa.workdays import RULES, Readings

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "day-counting.md").read_text(encoding="utf-8")


def test_every_doubtful_reading_is_in_the_reference_with_its_default() -> None:
    for choice in Readings().chosen():
        assert f"| `{choice.name}` | `{choice.default}` | {choice.zh} | {choice.note} |" in PAGE


def test_every_unit_rule_is_in_the_reference_with_its_note() -> None:
    for rule in RULES:
        assert f"| {rule.id} | {rule.statute} | {rule.article} |" in PAGE
        assert rule.note in PAGE


def test_every_public_function_that_counts_is_in_the_reference() -> None:
    for name in ("due", "due_before", "due_hours", "day_of_receipt", "proof", "elapsed", "left", "unit_for"):
        assert hasattr(workdays, name)
        assert f"`{name}(" in PAGE
