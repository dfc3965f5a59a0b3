"""Takes the pictures of the README from a demonstration city of its own, with a real Chromium.

Called by `make_docs.py --pictures`; needs the develop requirements and a Chromium on the machine.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PORT = 8765
SITE = f"http://127.0.0.1:{PORT}"


def chromium() -> str:
    """The machine's Chromium. Raises SystemExit where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise SystemExit("没有找到 Chromium，无法拍摄页面。")


@contextmanager
def demonstration() -> Iterator[dict[str, Any]]:
    """A city of its own, served for as long as the pictures take; yields what `yifa demo` wrote down."""
    with tempfile.TemporaryDirectory(prefix="yifa-pictures-") as folder:
        Path(folder).chmod(0o755)
        environment = {**os.environ, "YIFA_DATA": folder}
        command = [sys.executable, "-m", "yifa.cli.main", "demo", "--port", str(PORT)]
        serving = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait_for(SITE)
            yield json.loads((Path(folder) / "demo.json").read_text(encoding="utf-8"))
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(30)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(1)
        else:
            return
    raise SystemExit("示范城市没有启动起来。")


def take(folder: Path) -> None:
    """Take every picture into a folder, replacing those of before."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with demonstration() as city, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        wide = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
        _desk(wide, folder, city["password"])
        phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN").new_page()
        _portal(phone, folder)
        browser.close()


def _desk(page: Any, folder: Path, password: str) -> None:
    page.goto(f"{SITE}/desk/sign-in/")
    page.fill("input[name=username]", "ju1")
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    page.screenshot(path=folder / "worklist.png")
    page.goto(f"{SITE}/desk/?who=all&due=paused")
    page.click("table a[href*='/desk/cases/']")
    page.wait_for_load_state()
    page.screenshot(path=folder / "case.png")
    page.goto(f"{SITE}/desk/?who=all&due=late")
    page.click("table a[href*='/desk/cases/']")
    page.goto(SITE + str(page.locator("summary[hx-get]").first.get_attribute("hx-get")))
    page.locator("section.proof").first.screenshot(path=folder / "proof.png")


def _portal(page: Any, folder: Path) -> None:
    page.goto(SITE)
    page.screenshot(path=folder / "portal.png")
    page.goto(f"{SITE}/reports/")
    page.click("main a[href*='/reports/']")
    page.wait_for_load_state()
    page.screenshot(path=folder / "report.png")
