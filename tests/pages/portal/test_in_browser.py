"""In a real browser: a phone has no sideways scrolling, axe finds nothing, the policy holds, script is not needed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.pages.portal.conftest import Town

pytestmark = pytest.mark.browser
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 Safari/604.1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("没有找到 Chromium，跳过门户的浏览器测试")
    from playwright.sync_api import sync_playwright

    # Playwright keeps a loop in this thread; Django would otherwise forbid the test to look into the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Any, town: Town, live_server: Any) -> Iterator[Any]:
    """Opens a page of the live server in a new visit: `open_page(width=390, phone=True, script=True)`."""
    contexts = []

    def opened(*, width: int = 390, phone: bool = True, script: bool = True, elder: bool = False) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            user_agent=PHONE if phone else None,
            java_script_enabled=script,
            base_url=live_server.url,
        )
        if elder:
            context.add_cookies([{"name": "display_size", "value": "elder", "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def file_case(page: Any, town: Town) -> None:
    """Fill in every page as a person would, and send."""
    page.goto(f"/matters/{town.matter.pk}/")
    page.get_by_role("link", name="开始申请").click()
    page.get_by_role("button", name="开始填写").click()
    for _ in range(20):
        if page.url.endswith("/check/"):
            break
        for name, value in town.answers.items():
            box = page.locator(f"[name={name}]")
            if box.count() and box.first.get_attribute("type") == "radio":
                page.locator(f"[name={name}][value={value}]").check()
            elif box.count():
                box.fill(value)
        page.locator("form button.button:not(.button-quiet)").click()
    page.get_by_role("button", name="提交申请").click()


def test_a_phone_files_without_script_and_sees_its_progress(open_page: Any, town: Town) -> None:
    page = open_page(script=False)

    file_case(page, town)
    assert page.locator("h1").inner_text() == "申请已提交"

    page.get_by_role("link", name="看办理进度").click()
    assert page.locator(".standing-stage").inner_text() == "收件"


@pytest.mark.parametrize("elder", [False, True])
def test_no_page_is_wider_than_a_phone_and_axe_finds_nothing(open_page: Any, town: Town, elder: bool) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(elder=elder)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    file_case(page, town)
    receipt, begun = page.url, f"/matters/{town.matter.pk}/apply/"
    page.get_by_role("link", name="看办理进度").click()
    page.goto(begun)
    page.get_by_role("button", name="开始填写").click()
    step, case = page.url, page.evaluate("document.referrer") and receipt

    pages = ("/", "/matters/?q=食品", f"/matters/{town.matter.pk}/", step, case, "/progress/", "/ask/disclosure/")
    for address in pages:
        page.goto(address)
        for summary in page.locator("details:not([open]) > summary").all():
            if summary.is_visible():
                summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
    page.goto("/progress/")
    page.locator(".seen a").click()
    assert Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert said == []


def test_the_first_screen_of_a_phone_holds_what_people_come_for(open_page: Any, town: Town) -> None:
    page = open_page()
    page.goto("/")

    box = page.locator(".home-case").bounding_box()

    assert page.locator(".search-box").is_visible()
    assert box["y"] + box["height"] <= 844


def test_going_back_in_the_browser_shows_the_answers(open_page: Any, town: Town) -> None:
    page = open_page()
    page.goto(f"/matters/{town.matter.pk}/apply/")
    page.get_by_role("button", name="开始填写").click()
    page.locator("[name=application_kind][value=new]").check()
    asked = page.url
    page.locator("form button.button").click()
    page.wait_for_url(lambda url: url != asked)

    page.go_back()

    assert page.locator("[name=application_kind][value=new]").is_checked()


def test_a_receipt_prints_on_one_a5(open_page: Any, town: Town) -> None:
    page = open_page(width=1200, phone=False)
    file_case(page, town)

    page.wait_for_selector(".receipt")

    printed = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    width, height = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed).groups()
    assert (round(float(width)), round(float(height))) == (420, 595)  # A5 in points


def test_a_matter_found_by_search_opens_whole(open_page: Any, town: Town) -> None:
    page = open_page()

    page.goto("/")
    page.get_by_role("searchbox").fill(town.matter.name)
    page.keyboard.press("Enter")
    page.locator(".matter-list").get_by_role("link", name=town.matter.name).click()

    page.get_by_role("link", name="开始申请").wait_for()
    assert page.locator("h1").inner_text() == town.matter.name
