"""Joins the styles into the one stylesheet a page loads: ``python -m yifa.ui.bundle``.

It copies text in a fixed order and changes nothing; a test compares the result with ``static/ui/ui.css``.
"""

from pathlib import Path

HOME = Path(__file__).parent
TARGET = HOME / "static" / "ui" / "ui.css"
FIRST = ("tokens", "base", "layout", "portal", "desk")
LAST = ("patterns", "print")


def sources() -> list[Path]:
    """The style files in the order of the cascade: tokens, base, layouts, components by name, print."""
    styles = HOME / "styles"
    parts = sorted((HOME / "components").glob("*/style.css"))
    return [styles / f"{name}.css" for name in FIRST] + parts + [styles / f"{name}.css" for name in LAST]


def stylesheet() -> str:
    """The joined text; each part is headed by where it comes from."""
    head = "/* Made by `python -m yifa.ui.bundle`; edit the parts, not this file. */\n"
    return head + "".join(
        f"\n/* ---- {path.relative_to(HOME).as_posix()} ---- */\n{path.read_text(encoding='utf-8')}"
        for path in sources()
    )


def main() -> None:
    """Writes the stylesheet and says how large it is."""
    text = stylesheet()
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {len(sources())} parts, {len(text.encode()) / 1024:.1f} KiB")


if __name__ == "__main__":
    main()
