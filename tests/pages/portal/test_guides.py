"""What is told before anything is filed: guides say what the data says, lists find, reports count without naming."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.pages.portal.conftest import Town, text


def plain_text(response: Any) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", text(response)))


def test_a_guide_states_statute_promise_and_extension_from_data(client: Client, town: Town) -> None:
    page = plain_text(client.get(f"/matters/{town.matter.pk}/"))

    assert "许可决定期限自受理之日起20个工作日" in page
    assert "本机关承诺10个工作日内办结" in page
    assert "经批准可以延长10个工作日" in page
    assert "不视为准予" in page


def test_a_guide_follows_the_matter_when_its_promise_changes(client: Client, town: Town) -> None:
    town.matter.promised = "7 working days"
    town.matter.save()

    assert "本机关承诺7个工作日内办结" in plain_text(client.get(f"/matters/{town.matter.pk}/"))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"limit_steps": ["20 days", "10 days"]}, "20日＋10日"),
        ({"limit_steps": ["20 days", "10 days"]}, "分二步办理：第一步20日，第二步10日"),
        ({"silence": "consent"}, "视为同意"),
        ({"limit_steps": ["2 days"], "limit_before": "event_day"}, "2日前"),
    ],
)
def test_a_guide_explains_uncommon_limits(client: Client, town: Town, changed: dict[str, Any], says: str) -> None:
    for name, value in ({"promised": ""} | changed).items():
        setattr(town.matter, name, value)
    town.matter.save()

    assert says in plain_text(client.get(f"/matters/{town.matter.pk}/"))


def test_the_packs_guide_is_filled_from_data_without_a_place_left_open(client: Client, town: Town) -> None:
    page = client.get(f"/matters/{town.matter.pk}/")
    told = "".join(str(part.body) for part in page.context["more"])

    assert not re.search(r"\{[a-z]", told)
    assert "在5个工作日内一次告知" in told
    assert "0000-12345" in told
    assert town.matter.materials.all()[0].name in told


def test_words_of_data_cannot_become_markup(client: Client, town: Town) -> None:
    town.matter.materials.create(position=90, name="<script>alert(1)</script> [点我](javascript:x)")

    page = text(client.get(f"/matters/{town.matter.pk}/"))

    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_a_matter_without_a_pack_is_not_offered_online(client: Client, town: Town) -> None:
    page = text(client.get(f"/matters/{town.confirmed.pk}/"))

    assert "开始申请" not in page
    assert "不能在网上申请" in page
    assert "仅核对依据" in page


@pytest.mark.parametrize(("query", "found"), [("食品", True), ("餐饮", True), ("品经营许", True), ("火星", False)])
def test_search_finds_by_any_part_of_a_name(client: Client, town: Town, query: str, found: bool) -> None:
    response = client.get("/matters/", {"q": query})

    assert ("食品经营许可" in text(response)) is found
    assert ("没有这样的事项" in text(response)) is not found


def test_a_catalogued_matter_that_no_organ_took_over_says_so(client: Client, town: Town) -> None:
    assert "尚无机关承接" in text(client.get("/matters/", {"q": "食品生产"}))
    page = text(client.get("/catalogue/food-production-licence/"))
    assert "还没有机关承接" in page
    assert "开始申请" not in page


def test_filters_narrow_and_stand_in_the_address(client: Client, town: Town) -> None:
    response = client.get("/matters/", {"type": "05"})

    assert all(one.type == "05" for one in response.context["page"])
    assert client.get("/matters/", {"type": "99", "page": "x"}).status_code == 200


def test_the_home_page_has_eight_things_and_only_real_notices(client: Client, town: Town) -> None:
    page = client.get("/")

    assert 1 <= len(page.context["things"]) <= 8
    assert not any(notice["tag"] == "已公布" for notice in page.context["notices"])


def test_an_empty_installation_still_opens(client: Client, transactional_db: None) -> None:
    for address in ("/", "/matters/", "/ask/disclosure/", "/reports/", "/progress/", "/privacy/", "/accessibility/"):
        assert client.get(address).status_code == 200, address


@pytest.fixture
def published(town: Town, client: Client) -> Any:
    """A report of this year with one application in it."""
    from yifa.casework.public import scope, today
    from yifa.report.public import build

    town.file(Client())
    with scope([town.organ.division]):
        return build(town.organ, today().year, today=today(), site="http://test", published=True)


def test_a_published_report_leads_from_each_figure_to_definition_and_months(
    client: Client, town: Town, published: Any
) -> None:
    from yifa.casework.public import today

    at = f"/reports/{town.organ.code}/{today().year}/"
    assert f"{at}figures/licensing.received/" in text(client.get(at))

    figure = client.get(f"{at}figures/licensing.received/")

    assert figure.context["stated"] == "1"
    assert "张" not in plain_text(figure)
    assert f"{today().month}月1" in plain_text(figure)
    assert client.get(f"{at}figures/licensing.nothing/").status_code == 404
    assert b"".join(client.get(f"{at}report.docx").streaming_content)[:2] == b"PK"


def test_an_unpublished_report_is_not_there(client: Client, town: Town) -> None:
    from yifa.casework.public import scope
    from yifa.report.public import build

    with scope([town.organ.division]):
        build(town.organ, 2025, today=date(2026, 1, 5), site="http://test", published=False)

    for address in ("", "report.docx", "figures/licensing.received/"):
        assert client.get(f"/reports/{town.organ.code}/2025/{address}").status_code == 404


def test_open_data_lists_every_matter_once(client: Client, town: Town) -> None:
    lines = client.get("/matters.csv").content.decode("utf-8-sig").splitlines()

    assert lines[0].startswith("事项名称")
    assert sum("食品经营许可（食品销售" in line for line in lines) == 1


def test_an_unknown_address_is_told_in_chinese(client: Client, transactional_db: None) -> None:
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "没有这个页面" in text(response)


def test_a_guide_tells_the_terms_of_the_ordinary_way_only(client: Client, town: Town) -> None:
    licence = text(client.get(f"/matters/{town.matter.pk}/"))
    asked = text(client.get("/ask/disclosure/", follow=True))

    assert "许可决定期限" in licence
    assert "重新作出期限" not in licence
    assert "答复期限" in asked
    assert "重新作出期限" not in asked
