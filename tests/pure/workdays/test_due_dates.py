"""Due dates worked out by hand from the statutes and the holiday notices."""

from datetime import date

import pytest

from yifa.workdays import (
    BadPause,
    BeyondCalendar,
    Calendar,
    Length,
    NeedsTheHour,
    NotAnnounced,
    Readings,
    Unit,
    due,
    due_before,
    elapsed,
    left,
)

CALENDAR = Calendar.of_state_council()


def day(text: str) -> date:
    return date.fromisoformat(text)


def due_day(start: str, length: str, **words: object) -> str:
    return due(day(start), Length.parse(length), calendar=CALENDAR, **words).day.isoformat()  # type: ignore[arg-type]


def pause(first: str, last: str) -> tuple[date, date]:
    return day(first), day(last)


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        # Friday; Saturday 14 February is a make-up day and counts as the first, 15-23 are off.
        ("2026-02-13", "5 working days", "2026-02-27"),
        # The same start: 28 February, a Saturday, is worked too.
        ("2026-02-13", "20 working days", "2026-03-19"),
        # 1-5 May off; Saturday 9 May is worked and counts as the fourth.
        ("2026-04-30", "5 working days", "2026-05-11"),
        # Sunday 20 September is worked and counts as the first; 25-27 off.
        ("2026-09-18", "7 working days", "2026-09-29"),
        # 1-7 October off; Saturday 10 October is worked.
        ("2026-09-30", "20 working days", "2026-11-03"),
        # The thirtieth day, 19 February, lies in the Spring Festival: rolls to the first working day
        # after it.
        ("2026-01-20", "30 days", "2026-02-24"),
        # The sixtieth day is 3 October: rolls past the National Day holiday.
        ("2026-08-04", "60 days", "2026-10-08"),
        # The fifteenth day is 2 May: rolls past Labour Day.
        ("2026-04-17", "15 days", "2026-05-06"),
        # The fifteenth day is Saturday 14 February, a make-up working day: it does not roll.
        ("2026-01-30", "15 days", "2026-02-14"),
        # On the spot: the same day, even on a Saturday.
        ("2026-03-07", "0 working days", "2026-03-07"),
        # Received on a Sunday: the first working day after it is day one.
        ("2026-03-08", "1 working day", "2026-03-09"),
        # A month from 31 January ends on the last day of February, a make-up Saturday (民法典 §202).
        ("2026-01-31", "1 month", "2026-02-28"),
        # Three months from 30 June: 30 September, a Wednesday.
        ("2026-06-30", "3 months", "2026-09-30"),
        # Six months from 1 April end on 1 October: rolls to the 8th.
        ("2026-04-01", "6 months", "2026-10-08"),
        # A year from 29 February has no corresponding day: 28 February 2025, a Friday.
        ("2024-02-29", "1 year", "2025-02-28"),
    ],
)
def test_the_golden_due_dates_hold(start: str, length: str, end: str) -> None:
    found = due(day(start), Length.parse(length), calendar=CALENDAR)

    assert found.day == day(end)
    assert not found.provisional


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        # Monday to Wednesday not counted: three working days later than 19 March.
        ([pause("2026-03-02", "2026-03-04")], "2026-03-24"),
        # One that covers a weekend only takes nothing.
        ([pause("2026-03-07", "2026-03-08")], "2026-03-19"),
        # Overlapping ones count once: 2-6 March is five working days.
        ([pause("2026-03-02", "2026-03-05"), pause("2026-03-04", "2026-03-06")], "2026-03-26"),
        # One on the last day itself moves it on.
        ([pause("2026-03-19", "2026-03-19")], "2026-03-20"),
        # One after the last day comes too late to matter.
        ([pause("2026-03-20", "2026-03-31")], "2026-03-19"),
        # One from before the event until 27 February: four working days of that week and the make-up 14th.
        ([pause("2026-02-01", "2026-02-27")], "2026-03-26"),
    ],
)
def test_paused_days_are_not_counted(pauses: list[tuple[date, date]], end: str) -> None:
    assert due_day("2026-02-13", "20 working days", pauses=pauses) == end


