"""The description of the interface that is published is the one that runs."""

from __future__ import annotations

import json
from pathlib import Path

from django.test import Client

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "reference" / "openapi.json"


def test_the_published_description_is_the_running_one() -> None:
    running = Client().get("/api/v1/openapi.json").json()

    assert running == json.loads(PUBLISHED.read_text(encoding="utf-8")), (
        "接口变了：请执行 python scripts/make_openapi.py，并在 CHANGELOG 中说明"
    )


def test_every_operation_says_what_it_is_for_and_how_it_fails() -> None:
    described = json.loads(PUBLISHED.read_text(encoding="utf-8"))

    assert described["openapi"].startswith("3.1")
    for operations in described["paths"].values():
        for operation in operations.values():
            assert operation["summary"]
            assert operation["description"]
            assert {"422", "503"} <= operation["responses"].keys()
