"""The hotline at the desk: one call after the other, times of day where they matter, and suggestions to merge."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.pages.desk.office import PASSWORD, SINCE, Office, text_of
from yifa.casework.public import Case, scope, today
from yifa.organs.public import Account, appoint, create_account

TAKE = "/desk/window/hotline/take_call/"
CALL = {
    "channel": "phone", "kind": "complaint", "emergency": "no", "title": "早市占道经营堵塞通道",
    "place": "滨湖路菜市场东门", "demand": "每天早上摊位占满人行道。", "topic": "市容环境·占道经营",
    "mobile": "13900000001",
}  # fmt: skip


@pytest.fixture
def desk(office: Office) -> Client:
    """The browser of a clerk who takes calls and dispatches."""
    account = create_account("pan.1", "潘", PASSWORD)
    for role in ("operator", "dispatcher"):
        appoint(account, office.organ, role, since=SINCE)
    Account.objects.filter(pk=account.pk).update(must_change_password=False)
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk), backend="django.contrib.auth.backends.ModelBackend")
    return client


def called(desk: Client, **changed: str) -> Case:
    """A call taken at the desk; the case."""
    sent = {**CALL, **changed, "on": today().isoformat()}
    answer = desk.post(TAKE, sent)
    assert (answer.status_code, answer.headers.get("Location")) == (302, TAKE), text_of(answer)
    with scope(["*"]):
        return Case.objects.order_by("-id")[0]


def test_after_a_call_the_next_form_stands_ready_with_the_number_to_read_out(desk: Client) -> None:
    case = called(desk)

    page = desk.get(TAKE)

    assert case.number in page.content.decode()
    assert "接下一件" in text_of(page)


def test_what_is_typed_at_intake_finds_open_tickets_that_look_alike(desk: Client) -> None:
    case = called(desk)

    found = desk.get("/desk/window/hotline/like/", {"title": "占道经营", "place": "滨湖路菜市场东门"})
    other = desk.get("/desk/window/hotline/like/", {"title": "居住证续签"})

    assert case.number in found.content.decode()
    assert "事发地点相同：滨湖路菜市场东门" in text_of(found)
    assert "没有相似的在办诉求" in text_of(other)


def test_a_ticket_page_suggests_the_one_before_and_begins_the_merging(desk: Client) -> None:
    first, second = called(desk), called(desk, title="占道经营无法通行")

    page = desk.get(f"/desk/cases/{second.number}/").content.decode()
    address = re.search(r'href="([^"]*main_ticket=[^"#]*)#act-merge"', page)
    assert address
    begun = desk.get(address[1].replace("&amp;", "&")).content.decode()

    assert "标题都提到：占道经营" in page
    assert re.search(r'<details class="act" id="act-merge" open', begun)
    assert f'value="{first.number}"' in begun


def test_a_past_act_asks_for_its_time_and_shows_what_is_missing(desk: Client) -> None:
    case = called(desk)
    url = f"/desk/cases/{case.number}/acts/decline/"
    page = desk.get(f"/desk/cases/{case.number}/").content.decode()
    sent: dict[str, Any] = {"on": today().isoformat(), "scope_ground": "litigation", "lawful_route": "提起上诉。"}

    unreadable = desk.post(url, {**sent, "at": "九点"})
    long_before = desk.post(url, {**sent, "on": (today() - timedelta(1)).isoformat(), "at": "09:00"})
    done = desk.post(url, {**sent, "at": ""})

    assert 'type="time"' in page
    assert unreadable.status_code == 422
    assert "请写成 09:30 的样子" in text_of(unreadable)
    assert long_before.status_code == 422
    assert done.status_code == 302


def test_the_worklist_shows_the_moment_that_is_due(desk: Client) -> None:
    called(desk)

    page = text_of(desk.get("/desk/"))

    assert re.search(r"\d\d:\d\d", page)
    assert "小时" in page


def test_a_ticket_is_listed_opened_and_found_by_what_it_is_about(desk: Client) -> None:
    case = called(desk)

    listed = desk.get("/desk/").content.decode()
    opened = desk.get(f"/desk/cases/{case.number}/").content.decode()
    found = desk.get("/desk/search/", {"q": "占道经营"}).content.decode()

    assert case.title == CALL["title"]
    assert f'title="{CALL["title"]}"' in listed
    assert f"<h1>{CALL['title']}</h1>" in opened
    assert case.number in found


def test_a_list_of_ones_own_offers_only_the_business_one_has_a_part_in(desk: Client) -> None:
    called(desk)

    assert "行政处罚" not in text_of(desk.get("/desk/"))
    assert "行政处罚" in text_of(desk.get("/desk/?who=all"))
