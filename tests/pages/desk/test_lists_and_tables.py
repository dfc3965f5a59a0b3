"""Tables filled in for the list of a case: cell by cell, pasted, from a file; faults by row, outcomes, sums."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests.pages.desk.office import Office, form_of, text_of
from tests.pages.desk.test_in_a_browser import browsing
from yifa.casework.public import open_case, perform, scope, today
from yifa.papers.public import case_file
from yifa.procedure import edition, library, packs_folder, shipped

TRIALS = Path(__file__).parents[2] / "pure" / "procedure" / "packs"
GOODS = "goods_found"


@pytest.fixture(autouse=True)
def _with_the_trial_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The packs that ship, and the trial fine beside them."""
    folder = tmp_path / "packs"
    folder.mkdir()
    for pack in (*packs_folder().iterdir(), TRIALS / "fine"):
        (folder / pack.name).symlink_to(pack)
    monkeypatch.setattr(library, "packs_folder", lambda: folder)
    shipped.cache_clear()
    edition.cache_clear()
    yield
    monkeypatch.undo()
    shipped.cache_clear()
    edition.cache_clear()


class Seizure:
    """A case with a list of goods, and the handler's browser."""

    def __init__(self, office: Office, *keys: str) -> None:
        li = office.people["li"]
        self.done = open_case("fine", "open_case", by=li, organ=office.organ.code, on=today(), answers={})
        if keys:
            rows = [{"number": key, "name": f"物品{key}"} for key in keys]
            perform(self.done.case.id, "list_goods", by=li, on=today(), answers={GOODS: rows})
        self.office, self.number, self.client = office, self.done.case.number, office.browser("li")
        self.url = f"/desk/cases/{self.number}/"

    def page(self, query: str = "") -> str:
        return self.client.get(self.url + query).content.decode()

    def send(self, act: str, **answers: Any) -> Any:
        """Open the case, fill in the form of an act, send it."""
        hidden = {name: value for name, value in form_of(self.page(), f"/acts/{act}/").items() if "." not in name}
        return self.client.post(f"{self.url}acts/{act}/", {**hidden, "on": today().isoformat(), **answers})

    def rows(self) -> dict[str, dict[str, Any]]:
        with scope(["590100"]):
            return case_file(self.number).state.items["goods"]


def cells(*rows: dict[str, str]) -> dict[str, list[str]]:
    """What a browser sends for the cells of these rows."""
    names = ("number", "name", "value", "kind", "made_on", "sold_on")
    sent = {f"{GOODS}.{name}": [row.get(name, "") for row in rows] for name in names}
    return {**sent, f"{GOODS}.offered": [""] * len(rows)}


def test_rows_are_filled_in_cell_by_cell_and_blank_ones_are_left_out(office: Office) -> None:
    seizure = Seizure(office)

    answer = seizure.send(
        "list_goods",
        **cells({"number": "1", "name": "秤", "value": "1,200.50", "kind": "tool", "made_on": "2026年3月5日"}, {}, {}),
    )

    assert answer.status_code == 302
    row = {"number": "1", "name": "秤", "value": 120_050, "kind": "tool", "made_on": "2026-03-05"}
    assert seizure.rows() == {"1": row}


