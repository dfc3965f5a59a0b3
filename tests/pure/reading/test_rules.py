"""Each rule of the reader speaks in its own example, and no rule speaks that is not listed."""

from __future__ import annotations

import pytest

from yifa.reading import read
from yifa.reading.rules import RULES, Rule


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_reads_its_own_example(rule: Rule) -> None:
    reading = read(rule.example)

    spoke = {id for figure in reading.figures for id in figure.rules}
    spoke |= {passed.rule for passed in reading.passed_over} | {relation.rule for relation in reading.relations}
    assert rule.id in spoke


def test_every_rule_that_speaks_is_listed() -> None:
    text = "\n".join(rule.example for rule in RULES.values())

    reading = read(text)

    spoke = {id for figure in reading.figures for id in figure.rules}
    spoke |= {passed.rule for passed in reading.passed_over} | {relation.rule for relation in reading.relations}
    assert spoke <= RULES.keys()
