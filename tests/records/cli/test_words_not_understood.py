"""Words that a command does not understand, files that are none, a port that is taken: a Chinese sentence, status 2."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from yifa.cli.main import main

WRONG = {
    "packs": "还缺少：do",
    "packs paint": "do 没有“paint”，可以写：check、coverage、draw、list、mutants、new",
    "report build --organ 某局 --year 20x5": "--year：应是 2000 到 2100 的整数，不能是“20x5”",
    "report build --organ 某局": "还缺少：--year",
    "serve --port 99999": "--port：应是 1 到 65535 的整数",
    "demo --scale 0": "--scale：应是 1 到 100000 的整数",
    "due --from": "--from 后面要写一个值",
    "due --weeks 3": "不认识的参数：--weeks 3",
    "account token x --days ten": "--days 应是整数，不能是“ten”",
    "workdays load": "请写明通知文件",
    "due --batch /nowhere/asked.jsonl": "打不开文件 /nowhere/asked.jsonl：没有这个文件",
}


@pytest.mark.parametrize("words", WRONG)
def test_words_not_understood_are_told_in_chinese(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(words.split())
    except SystemExit as stopped:
        status = stopped.code if isinstance(stopped.code, int) else -1

    told = capsys.readouterr().err
    assert status == 2
    assert told.startswith(WRONG[words])
    assert "error" not in told


def test_a_port_in_use_is_told_and_not_shared(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        assert main(["serve", "--port", port]) == 2
        assert main(["demo", "--port", port]) == 2

    assert capsys.readouterr().err.count("已经有程序在用") == 2


def test_a_notice_that_is_no_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "notice.yaml"
    picture.write_bytes(b"\x89PNG\xff\xfe")

    assert main(["workdays", "load", str(picture)]) == 2
    assert "UTF-8" in capsys.readouterr().err
