"""The checker refuses a pack that is broken in any of the six ways, and says where, what, why and how to mend it.

Each case breaks a copy of a pack that ships in one place; the copy is otherwise sound, as `test_packs_check` shows.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from yifa.law import Texts
from yifa.procedure import Examined, examine, load, packs_folder, story
from yifa.procedure.checking.citations import faults_in_citations

TEXTS = Path(__file__).resolve().parents[3] / "shared" / "laws"
needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts of the statutes (../shared/laws) are not here")


def copied(name: str, into: Path) -> Path:
    """A copy of a pack that ships, with the fragments it may include beside it."""
    shutil.copytree(packs_folder() / "_shared", into / "_shared", dirs_exist_ok=True)
    return Path(shutil.copytree(packs_folder() / name, into / name))


def broken(tmp_path: Path, name: str, file: str, old: str, new: str, texts: bool = False) -> Examined:
    """What the checker says of a copy of a pack in which one passage is replaced."""
    folder = copied(name, tmp_path)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} holds no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return examine(folder, Texts(TEXTS if texts else None))


BREAKS = {
    "a stage that nothing reaches": (
        "procedure.yaml",
        "  closed: {zh: 办结",
        "  nowhere: {zh: 无处, en: nowhere}\n  closed: {zh: 办结",
        "无法到达",
    ),
    "a wait that cannot close where it was opened": (
        "procedure.yaml",
        "in: [accepted, under_review, forwarded]\n    closes: recusal",
        "in: [received]\n    closes: recusal",
        "无法",
    ),
    "a stop in cases without the clock": (
        "deadlines.yaml",
        "    when: [{fact: application_kind, is: renewal}]\n",
        "    when: [{fact: application_kind, is: new}]\n",
        "遇不到",
    ),
    "a clock that cannot stop": (
        "deadlines.yaml",
        "stops: [deliver]",
        "stops: [apply]",
        "无法停止",
    ),
    "a statute that is not in the register": (
        "procedure.yaml",
        "cites: 行政许可法 第四十九条",
        "cites: 渔夫法 第四十九条",
        "登记册里没有《渔夫法》",
    ),
    "a statute not in force on the edition's day": (
        "procedure.yaml",
        "edition: 2022-02-07",
        "edition: 2003-01-01",
        "没有效力",
    ),
    "an article of which the register says nothing": (
        "procedure.yaml",
        "行政许可法 第五条第二款",
        "行政许可法 第八十一条",
        "第八十一条",
    ),
    "an act that keeps from another and refuses nobody": (
        "procedure.yaml",
        "not_by: [examination, assign_testing]",
        "not_by: [examination, assign_testing, tell_hearing_right]",
        "没有情景因办理过“告知听证权利”而不得办理“举行听证”",
    ),
    "an act of a duty for which alone nobody is refused": (
        "procedure.yaml",
        "acts: [review, check_on_site]",
        "acts: [review, check_on_site, tell_hearing_right]",
        "没有情景只因“告知听证权利”而算作参与审查",
    ),
    "a question that need not be answered and always is": (
        "form.yaml",
        "    zh: 审查意见\n",
        "    zh: 审查意见\n    required: false\n",
        "可以不答，但没有情景不答",
    ),
    "a day that no story tries beyond its bound": (
        "form.yaml",
        "not_before: valid_from",
        "not_before: valid_from\n    after: accept",
        "应当晚于另一日而被拒绝",
    ),
    "a promise longer than the law allows": (
        "procedure.yaml",
        "promised: null",
        "promised: 30 working days",
        "超过法定的20个工作日",
    ),
    "an extension without a notice": (
        "procedure.yaml",
        "    papers: [extension_notice]\n",
        "",
        "不发告知书",
    ),
    "a refusal whose paper names no remedy": (
        "documents/refusal_decision.md",
        "如不服本决定，可以自收到本决定书之日起六十日内向本级人民政府申请行政复议（行政复议法 第二十条第一款、"
        "第二十四条第一款），也可以自收到本决定书之日起六个月内直接向有管辖权的人民法院提起行政诉讼"
        "（行政诉讼法 第四十六条第一款）。",
        "如不服本决定，欢迎来访。",
        "救济途径",
    ),
    "a label without Chinese": ("procedure.yaml", "zh: 归档办结\n", "zh: close\n", "“close”不是中文"),
    "a period in digits in the guide": (
        "guide.md",
        "{clock:hearing_request}内申请",
        "5日内申请",
        "写死了期限“5日内”",
    ),
    "a template that names an unknown fact": (
        "documents/grant_decision.md",
        "{licence_name}",
        "{licence_title}",
        "不认识“{licence_title}”",
    ),
    "a template that reaches for attributes": (
        "documents/grant_decision.md",
        "{licence_name}",
        "{licence_name.__class__}",
        "不是占位符",
    ),
    "a template that loops": (
        "documents/grant_decision.md",
        "{licence_name}",
        "{% for a in b %}",
        "不是占位符",
    ),
}


@pytest.mark.parametrize("why", BREAKS)
def test_the_checker_refuses(why: str, tmp_path: Path) -> None:
    file, old, new, said = BREAKS[why]

    found = broken(tmp_path, "licensing", file, old, new)

    telling = [fault for fault in found.faults if said in fault.in_chinese()]
    assert telling, [fault.in_chinese() for fault in found.faults]
    assert all(fault.place.line > 0 and "：" in fault.in_chinese() for fault in telling)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    first = broken(tmp_path, "licensing", "procedure.yaml", "zh: 归档办结\n", "zh: close\n")
    path = tmp_path / "licensing" / "guide.md"
    path.write_text(path.read_text(encoding="utf-8").replace("{clock:issue}", "10个工作日"), encoding="utf-8")

    second = examine(tmp_path / "licensing")

    assert len(second.faults) == len(first.faults) + 1


def test_an_old_answer_opens_no_gate(tmp_path: Path) -> None:
    """A second reviewer would pass on the first one's qualification, where the number need not be given again."""
    anew = "{fact: qualification_number, given: true}"
    found = broken(tmp_path, "legality_review", "procedure.yaml", "{fact: qualified, is: true}", anew)
    assert not any("上一次的填写" in fault.in_chinese() for fault in found.faults)  # It must be given, so it is anew.

    form = tmp_path / "legality_review" / "form.yaml"
    text = form.read_text(encoding="utf-8")
    form.write_text(text.replace("    when: [{fact: qualified, is: true}]", "    required: false", 1), encoding="utf-8")
    again = examine(tmp_path / "legality_review", Texts(None))

    told = [fault for fault in again.faults if "仍按上一次的填写算" in fault.in_chinese()]
    assert ["“法律职业资格证书编号”" in fault.in_chinese() for fault in told] == [True]


