"""Several texts side by side: what they have in common, and what only one of them tells."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from yifa.reading import read
from yifa.reading.compare import Comparison, compare
from yifa.reading.exports import comparison_xlsx, reading_xlsx
from yifa.reading.page_of_comparison import comparison_html


def told() -> Comparison:
    first = "收到行政复议申请30件。负责人出庭应诉率95%。举办法治培训班2期，培训法治骨干人员90人次。信访事项办结9件。"
    second = "全年受理行政复议申请52件。负责人出庭应诉率达98.5%。法治培训班举办4期，培训法治骨干人员120人次。"
    return compare({"甲市": read(first), "乙<县>": read(second)})


def test_rates_stand_beside_rates_and_volumes_beside_volumes() -> None:
    rows = {row.label: [f.text if f else None for f in row.figures] for row in told().rows}

    assert rows["行政复议申请"] == ["30件", "52件"]
    assert rows["负责人出庭应诉率"] == ["95%", "98.5%"]


def test_a_volume_is_told_per_what_the_texts_have_in_common() -> None:
    assert [[str(value) for value in per.values] for per in told().per] == [["45.0", "30.0"]]


def test_what_only_one_text_tells_is_listed() -> None:
    petition = next(topic for topic in told().topics if topic.topic == "petition")

    assert petition.counts == (1, 0)
    assert [figure.text for figure in petition.only[0]] == ["9件"]


def test_figures_of_one_text_are_never_one_row() -> None:
    twice = compare({"甲": read("行政复议申请30件。行政复议申请31件。"), "乙": read("行政复议申请9件。")})

    assert [len([f for f in row.figures if f]) for row in twice.rows] == [2]


def test_the_workbook_holds_numbers_as_numbers_and_no_formulas() -> None:
    book = openpyxl.load_workbook(BytesIO(comparison_xlsx(told())))

    values = [cell for row in book["并列"].iter_rows(values_only=True) for cell in row]
    assert 52 in values
    figures = openpyxl.load_workbook(BytesIO(reading_xlsx(read("=1+1受理案件30件"), ())))["数"]
    assert not any(str(cell.value).startswith("=") for row in figures.iter_rows() for cell in row)


def test_the_page_escapes_names_and_has_a_table_beside_the_bars() -> None:
    page = comparison_html(told())

    assert "乙<县>" not in page
    assert page.count("<svg") == len(told().rows)
    assert "<td class=n>98.5%</td>" in page
