"""`yifa import` and `yifa export`: good rows are kept, bad ones told row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.records.casework.bureau import APPLY, STEPS, Bureau


def _lines(bureau: Bureau, name: str = "旧-1") -> list[dict[str, Any]]:
    opening = {"case": name, "act": "apply", "by": "某窗口", "roles": ["window"], "on": "2026-03-09", "answers": APPLY}
    opening |= {"procedure": "licensing", "organ": bureau.organ, "recorded_at": "2026-03-09T10:00:00+08:00"}
    opinion = STEPS["review"][1]
    return [
        opening,
        {"case": name, "act": "accept", "by": "某窗口", "role": "window", "on": "2026-03-10"},
        {"case": name, "act": "review", "by": "某科", "roles": ["handler"], "on": "2026-03-11", "answers": opinion},
    ]


def _write(tmp_path: Path, lines: list[Any]) -> Path:
    file = tmp_path / "cases.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return file


def test_histories_come_in_through_the_bulk_door(bureau: Bureau, yifa: Callable[..., Any], tmp_path: Path) -> None:
    from yifa.casework.public import Case, scope

    done = yifa("import", "cases", str(_write(tmp_path, _lines(bureau))), "--json")

    assert (done.status, done.said) == (0, {"accepted": 3, "cases": 1, "rejected": 0, "report": ""})
    with scope([bureau.division]):
        case = Case.objects.get()
    assert (case.stage, case.seq, case.opened_on.isoformat()) == ("under_review", 3, "2026-03-09")
    timeline = yifa("case", "show", case.number, "--json").said["timeline"]
    assert timeline[0]["imported"] == "2026-03-09T10:00:00+08:00"


def test_a_later_file_goes_on_with_a_case_by_its_number(
    bureau: Bureau, yifa: Callable[..., Any], tmp_path: Path
) -> None:
    number = bureau.apply().case.number
    lines = [{"case": number, "act": "accept", "by": "某窗口", "roles": ["window"], "on": "2026-03-10"}]

    assert yifa("import", "cases", str(_write(tmp_path, lines)), "--json").said["accepted"] == 1
    assert yifa("case", "show", number, "--json").said["stage"]["id"] == "accepted"


def test_bad_rows_are_reported_by_line_and_the_good_ones_kept(
    bureau: Bureau, yifa: Callable[..., Any], tmp_path: Path
) -> None:
    opening, accept, review = _lines(bureau)
    unlawful = review | {"act": "grant", "roles": ["head"], "answers": STEPS["grant"][1]}
    file = _write(tmp_path, [opening, "{", "", unlawful, accept | {"on": "昨天"}, accept, accept | {"case": "没有的"}])

    done = yifa("import", "cases", str(file), "--json")

    assert done.status == 1
    assert done.said["accepted"] == 2
    with Path(done.said["report"]).open(encoding="utf-8-sig", newline="") as report:
        rows = list(csv.DictReader(report))
    assert [(row["行"], row["代码"]) for row in rows] == [
        ("2", "row.invalid"), ("4", "act.stage"), ("5", "row.invalid"), ("7", "row.invalid"),
    ]  # fmt: skip
    assert rows[1]["依据"]


def test_staff_act_under_their_accounts_and_applicants_under_a_keyed_digest(
    bureau: Bureau, yifa: Callable[..., Any], tmp_path: Path
) -> None:
    from yifa.casework.public import Case, history, scope
    from yifa.organs.public import create_account

    account = create_account("chuang1", "王敏")
    opening, accept, _ = _lines(bureau)
    applicant = opening | {"by": APPLY["applicant_id"], "roles": ["applicant"]}
    yifa("import", "cases", str(_write(tmp_path, [applicant, accept | {"by": "chuang1"}])))

    with scope([bureau.division]):
        first, second = history(Case.objects.get().id)
    assert first.event.by.startswith("public:")
    assert second.event.by == account.person_id


@pytest.mark.parametrize(("form", "name"), [("xlsx", "matters.xlsx"), ("csv", "matters.zip")])
def test_matters_go_out_and_come_back_unchanged(
    bureau: Bureau, yifa: Callable[..., Any], tmp_path: Path, form: str, name: str
) -> None:
    from yifa.matters.public import adopt
    from yifa.organs.public import Organ

    adopt(Organ.objects.get(), "food-trading-and-catering-licence")
    file = str(tmp_path / name)

    assert yifa("export", "matters", file, "--organ", bureau.organ, "--json").said["format"] == form
    assert yifa("import", "matters", file, "--organ", "测试审批局", "--json").said["updated"] == 1


def test_a_file_that_is_no_table_changes_nothing_and_says_so(
    bureau: Bureau, yifa: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "matters.xlsx"
    file.write_bytes(b"PK but not a workbook")

    refused = yifa("import", "matters", str(file), "--organ", bureau.organ)

    assert (refused.status, refused.out) == (2, "")
    assert refused.err.strip()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import", "cases", "没有的.jsonl"), "没有这个文件"),
        (("import", "cases", "."), "这是一个文件夹"),
        (("import", "matters", __file__), "请用 --organ"),
        (("export", "matters", "x.xlsx"), "请用 --organ"),
        (("export", "matters", "x.xlsx", "--organ", "没有的局"), "没有名称或者代码为“没有的局”的机关"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_status_two(
    bureau: Bureau, yifa: Callable[..., Any], words: tuple[str, ...], sentence: str
) -> None:
    refused = yifa(*words)

    assert refused.status == 2
    assert sentence in refused.err
    assert "Traceback" not in refused.err
