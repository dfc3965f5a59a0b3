"""The one door: what it writes, whom it turns away, and what happens when two people come at once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.records.casework.bureau import MONDAY, Bureau
from yifa.casework.models import Case
from yifa.casework.public import Refused, scope


def test_an_opened_case_has_a_number_a_code_and_a_stage(bureau: Bureau) -> None:
    done = bureau.apply()

    assert (done.case.stage, done.case.seq, done.case.sequence) == ("received", 1, 1)
    assert done.case.number == f"{bureau.organ}{MONDAY:%Y%m%d}000001"
    assert len(done.case.query_code) == 16
    with scope([bureau.division]):
        assert Case.objects.get().number == done.case.number


def test_a_plain_licence_runs_from_application_to_close(bureau: Bureau) -> None:
    case = bureau.apply().case.id
    for act in ("accept", "review", "grant", "deliver", "publish", "close"):
        done = bureau.act(case, act, date(2026, 3, 10))

    assert (done.case.stage, done.case.outcome, done.case.closed, done.case.seq) == ("closed", "granted", True, 7)


def test_an_act_out_of_turn_is_refused_and_leaves_no_trace(bureau: Bureau) -> None:
    case = bureau.apply().case.id

    with pytest.raises(Refused) as refused:
        bureau.act(case, "grant")

    assert refused.value.refusal.code == "act.stage"
    with scope([bureau.division]):
        assert Case.objects.get().seq == 1
