"""Due dates worked out by hand from the statutes and the holiday notices."""

from datetime import date

import pytest

from yifa.workdays import Calendar, Length, due

CALENDAR = Calendar.of_state_council()


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
        # The thirtieth day, 19 February, lies in the Spring Festival: rolls to the first working day after it.
        ("2026-01-20", "30 days", "2026-02-24"),
        # The sixtieth day is 3 October: rolls past the National Day holiday.
        ("2026-08-04", "60 days", "2026-10-08"),
        # The fifteenth day is 2 May: rolls past Labour Day.
        ("2026-04-17", "15 days", "2026-05-06"),
        # The fifteenth day is Saturday 14 February, a make-up working day: it does not roll.
        ("2026-01-30", "15 days", "2026-02-14"),
    ],
)
def test_the_golden_due_dates_of_2026_hold(start: str, length: str, end: str) -> None:
    found = due(date.fromisoformat(start), Length.parse(length), calendar=CALENDAR)

    assert found.day == date.fromisoformat(end)
    assert not found.provisional
