"""`yifa due`: one date with its proof, or a file of many."""

import argparse
import json
from pathlib import Path

import pytest

from yifa.workdays.command import add_due_arguments, main_due, notices_listed, run_batch, run_due


def answers(tmp_path: Path, *lines: str) -> list[dict[str, object]]:
    asked = tmp_path / "asked.jsonl"
    asked.write_text("\n".join(lines), encoding="utf-8")
    written: list[bytes] = []
    run_batch(asked, written.append)
    return [json.loads(line) for line in b"".join(written).splitlines()]


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_due_arguments(parser)
    return main_due(parser.parse_args(words))


def test_the_answer_comes_first_and_the_proof_after_it() -> None:
    text = run_due("2026-02-13", "20 working days", pauses=["2026-03-02..2026-03-04"])

    assert text.splitlines()[0] == "届满日  2026年3月24日  星期二"
    assert "春节放假（国办发明电〔2025〕7号）" in text
    assert "《民法典》第二百零一条第一款" in text


@pytest.mark.parametrize(
    ("length", "rule", "end"),
    [
        # Seven days of the penalty law are working days, fifteen are not.
        ("7日", "行政处罚法", "2026-03-11"),
        ("15日", "行政处罚法", "2026-03-17"),
        # Ten days of the coercion law are working days.
        ("10日", "行政强制法", "2026-03-16"),
        # What is called a calendar day stays one.
        ("7个自然日", "行政处罚法", "2026-03-09"),
    ],
)
def test_the_statute_gives_a_bare_day_its_unit(length: str, rule: str, end: str) -> None:
    found = json.loads(run_due("2026-03-02", length, rule=rule, as_json=True))

    assert found["due"] == end


def test_hours_are_counted_from_a_moment() -> None:
    assert "至2026年3月3日10:20届满" in run_due("2026-03-02T10:20", "24小时")
    assert "至2026年3月3日11:00届满" in run_due("2026-03-02T10:20", "24小时", rule="行政诉讼法")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--from", "2026-02-30", "--length", "5日"], "不是日期"),
        (["--from", "2026-03-02", "--length", "5个礼拜"], "无法识别"),
        (["--from", "2026-03-02", "--length", "5日", "--pause", "2026-03-04"], "起日..止日"),
        (["--from", "2026-03-02", "--length", "5日", "--pause", "2026-03-04.."], "as_of"),
        (["--from", "2026-03-02", "--length", "5日", "--rule", "消防法"], "不作推测"),
        (["--from", "2026-03-02", "--length", "24小时"], "起算时刻"),
        (["--length", "5日"], "--from"),
        (["--batch", "/no/such/file"], "No such file"),
    ],
)
def test_bad_words_are_answered_with_a_sentence_and_a_status(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 1
    assert sentence in capsys.readouterr().err


def test_a_file_is_answered_line_by_line(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        '{"id": 1, "from": "2026-02-13", "length": "20 working days"}',
        '{"id": 2, "from": "2026-02-13", "length": "20 working days", "pauses": [["2026-03-02", "2026-03-04"]]}',
        "",
        '{"id": 3, "from": "2026-04-17", "length": "15 days", "extensions": ["15 days"]}',
        '{"id": 4, "from": "2026-12-25", "length": "20 working days"}',
    )

    assert [(line["id"], line["due"]) for line in found] == [
        (1, "2026-03-19"), (2, "2026-03-24"), (3, "2026-05-18"), (4, "2027-01-25"),
    ]  # fmt: skip
    assert found[3]["provisional"] is True
    assert "provisional" not in found[0]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1, 2]",
        '{"id": "x"}',
        '{"id": "x", "from": "2026-02-13"}',
        '{"id": "x", "from": 20260213, "length": "5 days"}',
        '{"id": "x", "from": "2026-02-13", "length": "5 days", "pauses": [["2026-03-02"]]}',
        '{"id": "x", "from": "2026-02-13", "length": "5 days", "pauses": "2026-03-02"}',
        '{"id": "x", "from": "2026-02-13", "length": "5 days", "extensions": [5]}',
        '{"id": "x", "from": "2026-02-13", "length": "5 days", "rule": 7}',
        '{"id": "x", "from": "1890-02-13", "length": "5 working days"}',
        '{"id": "x", "from": "2026-02-13", "length": ["5 days"]}',
        '{"id": "x", "from": "2026-02-13", "length": "5 days", "extensions": [["5 days"]]}',
        '{"id": "x", "from": "2026-W07-5", "length": "5 days"}',
        '{"id": "x", "from": "2026-02-13", "length": "24 hours"}',
    ],
)
def test_a_bad_line_gets_an_error_and_stops_nothing(line: str, tmp_path: Path) -> None:
    bad, good = answers(tmp_path, line, '{"id": "y", "from": "2026-02-13", "length": "5 working days"}')

    assert bad["error"]
    assert bad["line"] == 1
    assert "due" not in bad
    assert good["due"] == "2026-02-27"


def test_the_notices_are_listed_with_their_numbers() -> None:
    assert "国办发明电〔2025〕7号  2025-11-04  放假33天，调休上班6天" in notices_listed()
    assert json.loads(notices_listed(as_json=True))[0]["number"] == "国办发明电〔2015〕18号"
