"""Cases begun from cases: offered where the law allows it, opened with the link set, walked both ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.pages.desk.office import Office


@pytest.fixture
def chamber(office: Office, tmp_path: Path) -> Iterator[Office]:
    """The bureau with the trial packs: li rules and reviews for lawfulness; zhou reviews rulings."""
    from tests.pages.desk.office import SINCE
    from tests.records.casework.courthouse import trial_packs
    from yifa.organs.public import appoint

    (tmp_path / "packs").mkdir()
    with trial_packs(tmp_path / "packs"):
        for name, role in (("li", "clerk"), ("li", "lawyer"), ("zhou", "reviewer")):
            appoint(office.people[name], office.organ, role, since=SINCE)
        yield office


def begun(office: Office, **more: Any) -> Any:
    from yifa.casework.public import open_case, today

    who = office.people["li"]
    return open_case("ruling", "begin", by=who, organ=office.organ.code, on=today(), answers={}, **more).case


def send(browser: Any, address: str, **answers: str) -> Any:
    """The form of an opening, filled in and sent."""
    from tests.pages.desk.office import form_of
    from yifa.casework.public import today

    page = browser.get(address).content.decode()
    path = address.partition("?")[0]
    return browser.post(path, {**form_of(page, path), "on": today().isoformat(), **answers})


def test_a_gate_of_a_case_is_met_by_one_begun_from_it_and_each_page_leads_to_the_other(chamber: Office) -> None:
    from tests.pages.desk.office import text_of

    case, li = begun(chamber), chamber.browser("li")
    page = li.get(f"/desk/cases/{case.number}/").content.decode()
    [address] = [unescape(url) for url in re.findall(r'href="(/desk/window/trial_legality/[^"]+)"', page)]

    assert "送试办合法性审查" in page
    assert case.number in text_of(li.get(address))
    sent = send(li, address)

    number = sent.url.rstrip("/").rpartition("/")[2]
    there = li.get(f"/desk/cases/{number}/").content.decode()
    here = li.get(f"/desk/cases/{case.number}/").content.decode()
    assert f'href="/desk/cases/{case.number}/"' in there
    assert f'href="/desk/cases/{number}/"' in here


def test_what_may_be_sought_against_an_act_is_offered_once_it_was_done(chamber: Office) -> None:
    from yifa.casework.public import open_case, today

    case, zhou = begun(chamber), chamber.browser("zhou")
    address = f"/desk/cases/{case.number}/"

    assert "提起试办复核" not in zhou.get(address).content.decode()

    who, organ = chamber.people["li"], chamber.organ.code
    legality = open_case(
        "trial_legality", "receive", by=who, organ=organ, on=today(), answers={}, links=[("serves", case.id)]
    )
    chamber.act(legality.case.id, "pass", "li")
    chamber.act(case.id, "rule", "li")

    assert "提起试办复核" in zhou.get(address).content.decode()


def test_an_act_that_names_a_case_takes_its_number_and_says_so_where_there_is_none(chamber: Office) -> None:
    from tests.pages.desk.office import form_of, text_of
    from yifa.casework.public import today

    case, other, li = begun(chamber), begun(chamber), chamber.browser("li")
    page = li.get(f"/desk/cases/{case.number}/").content.decode()
    address = f"/desk/cases/{case.number}/acts/join/"
    given = {**form_of(page, address), "on": today().isoformat()}

    wrong = li.post(address, {**given, "joined_case": "NOSUCHCASE1"})
    assert wrong.status_code == 422
    assert "没有编号为“NOSUCHCASE1”的办件" in text_of(wrong)

    assert li.post(address, {**given, "joined_case": other.number, "key": "again"}).status_code == 302
    assert other.number in text_of(li.get(f"/desk/cases/{case.number}/"))


def test_what_a_linked_case_brought_about_is_told_with_its_cause(chamber: Office) -> None:
    from tests.pages.desk.office import text_of
    from yifa.casework.public import open_case, today

    main, joined = begun(chamber), begun(chamber)
    chamber.act(joined.id, "join", "li", joined_case=main.number)
    legality = open_case(
        "trial_legality", "receive", by=chamber.people["li"], organ=chamber.organ.code, on=today(), answers={},
        links=[("serves", main.id)],
    )  # fmt: skip
    chamber.act(legality.case.id, "pass", "li")
    chamber.act(main.id, "rule", "li")

    page = text_of(chamber.browser("li").get(f"/desk/cases/{joined.number}/"))

    assert "随前案裁定" in page
    assert f"由关联办件{main.number}引起" in "".join(page.split())


def test_a_new_case_is_found_by_chinese_or_initials_and_opened_where_only_one_is_left(chamber: Office) -> None:
    from tests.pages.desk.office import text_of

    li = chamber.browser("li")

    assert "试办裁定" in text_of(li.get("/desk/window/", {"matter": "sbcd"}, headers={"HX-Request": "true"}))
    assert "试办裁定" not in text_of(li.get("/desk/window/", {"matter": "xyz"}, headers={"HX-Request": "true"}))
    assert li.get("/desk/window/", {"matter": "裁定"}).url == "/desk/window/ruling/begin/"


def test_the_interface_lists_links_both_ways_and_hides_what_may_not_be_read(chamber: Office) -> None:
    from yifa.api import telling
    from yifa.casework.public import scope, standing, today

    main, joined = begun(chamber), begun(chamber)
    chamber.act(joined.id, "join", "li", joined_case=main.number)

    with scope([chamber.organ.division]):
        stands = standing(main.id)
        assert stands is not None
        seen = telling.case_shape(stands, today(), lambda kin: True)
        hidden = telling.case_shape(stands, today(), lambda kin: False)

    assert [(link.kind, link.number, link.stage) for link in seen.links] == [("takes_in", joined.number, "open")]
    assert [(link.kind, link.number, link.stage) for link in hidden.links] == [("takes_in", joined.number, None)]
