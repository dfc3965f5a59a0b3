"""The rows of clocks follow the acts, and the list of what is due follows the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.records.casework.bureau import Bureau

MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    """An approval bureau, committed."""
    from tests.records.casework.bureau import Bureau

    return Bureau.make()


@pytest.fixture
def in_scope(bureau: Bureau) -> Iterator[None]:
    """The test sees the bureau's division."""
    from yifa.casework.public import scope

    with scope([bureau.division]):
        yield


def test_an_application_starts_the_clock_of_the_correction_notice(bureau: Bureau, in_scope: None) -> None:
    from yifa.worklist.public import due_items

    case = bureau.apply(MONDAY).case

    items = due_items([bureau.organ])
    # 行政许可法 第三十二条第一款第四项: five working days from Monday the 9th.
    assert [(item.number, item.clock, item.due) for item in items] == [
        (case.number, "correction_notice", date(2026, 3, 16))
    ]


def test_acceptance_stops_one_clock_and_starts_the_next(bureau: Bureau, in_scope: None) -> None:
    from yifa.worklist.public import due_items

    case = bureau.apply(MONDAY).case.id
    bureau.act(case, "accept", TUESDAY)

    # 第四十二条第一款: twenty working days from Tuesday the 10th; of 清明节 (4 to 6 April) Monday the 6th is off.
    main = [item for item in due_items([bureau.organ]) if item.main]
    assert [(item.clock, item.due) for item in main] == [("decision", date(2026, 4, 8))]


def test_the_first_due_comes_first_and_pages_follow_one_another(bureau: Bureau, in_scope: None) -> None:
    from yifa.worklist.public import due_items

    later, sooner = bureau.apply(TUESDAY).case.id, bureau.apply(MONDAY).case.id

    assert [item.case_id for item in due_items([bureau.organ])] == [sooner, later]
    assert [item.case_id for item in due_items([bureau.organ], limit=1, offset=1)] == [later]
    assert [item.case_id for item in due_items([bureau.organ], until=date(2026, 3, 16))] == [sooner]


def test_a_case_past_its_term_is_counted_late_once(bureau: Bureau, in_scope: None) -> None:
    from yifa.worklist.public import late_cases

    case = bureau.apply(MONDAY).case.id
    bureau.act(case, "accept", TUESDAY)

    assert late_cases([bureau.organ], date(2026, 4, 8)) == {}
    assert late_cases([bureau.organ], date(2026, 4, 9)) == {bureau.organ: 1}
