"""GB/T 22239—2019, 8.1.4.2: every role against every page; administrators see no case, auditors change nothing."""

from __future__ import annotations

import pytest

from tests.pages.desk.office import Office, text_of
from yifa.casework.public import today

OPEN = {
    "": {"wang", "li", "zheng", "huang", "he", "lin", "cao"},
    "window/": {"wang", "li", "he"},
    "search/": {"wang", "li", "zheng", "huang", "he", "lin", "cao"},
    "figures/": {"wang", "li", "zheng", "huang", "he", "lin", "cao"},
    "reports/": {"wang", "li", "zheng", "huang", "he", "lin", "cao"},
    "staff/": {"wang", "li", "zheng", "huang", "he", "lin", "han"},
    "calendar/": {"wang", "li", "zheng", "huang", "he", "lin", "han", "tang", "cao"},
    "ledger/": {"cao"},
    "readings/": {"cao", "tang"},
    "help/": {"wang", "li", "zheng", "huang", "he", "lin", "han", "tang", "cao"},
}
"""Page → who may open it."""
ALL = ("wang", "li", "zheng", "huang", "he", "lin", "han", "tang", "cao")


def test_every_role_opens_the_pages_of_its_work_and_no_other(office: Office) -> None:
    for name in ALL:
        browser = office.browser(name)
        opened = {page for page in OPEN if browser.get(f"/desk/{page}").status_code == 200}

        assert opened == {page for page, allowed in OPEN.items() if name in allowed}, name


def test_the_navigation_names_only_pages_that_open(office: Office) -> None:
    import re

    for name in ALL:
        browser = office.browser(name)
        page = browser.get("/desk/help/").content.decode()
        rail = page[page.index('class="rail-list"') : page.index('class="rail-foot"')]

        assert {browser.get(url).status_code for url in re.findall(r'href="([^"]+)"', rail)} == {200}, name


def test_who_is_not_signed_in_is_asked_to_and_comes_back_to_the_page(office: Office) -> None:
    from django.test import Client

    answer = Client().get("/desk/figures/?since=2026-01-01")

    assert answer.status_code == 302
    assert answer.url == "/desk/sign-in/?next=%2Fdesk%2Ffigures%2F%3Fsince%3D2026-01-01"


@pytest.mark.parametrize("path", ["", "clocks/correction_notice/1/", "papers/1/application_receipt/", "seals/1/"])
def test_an_administrator_sees_nothing_of_a_case(office: Office, path: str) -> None:
    done = office.applied()

    page = office.browser("han").get(f"/desk/cases/{done.case.number}/{path}")

    assert page.status_code == 403
    assert done.case.number not in text_of(page)


def test_an_auditor_reads_a_case_but_has_no_act_in_it_and_no_full_names(office: Office) -> None:
    done = office.applied()
    auditor = office.browser("cao")

    page = auditor.get(f"/desk/cases/{done.case.number}/")
    sent = auditor.post(f"/desk/cases/{done.case.number}/acts/accept/", {"on": today().isoformat()})
    full = auditor.post(f"/desk/cases/{done.case.number}/particulars/", {"reason": "审计"})

    assert page.status_code == 200
    assert 'method="post" action="/desk/cases/' not in page.content.decode()
    assert sent.status_code == 403
    assert full.status_code == 403
    assert office.stage(done.case.number) == "received"


def test_the_case_of_another_bureau_in_the_same_city_is_as_if_it_were_not_there(office: Office) -> None:
    done = office.applied()
    other = Office.make(n=2)

    for name in ("wang", "huang"):
        page = other.browser(name).get(f"/desk/cases/{done.case.number}/")
        assert page.status_code == 404
        assert "没有这一案件" in text_of(page)
    assert done.case.number not in text_of(other.browser("wang").get("/desk/search/", {"q": done.case.number[-8:]}))
    sent = other.browser("wang").post(f"/desk/cases/{done.case.number}/acts/accept/", {"on": today().isoformat()})
    assert sent.status_code == 404
    assert office.stage(done.case.number) == "received"


def test_a_post_that_has_ended_opens_nothing(office: Office) -> None:
    office.people["li"].posts.update(valid_to="2020-02-01")

    assert office.browser("li").get("/desk/search/").status_code == 403