def test_a_last_day_reached_by_rolling_waits_for_the_end_of_a_pause() -> None:
    # 60 days from 4 August end on 3 October; the roll would land on the 8th, which is paused until the 9th.
    paused = [pause("2026-10-08", "2026-10-09")]

    assert due_day("2026-08-04", "60 days", pauses=paused) == "2026-10-10"


def test_an_extension_is_appended_and_the_whole_rolls_once() -> None:
    # 15 + 15 days from 17 April: 17 May is a Sunday, rolls to the 18th; rolling 2 May first would give
    # the 21st.
    assert due_day("2026-04-17", "15 days", extensions=[Length.parse("15 days")]) == "2026-05-18"


def test_an_extension_from_the_rolled_day_is_an_option() -> None:
    readings = Readings(extension_counts_from="rolled")

    extensions = [Length.parse("15 days")]

    assert due_day("2026-04-17", "15 days", extensions=extensions, readings=readings) == "2026-05-21"


def test_an_extension_in_working_days_continues_the_count() -> None:
    # The twentieth is 19 March; ten more working days are 20, 23-27 and 30 March to 2 April.
    extensions = [Length.parse("10 working days")]

    assert due_day("2026-02-13", "20 working days", extensions=extensions) == "2026-04-02"


def test_months_are_added_up_before_the_corresponding_day_is_sought() -> None:
    # 31 January and 1 + 1 months: 31 March, not 28 March.
    assert due_day("2026-01-31", "1 month", extensions=[Length.parse("1 month")]) == "2026-03-31"


def test_a_restart_is_a_new_start_not_a_pause() -> None:
    # Disclosure: clarified on 16 March; the answer is due 20 working days after that, not after the first
    # receipt.
    assert due_day("2026-03-16", "20 working days") == "2026-04-14"


def test_an_open_pause_gives_the_date_as_if_it_ended_now_and_says_so() -> None:
    found = due(
        day("2026-02-13"),
        Length.parse("20 working days"),
        calendar=CALENDAR,
        pauses=[(day("2026-03-02"), None)],
        as_of=day("2026-03-04"),
    )

    assert found == (day("2026-03-24"), False, True)


def test_an_open_pause_that_begins_after_the_due_date_leaves_it_certain() -> None:
    found = due(
        day("2026-02-13"),
        Length.parse("5 working days"),
        calendar=CALENDAR,
        pauses=[(day("2026-03-02"), None)],
        as_of=day("2026-03-04"),
    )

    assert not found.open


def test_an_open_pause_needs_the_day_it_is_reckoned_to() -> None:
    with pytest.raises(BadPause, match="as_of"):
        due_day("2026-02-13", "20 working days", pauses=[(day("2026-03-02"), None)])


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadPause, match="早于起日"):
        due_day("2026-02-13", "20 working days", pauses=[pause("2026-03-04", "2026-03-02")])


@pytest.mark.parametrize(
    ("readings", "end"),
    [
        # The first day of 2-4 March counts: two days lost instead of three.
        (Readings(pause_first_day_counts=True), "2026-03-23"),
        # So with the last day.
        (Readings(pause_last_day_counts=True), "2026-03-23"),
        # Both count: only the Tuesday is lost.
        (Readings(pause_first_day_counts=True, pause_last_day_counts=True), "2026-03-20"),
        # Make-up Saturdays 14 and 28 February not worked: two days later than 24 March.
        (Readings(make_up_days_are_workdays=False), "2026-03-26"),
    ],
)
def test_doubtful_readings_are_named_options(readings: Readings, end: str) -> None:
    paused = [pause("2026-03-02", "2026-03-04")]

    assert due_day("2026-02-13", "20 working days", pauses=paused, readings=readings) == end


