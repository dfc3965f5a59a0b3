"""Every pack draws as BPMN that other tools read: bpmn-moddle without a warning, bpmnlint's recommended rules as well.

Both come from npm, pinned in `bpmn/package-lock.json`; where there is no Node.js the tests that need it are skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from yifa.procedure import bpmn, load, packs_folder

HERE = Path(__file__).parent / "bpmn"
PACKS = {path.parent.name: path.parent for path in sorted(packs_folder().glob("[!_]*/procedure.yaml"))}
MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


@pytest.fixture(scope="module")
def checked_by_node(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A function that reads and lints diagrams by name; the packages are installed once, beside the lock."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("NODE.JS IS NOT HERE: the BPMN diagrams are not read by bpmn-moddle nor linted by bpmnlint")
    if not (HERE / "node_modules" / "bpmnlint").is_dir():
        done = subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.skip(f"BPMN-MODDLE AND BPMNLINT CANNOT BE INSTALLED: {done.stderr[-300:]}")
    folder = tmp_path_factory.mktemp("bpmn")

    def check(diagrams: dict[str, str]) -> dict[str, Any]:
        paths = {}
        for name, xml in diagrams.items():
            paths[name] = folder / f"{name}.bpmn"
            paths[name].write_text(xml, encoding="utf-8")
        done = subprocess.run(
            ["node", "check.mjs", *map(str, paths.values())], cwd=HERE, capture_output=True, text=True, check=True
        )
        found = json.loads(done.stdout)
        return {name: found[str(path)] for name, path in paths.items()}

    return check


def test_every_pack_is_read_without_a_warning_and_passes_the_recommended_rules(checked_by_node: Any) -> None:
    found = checked_by_node({name: bpmn(load(folder)) for name, folder in PACKS.items()})

    assert {name: (one["warnings"], one["lint"]) for name, one in found.items()} == {name: ([], []) for name in PACKS}


def test_the_linter_would_tell(checked_by_node: Any) -> None:
    """What is refused elsewhere is refused here: a task without a name, a shape that is missing."""
    xml = bpmn(load(PACKS["disclosure"]))
    unnamed = xml.replace('name="登记"', "", 1)
    start = xml.index("<bpmndi:BPMNShape")
    shapeless = xml[:start] + xml[xml.index("<bpmndi:BPMNShape", start + 1) :]

    found = checked_by_node({"unnamed": unnamed, "shapeless": shapeless})

    assert any(one.startswith("label-required") for one in found["unnamed"]["lint"])
    assert any(one.startswith("no-bpmndi") for one in found["shapeless"]["lint"])


@pytest.mark.parametrize("name", PACKS)
def test_each_clock_is_a_timer_that_interrupts_only_where_the_law_moves_the_case(name: str) -> None:
    procedure = load(PACKS[name])
    root = ElementTree.fromstring(bpmn(procedure))

    timers = root.findall(f".//{MODEL}boundaryEvent")
    drawn = {timer.attrib["id"].split("_", 1)[1] for timer in timers}
    moving = {timer.attrib["id"] for timer in timers if timer.attrib["cancelActivity"] == "true"}

    for clock in procedure.clocks.values():
        starters = [procedure.acts[id] for id in clock.starts]
        begun = {stage for act in starters for stage in ([act.to] if act.to else act.stages)}
        if begun and begun <= procedure.ends:
            continue  # It runs only after the case has ended, such as the term to sue: an end bears no timer.
        assert any(one.endswith(f"_{clock.id}") for one in drawn), clock.id
        act = procedure.acts.get(clock.expiry.act or "")
        moves = act is not None and act.to is not None
        stages = act.stages if act is not None else ()
        for stage in stages:
            assert (f"timer_{stage}_{clock.id}" in moving) == (moves and act is not None and act.to != stage)
    assert all(timer.find(f"{MODEL}timerEventDefinition") is not None for timer in timers)


@pytest.mark.parametrize("name", PACKS)
def test_every_act_and_stage_is_in_the_picture(name: str) -> None:
    procedure = load(PACKS[name])
    root = ElementTree.fromstring(bpmn(procedure))

    names = {element.attrib.get("name") for element in root.iter()}

    assert {act.label.zh for act in procedure.acts.values()} <= names
    assert {label.zh for label in procedure.stages.values()} <= names
