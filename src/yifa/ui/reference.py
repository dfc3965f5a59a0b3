"""Writes the reference of the components: ``python -m yifa.ui.reference docs/reference/components.md``.

It says what the folders of the components say, no more; a test compares the page with them.
"""

import sys
from pathlib import Path

import yaml

from yifa.ui.registry import Component, components

HEAD = Path(__file__).with_name("reference_head.md")


def page() -> str:
    """The whole page as Markdown."""
    parts = sorted(components().values(), key=lambda part: part.name)
    return HEAD.read_text(encoding="utf-8") + "".join(_section(part) for part in parts)


def _section(part: Component) -> str:
    rows = "".join(
        f"| `{key.rstrip('?')}`{'' if key.endswith('?') else ' *'} | {text.replace('|', chr(92) + '|')} |\n"
        for key, text in part.takes.items()
    )
    example = yaml.safe_dump(part.examples[0].given, allow_unicode=True, sort_keys=False, width=100)
    shown = "\n".join(example.splitlines()[:24])
    return (
        f"\n## {part.name} · {part.title}\n\n{part.purpose}\n\n| key | what |\n|---|---|\n{rows}"
        f"\n```yaml\n# {part.examples[0].name}\n{shown}\n```\n"
    )


def main() -> None:
    """Writes the page to the path given."""
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
