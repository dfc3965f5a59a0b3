"""The bulk door keeps the promises of the one door, row by row, and loses nothing good with the bad."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection

from tests.records.casework.bureau import APPLY, MONDAY, STEPS, Bureau
from yifa.casework.log import CHINA
from yifa.casework.models import Case, Event
from yifa.casework.public import Row, history, perform_many, rebuild_all, scope, verify

TUESDAY = date(2026, 3, 10)
PLAIN = ("accept", "review", "grant", "deliver", "publish", "close")


def opening(bureau: Bureau, name: str, **changed: Any) -> Row:
    return Row(name, "apply", bureau.window, MONDAY, APPLY | changed, "licensing", bureau.organ)


def step(bureau: Bureau, name: str | int, act: str, on: date = TUESDAY) -> Row:
    who, answers = STEPS[act]
    return Row(name, act, getattr(bureau, who), on, answers)


def plain(bureau: Bureau, names: list[str]) -> Iterator[Row]:
    for name in names:
        yield opening(bureau, name)
        yield from (step(bureau, name, act) for act in PLAIN)


def tables() -> dict[str, list[tuple[Any, ...]]]:
    """Every derived table, row by row."""
    derived = ("case", "link", "clock", "paper", "licence", "mark")
    found = {}
    with scope(["*"]), connection.cursor() as cursor:
        for table in derived:
            cursor.execute("select to_regclass(%s)", [f'"{table}"'])
            if cursor.fetchone() == (None,):
                continue
            cursor.execute(f'select to_jsonb(t)::text from "{table}" t order by 1')
            found[table] = cursor.fetchall()
    return found


def test_many_cases_run_to_their_end_and_the_chain_holds(bureau: Bureau) -> None:
    report = perform_many(plain(bureau, [f"c{n}" for n in range(25)]), set_rows=40)

    assert (report.accepted, report.rejected, len(report.opened)) == (175, [], 25)
    found = verify()
    assert (found.events, found.cases, found.faults) == (175, 25, ())


def test_a_case_is_the_same_by_either_door(bureau: Bureau) -> None:
    one = bureau.apply(MONDAY).case.id
    for act in PLAIN:
        bureau.act(one, act, TUESDAY)
    other = perform_many(plain(bureau, ["c"])).opened["c"]

    with scope([bureau.division]):
        by_door, by_bulk = Case.objects.get(pk=one), Case.objects.get(pk=other)
    for field in ("stage", "outcome", "closed", "seq", "day", "lapse", "state", "applicant_masked", "title"):
        if field == "state":
            assert _without_digests(by_door.state) == _without_digests(by_bulk.state)
        else:
            assert getattr(by_door, field) == getattr(by_bulk, field)


def _without_digests(text: str) -> dict[str, Any]:
    state = json.loads(text)
    facts = {name: value for name, value in state["facts"].items() if not isinstance(value, dict)}
    return state | {"facts": facts}


def test_a_bad_row_is_rejected_with_its_reason_and_the_good_are_kept(bureau: Bureau) -> None:
    rows = [*plain(bureau, ["a"]), opening(bureau, "b"), step(bureau, "b", "grant"), *plain(bureau, ["c"])]

    report = perform_many(rows)

    assert [(number, refusal.code) for number, refusal in report.rejected] == [(9, "act.stage")]
    assert report.accepted == 15


def test_rows_of_a_case_that_could_not_be_opened_are_rejected_with_it(bureau: Bureau) -> None:
    rows = [opening(bureau, "a", applicant_id="110101199003070000"), step(bureau, "a", "accept"), *plain(bureau, ["b"])]

    report = perform_many(rows)

    assert [refusal.code for _, refusal in report.rejected] == ["answer.identifier", "case.unopened"]
    assert (report.accepted, list(report.opened)) == (7, ["b"])


REFUSED = [
    # a procedure that isn't there
    ({"procedure": "marriage"}, "case.opening"),
    # an organ that isn't there
    ({"organ": "11590000Q00000099X"}, "case.opening"),
    # a matter that isn't there
    ({"matter": "1142070400000000014420199001000"}, "case."),
    # an answer that cannot stand in the log
    ({"answers": APPLY | {"summary": "空\x00字符"}}, "answer."),
    # an act nobody knows
    ({"act": "marry"}, "act.unknown"),
    # a day to come
    ({"on": date(2099, 1, 1)}, "act.future"),
]


@pytest.mark.parametrize(("changed", "code"), REFUSED)
def test_an_opening_row_that_cannot_be_is_rejected(bureau: Bureau, changed: dict[str, Any], code: str) -> None:
    report = perform_many([replace(opening(bureau, "a"), **changed), *plain(bureau, ["b"])])

    assert len(report.rejected) == 1
    assert report.rejected[0][1].code.startswith(code)
    assert report.accepted == 7


def test_rows_for_cases_that_exist_go_on_from_where_they_stand(bureau: Bureau) -> None:
    case = bureau.apply(MONDAY).case.id

    report = perform_many([step(bureau, case, act) for act in PLAIN], set_rows=2)

    assert (report.accepted, report.rejected) == (6, [])
    assert verify().faults == ()


def test_an_import_given_twice_with_keys_is_one_import(bureau: Bureau) -> None:
    case = bureau.apply(MONDAY).case.id
    rows = [replace(step(bureau, case, act), key=act) for act in PLAIN]

    perform_many(rows[:3])
    report = perform_many(rows)

    assert (report.accepted, report.rejected) == (6, [])
    assert verify().events == 7


def test_an_imported_event_says_so_and_when_it_was_written(bureau: Bureau) -> None:
    then = datetime(2026, 3, 9, 9, 30, tzinfo=CHINA)
    case = perform_many([replace(opening(bureau, "a"), recorded_at=then)]).opened["a"]

    with scope([bureau.division]):
        entry = history(case)[0]

    assert (entry.imported, entry.event.late) == (then.isoformat(), 0)
    assert entry.recorded_at.date() > MONDAY


def test_every_derived_table_can_be_rebuilt_from_the_log(bureau: Bureau) -> None:
    perform_many(plain(bureau, [f"c{n}" for n in range(12)]))
    case = bureau.apply(MONDAY)
    linked = bureau.apply(MONDAY, links=[("belongs_to", case.case.id)])
    bureau.act(linked.case.id, "request_correction", TUESDAY)
    before = tables()

    assert rebuild_all() == 14

    after = tables()
    assert before.keys() >= {"case", "link", "clock"}
    for table in before:
        assert after[table] == before[table], table


def test_the_log_keeps_the_days_of_each_act(bureau: Bureau) -> None:
    perform_many(plain(bureau, ["a"]))

    with scope([bureau.division]):
        days = list(Event.objects.order_by("seq").values_list("on_day", flat=True))
    assert days == [MONDAY] + [TUESDAY] * 6
