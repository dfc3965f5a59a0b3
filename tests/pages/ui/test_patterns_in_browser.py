"""In a real browser: the policy holds, axe finds nothing, nothing overflows, and the keys do their work.

The pages are handed to the browser without a server; how they are served is tested elsewhere.
"""

import mimetypes
import shutil
from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, sync_playwright

from yifa.ui import registry, views

pytestmark = pytest.mark.browser
SITE = "http://ui.test"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'"
STATIC = registry.HOME / "static"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("没有找到 Chromium，跳过界面组件的浏览器测试")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


def answer(route: Route) -> None:
    """The page of patterns and its static files, with the policy of the project, without a server."""
    url = urlsplit(route.request.url)
    if url.path.startswith("/static/"):
        file = STATIC / url.path.removeprefix("/static/")
        route.fulfill(path=file, content_type=mimetypes.guess_type(file.name)[0])
    elif url.path == "/ui/":
        request = RequestFactory().get(f"{url.path}?{url.query}")
        cookie = SimpleCookie(route.request.headers.get("cookie", ""))
        request.COOKIES = {name: morsel.value for name, morsel in cookie.items()}
        body = views.patterns(request).content
        policy = {"content-type": "text/html; charset=utf-8", "content-security-policy": POLICY}
        route.fulfill(body=body, headers=policy)
    else:
        route.fulfill(status=404)


def opened(browser: Browser, query: str, width: int, *, theme: str = "light", size: str = "normal") -> Page:
    """A page of patterns as somebody with these choices sees it."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    choices = {"display_theme": theme, "display_size": size}
    context.add_cookies([{"name": name, "value": value, "url": SITE} for name, value in choices.items()])
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(f"{SITE}/ui/?{query}")
    return page


@pytest.mark.parametrize(
    ("layout", "theme", "size", "width"),
    [
        ("portal", "light", "normal", 390),
        ("portal", "light", "elder", 390),
        ("desk", "light", "normal", 390),
        ("desk", "dark", "normal", 1440),
    ],
)
def test_axe_finds_nothing(browser: Browser, layout: str, theme: str, size: str, width: int) -> None:
    page = opened(browser, f"layout={layout}", width, theme=theme, size=size)

    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})

    assert found.violations_count == 0, found.generate_report()
    page.context.close()


@pytest.mark.parametrize("layout", ["portal", "desk"])
@pytest.mark.parametrize("size", ["normal", "elder"])
def test_nothing_is_wider_than_the_screen(browser: Browser, layout: str, size: str) -> None:
    page = opened(browser, f"layout={layout}", 390, size=size)

    for width in (390, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_the_page_breaks_no_rule_of_its_policy(browser: Browser) -> None:
    page = opened(browser, "layout=desk", 1440)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    page.reload()

    assert said == []
    page.context.close()


def test_the_mark_of_an_article_opens_its_gloss_and_escape_closes_it(browser: Browser) -> None:
    page = opened(browser, "only=article_mark", 390)
    gloss = page.locator(".article-gloss").first

    page.locator(".article-label").first.click()
    assert gloss.is_visible()

    page.keyboard.press("Escape")
    assert not gloss.is_visible()
    page.context.close()


def test_a_day_tells_its_reason_on_focus_and_the_arrows_walk_the_days(browser: Browser) -> None:
    page = opened(browser, "only=proof_strip", 390)
    days = page.locator(".proof").first.locator(".proof-day")
    days.first.focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")

    note = days.nth(2).locator(".proof-note").bounding_box()
    assert note is not None
    assert note["width"] > 40
    assert note["x"] >= 0
    assert note["x"] + note["width"] <= 390
    page.context.close()


def test_j_and_k_walk_the_worklist_and_do_nothing_while_typing(browser: Browser) -> None:
    page = opened(browser, "layout=desk", 1440)
    chosen = "document.querySelector('[data-worklist] .is-chosen a')?.textContent"

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(chosen) == "许可 2026-00118"

    page.keyboard.press("/")
    page.keyboard.type("jj")
    assert page.evaluate(chosen) == "许可 2026-00118"
    assert page.evaluate("document.activeElement.value") == "jj"
    page.context.close()


def test_single_keys_can_be_switched_off(browser: Browser) -> None:
    page = opened(browser, "layout=desk", 1440)
    page.keyboard.press("?")
    page.get_by_role("button", name="停用单键快捷键").click()
    page.keyboard.press("Escape")

    page.keyboard.press("j")

    assert page.locator(".is-chosen").count() == 0
    page.context.close()


def test_the_display_switch_changes_the_page_in_place_and_is_remembered(browser: Browser) -> None:
    page = opened(browser, "", 390)

    page.get_by_role("link", name="大字版").click()
    assert page.locator("html").get_attribute("data-size") == "elder"

    page.reload()
    assert page.locator("html").get_attribute("data-size") == "elder"
    page.context.close()


def test_targets_are_large_enough_for_a_thumb(browser: Browser) -> None:
    page = opened(browser, "layout=portal", 390)

    heights = page.eval_on_selector_all(
        ".button, .input, .chip, .portal-nav a, .tile, .tabs a, .choice label, .act-summary",
        "all => all.filter(one => one.offsetParent).map(one => one.getBoundingClientRect().height)",
    )

    assert min(heights) >= 44
    page.context.close()