def test_a_period_in_days_may_be_kept_from_ending_on_a_make_up_day() -> None:
    readings = Readings(period_may_end_on_make_up_day=False)

    assert due_day("2026-01-30", "15 days", readings=readings) == "2026-02-24"


def test_a_due_date_in_a_year_not_announced_is_provisional_or_refused() -> None:
    start, length = day("2026-12-20"), Length.parse("20 working days")

    assert due(start, length, calendar=CALENDAR).provisional
    with pytest.raises(NotAnnounced):
        due(start, length, calendar=CALENDAR, readings=Readings(unannounced_year="refuse"))


def test_a_period_in_days_is_provisional_only_where_it_ends() -> None:
    # It runs through no notice: only whether 1 March 2027 is a day off matters, and that is not announced.
    assert due(day("2026-12-01"), Length.parse("90 days"), calendar=CALENDAR).provisional
    assert not due(day("2026-11-01"), Length.parse("30 days"), calendar=CALENDAR).provisional


@pytest.mark.parametrize(
    ("event", "length", "end"),
    [
        # A hearing on Monday 9 March, notice seven working days before: 28 February is worked.
        ("2026-03-09", "7 working days", "2026-02-27"),
        # A licence that runs out on 30 June: thirty days before is 31 May, a Sunday, and stays.
        ("2026-06-30", "30 days", "2026-05-31"),
        # A month before 31 March is the last of February.
        ("2026-03-31", "1 month", "2026-02-28"),
        ("2026-03-31", "0 days", "2026-03-31"),
    ],
)
def test_days_before_an_event_are_counted_backwards(event: str, length: str, end: str) -> None:
    assert due_before(day(event), Length.parse(length), calendar=CALENDAR).day == day(end)


def test_counting_backwards_can_be_read_strictly() -> None:
    strict = Readings(backward_roll="earlier", backward_clear_days=True)
    # Thirty clear days before 30 June leave 30 May, a Saturday: the Friday before.
    found = due_before(day("2026-06-30"), Length.parse("30 days"), calendar=CALENDAR, readings=strict)

    assert found.day == day("2026-05-29")


def test_elapsed_counts_what_has_been_used() -> None:
    start, until, paused = day("2026-02-13"), day("2026-03-06"), [pause("2026-03-02", "2026-03-04")]

    # 14 and 24-28 February, 2-6 March: eleven working days, three of them paused.
    assert elapsed(start, until, Unit.WORKING_DAYS, CALENDAR, paused) == 8
    assert elapsed(start, until, Unit.CALENDAR_DAYS, CALENDAR, paused) == 18
    assert elapsed(day("2026-01-31"), day("2026-02-28"), Unit.MONTHS, CALENDAR) == 1
    assert elapsed(day("2024-03-01"), day("2026-02-28"), Unit.YEARS, CALENDAR) == 1
    assert elapsed(until, start, Unit.WORKING_DAYS, CALENDAR) == 0


def test_days_left_are_negative_when_late() -> None:
    assert left(day("2026-03-19"), day("2026-03-17"), CALENDAR) == 2
    assert left(day("2026-03-19"), day("2026-03-19"), CALENDAR) == 0
    assert left(day("2026-03-19"), day("2026-03-23"), CALENDAR) == -2


def test_hours_need_a_moment() -> None:
    with pytest.raises(NeedsTheHour, match="due_hours"):
        due_day("2026-03-02", "24 hours")


@pytest.mark.parametrize(
    ("start", "length"),
    [("1999-12-31", "5 working days"), ("2100-12-20", "20 working days"), ("2100-12-20", "20 days")],
)
def test_a_date_beyond_the_calendar_is_refused_not_guessed(start: str, length: str) -> None:
    with pytest.raises(BeyondCalendar, match="2000年"):
        due_day(start, length)
