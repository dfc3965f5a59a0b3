"""Finding Chinese by the initials of its pinyin."""

from __future__ import annotations

import pytest

from yifa.desk.initials import initials, matches
from yifa.procedure import shipped


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("fy", "行政复议"), ("xzxk", "行政许可"), ("XZ XK", "行政许可"), ("hfxsc", "合法性审查"), ("复议", "行政复议"),
        ("tj", "人民调解"), ("sl", "受理（收到申请）"), ("sqsd", "受理（收到申请）申请收到"), ("12345", "12345热线"),
        ("rx", "12345热线"), ("ss", "行政诉讼"), ("", "任何"),
    ],
)  # fmt: skip
def test_what_is_typed_finds_by_characters_or_initials(asked: str, text: str) -> None:
    assert matches(asked, text)


@pytest.mark.parametrize(("asked", "text"), [("fk", "行政复议"), ("行政处罚", "行政许可"), ("xzxkz", "行政许可")])
def test_what_does_not_fit_is_not_found(asked: str, text: str) -> None:
    assert not matches(asked, text)


def test_every_character_in_the_names_of_the_packs_has_its_initials() -> None:
    names = [pack.label.zh for pack in shipped().values()]
    names += [act.label.zh for pack in shipped().values() for act in pack.acts.values() if not act.stages]

    assert sorted({sign for name in names for sign in name if sign.isalpha() and not initials(sign)}) == []
