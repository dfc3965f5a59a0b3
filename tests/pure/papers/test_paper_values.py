"""Values in papers: forms of dates and money, conditions, repetition, blanks, and that no value becomes
markup.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.pure.papers.example import ACCEPTANCE, CORRECTION, GRANT, VALUES

from yifa.papers.faults import MissingValues, UnfitValue
from yifa.papers.filters import FILTERS, clean
from yifa.papers.paper import BLANK, Heading, Item, Table, block_lines, words
from yifa.papers.template import load, parse, render

FRONT = "---\nzh: 受理通知书\nen: Notice of acceptance\n---\n"


def lines(body: str, values: dict[str, object]) -> list[str]:
    paper = render(parse(FRONT + body, "x.md"), values)
    return [line for block in paper.blocks for line in block_lines(block)]


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("date", date(2026, 3, 2), "2026年3月2日"),
        ("date", "2026-03-02", "2026年3月2日"),
        ("date", datetime(2026, 3, 1, 16, 30, tzinfo=UTC), "2026年3月2日"),  # half past midnight in China
        ("cndate", date(2026, 3, 2), "二〇二六年三月二日"),
        ("cndate", date(2030, 12, 31), "二〇三〇年十二月三十一日"),
        ("cndate", date(2020, 10, 20), "二〇二〇年十月二十日"),
        ("money", Decimal("12345.60"), "12,345.60元"),
        ("money", 500, "500元"),
        ("cnmoney", Decimal("12345.60"), "人民币壹万贰仟叁佰肆拾伍元陆角整"),
        ("cnmoney", Decimal("1005.03"), "人民币壹仟零伍元零叁分"),
        ("cnmoney", 100000000, "人民币壹亿元整"),
        ("cnmoney", 10020000, "人民币壹仟零贰万元整"),
        ("cnmoney", 100001, "人民币壹拾万零壹元整"),
        ("cnmoney", 0, "人民币零元整"),
        ("cnmoney", "0.05", "人民币伍分"),
        ("list", ["甲", "乙", "丙"], "甲、乙、丙"),
        ("list", [{"name": "甲"}, {"name": "乙"}], "甲、乙"),
        ("count", ["甲", "乙"], "2"),
        ("cn", 12, "十二"),
    ],
)
def test_values_are_written_as_official_papers_write_them(name, value, text):
    assert FILTERS[name]("x", value) == text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date", "三月二日"),
        ("money", 1.5),
        ("money", -1),
        ("money", "1.005"),
        ("money", True),
        ("cn", 0),
        ("count", "甲"),
    ],
)
def test_a_value_that_does_not_fit_its_form_is_refused_with_its_name(name, value):
    with pytest.raises(UnfitValue, match="“fee”"):
        FILTERS[name]("fee", value)


def test_without_a_filter_dates_lists_and_truth_are_written_plainly():
    values = {"on": date(2026, 3, 2), "who": ["甲", "乙"], "yes": True, "number": 3}

    assert lines("{on}；{who}；{yes}；{number}", values) == ["2026年3月2日；甲、乙；是；3"]


def test_names_are_found_flat_or_nested_and_never_as_attributes():
    class Secret:
        code = "机密"

    values = {
        "matter": {"name": "食品经营许可"},
        "organ.name": "甲局",
        "clock": {"d": {"length": "20个工作日"}},
    }

    assert lines("{matter.name}；{organ.name}；{clock:d.length}", values) == ["食品经营许可；甲局；20个工作日"]
    assert lines("{secret.code}", {"secret": Secret()}) == [BLANK]


@pytest.mark.parametrize(
    ("condition", "value", "kept"),
    [
        ("if fee", 5, True),
        ("if fee", 0, False),
        ("if fee", None, False),
        ("if fee", [], False),
        ("if not fee", 0, True),
        ("if fee = 现场", "现场", True),
        ("if fee = 现场", "网上", False),
        ("if fee = true", True, True),
        ("if fee = 3", 3, True),
        ("if not fee = 现场", "网上", True),
    ],
)
def test_a_paragraph_is_kept_only_when_its_condition_holds(condition, value, kept):
    assert lines(f"{{{condition}}}有。\n\n末。", {"fee": value}) == (["有。"] if kept else []) + ["末。"]


def test_an_absent_name_makes_a_condition_false_and_is_not_missed():
    paper = render(parse(FRONT + "{if hearing}听证。\n\n{if not hearing}未听证。", "x.md"), {})

    assert [line for block in paper.blocks for line in block_lines(block)] == ["未听证。"]
    assert "hearing" not in paper.missing


def test_a_list_is_repeated_and_its_last_point_ends_in_a_full_stop():
    values = {"materials": [{"name": "申请书"}, {"name": "营业执照"}]}

    assert lines("{each materials}（{n|cn}）{item.name}；", values) == ["（一）申请书；", "（二）营业执照。"]


def test_a_list_of_plain_words_fills_item():
    assert lines("{each who}{n}.{item}", {"who": ["甲", "乙"]}) == ["1.甲", "2.乙"]


def test_a_numbered_list_is_counted_anew_after_other_text():
    blocks = render(parse(FRONT + "1. 甲\n2. 乙\n\n段落。\n\n5. 丙", "x.md"), {}).blocks

    assert [block.number for block in blocks if isinstance(block, Item)] == [1, 2, 1]


def test_headings_are_known_by_their_marks_or_by_how_they_are_written():
    body = "一、基本情况\n\n（一）来源\n\n# 甲\n\n### 乙\n\n一、本段是一句话。"

    blocks = render(parse(FRONT + body, "x.md"), {}).blocks

    assert [block.level if isinstance(block, Heading) else 0 for block in blocks] == [1, 2, 1, 3, 0]


def test_a_table_repeats_its_row_for_each_member():
    paper = render(load(CORRECTION), VALUES)

    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert [words(row[0]) for row in table.rows] == ["1", "2", "3"]
    assert words(table.rows[0][1]) == "经营场所布局图"


def test_a_value_of_two_lines_makes_two_paragraphs():
    assert lines("{note}", {"note": "第一行\r\n第二行"}) == ["第一行", "第二行"]


def test_a_missing_value_leaves_a_blank_in_a_draft():
    paper = render(load(ACCEPTANCE), {**VALUES, "applicant": None, "officer": ""})

    assert paper.draft
    assert paper.to == BLANK
    assert set(paper.missing) == {"officer", "applicant"}


def test_a_paper_to_be_served_may_have_no_blanks_and_all_are_named_at_once():
    with pytest.raises(MissingValues) as caught:
        render(load(ACCEPTANCE), {**VALUES, "applicant": None, "officer": ""}, strict=True)

    assert set(caught.value.names) == {"applicant", "officer"}
    assert "《行政许可受理通知书》还缺" in str(caught.value)


@pytest.mark.parametrize("path", [ACCEPTANCE, CORRECTION, GRANT], ids=lambda path: path.stem)
def test_the_sample_papers_are_whole_when_every_value_is_there(path):
    paper = render(load(path), VALUES, strict=True)

    assert not paper.draft
    assert BLANK not in paper.text
    assert "{" not in paper.text


def test_the_elements_of_the_paper_come_from_the_standing_names():
    paper = render(load(GRANT), VALUES)

    assert paper.organ == "云川市行政审批局"
    assert paper.number == "许受〔2026〕128号"
    assert paper.dated == "2026年3月2日"
    assert paper.copies == ("云川市市场监督管理局", "云川市卫生健康委员会")
    assert paper.attachments == ("许可事项核定表", "后续监督检查告知单")
    assert "K7QM-3XPA" in paper.verification


def test_a_list_in_the_front_matter_gives_one_entry_a_member():
    assert render(load(CORRECTION), VALUES).attachments == ("经营场所布局图示范样本", "健康证明样式")


def test_characters_that_cannot_be_printed_or_that_reorder_text_are_dropped():
    assert clean("甲\x00乙\u202e丙\ufeff丁\ud800\uffff\t戊\r\n己") == "甲乙丙丁 戊\n己"
