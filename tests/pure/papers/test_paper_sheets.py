"""A list that a case carries, in a paper: a table on a line of its own, a number in a sentence."""

from pathlib import Path

from yifa.papers.paper import Paragraph, Table, block_lines, words
from yifa.papers.sheet import Sheet, sheets
from yifa.papers.template import parse, render
from yifa.procedure import State, load

FINE = load(Path(__file__).parents[1] / "procedure" / "packs" / "fine")
FRONT = "---\nzh: 清单\nen: List\n---\n"
STATE = State(
    items={
        "goods": {
            "1": {"number": "1", "name": "秤\n甲", "kind": "tool", "outcome": "keep", "reason": "赃物"},
            "2": {"number": "2", "name": "**酒**", "value": 120_050, "made_on": "2026-03-05"},
        }
    }
)


def blocks(body: str, state: State = STATE) -> list[object]:
    return list(render(parse(FRONT + body, "x.md"), sheets(FINE, state)).blocks)


def test_a_list_alone_on_a_line_is_a_table_of_its_rows() -> None:
    (table,) = blocks("{goods}")

    assert isinstance(table, Table)
    assert [words(head) for head in table.head] == [
        "编号",
        "名称",
        "价值",
        "类别",
        "生产日期",
        "销售日期",
        "处理结果",
        "理由",
    ]
    assert [[words(cell) for cell in row] for row in table.rows] == [
        ["1", "秤 甲", "", "工具", "", "", "没收", "赃物"],
        ["2", "**酒**", "1200.50元", "", "2026年3月5日", "", "", ""],
    ]


def test_in_a_sentence_a_list_is_the_number_of_its_rows() -> None:
    (sentence,) = blocks("共{goods}件，没收{goods.keep}件，退还{goods.give_back}件，未处理{goods.none}件。")

    assert isinstance(sentence, Paragraph)
    assert block_lines(sentence) == ["共2件，没收1件，退还0件，未处理1件。"]


def test_a_list_without_rows_says_so_and_makes_no_draft() -> None:
    paper = render(
        parse(FRONT + "共{goods}件。\n\n{goods}", "x.md"), sheets(FINE, State()) | {"paper.date": "2026-03-02"}
    )

    assert [block_lines(block) for block in paper.blocks] == [["共0件。"], ["（无）"]]
    assert "goods" not in paper.missing


def test_columns_that_no_row_fills_are_not_drawn_for_outcomes() -> None:
    found = sheets(FINE, State(items={"goods": {"1": {"number": "1", "name": "秤"}}}))["goods"]

    assert isinstance(found, Sheet)
    assert "outcome" not in found.heads


def test_the_rows_of_a_list_can_be_repeated() -> None:
    points = [line for block in blocks("1. {each goods}{item.name}；") for line in block_lines(block)]  # type: ignore[arg-type]

    assert points == ["1.秤 甲；", "2.**酒**。"]
