"""What is a figure and what is only a number, its value, unit and subject, in sentences written for this test."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from yifa.reading import Approx, read

SENTENCES = Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("marked", SENTENCES)
def test_the_figures_of_a_sentence_are_those_marked(marked: str) -> None:
    text = re.sub("[【】]", "", marked)

    found = [figure.text for figure in read(text).figures]

    assert found == re.findall("【(.*?)】", marked)


@pytest.mark.parametrize(("text", "value", "unit", "approx"), [
    ("受理2.8万余人次", "28000", "人次", Approx.OVER),  # 万 belongs to the value
    ("资金6.98亿元", "698000000", "元", Approx.EXACT),
    ("资金10919万余元", "109190000", "元", Approx.OVER),  # 余 between 万 and the unit
    ("宣传百余次", "100", "次", Approx.OVER),  # a lone hundred, made a count by 余
    ("资料万余份", "10000", "份", Approx.OVER),
    ("合格率99.9%以上", "99.9", "%", Approx.OVER),
    ("走访近300户", "300", "户", Approx.UNDER),
    ("用时约2.5小时完成", "2.5", "小时", Approx.ABOUT),
    ("预约300人", "300", "人", Approx.EXACT),  # 约 is half of 预约
    ("办件１，２０８件", "1208", "件", Approx.EXACT),  # a wide comma between wide digits
    ("办件1,208件", "1208", "件", Approx.EXACT),
    ("占百分之三十五点六", "35.6", "%", Approx.EXACT),
    ("召开会议三十六次", "36", "次", Approx.EXACT),
    ("下降2.3个百分点", "2.3", "个百分点", Approx.EXACT),
    ("培训３００余人（次）", "300", "人（次）", Approx.OVER),  # the unit as written
])
def test_value_unit_and_approximation(text: str, value: str, unit: str, approx: Approx) -> None:
    figure = read(text).figures[-1]

    assert (figure.value, figure.unit, figure.approx) == (Decimal(value), unit, approx)


@pytest.mark.parametrize(("text", "subjects"), [
    ("全市举办各类专题讲座30场", ["专题讲座"]),  # verb and determiner go
    ("组织46家单位自查", ["单位"]),  # the noun after the number
    ("受理案件90件，同比增加12%", ["受理案件", "受理案件"]),  # what rose
    ("东区、西区认领数分别为12、15项", ["东区、西区认领数"] * 2),  # the whole run before 分别
    ("制发12种、8万本电子证照", ["电子证照", "电子证照"]),  # lent backwards
    ("聘请公职律师和专家各1名", ["公职律师和专家"]),  # 各 counts the whole run
    ("清理35个部门职权事项900项", ["部门", "职权事项"]),  # one noun each
    ("报备率、及时率均为100%", ["报备率、及时率"]),
])
def test_the_subject_is_the_shortest_run_that_names_the_thing(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in read(text).figures] == subjects


def test_offsets_count_code_points_of_the_text_as_given() -> None:
    text = "𠮷县２０２３年\n办理案件　３６　件。"

    figure = read(text).figures[0]

    assert text[figure.start : figure.end] == figure.text
    assert figure.text.startswith("３６")


def test_a_number_passed_over_says_by_which_rule() -> None:
    passed = {number.text: number.rule for number in read("2023年按市发〔2023〕18号建成“1+4”体系。").passed_over}

    assert passed["2023"] in {"date", "document_number"}
    assert passed["18"] == "document_number"
