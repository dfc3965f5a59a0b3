"""Writes a paper as HTML: a semantic fragment with classes for our pages, or a page that stands alone.

It holds no style of its own; `assets/paper.css` has it, so that a strict content policy stays possible.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from yifa.papers import layout
from yifa.papers.paper import Block, Heading, Item, Paper, Runs, Table

LONG = re.compile("[0-9A-Za-z]{16,}")
STYLESHEET = Path(__file__).parent / "assets" / "paper.css"


def to_html(paper: Paper, *, level: int = 2) -> str:
    """The paper as one `<article class="paper">`; `level` (1 to 5) ranks its title in the page around it."""
    form = layout.form_of(paper)
    return "\n".join([f'<article class="paper paper--{form}" lang="zh-CN">', *_parts(paper, level), "</article>\n"])


def to_page(paper: Paper, *, stylesheet: str = "") -> str:
    """A whole HTML page with the paper alone.

    With `stylesheet` (an address) the page links to it and bears a strict content policy; without, the
    style is written into the page, so that a saved copy looks right anywhere.
    """
    if stylesheet:
        style = f'<link rel="stylesheet" href="{escape(stylesheet)}">'
    else:
        style = f"<style>\n{STYLESHEET.read_text(encoding='utf-8')}</style>"
    heading = escape(f"{paper.organ}{paper.title}")
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{heading}</title>\n{style}\n</head>\n"
        f'<body class="paper-page">\n<main>\n{to_html(paper, level=1)}</main>\n</body>\n</html>\n'
    )


def _parts(paper: Paper, level: int) -> Iterator[str]:
    if paper.draft:
        yield '<p class="paper__draft">草稿</p>'
    yield '<header class="paper__head">'
    yield _line("organ", paper.organ)
    number = _line("number", paper.number) if paper.number else ""
    lines = "<br>".join(map(escape, layout.title_lines(paper.title)))
    title = f'<h{level} class="paper__title">{lines}</h{level}>'
    yield from filter(None, (title, number) if layout.form_of(paper) == "notice" else (number, title))
    yield "</header>"
    if paper.to:
        yield _line("to", f"{paper.to}：")
    yield from _body(paper.blocks, level)
    yield from _attachments(paper.attachments)
    yield from _signature(paper)
    if paper.copies:
        yield _line("copies", f"抄送：{'，'.join(paper.copies)}。")
    if paper.verification:
        yield _line("verification", paper.verification)


def _line(part: str, text: str) -> str:
    return f'<p class="paper__{part}">{escape(text)}</p>'


def _body(blocks: Sequence[Block], level: int) -> Iterator[str]:
    yield '<div class="paper__body">'
    for is_item, group in groupby(blocks, key=lambda block: isinstance(block, Item)):
        if is_item:
            yield '<ol class="paper__items">'
            yield from (f'<li value="{one.number}">{_runs(one.runs)}</li>' for one in group if isinstance(one, Item))
            yield "</ol>"
        else:
            yield from (_block(block, level) for block in group)
    yield "</div>"


def _block(block: Block, level: int) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Heading):
        rank = min(6, level + block.level)
        return f'<h{rank} class="paper__heading paper__heading--{block.level}">{_runs(block.runs)}</h{rank}>'
    return f"<p>{_runs(block.runs)}</p>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_runs(cell)}</th>' for cell in table.head)
    rows = ["".join(f"<td>{_runs(cell)}</td>" for cell in row) for row in table.rows]
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    grid = f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>"
    return f'<div class="paper__table"><table>\n{grid}\n</table></div>'


def _runs(runs: Runs) -> str:
    return "".join(f"<b>{_words(run.text)}</b>" if run.bold else _words(run.text) for run in runs)


def _words(text: str) -> str:
    """Escaped words; a number of forty digits may break anywhere instead of tearing its line apart."""
    return LONG.sub(r'<span class="paper__code">\g<0></span>', escape(text))


def _attachments(names: Sequence[str]) -> Iterator[str]:
    if names:
        points = "".join(f"<li>{escape(name)}</li>" for name in names)
        kind = " paper__attachments--one" if len(names) == 1 else ""
        yield f'<div class="paper__attachments{kind}"><span>附件：</span><ol>{points}</ol></div>'


def _signature(paper: Paper) -> Iterator[str]:
    yield f'<div class="paper__sign{" paper__sign--sealed" if paper.seal else ""}">'
    if paper.seal:
        note = f"<small>{layout.SEAL_NOTE}</small>"
        yield f'<p class="paper__seal"><span>{layout.SEAL_MARK}</span>{note}</p>'
    yield _line("signer", paper.organ)
    dated = escape(paper.dated)
    moment = f'<time datetime="{paper.date.isoformat()}">{dated}</time>' if paper.date else dated
    yield f'<p class="paper__date">{moment}</p>'
    yield "</div>"
