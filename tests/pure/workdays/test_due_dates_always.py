"""What holds for every due date whatever, tried on random ones and against a plain day-by-day count."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.workdays import Calendar, Length, Readings, Unit, add_months, due, due_before, elapsed, proof

CALENDAR = Calendar.of_state_council()
DAY = timedelta(1)
Pauses = list[tuple[date, date]]
Asked = tuple[date, Length, Pauses, list[Length]]

starts = st.dates(date(2016, 1, 1), date(2026, 12, 31))
units = st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS])


@st.composite
def lengths(draw: st.DrawFn) -> Length:
    unit = draw(units)
    return Length(draw(st.integers(1, 6 if unit is Unit.MONTHS else 70)), unit)


@st.composite
def pauses_after(draw: st.DrawFn, start: date) -> Pauses:
    found = []
    for _ in range(draw(st.integers(0, 4))):
        first = start + timedelta(draw(st.integers(-5, 90)))
        found.append((first, first + timedelta(draw(st.integers(0, 25)))))
    return found


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    start, length = draw(starts), draw(lengths())
    extended = draw(st.booleans()) and length.unit is not Unit.MONTHS
    more = [Length(draw(st.integers(0, 40)), length.unit)] if extended else []
    return start, length, draw(pauses_after(start)), more


def count_day_by_day(start: date, length: Length, pauses: Pauses, more: list[Length]) -> date:
    """The due date as a clerk would find it: turning the leaves of the calendar one by one."""

    def is_paused(leaf: date) -> bool:
        return any(first <= leaf <= last for first, last in pauses)

    number = length.value + sum(extension.value for extension in more)
    if length.unit is Unit.MONTHS:
        number = (add_months(start, number) - start).days
    working = length.unit is Unit.WORKING_DAYS
    leaf = start
    while number:
        leaf += DAY
        if not is_paused(leaf) and (not working or CALENDAR.is_workday(leaf)):
            number -= 1
    if not working and not CALENDAR.is_workday(leaf):
        while not CALENDAR.is_workday(leaf) or is_paused(leaf):
            leaf += DAY
    return leaf


@settings(max_examples=600, deadline=None)
@given(asked())
def test_the_fast_count_equals_a_count_day_by_day(given_: Asked) -> None:
    start, length, pauses, more = given_

    found = due(start, length, calendar=CALENDAR, pauses=pauses, extensions=more)

    assert found.day == count_day_by_day(start, length, pauses, more)


@settings(max_examples=200, deadline=None)
@given(asked())
def test_a_due_date_lies_after_the_event_and_on_a_working_day(given_: Asked) -> None:
    start, length, pauses, more = given_

    found = due(start, length, calendar=CALENDAR, pauses=pauses, extensions=more)

    assert found.day > start
    assert CALENDAR.is_workday(found.day)


@settings(max_examples=200, deadline=None)
@given(asked(), st.integers(0, 30))
def test_more_length_is_never_earlier(given_: Asked, more_units: int) -> None:
    start, length, pauses, more = given_
    longer = Length(length.value + more_units, length.unit)

    assert (
        due(start, longer, calendar=CALENDAR, pauses=pauses, extensions=more).day
        >= due(start, length, calendar=CALENDAR, pauses=pauses, extensions=more).day
    )


@settings(max_examples=200, deadline=None)
@given(asked(), st.integers(0, 60), st.integers(0, 20))
def test_a_pause_never_makes_a_due_date_earlier(given_: Asked, after: int, days: int) -> None:
    start, length, pauses, more = given_
    another = (start + timedelta(after), start + timedelta(after + days))

    without = due(start, length, calendar=CALENDAR, pauses=pauses, extensions=more)
    with_it = due(start, length, calendar=CALENDAR, pauses=[*pauses, another], extensions=more)

    assert with_it.day >= without.day


@settings(max_examples=200, deadline=None)
@given(asked(), st.integers(0, 10))
def test_a_pause_cut_in_two_or_told_twice_is_the_same_pause(given_: Asked, cut: int) -> None:
    start, length, pauses, more = given_
    pieces: Pauses = []
    for first, last in pauses:
        middle = min(first + timedelta(cut), last)
        pieces += [(middle, last), (first, middle)]

    assert due(start, length, calendar=CALENDAR, pauses=pieces, extensions=more) == due(
        start, length, calendar=CALENDAR, pauses=pauses, extensions=more
    )


@settings(max_examples=200, deadline=None)
@given(asked(), st.integers(1, 30))
def test_an_extension_never_makes_a_due_date_earlier(given_: Asked, value: int) -> None:
    start, length, pauses, more = given_

    extended = due(start, length, calendar=CALENDAR, pauses=pauses, extensions=[*more, Length(value, length.unit)])

    assert extended.day >= due(start, length, calendar=CALENDAR, pauses=pauses, extensions=more).day


@settings(max_examples=300, deadline=None)
@given(asked(), st.sampled_from(["unrolled", "rolled"]), st.booleans())
def test_a_proof_agrees_with_the_due_date_and_leaves_no_day_out(given_: Asked, counts_from: str, make_up: bool) -> None:
    start, length, pauses, more = given_
    readings = Readings(extension_counts_from=counts_from, make_up_days_are_workdays=make_up)  # type: ignore[arg-type]

    found = due(start, length, calendar=CALENDAR, pauses=pauses, extensions=more, readings=readings)
    shown = proof(start, length, calendar=CALENDAR, pauses=pauses, extensions=more, readings=readings)

    assert shown.due == found
    assert [cell.day for cell in shown.cells] == [start + timedelta(n) for n in range((found.day - start).days + 1)]
    assert shown.cells[-1].kind == "due"
    if length.unit is not Unit.MONTHS:
        wanted = length.value + sum(extension.value for extension in more)
        assert max(cell.number or 0 for cell in shown.cells) == wanted
    assert sum(run.days for run in shown.intervals) == len(shown.cells)


@settings(max_examples=200, deadline=None)
@given(starts, st.integers(1, 60))
def test_counting_back_working_days_and_forth_again_returns(start: date, value: int) -> None:
    event = CALENDAR.next_workday(start)
    length = Length(value, Unit.WORKING_DAYS)

    before = due_before(event, length, calendar=CALENDAR).day

    assert due(before, length, calendar=CALENDAR).day == event


@settings(max_examples=200, deadline=None)
@given(starts, st.integers(1, 60), st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS]), st.data())
def test_on_the_due_date_the_whole_length_has_been_used(
    start: date, value: int, unit: Unit, data: st.DataObject
) -> None:
    pauses = data.draw(pauses_after(start))

    found = due(start, Length(value, unit), calendar=CALENDAR, pauses=pauses)
    used = elapsed(start, found.day, unit, CALENDAR, pauses)

    # A roll adds days off to a clock in days, never a working day but the last.
    assert used == value if unit is Unit.WORKING_DAYS else used >= value
