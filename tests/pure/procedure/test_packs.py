"""A pack is loaded whole or not at all, and then everything wrong is told at once: where, what, why, how to mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pure.procedure.trial import FOLDER, changed, trial

from yifa.procedure import Fault, PackFaults, check, draw, load


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(PackFaults) as raised:
        load(folder)
    return list(raised.value.faults)


def test_the_trial_pack_is_sound() -> None:
    assert [fault for fault in check(trial()) if fault.severity == "fault"] == []


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    changed(tmp_path, "procedure.yaml", "to: received", "to: recieved")
    changed(tmp_path, "procedure.yaml", "public: true", "public: yes\ncolour: red")
    changed(tmp_path, "form.yaml", "type: person_name", "type: name")
    folder = changed(tmp_path, "deadlines.yaml", "5 working days", "5 moons")

    found = [str(fault) for fault in faults_of(folder)]

    assert len(found) == 5
    assert any("deadlines.yaml:7" in text and "5 moons" in text for text in found)
    assert any("form.yaml:3" in text and "'name' is not known" in text for text in found)
    assert any("public: should be true or false" in text for text in found)
    assert any("colour: is not a known key" in text for text in found)
    assert any("there is no stage 'recieved'" in text and "是不是想写 `received`" in text for text in found)


WRONG = {
    "an unknown act": ("deadlines.yaml", "stops: [publish]", "stops: [publich]", "there is no act 'publich'"),
    "an unknown field": ("procedure.yaml", "fields: [opinion]", "fields: [opinions]", "there is no field"),
    "an unknown gate": ("procedure.yaml", "needs: [inspected,", "needs: [inspekted,", "there is no gate"),
    "an unknown wait": ("deadlines.yaml", "paused_by: [third_party,", "paused_by: [third,", "there is no wait"),
    "an unknown term": ("deadlines.yaml", "promised: promised", "promised: promise", "there is no term"),
    "an unknown role": ("procedure.yaml", "by: [head, handler]", "by: [head, hand]", "there is no role"),
    "an unknown clock": ("indicators.yaml", "clock_due: [decision]", "clock_due: [decisions]", "there is no clock"),
    "an unknown figure": ("indicators.yaml", "part: met", "part: mett", "there is no indicator"),
    "an unknown outcome": ("procedure.yaml", "outcome: withdrawn", "outcome: gone", "there is no outcome"),
    "no English name": ("procedure.yaml", "zh: 核查\n    en: inspect", "zh: 核查", "en: is missing"),
    "two questions": ("procedure.yaml", "[{done: inspect}]", "[{done: inspect, open: correction}]", "one question"),
    "two comparisons": ("procedure.yaml", "risk, at_most: 2", "risk, at_most: 2, not: 3", "second comparison"),
    "a key not asked": ("procedure.yaml", "fields: [third_party_number]\n", "fields: []\n", "is not asked"),
    "no key for a keyed wait": (
        "procedure.yaml",
        "opens: {wait: third_party, key: third_party_number}",
        "opens: third_party",
        "names no key",
    ),
    "a personal key": (
        "form.yaml",
        "en: number of the third party, type: text",
        "en: number, type: text, personal: true",
        "is personal",
    ),
    "a choice of nothing": (
        "form.yaml",
        "type: choice, options: {grant: 准予, refuse: 不予}",
        "type: choice",
        "options",
    ),
    "an act in no stage": ("procedure.yaml", "    in: [decided]\n", "", "in: is missing"),
    "law beside people": ("procedure.yaml", "by: [law]", "by: [law, window]", "law acts alone"),
    "a bad day": ("procedure.yaml", "edition: 2020-01-01", "edition: 1 Jan 2020", "is not a day"),
    "no gate's remedy": ("procedure.yaml", "    remedy: 送合法性审查。\n", "", "remedy: is missing"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_fault_names_its_line_and_what_would_mend_it(name: str, tmp_path: Path) -> None:
    file, old, new, what = WRONG[name]

    found = faults_of(changed(tmp_path, file, old, new))

    assert what in " ".join(map(str, found))
    assert all(fault.place.line > 0 and fault.zh for fault in found)


GRAPH = {
    "a stage nobody reaches": (
        "procedure.yaml",
        "  closed: {zh: 办结",
        "  limbo: {zh: 虚, en: limbo}\n  closed: {zh: 办结",
        "'limbo' is never reached",
    ),
    "a stage nobody leaves": (
        "procedure.yaml",
        "    by: [window]\n    in: [decided]\n    to: closed",
        "    by: [window]\n    in: [decided]\n    to: decided",
        "from stage 'decided' no case can end",
    ),
    "a wait nothing closes": ("procedure.yaml", "    closes: expert_review\n", "", "no act closes wait"),
    "a clock nothing stops": ("deadlines.yaml", "    stops: [publish]\n", "", "never stops"),
    "an act without its law": ("procedure.yaml", "    cites: 试验条例 第十四条\n", "", "cites nothing"),
    "a condition on a person": (
        "procedure.yaml",
        "{fact: risk, at_most: 2}",
        "{fact: applicant_name, is: 张三}",
        "personal",
    ),
    "a paper without template": (
        "procedure.yaml",
        "  decision: {zh: 决定书",
        "  decision: {template: x.md, zh: 决定书",
        "no template",
    ),
    "a sentence with a slip": ("procedure.yaml", "通过{channel}", "通过{chanel}", "{chanel} is not known"),
    "an act of the law from no clock": (
        "deadlines.yaml",
        "    expiry: {act: abandon}\n",
        "",
        "brought about by no clock",
    ),
    "a person's act on expiry": (
        "deadlines.yaml",
        "expiry: {act: abandon}",
        "expiry: {act: withdraw}",
        "is not the law's",
    ),
    "officers not asked for": (
        "procedure.yaml",
        "fields: [officers, finding, defects]",
        "fields: [finding, defects]",
        "asks for none",
    ),
    "an effect on a day to come": (
        "form.yaml",
        "en: day the opinion arrived, type: date, not_after: act",
        "en: day the opinion arrived, type: date",
        "may lie ahead",
    ),
    "a personal title": ("procedure.yaml", "title: purpose", "title: applicant_name", "cannot name a case"),
    "a title that is no text": ("procedure.yaml", "title: purpose", "title: risk", "cannot name a case"),
    "a date that is none": ("deadlines.yaml", "until: event_day", "until: purpose", "is no date"),
}


@pytest.mark.parametrize("name", GRAPH)
def test_a_procedure_that_makes_no_sense_is_found_by_the_check(name: str, tmp_path: Path) -> None:
    file, old, new, what = GRAPH[name]

    faults = check(load(changed(tmp_path, file, old, new)))

    assert [fault for fault in faults if what in fault.what and fault.severity == "fault"], faults


UNUSED = {
    "a field": (
        "form.yaml",
        "fields:\n",
        "fields:\n  spare: {zh: 备, en: spare, type: text}\n",
        "'spare' is asked by no act",
    ),
    "a role": ("procedure.yaml", "roles:\n", "roles:\n  guest: {zh: 客, en: guest}\n", "'guest' does no act"),
    "an outcome": (
        "procedure.yaml",
        "outcomes:\n",
        "outcomes:\n  lost: {zh: 失, en: lost}\n",
        "'lost' is never reached",
    ),
    "a paper": ("procedure.yaml", "    papers: [acceptance_notice]\n", "", "'acceptance_notice' is produced by no act"),
}


@pytest.mark.parametrize("name", UNUSED)
def test_what_is_not_used_is_a_warning(name: str, tmp_path: Path) -> None:
    file, old, new, what = UNUSED[name]

    faults = check(load(changed(tmp_path, file, old, new)))

    assert [fault.severity for fault in faults if what in fault.what] == ["warning"]


def test_the_digest_changes_with_the_law_and_not_with_the_stories(tmp_path: Path) -> None:
    folder = changed(tmp_path, "scenarios/granted.yaml", "张三", "李四")
    assert load(folder).digest == trial().digest

    changed(tmp_path, "deadlines.yaml", "5 working days", "4 working days")
    assert load(folder).digest != trial().digest


FILES = ("procedure.yaml", "form.yaml", "deadlines.yaml", "indicators.yaml")


@given(
    file=st.sampled_from(FILES),
    place=st.floats(0, 1),
    width=st.integers(0, 60),
    patch=st.sampled_from(["", "[]", "{}", "null", "7", "[[a]]", "{a: b}", "\n", "true", "- x", ": ", "*a", "''"]),
)
@settings(max_examples=60, deadline=None)
def test_a_damaged_pack_is_loaded_or_its_faults_are_told_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, file: str, place: float, width: int, patch: str
) -> None:
    folder = tmp_path_factory.mktemp("pack") / "permit"
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text("utf-8")
    cut = int(place * len(text))
    (folder / file).write_text(text[:cut] + patch + text[cut + width :], "utf-8")

    try:
        procedure = load(folder)
    except PackFaults as error:
        told = str(error)
    else:
        told = f"{check(procedure)} {draw(procedure)}"

    assert told
