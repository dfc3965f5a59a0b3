"""Periods in hours, and the day on which something counts as received."""

from datetime import UTC, date, datetime, time

import pytest

from yifa.workdays import BadLength, BadPause, Calendar, Length, Readings, day_of_receipt, due_hours
from yifa.workdays.hours import SHANGHAI

DAY = Length.parse("24 hours")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "readings", "end"),
    [
        # From the moment itself (民法典 §201), through the night and the holiday.
        ("2026-02-14T16:20", Readings(), "2026-02-15T16:20"),
        # From the next full hour (民事诉讼法 §85).
        ("2026-03-02T10:20", Readings(hours_start="next_hour"), "2026-03-03T11:00"),
    ],
)
def test_hours_run_on_through_nights_and_days_off(start: str, readings: Readings, end: str) -> None:
    assert due_hours(at(start), DAY, readings=readings).at == at(end)


def test_a_moment_without_a_zone_is_local_and_one_of_elsewhere_is_turned() -> None:
    local = due_hours(datetime(2026, 3, 2, 10, 20), DAY)  # noqa: DTZ001
    elsewhere = due_hours(datetime(2026, 3, 2, 2, 20, tzinfo=UTC), DAY)

    assert local == elsewhere
    assert local.day == date(2026, 3, 3)


def test_paused_hours_are_not_counted_and_overlaps_count_once() -> None:
    pauses = [(at("2026-03-02T12:00"), at("2026-03-02T14:00")), (at("2026-03-02T13:00"), at("2026-03-02T15:00"))]

    assert due_hours(at("2026-03-02T10:00"), DAY, pauses=pauses).at == at("2026-03-03T13:00")


def test_an_open_pause_is_flagged_and_needs_a_moment_to_reckon_to() -> None:
    pauses = [(at("2026-03-02T12:00"), None)]

    assert due_hours(at("2026-03-02T10:00"), DAY, pauses=pauses, as_of=at("2026-03-02T13:00")).open
    with pytest.raises(BadPause, match="as_of"):
        due_hours(at("2026-03-02T10:00"), DAY, pauses=pauses)


def test_days_are_no_hours() -> None:
    with pytest.raises(BadLength, match="小时"):
        due_hours(at("2026-03-02T10:00"), Length.parse("1 day"))


@pytest.mark.parametrize(
    ("moment", "readings", "received"),
    [
        # Late on a Friday evening: the same day, until midnight.
        ("2026-03-06T23:59", Readings(), "2026-03-06"),
        # With the other reading: after closing on Friday, so Monday.
        ("2026-03-06T17:31", Readings(received_after_hours="next_working_day"), "2026-03-09"),
        ("2026-03-06T17:30", Readings(received_after_hours="next_working_day"), "2026-03-06"),
        # On a Sunday morning: Monday.
        ("2026-03-08T09:00", Readings(received_after_hours="next_working_day"), "2026-03-09"),
    ],
)
def test_what_comes_after_hours_is_received_as_the_guide_says(moment: str, readings: Readings, received: str) -> None:
    found = day_of_receipt(at(moment), calendar=Calendar.of_state_council(), closing=time(17, 30), readings=readings)

    assert found == date.fromisoformat(received)
