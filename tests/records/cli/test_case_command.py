"""`yifa case show`: everything about a case on the terminal, particulars masked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.records.casework.bureau import Bureau


def test_a_case_is_shown_with_stage_clocks_timeline_and_papers(bureau: Bureau, yifa: Callable[..., Any]) -> None:
    case = bureau.apply().case
    bureau.act(case.id, "accept")

    shown = yifa("case", "show", case.number)

    assert shown.status == 0
    for words in (
        "现在 受理",
        "许可决定期限",
        "行政许可法 第四十二条第一款",
        "自2026年3月9日（当日不计）起算",
        "受理通知书",
    ):
        assert words in shown.out
    assert "张三丰" not in shown.out
    assert "张*丰" in shown.out


def test_a_program_reads_the_same_as_json(bureau: Bureau, yifa: Callable[..., Any]) -> None:
    case = bureau.apply().case

    said = yifa("case", "show", case.number.lower(), "--json").said

    assert said["stage"] == {"id": "received", "zh": "收件"}
    assert [event["act"] for event in said["timeline"]] == ["apply"]
    assert said["clocks"][0]["due"] == "2026-03-16"
    assert said["papers"][0]["title"] == "收件凭证"


def test_an_unknown_number_is_a_sentence_and_status_two(bureau: Bureau, yifa: Callable[..., Any]) -> None:
    shown = yifa("case", "show", "X1")

    assert (shown.status, shown.out) == (2, "")
    assert "没有编号为“X1”的办件" in shown.err
