"""The working-day calendar and the holiday notices it is made of."""

from datetime import date, timedelta

import pytest

from yifa.workdays import BadNotice, BeyondCalendar, Calendar, parse_notices, shipped_notices
from yifa.workdays.festivals import festival_table, statutory_days

CALENDAR = Calendar.of_state_council()
YEARS = range(2016, 2027)

NOTICE_2027 = """year: 2027
notices:
  - number: null
    title: 国务院办公厅关于2027年部分节假日安排的通知
    issued: 2026-11-25
    holidays:
      - {name: 元旦, off: 2027-01-01..2027-01-03}
      - {name: 春节, off: 2027-02-05..2027-02-11, work: [2027-02-13, 2027-02-20]}
      - {name: 清明节, off: 2027-04-03..2027-04-05}
      - {name: 劳动节, off: 2027-05-01..2027-05-04}
      - {name: 端午节, off: 2027-06-09}
      - {name: 中秋节, off: 2027-09-15}
      - {name: 国庆节, off: 2027-10-01..2027-10-07, work: [2027-10-09, 2027-10-10]}
"""


def day(text: str) -> date:
    return date.fromisoformat(text)


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


def test_the_working_days_of_2026_by_month_are_as_counted_by_hand() -> None:
    found = [0] * 12
    for leaf in days_of(2026):
        found[leaf.month - 1] += CALENDAR.is_workday(leaf)

    assert found == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert sum(found) == 248


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_as_many_working_days_as_the_statute_leaves(year: int) -> None:
    # Swaps move days off, they give none: Monday to Friday less the statutory days (全国年节及纪念日放假办法 §2, §6).
    # In 2020 the extension gave two more: Friday 31 January off, and Saturday 1 February no longer worked.
    given_on_top = 2 if year == 2020 else 0
    weekdays = sum(leaf.weekday() < 5 for leaf in days_of(year))

    worked = sum(CALENDAR.is_workday(leaf) for leaf in days_of(year))

    assert worked == weekdays - len(statutory_days(year)) - given_on_top


@pytest.mark.parametrize(
    ("text", "worked", "reason", "source"),
    [
        ("2026-02-14", True, "春节调休上班", "国办发明电〔2025〕7号"),
        ("2026-02-16", False, "春节放假", "国办发明电〔2025〕7号"),
        # A Saturday inside a holiday belongs to the holiday.
        ("2026-10-03", False, "国庆节放假", "国办发明电〔2025〕7号"),
        ("2026-03-07", False, "周六", None),
        ("2026-03-09", True, "工作日", None),
        # The notice for 2019 reaches back into 2018.
        ("2018-12-31", False, "元旦放假", "国办发明电〔2018〕15号"),
        ("2018-12-29", True, "元旦调休上班", "国办发明电〔2018〕15号"),
        # Labour Day 2019 was lengthened in March.
        ("2019-05-03", False, "劳动节放假", "国办发明电〔2019〕3号"),
        ("2019-05-05", True, "劳动节调休上班", "国办发明电〔2019〕3号"),
        # The Spring Festival of 2020 was lengthened: Saturday 1 February was to be worked, and was not.
        ("2020-02-01", False, "春节放假", "国办发明电〔2020〕1号"),
        ("2020-01-19", True, "春节调休上班", "国办发明电〔2020〕1号"),
        # The eve of 2024: leave was encouraged, the day stayed a working day.
        ("2024-02-09", True, "工作日", None),
    ],
)
def test_each_day_says_why_it_is_worked_or_off(text: str, worked: bool, reason: str, source: str | None) -> None:
    why = CALENDAR.why(day(text))

    assert CALENDAR.is_workday(day(text)) is worked
    assert (why.reason, why.source, why.provisional) == (reason, source, False)


def test_without_the_amendment_the_first_of_february_2020_would_be_worked() -> None:
    before = Calendar(notice for notice in shipped_notices() if notice.number != "国办发明电〔2020〕1号")

    assert before.is_workday(day("2020-02-01"))
    assert not CALENDAR.is_workday(day("2020-02-01"))


def test_every_notice_has_a_number_and_comes_before_its_year_or_amends() -> None:
    for notice in shipped_notices():
        assert notice.number
        assert notice.issued.year == notice.year - 1 or notice.amends


def test_a_year_without_a_notice_is_computed_and_provisional() -> None:
    # 2027: the lunar year begins on 6 February, a Saturday; its eve is Friday the 5th (art. 2); Saturday the 6th
    # and Sunday the 7th are made up on the 9th and 10th, the 8th being the third day of the year itself.
    off = [leaf for leaf in days_of(2027) if leaf.month == 2 and leaf.weekday() < 5 and not CALENDAR.is_workday(leaf)]

    assert off == [day("2027-02-05"), day("2027-02-08"), day("2027-02-09"), day("2027-02-10")]
    assert all(CALENDAR.is_provisional(leaf) for leaf in days_of(2027))
    assert "推算" in CALENDAR.why(day("2027-02-05")).reason


