"""Every row of the rule base is written in its pack, or the pack says where it lives.

It reads `rules.yaml` of each pack, resolves each place it names, and compares with the rule base where that is at hand.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from yifa.procedure import Procedure, load, packs_folder

ROWS = {
    "licensing": [f"XK-{number:02}" for number in range(1, 29)],
    "disclosure": [f"GK-{number:02}" for number in range(1, 11)],
    "reconsideration": [f"FY-{number:02}" for number in range(1, 21)],
}
LAW = Path(__file__).resolve().parents[3] / "shared" / "law.md"


@cache
def pack(name: str) -> Procedure:
    return load(packs_folder() / name)


@cache
def rules(name: str) -> dict[str, dict[str, Any]]:
    text = (packs_folder() / name / "rules.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(text)["rules"]
    return loaded


def places(procedure: Procedure) -> set[str]:
    """All the places a rule may be written in, as `kind:id`."""
    kinds = {
        "act": procedure.acts,
        "clock": procedure.clocks,
        "wait": procedure.waits,
        "gate": procedure.gates,
        "paper": procedure.papers,
        "field": procedure.fields,
        "term": procedure.terms,
    }
    files = {f"file:{path.name}" for path in Path(procedure.folder).iterdir()}
    return files | {f"{kind}:{name}" for kind, things in kinds.items() for name in things}


def tagged(procedure: Procedure) -> set[str]:
    """The rules that acts, clocks, waits and gates say they carry out."""
    things = (procedure.acts, procedure.clocks, procedure.waits, procedure.gates)
    return {thing.rule for group in things for thing in group.values()}


@pytest.mark.parametrize("name", ROWS)
def test_every_row_of_the_rule_base_is_accounted_for(name: str) -> None:
    assert list(rules(name)) == ROWS[name]


@pytest.mark.parametrize("name", ROWS)
def test_every_place_named_for_a_rule_exists(name: str) -> None:
    known = places(pack(name))

    missing = {f"{rule} {where}" for rule, row in rules(name).items() for where in row["where"] if where not in known}

    assert missing == set()


@pytest.mark.parametrize("name", ROWS)
def test_a_rule_without_an_act_or_clock_of_its_own_says_who_keeps_it(name: str) -> None:
    kept_here = tagged(pack(name))

    silent = {
        rule
        for rule, row in rules(name).items()
        if rule not in kept_here
        and not row.get("elsewhere")
        and not any(where.split(":")[0] in ("act", "clock", "gate") for where in row["where"])
    }

    assert silent == set()


@pytest.mark.parametrize("name", ROWS)
def test_no_act_clock_wait_or_gate_is_without_a_known_rule(name: str) -> None:
    assert tagged(pack(name)) <= set(rules(name))


@pytest.mark.parametrize(("name", "prefix"), [("licensing", "XK"), ("disclosure", "GK"), ("reconsideration", "FY")])
def test_rows_and_their_scope_agree_with_the_rule_base(name: str, prefix: str) -> None:
    if not LAW.is_file():
        pytest.skip("the rule base ../shared/law.md is not here")
    lines = LAW.read_text(encoding="utf-8").splitlines()
    rows = {match[1]: line for line in lines if (match := re.match(rf"\| ({prefix}-\d\d) \|.*\|.*\|.*\|", line))}
    binding = {rule for rule, line in rows.items() if line.count("|") > 8 and " NAT" in line}

    assert binding <= {rule for rule, row in rules(name).items() if row["scope"] == "NAT"}
    assert {rule for rule, row in rules(name).items() if row["scope"] == "NAT"} <= binding | {"XK-26"}


@pytest.mark.parametrize("name", ROWS)
def test_the_reference_names_the_same_places_as_the_pack(name: str) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")
    lines = {match[1]: line for line in page.splitlines() if (match := re.match(r"\| (\w\w-\d\d) \|", line))}

    assert {rule: re.findall(r"`(\w+:[\w.]+)`", lines[rule]) for rule in lines} == {
        rule: row["where"] for rule, row in rules(name).items()
    }
