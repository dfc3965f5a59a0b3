"""Sets a paper as PDF/A-2b with accessibility tags, in the layout of GB/T 9704.

The page lives in `assets/paper.typ`; the paper goes to it as JSON, so that no word of it is ever read as a
command.
"""

import json
import re
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from yifa.papers import layout
from yifa.papers.fonts import Fonts, find_fonts, open_shelf
from yifa.papers.paper import Block, Heading, Item, Paper, Runs, Table

PAGE = Path(__file__).parent / "assets" / "paper.typ"
Standard = Literal["a-2b", "ua-1"]
STANDARDS: tuple[Standard, ...] = ("a-2b", "ua-1")
SUBSTITUTE = "〓"
"""The printer's mark for a character no font has (U+3013); the foot line then says how many were replaced."""

# The typesetter's object may be used by one thread at a time; a page takes it for some milliseconds.
_TURN = threading.Lock()


def to_pdf(paper: Paper) -> bytes:
    """The paper as a PDF file; the same paper on the same machine gives the same bytes.

    Raises `FontsMissing` where the machine has no Chinese font. A character that no font has is shown as 〓
    and counted in the foot line, rather than left out without a word.
    """
    fonts = find_fonts()
    with _TURN:
        return _compile(_compiler(), _value(paper, fonts), paper)


@cache
def _compiler() -> typst.Compiler:
    shelf = open_shelf(find_fonts().folders)
    return typst.Compiler(PAGE, root=PAGE.parent, font_paths=shelf, ignore_system_fonts=True)


def _compile(compiler: typst.Compiler, value: dict[str, object], paper: Paper) -> bytes:
    """The PDF of a page value; characters without a glyph are found from the typesetter's own complaint."""
    source = json.dumps(value, ensure_ascii=False)
    replaced = 0
    for _ in range(4):
        try:
            return _pdf(compiler, source, paper, STANDARDS)
        except typst.TypstError as error:
            lacking = _lacking(error)
            if not lacking:
                raise
            for cluster in lacking:
                replaced += source.count(cluster)
                source = source.replace(cluster, SUBSTITUTE)
            note = f"本件有{replaced}处文字现有字体不能显示，以“{SUBSTITUTE}”代替，请以网页文书为准。"
            foot = {"verification": str(value["verification"]) + note}
            source = json.dumps(json.loads(source) | foot, ensure_ascii=False)
    return _pdf(compiler, source, paper, [])


def _pdf(compiler: typst.Compiler, source: str, paper: Paper, standards: Sequence[Standard]) -> bytes:
    made = datetime.combine(paper.date, datetime.min.time(), UTC) if paper.date else datetime.fromtimestamp(0, UTC)
    pdf = compiler.compile(sys_inputs={"paper": source}, format="pdf", pdf_standards=[*standards], timestamp=made)
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single file")
    return pdf


def _lacking(error: typst.TypstError) -> list[str]:
    """The texts no font can show, longest first, as the typesetter quotes them."""
    quoted = re.findall(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed', error.diagnostic)
    plain = {re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), text) for text in quoted}
    return sorted((text for text in plain if text and not text.isascii()), key=len, reverse=True)


def _value(paper: Paper, fonts: Fonts) -> dict[str, object]:
    """What the page reads: words, numbers and font names only."""
    place = layout.signature(paper)
    return {
        "form": layout.form_of(paper),
        "heading": f"{paper.organ}{paper.title}",
        "description": " ".join(part for part in (paper.title, paper.number, paper.verification) if part),
        "title": layout.title_lines(paper.title),
        "organ": paper.organ,
        "number": paper.number,
        "to": paper.to,
        "dated": paper.dated,
        "blocks": [_block(block) for block in paper.blocks],
        "attachments": paper.attachments,
        "copies": f"{'，'.join(paper.copies)}。" if paper.copies else "",
        "seal": paper.seal,
        "organ_right": place.organ,
        "date_right": place.date,
        "seal_centre": place.date + layout.width(paper.dated) / 2,
        "draft": paper.draft,
        "verification": paper.verification,
        "fonts": {role: getattr(fonts, role) for role in ("fang", "kai", "hei", "title", "song")}
        | {"synthetic": fonts.synthetic_title},
        "measures": MEASURES,
    }


MEASURES = {
    "width": layout.PAGE[0],
    "height": layout.PAGE[1],
    "top": layout.TOP,
    "bottom": layout.BOTTOM,
    "left": layout.LEFT,
    "right": layout.RIGHT,
    "title": layout.TITLE_SIZE,
    "body": layout.BODY_SIZE,
    "small": layout.SMALL_SIZE,
    "foot": layout.FOOT_SIZE,
    "pitch": layout.PITCH,
    "tracking": layout.TRACKING,
    "red": layout.RED,
    "seal_mark": layout.SEAL_MARK,
    "seal_note": layout.SEAL_NOTE,
}


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Table):
        cells = [_runs(cell) for row in block.rows for cell in row]
        return {
            "type": "table",
            "head": [_runs(cell) for cell in block.head],
            "cells": cells,
            "widths": layout.column_shares(block),
            "narrow": [widest <= layout.NARROW for widest in layout.column_widths(block)],
        }
    if isinstance(block, Heading):
        return {"type": "heading", "level": block.level, "runs": _runs(block.runs)}
    if isinstance(block, Item):
        return {"type": "item", "number": block.number, "runs": _runs(block.runs)}
    return {"type": "paragraph", "runs": _runs(block.runs)}


def _runs(runs: Runs) -> list[dict[str, object]]:
    return [{"text": run.text, "bold": run.bold} for run in runs]
