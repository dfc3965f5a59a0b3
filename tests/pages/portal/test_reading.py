"""The page that reads reports: what it shows, what it refuses, what it exports, and that it keeps nothing."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pages.portal.test_in_browser import browser, open_page

__all__ = ["browser", "open_page"]
pytestmark = pytest.mark.django_db
BROKEN = "一、政务公开。收到申请100件（网上80件、信函15件、当面10件）。\n群众满意率99%。"
OTHER = "政务公开。收到申请60件，受理行政复议申请20件。负责人出庭应诉率95%。"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def file(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_a_pasted_text_is_shown_with_its_figures_and_contradiction(client: Client) -> None:
    page = client.post("/reading/", {"text": BROKEN}).content.decode()

    assert page.count('class="fig hue') + page.count('fig-bad" id') >= 5
    assert "80 + 15 + 10 = 105，不是 100，多出 5。" in page
    assert "计的是：满意率" in page or "计的是：群众满意率" in page


def test_the_text_stays_as_it_is_and_is_escaped(client: Client) -> None:
    page = client.post("/reading/", {"text": "办理<script>alert(1)</script>案件36件"}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_several_files_stand_side_by_side(client: Client) -> None:
    page = client.post("/reading/", {"files": [file("甲.txt", BROKEN), file("乙.txt", OTHER)]}).content.decode()

    assert 'class="texts texts-many"' in page
    assert "并排对比" in page


def test_a_file_that_cannot_be_read_says_why_beside_those_that_can(client: Client) -> None:
    torn = SimpleUploadedFile("坏.docx", b"PK\x03\x04 torn")

    response = client.post("/reading/", {"files": [torn, file("乙.txt", OTHER)]})

    assert response.status_code == 200
    assert "坏.docx：Word 文件已经损坏" in response.content.decode()
    assert "负责人出庭应诉率" in response.content.decode()


@pytest.mark.parametrize(("data", "why"), [
    ({}, "请选一个文件"),
    ({"text": "字" * 200_001}, "最多读 20 万字"),
])
def test_what_is_not_taken_is_said(client: Client, data: dict[str, Any], why: str) -> None:
    response = client.post("/reading/", data)

    assert response.status_code == 422
    assert why in response.content.decode()


def test_nothing_is_stored(client: Client) -> None:
    response = client.post("/reading/", {"text": BROKEN})

    assert response["Cache-Control"] == "no-store, private"
    assert "sessionid" not in response.cookies


def test_the_exports_hold_the_figures(client: Client) -> None:
    lines = client.post("/reading/export/", {"text": BROKEN, "name": "年报.txt", "form": "jsonl"})
    book = client.post("/reading/export/", {"text": BROKEN, "name": "年报.txt", "form": "xlsx"})

    assert json.loads(lines.content.decode().splitlines()[0])["text"] == "100件"
    assert openpyxl.load_workbook(BytesIO(book.content)).sheetnames == ["数", "核对"]
    assert "%E5%B9%B4%E6%8A%A5.xlsx" in book["Content-Disposition"]


def test_an_address_that_asks_without_pause_is_asked_to_wait(client: Client) -> None:
    for _ in range(60):
        client.post("/reading/", {"text": "36件"})

    assert client.post("/reading/", {"text": "36件"}).status_code == 429


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "script"), [(390, True), (390, False), (1280, True)])
def test_the_page_works_on_a_phone_without_mouse_and_without_script(
        open_page: Any, width: int, script: bool) -> None:
    page = open_page(width=width, phone=width < 500, script=script)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/reading/")
    page.locator("#text").fill(BROKEN)
    page.get_by_role("button", name="读出来").click()

    figure = page.locator(".fig").first
    figure.focus()
    assert page.locator(".fig-told").first.is_visible()
    if script:
        figure.press("Escape")
        assert not page.locator(".fig-told").first.is_visible()
    lines = page.locator(".read-lines path").count()
    assert lines == (4 if script and width > 1000 else 0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_charts_keep_the_policy(open_page: Any, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(width=width, phone=width < 500)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/reading/")
    page.locator("#files").set_input_files([
        {"name": "甲.txt", "mimeType": "text/plain", "buffer": BROKEN.encode()},
        {"name": "乙.txt", "mimeType": "text/plain", "buffer": OTHER.encode()}])
    page.get_by_role("button", name="读出来").click()

    page.locator(".compared-chart canvas").last.wait_for()
    assert page.locator(".compared-chart canvas").count() == page.locator("[data-chart]").count() > 0
    page.locator(".compared-chart canvas").first.hover()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