def test_the_last_days_of_december_wait_for_the_next_years_notice() -> None:
    assert CALENDAR.is_provisional(day("2026-12-29"))
    assert not CALENDAR.is_provisional(day("2026-12-28"))
    assert not CALENDAR.is_provisional(day("2025-12-31"))


def test_loading_a_notice_settles_its_year_and_leaves_the_old_calendar_alone() -> None:
    (notice,) = parse_notices(NOTICE_2027, "2027.yaml")

    loaded = CALENDAR.with_notice(notice)

    assert not loaded.is_provisional(day("2027-02-05"))
    assert not loaded.is_provisional(day("2026-12-31"))
    assert loaded.is_workday(day("2027-02-13"))
    assert loaded.why(day("2027-02-13")).source == "《国务院办公厅关于2027年部分节假日安排的通知》"
    assert loaded.version != CALENDAR.version
    assert CALENDAR.is_provisional(day("2027-02-05"))


def test_loading_the_same_notice_again_changes_nothing() -> None:
    (notice,) = parse_notices(NOTICE_2027, "2027.yaml")

    assert CALENDAR.with_notice(notice).with_notice(notice) == CALENDAR.with_notice(notice)


def test_a_second_yearly_notice_must_say_that_it_amends() -> None:
    (notice,) = parse_notices(NOTICE_2027.replace("number: null", "number: 国办发明电〔2026〕9号"), "2027.yaml")
    (other,) = parse_notices(
        NOTICE_2027.replace("number: null", "number: 国办发明电〔2026〕10号").replace("的通知", "的补充通知"), "b.yaml"
    )

    with pytest.raises(BadNotice, match="amends"):
        CALENDAR.with_notice(notice).with_notice(other)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        # Told with the line on which it stands.
        (("off: 2027-06-09", "off: 2027-06-31"), r"2027\.yaml:11: “2027-06-31”不是日期"),
        # A weekday can't be a make-up day.
        (("2027-02-13", "2027-02-12"), "本来就是周一至周五"),
        # Worked and off at once.
        (("work: [2027-02-13", "work: [2027-02-06"), "既列为放假（春节）又列为调休上班"),
        # A statutory day left out: the Mid-Autumn festival is on 15 September.
        (("off: 2027-09-15", "off: 2027-09-16"), "法定节假日中秋节（2027-09-15）没有列为放假"),
        # A day of another year.
        (("off: 2027-06-09", "off: 2028-06-09"), "不在2027年安排的范围内"),
        # An end before its beginning.
        (("2027-02-05..2027-02-11", "2027-02-11..2027-02-05"), "止日应不早于起日"),
        (("title:", "titel:"), r"2027\.yaml:4: 通知里没有“titel”"),
        (("    issued: 2026-11-25\n", ""), "缺少：issued"),
        (("year: 2027", "year: 二〇二七"), "年份“二〇二七”不对"),
        (("holidays:", "holidays: ["), "不是合法的 YAML"),
    ],
)
def test_a_faulty_notice_is_refused_with_file_line_and_reason(change: tuple[str, str], faults: str) -> None:
    with pytest.raises(BadNotice, match=faults):
        parse_notices(NOTICE_2027.replace(*change, 1), "2027.yaml")


def test_all_faults_of_a_notice_are_told_at_once() -> None:
    text = NOTICE_2027.replace("2027-02-13", "2027-02-12").replace("2027-10-09", "2027-10-08")

    with pytest.raises(BadNotice) as refused:
        parse_notices(text, "2027.yaml")

    assert len(refused.value.faults) >= 2


def test_the_festivals_of_the_table_are_off_in_every_notice() -> None:
    for year in YEARS:
        table = festival_table()[year]
        for festival in table:
            assert not CALENDAR.is_workday(festival), festival


def test_the_next_and_previous_working_days_skip_the_holiday() -> None:
    assert CALENDAR.next_workday(day("2026-02-15")) == day("2026-02-24")
    assert CALENDAR.next_workday(day("2026-02-24")) == day("2026-02-24")
    assert CALENDAR.previous_workday(day("2026-02-23")) == day("2026-02-14")
    assert CALENDAR.add_working_days(day("2026-02-24"), -1) == day("2026-02-14")
    assert CALENDAR.workdays_between(day("2026-02-13"), day("2026-02-24")) == 2
    assert CALENDAR.workdays_between(day("2026-02-24"), day("2026-02-13")) == -2


def test_a_day_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(BeyondCalendar):
        CALENDAR.is_workday(day("1999-12-31"))
    with pytest.raises(BeyondCalendar):
        CALENDAR.is_workday(day("2101-01-01"))
