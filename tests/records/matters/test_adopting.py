"""Taking a matter of the catalogue over: codes, limits, promises, terms of a case, and finding it again."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from yifa.identifiers import parse_implementation_code
from yifa.matters.public import (
    Matter,
    NotAdopted,
    adopt,
    catalogue,
    guide_facts,
    matters_of,
    search,
    search_catalogue,
    terms_of,
)
from yifa.organs.public import Organ
from yifa.procedure import shipped

pytestmark = pytest.mark.django_db


def test_an_adopted_matter_has_a_code_of_organ_level_and_local_basic_code(bureau: Organ) -> None:
    matter = adopt(bureau, "food-production-licence")
    parsed = parse_implementation_code(matter.implementation_code)
    assert (parsed.organ.text, parsed.level, parsed.basic.text) == (bureau.code, "3", matter.basic_code)
    assert matter.basic_code == "420199001000"
    assert matter.is_local_code
    assert guide_facts(matter)["code_mark"] == "编码由本地编制，不是国家统一的基本编码。"


def test_an_official_basic_code_is_taken_as_it_is_and_not_marked_local(bureau: Organ) -> None:
    matter = adopt(bureau, "food-production-licence", basic_code="420131001000")
    assert not matter.is_local_code
    assert matter.implementation_code.endswith("420131001000")


def test_the_same_row_has_the_same_local_code_in_every_city_of_a_province(bureau: Organ) -> None:
    other = Organ.objects.create(
        code="11220000013544541J", name="武汉市某局", division="420100", level="3", kind="某部门"
    )
    here, there = (adopt(organ, "food-production-licence") for organ in (bureau, other))
    assert here.basic_code == there.basic_code
    assert here.pk != there.pk


def test_adopting_twice_brings_up_to_date_and_keeps_the_materials_an_organ_has_edited(bureau: Organ) -> None:
    first = adopt(bureau, "food-production-licence")
    first.materials.exclude(position=1).delete()
    again = adopt(bureau, "food-production-licence", promised="5 working days")
    assert again.pk == first.pk
    assert matters_of(bureau).get().promised == "5 working days"
    assert again.materials.count() == 1


def test_a_promise_longer_than_the_statute_is_refused(bureau: Organ) -> None:
    with pytest.raises(ValidationError, match="长于法定时限"):
        adopt(bureau, "food-production-licence", promised="21 working days")
    assert not Matter.objects.exists()


def test_a_promise_in_another_unit_than_the_statutes_is_refused(bureau: Organ) -> None:
    with pytest.raises(ValidationError, match="单位应与法定时限相同"):
        adopt(bureau, "construction-permit", promised="5 working days")


def test_a_promise_for_a_limit_of_two_steps_is_measured_against_the_shorter(bureau: Organ) -> None:
    with pytest.raises(ValidationError, match="长于法定时限"):
        adopt(bureau, "licence-to-practise-law", promised="15 days")
    assert adopt(bureau, "licence-to-practise-law", promised="10 days")


def test_a_matter_is_not_adopted_by_an_organ_of_a_level_that_does_not_handle_it(bureau: Organ) -> None:
    row = next(row for row in catalogue() if row.levels == ("4",))
    with pytest.raises(NotAdopted, match="不由市级机关办理"):
        adopt(bureau, row.id)
    with pytest.raises(KeyError, match="没有编号"):
        adopt(bureau, "no-such-matter")


def test_terms_of_a_licence_without_a_limit_of_its_own_are_those_of_the_licensing_law(bureau: Organ) -> None:
    terms = terms_of(adopt(bureau, "food-production-licence", promised="8 working days"))
    assert terms["limit"] == ["20 working days"]
    assert terms["limit_cites"] == "行政许可法 第四十二条第一款"
    assert (terms["extension"], terms["extendable"]) == ("10 working days", True)
    assert terms["promised"] == "8 working days"
    assert not terms["forwarding"]
    assert terms["result_name"] == "食品生产许可证"


def test_a_special_statutes_limit_in_days_stays_in_calendar_days_and_gains_no_extension(
    bureau: Organ,
) -> None:
    terms = terms_of(adopt(bureau, "construction-permit"))
    assert terms["limit"] == ["7 days"]
    assert terms["limit_cites"] == "建筑法 第八条第二款"
    assert (terms["extension"], terms["extendable"]) == (None, False)


def test_a_limit_of_two_steps_is_forwarded(bureau: Organ) -> None:
    terms = terms_of(adopt(bureau, "licence-to-practise-law"))
    assert terms["limit"] == ["20 days", "10 days"]
    assert terms["forwarding"]


def test_a_limit_that_counts_backwards_names_its_fact_and_silence_is_consent(bureau: Organ) -> None:
    row = next(row for row in catalogue() if row.limit_before)
    terms = terms_of(adopt(bureau, row.id))
    assert (terms["limit_before_fact"], terms["silence"]) == ("2 days", "consent")
    assert terms["limit_before_fact_cites"] == "集会游行示威法 第九条第一款"


def test_a_matter_done_at_once_says_so(bureau: Organ) -> None:
    row = next(row for row in catalogue() if row.limit == ("0 days",) and "3" in row.levels)
    matter = adopt(bureau, row.id)
    assert terms_of(matter)["instant"]
    assert guide_facts(matter)["limit"] == "即时办结"


def test_an_organ_may_promise_at_once(bureau: Organ) -> None:
    assert terms_of(adopt(bureau, "food-production-licence", promised="0 working days"))["instant"]


def test_every_row_of_the_catalogue_can_be_adopted_by_an_organ_of_its_level(bureau: Organ) -> None:
    organs = {
        "2": Organ.objects.create(
            code="11220000013544541J", name="某省某局", division="420000", level="2", kind="某部门"
        ),
        "3": bureau,
        "4": Organ.objects.create(
            code="11330105002500287C", name="某区某局", division="420702", level="4", kind="某部门"
        ),
    }
    adopted = [adopt(organs[row.levels[-1]], row.id) for row in catalogue()]
    assert len({matter.basic_code for matter in adopted}) == len(adopted) >= 300
    for matter in adopted:
        terms_of(matter)
        assert guide_facts(matter)["limit"]


def test_only_licences_can_be_filed_while_no_other_pack_ships(bureau: Organ) -> None:
    licence = adopt(bureau, "food-production-licence")
    filing = adopt(bureau, next(row.id for row in catalogue() if row.type == "10" and "3" in row.levels))
    assert licence.procedure == "licensing"
    assert filing.procedure == ""
    assert not guide_facts(filing)["can_be_filed"]


def test_a_row_whose_limit_was_not_found_is_marked_on_the_page(bureau: Organ) -> None:
    row = next(row for row in catalogue() if row.verified == "basis_only" and "3" in row.levels)
    facts = guide_facts(adopt(bureau, row.id))
    assert not facts["is_verified"]
    assert "仅依据已核对" in facts["verified"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("食品生产", True),
        ("食品 许可证", True),
        ("产许", True),
        ("产", True),
        ("行政审批局", True),
        ("食品运输", False),
        ("许产", False),
        ("", False),
        ("' & | ! :*", False),
        ("%", False),
    ],
)
def test_a_matter_is_found_by_any_piece_of_its_name(bureau: Organ, query: str, found: bool) -> None:
    adopt(bureau, "food-production-licence")
    assert search(query).exists() is found


def test_a_matter_no_longer_carried_out_is_not_found(bureau: Organ) -> None:
    matter = adopt(bureau, "food-production-licence")
    Matter.objects.filter(pk=matter.pk).update(retired_on="2026-01-01")
    assert not search("食品").exists()


def test_the_catalogue_is_searched_too() -> None:
    assert [row.name for row in search_catalogue("律师 执业")] == ["律师执业许可", "律师事务所设立许可"]
    assert search_catalogue("  ") == ()


def test_a_licence_without_a_limit_cannot_be_kept(bureau: Organ) -> None:
    matter = adopt(bureau, "food-production-licence")
    matter.limit_steps = []
    with pytest.raises(ValidationError, match="行政许可应有法定办结时限"):
        matter.full_clean()


def test_a_code_of_another_organ_is_refused(bureau: Organ) -> None:
    matter = adopt(bureau, "food-production-licence")
    matter.implementation_code = "11220000013544541J3420199001000"
    with pytest.raises(ValidationError, match="前 18 位应为实施主体"):
        matter.full_clean()


def test_every_term_of_the_licensing_pack_that_a_statute_sets_comes_from_the_matter(bureau: Organ) -> None:
    own_to_the_organ = {"commitment_check_within", "statement_period", "correction_answer", "renewal_before"}
    own_to_the_organ |= {"redo_within"}  # of a term to act anew, which the reconsideration body sets
    declared = set(shipped()["licensing"].terms)
    assert declared - own_to_the_organ <= set(terms_of(adopt(bureau, "food-production-licence")))
