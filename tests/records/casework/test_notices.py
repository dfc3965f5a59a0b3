"""A holiday notice loaded later dates the cases anew, and says what moved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.records.casework.bureau import Bureau
from yifa.casework import notices
from yifa.casework.models import Case
from yifa.casework.public import calendar, load_notice, rebuild_all, scope, standing
from yifa.workdays import BadNotice
from yifa.worklist.public import due_items

# 2026年12月31日前没有下一年的安排：十二月底和一月的日子是暂定的。
FILED = date(2026, 3, 9)
NOTICE = """year: 2026
notices:
  - number: 国办发明电〔2026〕99号
    title: 国务院办公厅关于调整2026年清明节假期安排的通知
    issued: 2026-03-01
    amends: 国办发明电〔2025〕7号
    holidays:
      - name: 清明节
        off: 2026-04-04..2026-04-08
"""


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    notices.forget()
    yield
    notices.forget()


@pytest.fixture
def notice(tmp_path: Path) -> str:
    """A notice, made up for the test, that gives two days more at 清明节."""
    file = tmp_path / "2026-2.yaml"
    file.write_text(NOTICE, "utf-8")
    return str(file)


def test_open_terms_are_dated_anew_and_listed(bureau: Bureau, notice: str) -> None:
    case = bureau.apply(FILED).case
    bureau.act(case.id, "accept", FILED)

    told = json.loads(load_notice(notice, as_json=True))

    # Twenty working days from 9 March end on 7 April; with the 7th and 8th off they end on the 9th.
    assert [(m["case"], m["before"], m["after"]) for m in told["moved"]] == [(case.number, "2026-04-07", "2026-04-09")]
    with scope([bureau.division]):
        assert date(2026, 4, 9) in [item.due for item in due_items([bureau.organ])]
        stands = standing(case.id)
    assert stands is not None
    assert date(2026, 4, 9) in [run.due for run in stands.state.runs]


def test_what_is_decided_afterwards_knows_the_notice(bureau: Bureau, notice: str) -> None:
    bureau.apply(FILED)
    load_notice(notice)
    notices.forget()

    case = bureau.apply(FILED).case.id
    bureau.act(case, "accept", FILED)

    assert not calendar().is_workday(date(2026, 4, 7))
    with scope([bureau.division]):
        assert date(2026, 4, 9) in [item.due for item in due_items([bureau.organ])]


def test_a_rebuild_gives_the_new_days(bureau: Bureau, notice: str) -> None:
    case = bureau.apply(FILED).case.id
    bureau.act(case, "accept", FILED)
    load_notice(notice)
    with scope([bureau.division]):
        before = Case.objects.get().state

    rebuild_all()

    with scope([bureau.division]):
        assert Case.objects.get().state == before


def test_a_file_that_is_no_notice_changes_nothing(bureau: Bureau, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("year: many", "utf-8")

    with pytest.raises(BadNotice):
        load_notice(str(file))

    assert calendar() is notices.Calendar.of_state_council()
