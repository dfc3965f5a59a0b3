"""Particulars: out of the log, encrypted, masked on screens, read in full on record, and erasable."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from tests.records.casework.bureau import APPLY, MONDAY, Bureau
from yifa.casework.models import Case, Event, Party, Reading
from yifa.casework.public import (
    Forbidden,
    NoReason,
    NoSuchCase,
    erase,
    history,
    particulars,
    public_case,
    rebuild_all,
    scope,
    verify,
)
from yifa.organs.public import Account, Organ, appoint, create_account

PERSONAL = [APPLY["applicant_name"], APPLY["applicant_id"], APPLY["mobile"]]


@pytest.fixture
def clerk(bureau: Bureau) -> Account:
    """A window clerk of the bureau."""
    account = create_account("clerk", "李四", "a-long-enough-passphrase")
    appoint(account, Organ.objects.get(pk=bureau.organ), "window", since=date(2026, 1, 1))
    return account


def test_no_personal_answer_stands_in_the_log_or_the_case(bureau: Bureau) -> None:
    bureau.apply()

    with scope([bureau.division]), connection.cursor() as cursor:
        for table in ("event", "case", "party", "clock"):
            cursor.execute(f'select string_agg(t::text, chr(10)) from "{table}" t')
            text = cursor.fetchone()[0] or ""
            assert [value for value in PERSONAL if value in text] == []


def test_screens_show_masked_answers(bureau: Bureau) -> None:
    case = bureau.apply().case

    with scope([bureau.division]):
        answers = history(case.id)[0].event.answers
    assert answers["applicant_name"] == "张*丰"
    assert set(answers["applicant_id"][3:-4]) == {"*"}
    assert case.applicant_masked == "张*丰"


def test_the_name_of_an_organisation_is_public(bureau: Bureau) -> None:
    case = bureau.apply(
        applicant_kind="organisation", applicant_name="滨湖食品有限公司", applicant_id=None, credit_code=bureau.organ
    ).case

    assert case.applicant_masked == "滨湖食品有限公司"


def test_reading_in_full_gives_the_answers_and_is_recorded(bureau: Bureau, clerk: Account) -> None:
    case = bureau.apply().case.id

    with scope([bureau.division]):
        found = particulars(case, clerk, "电话核实申请材料")
        reading = Reading.objects.get()

    assert [found["applicant"][name] for name in ("applicant_name", "applicant_id", "mobile")] == PERSONAL
    assert (reading.kind, reading.person, reading.reason) == ("read", clerk.person_id, "电话核实申请材料")


def test_reading_needs_a_reason(bureau: Bureau, clerk: Account) -> None:
    case = bureau.apply().case.id

    with scope([bureau.division]), pytest.raises(NoReason):
        particulars(case, clerk, "  ")


def test_reading_needs_a_post_in_the_organ(bureau: Bureau) -> None:
    case = bureau.apply().case.id
    stranger = create_account("stranger", "王五", "a-long-enough-passphrase")

    with scope([bureau.division]), pytest.raises(Forbidden):
        particulars(case, stranger, "好奇")
    with scope([bureau.division]):
        assert not Reading.objects.exists()


def test_an_account_acts_by_its_posts(bureau: Bureau, clerk: Account) -> None:
    case = bureau.apply(by=clerk).case.id

    assert bureau.act(case, "accept", by=clerk).events[0].by == clerk.person_id


def test_an_account_without_a_post_may_not_act(bureau: Bureau) -> None:
    case = bureau.apply().case.id
    stranger = create_account("stranger", "王五", "a-long-enough-passphrase")

    with scope([bureau.division]), pytest.raises(Forbidden):
        bureau.act(case, "accept", by=stranger)


def test_erasure_leaves_nothing_to_read_and_a_chain_that_holds(bureau: Bureau, clerk: Account) -> None:
    case = bureau.apply().case.id
    bureau.act(case, "accept")

    with scope([bureau.division]):
        assert erase(case, "applicant", clerk, "依申请删除") == 1
        assert particulars(case, clerk, "核对") == {}
        assert history(case)[0].event.answers["applicant_name"] == ""
        assert Case.objects.get().applicant_masked == "（已删除）"
        assert Party.objects.get().sealed is None
        assert list(Reading.objects.order_by("id").values_list("kind", flat=True)) == ["erase", "read"]
    assert verify().faults == ()


def test_what_was_erased_stays_so_when_the_case_is_rebuilt(bureau: Bureau, clerk: Account) -> None:
    case = bureau.apply().case.id
    with scope([bureau.division]):
        erase(case, "applicant", clerk, "依申请删除")

    rebuild_all()

    with scope([bureau.division]):
        assert Case.objects.get().applicant_masked == "（已删除）"


def test_a_text_moved_to_another_case_does_not_open(bureau: Bureau, clerk: Account) -> None:
    from yifa.sealing import VaultFault

    first, second = bureau.apply().case.id, bureau.apply().case.id
    with scope([bureau.division]):
        Party.objects.filter(case_id=second).update(sealed=Party.objects.get(case_id=first).sealed)
        with pytest.raises(VaultFault):
            particulars(second, clerk, "核对")


def test_a_citizen_finds_the_case_by_number_and_code(bureau: Bureau) -> None:
    case = bureau.apply().case
    shown = "-".join(case.query_code[at : at + 4] for at in range(0, 16, 4))

    assert public_case(case.number, shown.lower()) == (case.id, bureau.division)


@pytest.mark.parametrize("wrong", ["number", "code"])
def test_number_and_code_must_both_be_right(bureau: Bureau, wrong: str) -> None:
    mine, other = bureau.apply().case, bureau.apply(MONDAY).case
    number, code = (other.number, mine.query_code) if wrong == "number" else (mine.number, other.query_code)

    with pytest.raises(NoSuchCase):
        public_case(number, code)


def test_the_log_of_a_case_names_it_and_its_edition(bureau: Bureau) -> None:
    import json

    case = bureau.apply().case
    with scope([bureau.division]):
        body = json.loads(Event.objects.get().body)

    assert (body["case"], body["procedure"], body["edition"]) == (case.number, "licensing", case.edition)
    assert body["answers"]["terms"]["limit"] == ["20 working days"]
