"""The examples of docs/how-to/use-the-api.md are run as they stand there, by curl against a served application."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.api.conftest import Office

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "use-the-api.md"


def _run(example: str, words: dict[str, str]) -> Any:
    done = subprocess.run(
        ["bash", "-euc", example], env={**os.environ, **words, "no_proxy": "*"}, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def test_every_example_runs_as_written(office: Office, live_server: Any) -> None:
    if not shutil.which("curl"):
        pytest.skip("本机没有 curl，未运行接口说明中的示例")
    examples = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    words = {
        "YIFA": live_server.url, "MATTER": office.matter.pk, "ORGAN": office.organ.code,
        "CASE": office.filed()["number"], "TOKEN": office.token("window1")["Authorization"].removeprefix("Bearer "),
    }  # fmt: skip
    said = []
    for example in examples:
        answer = _run(example, words)
        assert "code" not in answer or "sentence" not in answer, (example, answer)
        if "query_code" in answer:
            words |= {"NUMBER": answer["number"], "CODE": answer["query_code"]}
        said.append(answer)

    assert len(said) == 12
    assert said[3]["due"] == "2026-03-24"
    assert said[6]["outcome"]["id"] == "withdrawn"
    assert said[11]["figures"]


def test_the_error_shown_is_the_one_that_is_said(office: Office) -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    number = office.filed()["number"]
    office.tell(f"/cases/{number}/acts/accept", {}, **office.token("window1"))
    review = {"answers": {"review_opinion": "grant", "review_reasons": "材料齐全", "affects_others": False}}
    office.tell(f"/cases/{number}/acts/review", review, **office.token("handler1"))

    answer = office.tell(f"/cases/{number}/acts/grant", {}, **office.token("window1"))

    assert answer.said == json.loads(shown)
