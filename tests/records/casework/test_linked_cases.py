"""What an act in one case brings about in the cases linked to it: once, in the same transaction, in any division."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from tests.records.casework.bureau import MONDAY

if TYPE_CHECKING:
    from tests.records.casework.courthouse import Courthouse

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def court(transactional_db: None, tmp_path: Path) -> Iterator[Courthouse]:
    """The two organs with the trial packs, committed."""
    from tests.records.casework.courthouse import Courthouse, trial_packs

    (tmp_path / "packs").mkdir()
    with trial_packs(tmp_path / "packs"):
        yield Courthouse.make()


def acts_of(case: int) -> list[str]:
    from tests.records.casework import courthouse

    return courthouse.acts_of(case)


def test_an_act_in_a_linked_case_of_another_division_is_heard_in_the_same_transaction(court: Courthouse) -> None:
    from tests.records.casework.courthouse import causes_of, state_of

    ruling = court.ruled()
    review = court.file(ruling, TUESDAY)
    done = court.act(review, "accept", TUESDAY)

    assert [event.act for event in done.events] == ["accept"]
    assert acts_of(ruling) == ["begin", "rule", "review_begun"]
    assert causes_of(ruling)[-1] == (done.case.number, 2)
    assert state_of(ruling).facts["review_number"] == done.case.number


def test_what_is_brought_about_is_heard_in_turn(court: Courthouse) -> None:
    ruling = court.begin().case.id
    legality = court.legality(ruling, "pass")
    court.act(ruling, "rule")
    review = court.file(ruling, TUESDAY)
    court.act(review, "accept", TUESDAY)
    court.act(review, "decide", TUESDAY, answers={"reasons": "证据不足"})

    assert acts_of(ruling)[-1] == "ruling_annulled"
    assert acts_of(legality) == ["receive", "pass", "learn"]


def test_an_act_that_is_refused_is_not_heard(court: Courthouse) -> None:
    from yifa.casework.public import Refused

    ruling = court.ruled()
    review = court.file(ruling)

    with pytest.raises(Refused):
        court.act(review, "uphold")

    assert acts_of(ruling) == ["begin", "rule"]


def test_acts_of_the_law_are_heard_too(court: Courthouse) -> None:
    from yifa.casework.public import lapse

    ruling = court.ruled()
    court.file(ruling, TUESDAY)

    lapse(TUESDAY + timedelta(days=30))

    assert acts_of(ruling)[-1] == "review_begun"


def test_an_act_of_the_law_that_comes_before_a_persons_act_is_heard_first(court: Courthouse) -> None:
    ruling = court.ruled()
    review = court.file(ruling, TUESDAY)

    court.act(review, "uphold", TUESDAY + timedelta(days=30))

    assert acts_of(review) == ["file", "deem_accepted", "uphold"]
    assert acts_of(ruling) == ["begin", "rule", "review_begun", "review_over"]


def test_a_gate_is_met_by_a_case_that_serves_this_one_and_not_by_any_other(court: Courthouse) -> None:
    from yifa.casework.public import Refused

    ruling, other = court.begin().case.id, court.begin().case.id
    court.legality(other, "pass")
    court.legality(ruling, "fail")

    with pytest.raises(Refused, match=r"gate\.lawful"):
        court.act(ruling, "rule")

    court.legality(ruling, "pass")
    court.act(ruling, "rule")


def test_an_act_links_to_the_case_that_its_answer_names_and_hears_it_from_then_on(court: Courthouse) -> None:
    main, joined = court.begin().case, court.begin().case.id
    court.legality(main.id, "pass")
    court.act(joined, "join", answers={"joined_case": main.number})
    court.act(main.id, "rule")

    assert acts_of(joined) == ["begin", "join", "ruled_with"]


@pytest.mark.parametrize("procedure", ["none", "review"])
def test_a_number_that_names_no_such_case_is_refused_with_its_field(court: Courthouse, procedure: str) -> None:
    from yifa.casework.public import Refused

    case = court.begin().case.id
    number = "NOSUCHCASE1"
    if procedure == "review":
        number = court.act(court.file(court.ruled()), "note").case.number

    with pytest.raises(Refused) as refused:
        court.act(case, "join", answers={"joined_case": number})

    assert (refused.value.refusal.code, refused.value.refusal.field) == ("answer.case", "joined_case")


def test_a_case_arises_only_from_one_that_may_lead_to_it(court: Courthouse) -> None:
    from yifa.casework.public import NoSuchCase, Refused

    with pytest.raises(Refused, match=r"link\.origin"):
        court.file(court.begin().case.id)
    with pytest.raises(NoSuchCase):
        court.file(987654)


def test_both_cases_name_the_link_each_from_its_own_side(court: Courthouse) -> None:
    from yifa.casework.public import scope, standing

    ruling = court.ruled()
    review = court.file(ruling)

    with scope(["420700"]):
        there = standing(review)
    with scope(["420704"]):
        here = standing(ruling)
    assert there is not None
    assert here is not None
    assert [(link.kind, link.procedure) for link in there.links] == [("arises_from", "ruling")]
    assert sorted((link.kind, link.procedure) for link in here.links) == [
        ("gives_rise_to", "review"),
        ("served_by", "trial_legality"),
    ]


def test_who_acts_may_still_not_read_the_case_that_hears_of_it(court: Courthouse) -> None:
    from yifa.casework.models import Case
    from yifa.casework.public import scope, standing

    ruling = court.ruled()
    review = court.file(ruling)

    with scope(["420700"]):
        court.act(review, "accept")

        assert standing(ruling) is None
        assert [case.id for case in Case.objects.all()] == [review]
    assert acts_of(ruling)[-1] == "review_begun"


def test_a_refusal_within_a_scope_leaves_the_scope_as_it_was(court: Courthouse) -> None:
    from yifa.casework.models import Case
    from yifa.casework.public import Refused, scope

    ruling = court.ruled()
    review = court.file(ruling)
    court.act(review, "accept")

    with scope(["420700"]):
        with pytest.raises(Refused):
            court.act(review, "accept")

        assert [case.id for case in Case.objects.all()] == [review]


def test_the_log_of_linked_cases_verifies_and_rebuilds(court: Courthouse) -> None:
    from tests.records.casework.test_bulk import tables
    from yifa.casework.public import rebuild_all, verify

    ruling = court.ruled()
    main = court.begin().case
    court.act(court.begin().case.id, "join", answers={"joined_case": main.number})
    review = court.file(ruling)
    court.act(review, "accept")
    court.act(review, "decide", answers={"reasons": "证据不足"})
    before = tables()

    assert verify().faults == ()
    rebuild_all()
    assert tables() == before


def test_the_bulk_door_lets_linked_cases_hear_as_the_one_door_does(court: Courthouse) -> None:
    from yifa.casework.public import Row, perform_many, verify

    ruling = court.ruled()
    main = court.begin().case
    court.legality(main.id, "pass")
    rows = [
        Row("r", "file", court.reviewer, MONDAY, {}, "review", court.review, links=(("arises_from", ruling),)),
        Row("r", "accept", court.reviewer, MONDAY, {}),
        Row("r", "accept", court.reviewer, MONDAY, {}),
        Row("j", "begin", court.clerk, MONDAY, {}, "ruling", court.ruling),
        Row("j", "join", court.clerk, MONDAY, {"joined_case": main.number}),
        Row("j", "join", court.clerk, MONDAY, {"joined_case": "NOSUCHCASE1"}),
        Row(main.id, "rule", court.clerk, MONDAY, {}),
        Row("r", "decide", court.reviewer, TUESDAY, {"reasons": "证据不足"}),
        Row("x", "file", court.reviewer, MONDAY, {}, "review", court.review, links=(("arises_from", 987654),)),
    ]

    report = perform_many(rows)

    assert [(row, refusal.code) for row, refusal in report.rejected] == [
        (3, "act.stage"),
        (6, "answer.case"),
        (9, "case.unknown"),
    ]
    assert acts_of(ruling)[-2:] == ["review_begun", "ruling_annulled"]
    assert acts_of(report.opened["j"]) == ["begin", "join", "ruled_with"]
    assert verify().faults == ()


def test_a_list_links_the_cases_it_names_and_each_hears_its_own_outcome(court: Courthouse) -> None:
    from yifa.casework.public import Refused, open_case, rebuild_all

    kept, struck, other = (court.begin().case for _ in range(3))
    clearing = open_case("clearing", "begin", by=court.lawyer, organ=court.ruling, on=MONDAY, answers={}).case.id
    rows = [{"name": "甲", "ruling": kept.number}, {"name": "乙", "ruling": struck.number}, {"name": "丙"}]
    wrong = [*rows, {"name": "丁", "ruling": "NOSUCHCASE1"}]

    with pytest.raises(Refused) as refused:
        court.act(clearing, "list", by=court.lawyer, answers={"listed_rulings": wrong})
    assert (refused.value.refusal.row, refused.value.refusal.column) == (4, "ruling")

    court.act(clearing, "list", by=court.lawyer, answers={"listed_rulings": rows})
    outcomes = [{"name": "甲", "outcome": "keep"}, {"name": "乙", "outcome": "repeal"}]
    court.act(clearing, "settle", by=court.lawyer, answers={"settled": outcomes})
    court.act(clearing, "conclude", by=court.lawyer)

    assert [acts_of(case.id)[1:] for case in (kept, struck, other)] == [[], ["struck_off"], []]
    assert rebuild_all() == 4


def test_a_clearing_of_many_cases_ends_each_of_them_once(court: Courthouse) -> None:
    from yifa.casework.public import open_case, verify

    cases = [court.begin().case for _ in range(30)]
    clearing = open_case("clearing", "begin", by=court.lawyer, organ=court.ruling, on=MONDAY, answers={}).case.id
    rows = [{"name": f"{n}", "ruling": case.number} for n, case in enumerate(cases)]
    court.act(clearing, "list", by=court.lawyer, answers={"listed_rulings": rows})
    outcomes = [{"name": f"{n}", "outcome": "repeal"} for n in range(30)]
    court.act(clearing, "settle", by=court.lawyer, answers={"settled": outcomes})
    court.act(clearing, "conclude", by=court.lawyer)

    assert all(acts_of(case.id) == ["begin", "struck_off"] for case in cases)
    assert verify().faults == ()


def _at_once(*actions: Any) -> list[Any]:
    from tests.records.casework.test_two_at_once import at_once

    return at_once(*actions)


def test_a_decision_in_one_case_and_an_act_in_the_other_at_once_are_each_there_once(court: Courthouse) -> None:
    for _ in range(6):
        ruling = court.ruled()
        review = court.file(ruling)
        court.act(review, "accept")

        results = _at_once(
            lambda review=review: court.act(review, "decide", answers={"reasons": "证据不足"}),
            lambda ruling=ruling: court.act(ruling, "close"),
        )

        acts = acts_of(ruling)
        assert acts_of(review) == ["file", "accept", "decide"]
        closed = not isinstance(results[1], Exception)
        assert acts.count("close") == closed
        assert acts.count("ruling_annulled") == (not closed or acts[-1] == "ruling_annulled")


def test_cases_joined_to_one_that_is_being_decided_hear_of_it_or_are_joined_after_it(court: Courthouse) -> None:
    """Nobody is joined to a case in the moment of its decision and never hears of it."""
    from yifa.casework.public import standing  # noqa: F401

    for _ in range(4):
        joined = [court.begin().case.id for _ in range(3)]
        main = court.begin().case
        court.legality(main.id, "pass")

        results = _at_once(
            lambda main=main: court.act(main.id, "rule"),
            *[
                lambda case=case, number=main.number: court.act(case, "join", answers={"joined_case": number})
                for case in joined
            ],
        )

        assert not [result for result in results if isinstance(result, Exception)]
        ruled_at = moment_of(main.id, "rule")
        for case in joined:
            heard = acts_of(case).count("ruled_with")
            assert heard == (1 if moment_of(case, "join") < ruled_at else 0)


def moment_of(case: int, act: str) -> Any:
    from yifa.casework.models import Event
    from yifa.casework.public import scope

    with scope(["*"]):
        return Event.objects.get(case_id=case, act=act).recorded_at


def test_many_who_act_in_linked_cases_at_once_wait_for_one_another_and_never_for_ever(court: Courthouse) -> None:
    """Rulings joined to one another both ways round, decided and joined by many: every act told is there once."""
    from yifa.casework.public import Refused, TooBusy, verify

    cases = [court.begin().case for _ in range(4)]
    for case in cases:
        court.legality(case.id, "pass")
    told: list[tuple[int, str]] = []
    failed: list[BaseException] = []

    def work(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(8):
            one, other = chance.sample(cases, 2)
            act, answers = chance.choice([("join", {"joined_case": other.number}), ("redraft", {}), ("rule", {})])
            try:
                court.act(one.id, act, answers=answers)
                told.append((one.id, act))
            except (Refused, TooBusy):
                pass
            except BaseException as error:
                failed.append(error)
        connection.close()

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert verify().faults == ()
    for case in cases:
        acts = acts_of(case.id)
        for act in ("join", "redraft", "rule"):
            assert acts.count(act) == told.count((case.id, act)), (act, acts)
        assert acts.count("rule") + acts.count("ruled_with") <= 1
