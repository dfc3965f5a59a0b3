"""A stopped database: the interface says so with 503 and a sentence, and what needs no database still works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

_ASK = """
import django, json, sys
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
for path in sys.argv[1:]:
    answer = client.get(path, headers={"host": "localhost", "authorization": "Bearer x"})
    print(json.dumps([answer.status_code, dict(answer.headers), json.loads(answer.content)]))
"""


def _ask(*paths: str) -> list[Any]:
    gone = {"YIFA_DATABASE_URL": "postgresql://yifa@127.0.0.1:9/yifa"}
    done = subprocess.run(
        [sys.executable, "-c", _ASK, *paths],
        env={**os.environ, **gone}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_stopped_database_is_a_503_with_a_sentence_and_no_trace() -> None:
    (status, headers, said), progress = _ask(
        "/api/v1/matters", f"/api/v1/applications/{'1' * 46}?code=H45FQ0H69MQ6L48K"
    )

    assert (status, said["code"], headers["Retry-After"]) == (503, "database.unavailable", "5")
    assert "请稍后重试" in said["sentence"]
    assert progress[0] == 503


def test_procedures_need_no_database() -> None:
    ((status, _, said),) = _ask("/api/v1/procedures/licensing")

    assert (status, said["id"]) == (200, "licensing")