def test_the_default_of_a_term_is_the_length_its_condition_writes(tmp_path: Path) -> None:
    found = broken(
        tmp_path, "normative_document", "procedure.yaml", "length: 5 years, set_by", "length: 6 years, set_by"
    )

    assert any("同一个期限写了两个数" in fault.in_chinese() for fault in found.faults)


@needs_texts
@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "deadlines.yaml",
            "value: 45 working days",
            "value: 60 working days",
            "没有规定“60个工作日”",
        ),
        (
            "deadlines.yaml",
            "value: 45 working days",
            "value: 45 months",
            "没有规定“45个月”",
        ),
        (
            "deadlines.yaml",
            "cites: 行政许可法 第四十二条第二款, source: NAT}\n      - {from: 2004-07-01, term: limit",
            "cites: 行政许可法 第四十二条第一款, source: NAT}\n      - {from: 2004-07-01, term: limit",
            "没有规定“45个工作日”",
        ),
        ("procedure.yaml", "length: 7 working days", "length: 8 working days", "没有规定“8个工作日”"),
        ("procedure.yaml", "行政许可法 第四十八条第二款", "行政许可法 第四十八条第三款", "没有第四十八条第三款"),
        (
            "deadlines.yaml",
            "from: 2004-07-01, value: 10 working days",
            "from: 2003-07-01, value: 10 working days",
            "没有效力",
        ),
    ],
)
def test_with_the_texts_every_length_stands_in_the_place_cited(
    file: str, old: str, new: str, said: str, tmp_path: Path
) -> None:
    if "第四十八条第二款" in old:
        old, new = "、第四十八条第二款", "、第四十八条第三款"

    found = broken(tmp_path, "licensing", file, old, new, texts=True)

    assert [fault for fault in found.faults if said in fault.in_chinese()], [str(fault) for fault in found.faults]


