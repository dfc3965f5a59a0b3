"""Two people at one case, and one request sent twice: one event, and everybody told what happened."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from tests.records.casework.bureau import MONDAY, Bureau
from yifa.casework.models import Event
from yifa.casework.public import Changed, KeyReused, Refused, scope


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Run the actions in threads of their own, released together; each result, or the exception raised."""
    gate, results = threading.Barrier(len(actions)), [None] * len(actions)

    def run(place: int, action: Callable[[], Any]) -> None:
        gate.wait()
        try:
            results[place] = action()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def events_of(bureau: Bureau, case: int) -> list[str]:
    with scope([bureau.division]):
        return list(Event.objects.filter(case_id=case).order_by("seq").values_list("act", flat=True))


def test_of_two_who_act_at_once_on_what_they_saw_one_wins_and_the_other_is_told(bureau: Bureau) -> None:
    case = bureau.apply().case.id

    results = at_once(
        lambda: bureau.act(case, "accept", seen=1), lambda: bureau.act(case, "request_correction", seen=1)
    )

    lost = next(result for result in results if isinstance(result, Changed))
    assert [event.act for event in lost.events] == events_of(bureau, case)[1:]
    assert len(events_of(bureau, case)) == 2


def test_without_a_seen_number_the_slower_is_decided_on_what_is_now_so(bureau: Bureau) -> None:
    case = bureau.apply().case.id

    results = at_once(*[lambda: bureau.act(case, "accept")] * 4)

    assert sorted(type(result).__name__ for result in results) == ["Done", "Refused", "Refused", "Refused"]
    assert events_of(bureau, case) == ["apply", "accept"]


def test_many_who_act_at_once_leave_an_unbroken_chain(bureau: Bureau) -> None:
    case = bureau.apply().case.id
    bureau.act(case, "accept")

    at_once(*[lambda: bureau.act(case, "review")] * 5)

    from yifa.casework.public import verify

    assert verify().faults == ()
    assert verify().events == len(events_of(bureau, case))


def test_the_same_request_twice_is_one_event_with_one_result(bureau: Bureau) -> None:
    case = bureau.apply().case.id

    first = bureau.act(case, "accept", key="k1")
    second = bureau.act(case, "accept", key="k1")

    assert first.events == second.events
    assert events_of(bureau, case) == ["apply", "accept"]


def test_the_same_request_at_once_is_one_event_with_one_result(bureau: Bureau) -> None:
    case = bureau.apply().case.id

    results = at_once(*[lambda: bureau.act(case, "accept", key="k1")] * 4)

    assert all(result.events == results[0].events for result in results)
    assert events_of(bureau, case) == ["apply", "accept"]


def test_the_same_opening_at_once_is_one_case(bureau: Bureau) -> None:
    results = at_once(*[lambda: bureau.apply(key="k1")] * 4)

    assert len({result.case.number for result in results}) == 1


def test_a_key_used_for_one_request_is_refused_for_another(bureau: Bureau) -> None:
    case, other = bureau.apply().case.id, bureau.apply().case.id
    bureau.act(case, "accept", key="k1")

    with pytest.raises(KeyReused):
        bureau.act(other, "accept", key="k1")


def test_a_key_is_its_persons_own(bureau: Bureau) -> None:
    case = bureau.apply(key="k1").case.id

    bureau.act(case, "accept", key="k2")

    assert bureau.act(case, "review", key="k2").events[-1].act == "review"


def test_numbers_drawn_at_once_are_never_the_same(bureau: Bureau) -> None:
    results = at_once(*[bureau.apply] * 6)

    assert len({result.case.number for result in results}) == 6
    assert sorted(result.case.sequence for result in results) == [1, 2, 3, 4, 5, 6]


def test_an_act_dated_before_the_last_one_is_refused(bureau: Bureau) -> None:
    case = bureau.apply(date(2026, 3, 10)).case.id

    with pytest.raises(Refused) as refused:
        bureau.act(case, "accept", MONDAY)

    assert refused.value.refusal.code == "act.before_last"
