"""The proof strip shows the days it is handed, numbers those that count, and gathers them into runs.

The days below were counted by hand on a calendar.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yifa.ui import registry
from yifa.ui.components.proof_strip.arrange import arrange


def strip(*cells: tuple[str, str], **more: Any) -> dict[str, Any]:
    """What the component takes, from pairs of day and kind."""
    days = [{"day": day, "kind": kind} for day, kind in cells]
    return {"start": cells[0][0], "due": cells[-1][0], "sentence": "如上。", "cells": days, **more}


# 许可法 §32: five days, working days by §82; from Monday 2 March 2026 the fifth is Monday the 9th.
FIVE_DAYS = (
    ("2026-03-02", "start"), ("2026-03-03", "counted"), ("2026-03-04", "counted"), ("2026-03-05", "counted"),
    ("2026-03-06", "counted"), ("2026-03-07", "weekend"), ("2026-03-08", "weekend"), ("2026-03-09", "due"),
)  # fmt: skip


def test_only_days_that_count_are_numbered() -> None:
    arranged = arrange(strip(*FIVE_DAYS))

    assert [day.ordinal for day in arranged["days"]] == [None, 1, 2, 3, 4, None, None, 5]
    assert arranged["total"] == 5


def test_the_day_a_rolled_term_lands_on_is_not_counted_again() -> None:
    arranged = arrange(strip(("2026-03-06", "start"), ("2026-03-07", "rolled"), ("2026-03-09", "due")))

    assert [day.ordinal for day in arranged["days"]] == [None, None, None]


def test_an_ordinal_handed_in_is_kept() -> None:
    given = strip(("2026-03-06", "start"), ("2026-03-09", "due"))
    given["cells"][1]["n"] = 15

    assert arrange(given)["days"][1].ordinal == 15


def test_cells_may_be_dataclasses_and_days_dates() -> None:
    @dataclass
    class Cell:
        day: date
        kind: str
        reason: str = ""

    cells = [Cell(date(2026, 3, 6), "start"), Cell(date(2026, 3, 9), "due", "一日届满")]

    arranged = arrange({"start": cells[0].day, "due": cells[1].day, "sentence": "", "cells": cells})

    assert [(day.ordinal, day.words) for day in arranged["days"]] == [(None, "起算日，当日不计"), (1, "一日届满")]


def test_neighbouring_days_of_one_kind_are_one_run() -> None:
    runs = arrange(strip(*FIVE_DAYS))["runs"]

    assert [(run["kind"], run["length"], run["ordinals"]) for run in runs] == [
        ("start", 1, ""),
        ("counted", 4, "第 1–4 日"),
        ("weekend", 2, ""),
        ("due", 1, "第 5 日"),
    ]


def test_days_of_one_kind_with_different_sources_are_two_runs() -> None:
    given = strip(("2026-03-02", "start"), ("2026-03-03", "paused"), ("2026-03-04", "paused"), ("2026-03-05", "due"))
    given["cells"][1]["source"] = "鉴定告知书"
    given["cells"][2]["source"] = "听证通知书"

    assert [run["source"] for run in arrange(given)["runs"]] == ["", "鉴定告知书", "听证通知书", ""]


def test_the_day_after_the_due_day_is_late_unless_the_duty_was_met() -> None:
    assert arrange(strip(*FIVE_DAYS, today="2026-03-10"))["late"] is True
    assert arrange(strip(*FIVE_DAYS, today="2026-03-09"))["late"] is False
    assert arrange(strip(*FIVE_DAYS, today="2026-03-10", met=True))["late"] is False


def test_every_day_tells_its_reason_to_the_ear() -> None:
    html = registry.render("proof_strip", strip(*FIVE_DAYS, today="2026-03-04"))

    assert "3月2日周一：起算日，当日不计" in html
    assert "3月4日周三：今天，第 2 日，计入" in html
    assert "3月7日周六：周末，不计" in html
    assert "3月9日周一：第 5 日，届满日" in html


def test_the_compact_line_says_the_sentence_and_hides_its_cells_from_the_ear() -> None:
    html = registry.render("proof_strip", strip(*FIVE_DAYS, compact=True))

    assert '<span class="unseen">如上。</span>' in html
    assert html.count("<i ") == len(FIVE_DAYS)


def test_the_months_in_the_middle_of_a_long_term_are_folded() -> None:
    days = [date(2026, 1, 5) + timedelta(n) for n in range(300)]
    cells = [(day.isoformat(), "counted") for day in days]

    arranged = arrange(strip(*cells))

    assert [month["label"] for month in arranged["head"]] == ["2026年1月", "2026年2月"]
    assert len(arranged["folded"]) == 6
    assert [month["label"] for month in arranged["tail"]] == ["2026年9月", "2026年10月"]
