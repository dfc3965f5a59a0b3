"""The demonstration city: lawful to the last act, the same for the same seed, and counted as it was told."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from tests.records.demo.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_the_bulk_door_refuses_no_act_of_the_told_lives(town: Any) -> None:
    _, loaded = town

    assert loaded.report.rejected == []
    assert loaded.report.accepted > 300


def test_every_identifier_of_the_city_is_reserved() -> None:
    from yifa.demo.people import applicant
    from yifa.identifiers.generate import is_reserved

    answers = [applicant(Random(n), n, person=bool(n % 2)).answers for n in range(50)]

    assert all(is_reserved(a.get("applicant_id") or a["credit_code"]) for a in answers)
    assert all(is_reserved(a["mobile"]) for a in answers)


def test_the_same_seed_tells_the_same_lives() -> None:
    from yifa.demo import disclosure
    from yifa.demo.people import applicant
    from yifa.procedure import Person
    from yifa.workdays import Calendar

    staff = disclosure.Office(Person("a", frozenset()), Person("b", frozenset()))

    def told() -> list[Any]:
        random = Random(5)
        return disclosure.life(
            random, Calendar.of_state_council(), date(2026, 3, 2), TODAY, office=staff,
            applicant=applicant(random, 5, person=True), channel="online", public=Person("c", frozenset()),
        )  # fmt: skip

    assert told() == told()


def test_promises_of_the_city_stay_within_the_statute(town: Any) -> None:
    from yifa.matters.public import matters_of
    from yifa.workdays import Length

    city, _ = town
    promised = [matter for matter in matters_of(city.bureau) if matter.promised]

    assert len(promised) > 100
    for matter in promised:
        shortest = min(Length.parse(step).value for step in matter.limit_steps)
        assert Length.parse(matter.promised).value <= shortest, matter.name


def test_the_log_of_the_city_verifies(town: Any) -> None:
    from yifa.casework.public import verify

    found = verify()

    assert list(found.faults) == []
    assert found.events > 300


def test_every_figure_of_the_report_is_the_sum_of_the_cases_behind_it(town: Any, settings: Any, tmp_path: Any) -> None:
    from yifa.casework.public import scope
    from yifa.indicators.public import Scope, cases_of, figures
    from yifa.report.public import build

    settings.REPORT_FOLDER = tmp_path
    city, _ = town
    with scope([city.bureau.division]):
        built = build(city.bureau, 2025, today=TODAY, site="https://example.test")
        period = Scope((city.bureau.code,), date(2025, 1, 1), date(2025, 12, 31))
        counted = figures(period)
        for id in built.report.figures:
            listed = sum(mark.value for mark in cases_of(id, period))
            figure = counted[id]
            assert listed == (figure.value if figure.kind == "count" else figure.whole), id
    assert len(built.report.figures) > 20
    assert built.docx.read_bytes().startswith(b"PK")
    assert "licensing.received" in built.html.read_text(encoding="utf-8")


def test_a_report_read_back_from_disk_is_the_report_that_was_built(town: Any, settings: Any, tmp_path: Any) -> None:
    from yifa.casework.public import scope
    from yifa.report.public import build, built_report, built_reports

    settings.REPORT_FOLDER = tmp_path
    city, _ = town
    with scope([city.bureau.division]):
        built = build(city.bureau, 2025, today=TODAY, site="https://example.test")

    assert built_report(city.bureau.code, 2025) == built
    assert built_reports(published=True) == []


def test_a_granted_case_has_a_licence_in_force_and_numbered_papers(town: Any) -> None:
    from yifa.casework.public import Case, scope
    from yifa.licences.public import licences_of_case, standing
    from yifa.papers.models import IssuedPaper

    city, _ = town
    with scope([city.bureau.division]):
        case = Case.objects.filter(outcome="granted", closed=True).first()
        assert case is not None
        (licence,) = licences_of_case(case.id)
        numbers = list(IssuedPaper.objects.filter(case_id=case.id).values_list("number", flat=True))

    assert standing(licence, TODAY) in {"有效", "已过有效期", "尚未生效"}
    assert all(f"〔{case.year}〕{case.sequence}号" in number for number in numbers if number)
    assert len(set(numbers)) == len(numbers)
