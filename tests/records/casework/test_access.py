"""Every role × act × organ × stage of each pack, tried at the door: nothing succeeds that pack and post forbid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from tests.records.casework.bureau import DIVISION, Bureau
from yifa.casework.models import Case
from yifa.casework.public import Forbidden, Refused, Row, perform, perform_many, scope
from yifa.identifiers import reserved_credit_code
from yifa.procedure import Person, Procedure, shipped, story
from yifa.procedure.model import LAW

PACKS = ("licensing", "disclosure")
LATE = date(2026, 8, 3)


def rows_of(procedure: Procedure, organ: str) -> Iterator[tuple[str, Row]]:
    """The acts of persons in every story of a pack, as rows; each prefix of a story as a case of its own."""
    from pathlib import Path

    for file in sorted(Path(procedure.folder, "scenarios").glob("*.yaml")):
        acts = [event for event in story(procedure, file).events if event.role != LAW]
        for length in range(1, len(acts) + 1):
            name = f"{file.stem}/{length}"
            for place, event in enumerate(acts[:length]):
                outside = event.role in procedure.outside
                person = Person(event.by, frozenset({event.role}), "" if outside else organ, event.by)
                answers = {key: value for key, value in event.answers.items() if key != "terms"}
                opening = {"procedure": procedure.id, "organ": organ} if place == 0 else {}
                yield name, Row(name, event.act, person, event.on, answers, **opening)


def a_case_in_each_stage(procedure: Procedure, organ: str) -> dict[str, int]:
    """Stage → a case that stands in it, made through the bulk door from the pack's own stories."""
    perform_many(row for _, row in rows_of(procedure, organ))
    with scope([DIVISION]):
        cases = Case.objects.filter(procedure=procedure.id).order_by("-id")
        return {case.stage: case.pk for case in cases}


class Undo(Exception):
    """Leaves nothing of an act that was tried."""


def outcome(case: int, act: str, by: Person) -> str:
    """`done`, `forbidden`, or the code of the refusal; nothing is kept."""
    try:
        with transaction.atomic(), scope([DIVISION]):
            perform(case, act, by=by, on=LATE, answers={})
            raise Undo
    except Undo:
        return "done"
    except Forbidden:
        return "forbidden"
    except Refused as refused:
        return refused.refusal.code


@pytest.mark.parametrize("pack", PACKS)
def test_nobody_does_what_pack_and_post_do_not_allow(bureau: Bureau, pack: str) -> None:
    procedure = shipped()[pack]
    stages = a_case_in_each_stage(procedure, bureau.organ)
    elsewhere = reserved_credit_code(9, kind="11")
    assert len(stages) >= len(procedure.stages) - 1
    wrong, tried, done = [], 0, 0

    for stage, case in stages.items():
        for act in procedure.acts.values():
            for role in procedure.roles:
                for organ in (bureau.organ, elsewhere):
                    if role in procedure.outside and organ == elsewhere:
                        continue
                    by = Person(f"test:{role}", frozenset({role}), "" if role in procedure.outside else organ)
                    found = outcome(case, act.id, by)
                    tried, done = tried + 1, done + (found == "done")
                    allowed = organ == bureau.organ and role in act.by and LAW not in act.by
                    expected = {
                        # another organ's people are turned away before anything else is looked at
                        organ == elsewhere: found == "forbidden",
                        # in the organ, a role that the act does not name is told so
                        organ == bureau.organ and not allowed: found == "act.role",
                        # the named role is stopped by stage, gate or answers, or does it; never by its role
                        allowed: found not in ("act.role", "forbidden"),
                    }
                    if not all(holds for applies, holds in expected.items() if applies):
                        wrong.append((stage, act.id, role, organ == elsewhere, found))
                    if found == "done" and stage not in act.stages and not _law_moved_it(case):
                        wrong.append((stage, act.id, role, "stage", found))

    assert wrong == []
    assert tried > 1000
    assert done > 0


def _law_moved_it(case: int) -> bool:
    """Whether something falls due before the act is tried, so that it meets the case in a later stage."""
    with scope([DIVISION]):
        lapse = Case.objects.get(pk=case).lapse
    return lapse is not None and lapse <= LATE


def test_a_role_for_one_procedure_does_not_open_another(bureau: Bureau) -> None:
    from yifa.casework.public import person_for
    from yifa.organs.public import Organ, appoint, create_account

    account = create_account("clerk", "李四", "a-long-enough-passphrase")
    organ = Organ.objects.get(pk=bureau.organ)
    appoint(account, organ, "window", since=date(2026, 1, 1), procedure="disclosure")

    assert person_for(account, bureau.organ, date(2026, 3, 9), "licensing").roles == frozenset()
    assert person_for(account, bureau.organ, date(2026, 3, 9), "disclosure").roles == {"window"}
