"""The worklist, the search and the figures: what is due first, found by number, and counted with its cases."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db import connection

from tests.pages.desk.office import APPLY, Office, text_of
from yifa.casework.public import open_case, perform, scope, today


def numbers(office: Office, name: str, query: str = "") -> list[str]:
    page = office.browser(name).get(f"/desk/{query}").content.decode()
    return re.findall(r'<th scope="row"[^>]*><a href="/desk/cases/([^/]+)/"', page)


def test_a_case_is_in_the_list_of_whose_turn_it_is(office: Office) -> None:
    done = office.applied()

    assert numbers(office, "wang") == [done.case.number]
    assert numbers(office, "li") == []
    office.act(done.case.id, "accept", "wang")
    assert numbers(office, "wang") == []
    assert numbers(office, "li") == [done.case.number]
    office.act(done.case.id, "review", "li", review_opinion="grant", review_reasons="齐全", affects_others=False)
    assert numbers(office, "huang") == [done.case.number]
    assert numbers(office, "wang", "?who=all") == [done.case.number]


def test_the_earliest_due_day_stands_first_and_what_is_late_is_counted(office: Office) -> None:
    fresh = office.applied()
    long_ago = today() - timedelta(days=90)
    old = open_case(
        "licensing", "apply", by=office.people["wang"], organ=office.organ.code, matter=office.matter.pk, on=long_ago,
        answers=APPLY,
    )  # fmt: skip
    perform(old.case.id, "accept", by=office.people["wang"], on=long_ago, answers={})

    assert numbers(office, "wang", "?who=all") == [old.case.number, fresh.case.number]
    assert numbers(office, "wang", "?who=all&due=late") == [old.case.number]
    assert numbers(office, "wang", "?who=all&sort=newest") == [old.case.number, fresh.case.number]
    assert "已逾期" in text_of(office.browser("wang").get("/desk/?who=all"))


def test_filters_that_nobody_knows_are_left_out(office: Office) -> None:
    done = office.applied()

    assert numbers(office, "wang", "?due=%00&stage=x&procedure='&sort=;&page=-1") == [done.case.number]


def test_the_proof_opens_below_a_row_and_closes_again(office: Office) -> None:
    done = office.applied()
    wang = office.browser("wang")
    page = wang.get("/desk/").content.decode()
    [address] = set(re.findall(r'hx-get="(/desk/cases/[^"]+/why/[^"]+)"', page))

    opened = wang.get(address, headers={"HX-Request": "true"}).content.decode()
    closed = wang.get(f"{address}&close=1", headers={"HX-Request": "true"}).content.decode()

    assert f'id="why-{done.case.id}"' in opened
    assert "届满" in opened
    assert "hidden" in closed
    assert "届满" not in closed
    assert wang.get(address).status_code == 302


def test_a_page_of_the_worklist_asks_the_database_a_fixed_number_of_times(office: Office) -> None:
    from django.test.utils import CaptureQueriesContext

    office.applied()
    wang = office.browser("wang")
    wang.get("/desk/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        wang.get("/desk/")
    for _ in range(5):
        office.applied()
    with CaptureQueriesContext(connection) as six:
        wang.get("/desk/")

    assert len(six) == len(one) <= 20


def test_a_case_is_found_by_number_code_paper_and_matter_but_not_by_a_persons_name(office: Office) -> None:
    done = office.applied()
    wang = office.browser("wang")
    address = f"/desk/cases/{done.case.number}/"

    assert wang.get("/desk/search/", {"q": done.case.number.lower()}).url == address
    assert wang.get("/desk/search/", {"q": done.case.query_code}).url == address
    for text in (office.matter.name[:4], "示测许收", done.case.number[-8:]):
        assert address in wang.get("/desk/search/", {"q": text}).content.decode(), text
    assert address not in wang.get("/desk/search/", {"q": "张三丰"}).content.decode()


def test_a_figure_leads_to_exactly_the_cases_it_counts(office: Office) -> None:
    done = [office.applied() for _ in range(2)]
    office.act(done[0].case.id, "accept", "wang")
    li = office.browser("li")
    period = f"?organ={office.organ.code}&since={today()}&until={today()}"

    accepted = li.get(f"/desk/figures/licensing.accepted/{period}").content.decode()

    assert f"/desk/cases/{done[0].case.number}/" in accepted
    assert f"/desk/cases/{done[1].case.number}/" not in accepted
    assert li.get(f"/desk/figures/licensing.nothing/{period}").status_code == 404
    assert li.get("/desk/figures/?organ=91110000600037341L").status_code == 404


def test_a_share_shows_its_part_and_its_whole(office: Office) -> None:
    page = text_of(office.browser("li").get("/desk/figures/licensing.on_time_rate/"))

    assert "÷" in page
    assert "分母" in page


def test_what_is_typed_at_the_window_finds_matters_in_a_fragment(office: Office) -> None:
    wang = office.browser("wang")

    found = wang.get("/desk/window/", {"matter": office.matter.name[:3]}, headers={"HX-Request": "true"})

    assert "<html" not in found.content.decode()
    assert office.matter.name in text_of(found)


def test_a_matterless_procedure_is_opened_by_its_officer(office: Office) -> None:
    he = office.browser("he")
    page = he.get("/desk/window/").content.decode()

    [address] = re.findall(r'href="(/desk/window/disclosure/request/)"', page)

    assert he.get(address).status_code == 200
    assert office.browser("huang").get(address).status_code == 403


def test_an_answer_never_leaves_the_scope_of_its_division_open(office: Office) -> None:
    office.applied()
    office.browser("wang").get("/desk/")

    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.divisions', true), '')")
        assert cursor.fetchone()[0] == ""
    with scope(["599999"]):
        from yifa.casework.public import Case

        assert Case.objects.count() == 0


def test_sums_of_money_stand_in_their_unit_wherever_they_are_counted(office: Office) -> None:
    from yifa.indicators.models import MarkRow

    done, organ = office.applied(), office.organ
    with scope([organ.division]):
        MarkRow.objects.create(
            case_id=done.case.id, indicator="penalty.fines", key="", division=organ.division, organ=organ.code,
            matter="", day=today(), value=18_050_000,
        )  # fmt: skip
    wang = office.browser("wang")

    assert "18.05 万元" in text_of(wang.get("/desk/figures/"))
    listed = text_of(wang.get("/desk/figures/penalty.fines/"))
    assert listed.count("18.05 万元") == 2  # the figure, and the one case that it counts
    assert "18050000" not in listed.replace(",", "")
