"""Paper templates (文书模板): what their author may write, and how each mistake is told with its line."""

from pathlib import Path

import pytest
from tests.pure.papers.example import ACCEPTANCE, CORRECTION, GRANT

from yifa.papers.filters import FILTERS
from yifa.papers.template import CLOCK_PARTS, KEYS, STANDING_NAMES, PaperTemplate, TemplateFaults, load, parse

FRONT = "---\nzh: 受理通知书\nen: Notice of acceptance\nkind: notice\n---\n"


def faults(text: str, known: set[str] | None = None) -> list[tuple[int, str]]:
    with pytest.raises(TemplateFaults) as caught:
        parse(text, "documents/受理通知书.md", known)
    return [(fault.line, fault.what) for fault in caught.value.faults]


def body_faults(body: str, known: set[str] | None = None) -> list[tuple[int, str]]:
    return faults(FRONT + body, known)


@pytest.mark.parametrize("path", [ACCEPTANCE, CORRECTION, GRANT], ids=lambda path: path.stem)
def test_the_sample_papers_have_no_faults(path):
    template = load(path)

    assert isinstance(template, PaperTemplate)
    assert "applicant" in template.names


def test_a_template_lists_every_name_it_uses_but_not_those_of_a_list_member():
    text = FRONT + "{if fee}收费{fee|money}。\n\n{each materials}{n}.{item.name}\n\n{clock:decision.due|date}前答复。\n"

    names = parse(text, "x.md").names

    assert names == ("fee", "materials", "clock:decision.due")


def test_a_template_without_front_matter_is_told_so():
    assert faults("受理通知书\n")[0] == (1, "缺少文首说明")


def test_an_unknown_key_of_the_front_matter_is_found_on_its_line():
    text = "---\nzh: 受理通知书\nen: Notice\nseries: 许受\nstamp: true\n---\n正文。\n"

    assert faults(text) == [(5, "没有“stamp”这一项")]


def test_a_key_written_twice_is_found_on_its_second_line():
    assert (4, "“zh”写了两遍") in faults("---\nzh: 甲\nen: A\nzh: 乙\n---\n正文。\n")


def test_an_empty_front_matter_lacks_both_names():
    assert [what for _, what in faults("---\n---\n正文。\n")] == ["文首缺少“zh”", "文首缺少“en”"]


def test_a_kind_of_paper_that_does_not_exist_is_refused():
    text = "---\nzh: 受理通知书\nen: Notice\nkind: order\n---\n正文。\n"

    assert faults(text) == [(4, "“kind”应当是letter、notice、decision、receipt、record 之一")]


def test_a_broken_front_matter_names_its_line():
    assert faults("---\nzh: 受理: [通知书\nen: x\n---\n正文。\n")[0][1] == "文首说明不是合格的 YAML"


def test_a_paper_needs_its_legal_name_and_a_body():
    assert [what for _, what in faults("---\nen: Notice\n---\n正文。\n")] == ["文首缺少“zh”"]
    assert [what for _, what in body_faults("\n\n")] == ["没有正文"]


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("甲。\n\n自{accepted|dat}起。", 8, "没有名为“dat”的格式"),
        ("{applicant.__class__}", 6, "“{applicant.__class__}”不是占位符"),  # no part begins with _
        ("{1+1}", 6, "“{1+1}”不是占位符"),
        ("{open('x')}", 6, "“{open('x')}”不是占位符"),
        ("{a|date|list}", 6, "“{a|date|list}”不是占位符"),
        ("收到{name", 6, "“{”没有配对"),
        ("收到name}", 6, "“}”没有配对"),
        ("收到**材料。", 6, "加粗符号“**”没有配对"),
        ("如果{if fee}收费。", 6, "“{if fee}”写在了句中"),
        ("{if fee > 3}收费。", 6, "看不懂“{if fee > 3}”"),
        ("{if fee}", 6, "这一段没有文字"),
        ("甲：{item.name}。", 6, "“{item.name}”不在 {each} 之内"),
        ("期限为{clock:decision}。", 6, "“{clock:decision}”没有写明取期限的哪一项"),
        ("- 甲", 6, "不支持以“-”开头的写法"),
        ("#### 甲", 6, "标题层次过深"),
        ("| 甲 | 乙 |\n| 一 | 二 |", 6, "表格缺少分隔行"),
        ("| 甲 | 乙 |\n|---|---|\n| 一 |", 8, "这一行有1格，表头有2格"),
    ],
)
def test_each_mistake_in_the_body_is_found_on_its_line(body, line, what):
    assert (line, what) in body_faults(body)


def test_a_name_that_nobody_fills_is_found_before_any_paper_is_made():
    found = body_faults("甲方{applicant.name}。\n\n乙方{aplicant}。", {"applicant"})

    assert found == [(8, "没有名为“aplicant”的内容")]


def test_all_parts_of_a_known_clock_and_all_standing_names_are_known():
    text = FRONT + "{clock:decision.due|date}、{organ.name}、{case.number}、{paper.date}。"

    assert parse(text, "x.md", {"clock:decision"}).names[0] == "clock:decision.due"


def test_all_faults_of_a_template_are_told_at_once_in_the_order_of_their_lines():
    found = body_faults("{a|x}\n\n{b|y}\n\n{c|z}")

    assert [line for line, _ in found] == [6, 8, 10]


def test_a_fault_says_what_why_and_how_to_mend():
    with pytest.raises(TemplateFaults) as caught:
        parse(FRONT + "{a|x}", "documents/受理通知书.md")

    message = str(caught.value)
    assert message.startswith("documents/受理通知书.md:6：没有名为“x”的格式。")
    assert "改用以下格式之一：date、" in message


def test_the_reference_page_names_every_key_filter_and_standing_name():
    page = (Path(__file__).parents[3] / "docs" / "reference" / "papers.md").read_text(encoding="utf-8")

    for name in KEYS | set(FILTERS) | STANDING_NAMES | CLOCK_PARTS:
        assert f"`{name}`" in page
