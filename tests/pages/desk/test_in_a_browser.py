"""A real Chromium at the desk: keys on the worklist, the proof opened in its row, search as one types, no CSP fault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.desk.office import PASSWORD, Office

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"


@contextmanager
def browsing(address: str, user: str = "wang.1", **context: Any) -> Iterator[tuple[Page, list[str]]]:
    """A signed-in page, and what the browser complained about."""
    sync = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.skip("没有 Chromium，跳过浏览器测试")
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(**context).new_page()
        faults: list[str] = []
        page.on("console", lambda told: faults.append(told.text) if "Security Policy" in told.text else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}/desk/sign-in/")
        page.fill("[name=username]", user)
        page.fill("[name=password]", PASSWORD)
        page.click("main form .button")
        page.wait_for_url("**/desk/")
        yield page, faults
        browser.close()


def test_the_keys_walk_the_worklist_and_the_proof_opens_in_its_row(office: Office, live_server: Any) -> None:
    done = [office.applied() for _ in range(2)]
    with browsing(live_server.url) as (page, faults):
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.locator("tr.is-chosen").count() == 1
        page.locator(".why-link").first.click()
        page.wait_for_selector(".why-box .proof")
        page.locator(".why-box >> text=收起").click()
        page.wait_for_selector(".why-box", state="detached")
        page.keyboard.press("k")
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/cases/**")
        assert page.url.rstrip("/").rpartition("/")[2] in {one.case.number for one in done}
        assert faults == []


def test_typing_at_the_window_finds_the_matter_without_sending_the_form(office: Office, live_server: Any) -> None:
    with browsing(live_server.url) as (page, faults):
        page.goto(f"{live_server.url}/desk/window/")
        page.keyboard.type(office.matter.name[:3])
        page.wait_for_selector(f"#matters >> text={office.matter.name}")
        page.wait_for_load_state("networkidle")  # the answer to the last letter typed
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/window/licensing/apply/**")
        assert faults == []


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_its_screen(office: Office, live_server: Any, width: int) -> None:
    done = office.applied()
    with browsing(live_server.url, viewport={"width": width, "height": 900}) as (page, faults):
        for path in ("", f"cases/{done.case.number}/", "window/", "figures/", "calendar/", "help/"):
            page.goto(f"{live_server.url}/desk/{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert faults == []


def test_an_act_is_done_without_script(office: Office, live_server: Any) -> None:
    done = office.applied()
    with browsing(live_server.url, java_script_enabled=False) as (page, _):
        page.goto(f"{live_server.url}/desk/cases/{done.case.number}/")
        page.click("#act-accept summary")
        page.click("#act-accept button[type=submit]")
        page.wait_for_selector("text=已办理：受理。")
    assert office.stage(done.case.number) == "accepted"
