"""A field that is a table tells a program its rows: what the act adds, or the known rows it settles."""

from __future__ import annotations

from pathlib import Path

from yifa.api.forms import form_of
from yifa.procedure import load

FINE = load(Path(__file__).parents[1] / "pure" / "procedure" / "packs" / "fine")


def test_an_act_that_adds_takes_rows_of_the_columns() -> None:
    rows = form_of(FINE, FINE.acts["list_goods"])["properties"]["goods_found"]

    assert (rows["type"], rows["maxItems"], rows["x-list"], rows["x-key"]) == ("array", 5_000, "goods", "number")
    assert rows["items"]["required"] == ["number", "name"]
    assert rows["items"]["additionalProperties"] is False
    assert rows["items"]["properties"]["kind"]["enum"] == ["tool", "product"]
    assert rows["items"]["properties"]["value"]["description"] == "单位：分"


def test_an_act_that_settles_takes_key_outcome_and_reason() -> None:
    rows = form_of(FINE, FINE.acts["settle_goods"])["properties"]["goods_settled"]

    assert rows["x-settles"] is True
    assert list(rows["items"]["properties"]) == ["number", "outcome", "reason"]
    assert rows["items"]["required"] == ["number", "outcome"]
    assert rows["items"]["properties"]["outcome"]["x-options"] == {"keep": "没收", "give_back": "退还"}