def test_what_is_pasted_may_have_a_head_in_any_order_or_none(office: Office) -> None:
    seizure = Seizure(office)

    seizure.send("list_goods", **{f"{GOODS}-pasted": "名称\t类别\t编号\r\n秤\t工具\t1\r\n酒\t产品\t2\r\n"})
    seizure.send("list_goods", **{f"{GOODS}-pasted": "3\t箱"})

    assert [(row["number"], row["name"]) for row in seizure.rows().values()] == [("1", "秤"), ("2", "酒"), ("3", "箱")]
    assert seizure.rows()["2"]["kind"] == "product"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_rows_are_taken_from_a_file(office: Office, kind: str) -> None:
    seizure, lines = Seizure(office), [["编号", "名称", "价值"], ["1", "秤", "30"], ["2", "酒", ""]]
    content = io.BytesIO()
    if kind == "xlsx":
        book = Workbook()
        for line in lines:
            book.active.append(line)
        book.save(content)
    else:
        text = io.StringIO()
        csv.writer(text).writerows(lines)
        content.write(text.getvalue().encode("utf-8-sig"))

    seizure.send("list_goods", **{f"{GOODS}-file": SimpleUploadedFile(f"清单.{kind}", content.getvalue())})

    assert seizure.rows() == {
        "1": {"number": "1", "name": "秤", "value": 3_000},
        "2": {"number": "2", "name": "酒"},
    }


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("清单.csv", "甲,乙\n1,秤\n".encode(), "没有找到表头。第一行应写明各列：编号、名称"),
        ("清单.csv", "编号,名称\n1,秤\n".encode("gb18030"), "不是 UTF-8 编码"),
        ("清单.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "旧版 Excel"),
        ("清单.csv", "编号,名称\n".encode(), "表头之下没有内容"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(
    office: Office, name: str, content: bytes, said: str
) -> None:
    answer = Seizure(office).send("list_goods", **{f"{GOODS}-file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert said in text_of(answer)


def test_every_fault_stands_in_its_row_and_what_was_filled_in_is_kept(office: Office) -> None:
    seizure = Seizure(office, "1")

    answer = seizure.send(
        "list_goods",
        **cells({"number": "1", "name": "秤"}, {"number": "2"}, {"number": "3", "name": "酒", "value": "多"}),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第1行：“1”已经列入，请勿重复。" in text_of(answer)
    assert 'href="#list_goods-field-goods_found-2-name"' in page
    assert 'id="list_goods-field-goods_found-2-name"' in page
    assert 'id="list_goods-field-goods_found-3-value-error"' in page
    assert 'value="酒"' in page


def test_a_long_table_comes_back_as_text_with_its_rows_numbered(office: Office) -> None:
    seizure = Seizure(office)
    lines = "\n".join(f"{n}\t物品{n}" for n in range(200)) + "\n7\t又一件"

    answer = seizure.send("list_goods", **{f"{GOODS}-pasted": lines})

    page = answer.content.decode()
    assert "第201行：“7”与第8行重复。" in text_of(answer)
    assert "编号\t名称\t价值" in page
    assert "199\t物品199" in page


def test_without_script_more_rows_are_asked_of_the_server_and_nothing_is_done(office: Office) -> None:
    seizure = Seizure(office)

    answer = seizure.send("list_goods", more=GOODS, **cells({"number": "1", "name": "秤"}))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('name="goods_found.number"') == 11
    assert 'value="秤"' in page
    assert seizure.done.case.seq == 1


def test_open_rows_are_offered_and_those_left_alone_stay_open(office: Office) -> None:
    seizure = Seizure(office, "1", "2")
    assert 'name="goods_settled.number" value="2"' in seizure.page()

    seizure.send(
        "settle_goods",
        **{
            "goods_settled.offered": ["1", "1", ""],
            "goods_settled.number": ["1", "2", ""],
            "goods_settled.outcome": ["keep", "", ""],
            "goods_settled.reason": ["赃物", "", ""],
        },
    )

    assert seizure.rows()["1"] == {"number": "1", "name": "物品1", "outcome": "keep", "reason": "赃物"}
    assert "outcome" not in seizure.rows()["2"]


def test_the_list_is_shown_by_outcome_and_page_by_page(office: Office) -> None:
    seizure = Seizure(office, *(str(n) for n in range(120)))
    seizure.send("settle_goods", **{"goods_settled-pasted": "编号\t处理结果\n7\t没收\n8\t退还"})

    kept = text_of(seizure.client.get(f"{seizure.url}lists/goods/?outcome=keep"))
    second = text_of(seizure.client.get(f"{seizure.url}lists/goods/?page=3"))

    assert "物品7" in kept
    assert "物品8" not in kept
    assert "共 120 行，第 101–120 行" in second
    assert "看全部 120 行" in text_of(seizure.client.get(seizure.url))
    assert seizure.client.get(f"{seizure.url}lists/gods/").status_code == 404


def test_a_list_taken_away_can_be_handed_in_again_with_outcomes(office: Office) -> None:
    seizure = Seizure(office, "1", "=2")
    taken = seizure.client.get(f"{seizure.url}lists/goods/csv/").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(taken)))
    assert lines[2][0] == "'=2"  # no spreadsheet takes it for a formula

    lines[1][6:] = ["没收", "赃物"]
    filled = io.StringIO()
    csv.writer(filled).writerows(lines[:2])
    file = SimpleUploadedFile("goods.csv", filled.getvalue().encode("utf-8-sig"))
    answer = seizure.send("settle_goods", **{"goods_settled-file": file})

    assert answer.status_code == 302, text_of(answer)
    assert seizure.rows()["1"]["outcome"] == "keep"


def test_a_number_bounded_by_a_table_says_its_range(office: Office) -> None:
    seizure = Seizure(office)

    page = text_of(office.browser("huang").get(seizure.url))

    assert "情节较重：10000.01元以上，50000元以下" in page


def test_a_sum_that_grows_is_shown_with_its_proof(office: Office) -> None:
    seizure = Seizure(office)
    li, huang, case = office.people["li"], office.people["huang"], seizure.done.case.id
    long_ago = today() - timedelta(30)
    perform(case, "decide", by=huang, on=today(), answers={"gravity": "light", "fine": 500_000})
    perform(case, "serve", by=li, on=today(), answers={"served_on": long_ago.isoformat()})

    page = text_of(seizure.client.get(seizure.url))

    assert "逐日加收" in page
    assert "每日按罚款金额5000元的3%计算" in page


PASTE = """([cell, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [1366, 390])
def test_in_a_browser_rows_are_pasted_into_cells_and_added_by_keys(
    office: Office, live_server: Any, width: int
) -> None:
    seizure = Seizure(office)
    with browsing(live_server.url, user="li.1", viewport={"width": width, "height": 844}) as (page, faults):
        page.goto(f"{live_server.url}{seizure.url}")
        page.locator("#act-list_goods > summary").click()
        first = page.locator("[id='list_goods-field-goods_found-1-number']")
        page.evaluate(PASTE, [first.element_handle(), "1\t秤\t30\t工具\n2\t酒\t\t产品\n3\t箱\n4\t瓶\n"])
        assert page.locator("[name='goods_found.number']").count() == 4
        page.locator("[id='list_goods-field-goods_found-4-number']").press("Enter")
        page.keyboard.type("5")
        page.locator("[id='list_goods-field-goods_found-5-name']").fill("盖")
        page.locator("#act-list_goods [data-rows-more]").click()
        assert page.locator("[name='goods_found.number']").count() == 6
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if pictures := os.environ.get("YIFA_PICTURES"):
            page.screenshot(path=f"{pictures}/rows-{width}.png", full_page=True)
        page.locator("#act-list_goods form .button").last.click()
        page.wait_for_url(f"**{seizure.url}")
        assert page.locator("#h-list-goods").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if pictures:
            page.screenshot(path=f"{pictures}/list-{width}.png", full_page=True)
        assert faults == []

    assert [row["kind"] for row in seizure.rows().values() if "kind" in row] == ["tool", "product"]
    assert list(seizure.rows()) == ["1", "2", "3", "4", "5"]
