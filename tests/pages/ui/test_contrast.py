"""Ink can be read on its paper: WCAG 2.1, 1.4.3 and 1.4.11, and for the elder mode 1.4.6.

The ratios are worked out from the tokens themselves; no picture is taken.
"""

import re

import pytest

from yifa.ui.registry import HOME

TOKENS = (HOME / "styles" / "tokens.css").read_text("utf-8")

TEXT = [
    (ink, paper)
    for ink in ("ink", "ink-soft", "qing", "qing-deep", "zhu", "amber", "moss")
    for paper in ("paper", "surface")
] + [
    ("ink", "sunken"), ("ink-soft", "sunken"), ("ink", "qing-wash"), ("on-qing", "qing"),
    ("on-qing", "qing-deep"),
    ("on-zhu", "zhu"), ("on-pencil", "pencil"), ("qing", "qing-wash"), ("zhu", "zhu-wash"),
    ("amber", "amber-wash"), ("moss", "moss-wash"), ("paper", "ink"),
]  # fmt: skip
SHAPES = [
    ("edge", "surface"),
    ("edge", "paper"),
    ("focus", "paper"),
    ("focus", "surface"),
    ("qing", "qing-wash"),
]


def block(selector: str) -> dict[str, str]:
    """The colour tokens of the first rule with this selector."""
    body = re.search(re.escape(selector) + r"\s*\{(.*?)\n\s*\}", TOKENS, re.S)
    assert body, selector
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body[1]))


THEMES = {
    "light": (block(":root"), 4.5),
    "dark": (block(':root[data-theme="dark"]'), 4.5),
    "elder": (block(':root[data-size="elder"]'), 7.0),
}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG 2.1 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_can_be_read_on_its_ground(theme: str, ink: str, paper: str) -> None:
    colours, least = THEMES[theme]

    assert ratio(colours[ink], colours[paper]) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_edges_and_the_focus_ring_stand_out(theme: str, shape: str, ground: str) -> None:
    colours, _ = THEMES[theme]

    assert ratio(colours[shape], colours[ground]) >= 3


def test_dark_by_choice_and_dark_by_system_are_the_same() -> None:
    assert block(':root[data-theme="dark"]') == block(':root[data-theme="auto"]')


def test_no_colour_stands_outside_the_tokens() -> None:
    parts = [*HOME.glob("components/*/style.css"), *HOME.glob("styles/*.css")]
    strays = {
        path.name: found
        for path in parts
        if path.name not in ("tokens.css", "print.css")
        and (found := re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", path.read_text("utf-8")))
    }

    assert not strays