def test_without_the_texts_a_length_is_held_to_what_the_register_says(tmp_path: Path) -> None:
    transfer = "value: 24 hours, cites: 行政执法机关移送涉嫌犯罪案件的规定 第五条第二款"

    folder = copied("penalty", tmp_path)
    file = folder / "deadlines.yaml"
    text = file.read_text(encoding="utf-8")
    assert transfer in text
    file.write_text(text.replace(transfer, transfer.replace("24 hours", "48 hours")), encoding="utf-8")

    found = [fault.in_chinese() for fault in faults_in_citations(load(folder))]

    assert len(found) == 1
    assert "没有规定“48小时”" in found[0]


SHORTCUT = """acts:
  approve_quietly:
    zh: 径行准予
    en: approve quietly
    by: [handler]
    in: [accepted]
    to: decided
    outcome: granted
    papers: [grant_decision]
    cites: 行政许可法 第三十八条第一款
    rule: XK-12
"""
AROUND = {
    "a gate dropped from a decision": (
        "needs: [reviewed, site_checked, third_parties_heard, hearing_over,",
        "needs: [site_checked, third_parties_heard, hearing_over,",
        "reviewed",
    ),
    "another act that brings the same outcome": ("acts:\n", SHORTCUT, "reviewed"),
    "a review that outlives what it reviewed": (
        "{done: legal_review, since: review}",
        "{done: legal_review}",
        "legally_reviewed",
    ),
}


@pytest.mark.parametrize("why", AROUND)
def test_a_path_around_a_gate_is_told_as_a_story_that_runs(why: str, tmp_path: Path) -> None:
    old, new, gate = AROUND[why]

    found = broken(tmp_path, "licensing", "procedure.yaml", old, new)

    paths = [fault for fault in found.faults if fault.story and gate in fault.what]
    assert paths, [str(fault) for fault in found.faults]
    for fault in paths:
        path = tmp_path / "licensing" / "scenarios" / "around.yaml"
        path.write_text(fault.story, encoding="utf-8")
        assert story(load(tmp_path / "licensing"), path).passed, fault.story


def test_what_no_story_shows_is_named(tmp_path: Path) -> None:
    folder = copied("disclosure", tmp_path)
    for path in folder.glob("scenarios/unpaid.yaml"):
        path.unlink()

    said = [fault.in_chinese() for fault in examine(folder).faults]

    assert any("没有情景办理“逾期未缴费不再处理”" in one for one in said)
    assert any("没有情景得出“逾期未缴费不再处理”" in one for one in said)
    assert any("没有情景制发《不再处理告知书（逾期未缴费）》" in one for one in said)


BOMB = "a: &a [1,1,1,1,1,1,1,1,1]\n" + "".join(
    f"{new}: &{new} [*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
BAD = {
    "a bomb": (BOMB, "内容过多"),
    "an anchor that contains itself": (
        "id: x\nstages: &s {a: *s}\n",
        "引用了自身",
    ),
    "a tag": (
        "id: !!python/object/apply:os.system ['true']\n",
        "不得使用标签",
    ),
    "no mapping": (
        "- one\n- two\n",
        "文件应由“键: 值”组成",
    ),
    "nothing": (
        "",
        "文件是空的",
    ),
    "no YAML": ("id: [x\n", "不是正确的 YAML"),
    "too deep": ("a: " + "[" * 60 + "]" * 60 + "\n", "嵌套超过"),
    "two documents": (
        "id: x\n---\nid: y\n",
        "一个文件只能有一份文档",
    ),
}


@pytest.mark.parametrize("file", ["procedure.yaml", "deadlines.yaml", "rules.yaml", "scenarios/plain.yaml"])
@pytest.mark.parametrize("why", BAD)
def test_bad_input_is_a_fault_with_its_file(why: str, file: str, tmp_path: Path) -> None:
    folder = copied("disclosure", tmp_path)
    text, said = BAD[why]
    (folder / file).write_text(text, encoding="utf-8")

    found = [fault.in_chinese() for fault in examine(folder).faults]

    assert [one for one in found if said in one and one.startswith(file)], found[:3]


def test_a_file_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    for file in ("guide.md", "documents/answer_disclosed.md", "form.yaml"):
        folder = copied("disclosure", tmp_path / file.replace("/", "_"))
        (folder / file).write_bytes(b"\xff\xfe\x00bad")

        assert [fault for fault in examine(folder).faults if fault.place.file == file], file
