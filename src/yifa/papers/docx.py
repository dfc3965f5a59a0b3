"""Writes a paper as a Word file (.docx) in the layout of GB/T 9704, for organs that go on working in Word
or WPS.

Fonts are named, not embedded: an office machine in China has them, another shows its nearest.
"""

import io
import math
import re
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from yifa.papers import layout, word
from yifa.papers.paper import Heading, Item, Paper, Table, words
from yifa.papers.word import FANG, HEI, KAI, SONG, TITLE

RED = RGBColor.from_string(layout.RED)
GREY = RGBColor(0x5F, 0x5F, 0x5F)
EM = Pt(layout.BODY_SIZE)
PITCH = 28.9
"""Exact distance of lines; libraries' experience: a hair under 225 mm / 22, so that Word does fit 22 of
them.
"""
IMPRINT_PITCH = 22.0
"""Distance of lines in the 版记, in points."""
SQUEEZE = -5
"""Twentieths of a point added to each character, so that 28 fit the line."""


def to_docx(paper: Paper) -> bytes:
    """The paper as a .docx file; the same paper gives the same bytes."""
    file = Document()
    _page(file, paper)
    _styles(file)
    _properties(file, paper)
    {"decision": _decision_head, "letter": _letter_head, "notice": _notice_head}[layout.form_of(paper)](file, paper)
    if paper.to:
        _flush(file, f"{paper.to}：").paragraph_format.space_before = Pt(PITCH * 0.6)
    last = _body(file, paper)
    if last is not None:
        last.paragraph_format.keep_with_next = True
    _attachments(file, paper)
    _signature(file, paper)
    _imprint(file, paper)
    _feet(file, paper)
    return _steady(file)


def _page(file: DocumentFile, paper: Paper) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in layout.PAGE)
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)
    section.header_distance, section.footer_distance = Mm(30), Mm(11)
    section.different_first_page_header_footer = layout.form_of(paper) == "letter"
    file.settings.odd_and_even_pages_header_footer = True
    word.line_grid(section, round(layout.PITCH * 20))


def _styles(file: DocumentFile) -> None:
    normal = file.styles["Normal"]
    word.style(normal, FANG, layout.BODY_SIZE, squeeze=SQUEEZE)
    form = normal.paragraph_format
    form.line_spacing, form.space_before, form.space_after = Pt(PITCH), Pt(0), Pt(0)
    form.widow_control = False
    word.style(file.styles["Title"], TITLE, layout.TITLE_SIZE)
    file.styles["Title"].paragraph_format.line_spacing = Pt(33)
    word.off_grid(file.styles["Title"].element.get_or_add_pPr())
    for level, font in enumerate((HEI, KAI, FANG), 1):
        word.style(file.styles[f"Heading {level}"], font, layout.BODY_SIZE, squeeze=SQUEEZE)
        file.styles[f"Heading {level}"].paragraph_format.keep_with_next = True


def _properties(file: DocumentFile, paper: Paper) -> None:
    made = datetime.combine(paper.date, datetime.min.time(), UTC) if paper.date else datetime(2000, 1, 1, tzinfo=UTC)
    core = file.core_properties
    core.title, core.author, core.last_modified_by = (
        f"{paper.organ}{paper.title}"[:255],
        paper.organ[:255],
        "",
    )
    core.subject, core.language, core.comments = paper.number[:255], "zh-CN", ""
    core.created = core.modified = made


def _flush(file: DocumentFile, text: str, align: ALIGN = ALIGN.JUSTIFY) -> WordParagraph:
    paragraph = file.add_paragraph(text)
    paragraph.alignment = align
    return paragraph


def _mark(paragraph: WordParagraph, organ: str, size: float) -> None:
    """The red name of the organ, narrowed where it would not fit one line."""
    fitted = min(size, 150 * layout.POINTS_A_MM / max(1.0, layout.width(organ)))
    run = paragraph.add_run(organ)
    word.font(run, TITLE, fitted)
    run.font.color.rgb = RED
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.line_spacing = Pt(fitted * 1.35)


def _titles(file: DocumentFile, *lines: str) -> None:
    title = file.add_paragraph(style="Title")
    title.alignment = ALIGN.CENTER
    for number, line in enumerate(lines):
        if number:
            title.add_run().add_break()
        title.add_run(line)


def _decision_head(file: DocumentFile, paper: Paper) -> None:
    mark = file.add_paragraph()
    mark.paragraph_format.space_before = Mm(35)
    _mark(mark, paper.organ, 42)
    number = _flush(file, paper.number, ALIGN.CENTER)
    number.paragraph_format.space_before = Pt(PITCH * 1.6)
    word.border(number, eighths=10, space=8, colour=layout.RED, bottom="single")
    _gap(file, 1.4)
    _titles(file, *layout.title_lines(paper.title))


def _letter_head(file: DocumentFile, paper: Paper) -> None:
    mark = file.sections[0].first_page_header.paragraphs[0]
    _mark(mark, paper.organ, 36)
    word.indents(mark, left=-8 * layout.POINTS_A_MM, right=-6 * layout.POINTS_A_MM)
    word.border(mark, eighths=24, space=4, colour=layout.RED, bottom="thickThinSmallGap")
    _flush(file, paper.number, ALIGN.RIGHT).paragraph_format.space_before = Pt(6)
    _gap(file, 1)
    _titles(file, *layout.title_lines(paper.title))


def _notice_head(file: DocumentFile, paper: Paper) -> None:
    _titles(file, paper.organ, *layout.title_lines(paper.title))
    if paper.number:
        number = _flush(file, paper.number, ALIGN.RIGHT)
        word.indents(number, right=layout.BODY_SIZE)
        number.paragraph_format.space_before = Pt(4)


def _gap(file: DocumentFile, lines: float) -> None:
    file.add_paragraph().paragraph_format.line_spacing = Pt(PITCH * lines)


def _body(file: DocumentFile, paper: Paper) -> WordParagraph | None:
    """Writes the blocks; gives the last paragraph, or None where a table ends the body."""
    last: WordParagraph | None = None
    for block in paper.blocks:
        if isinstance(block, Table):
            _table(file, block)
            last = None
            continue
        last = file.add_paragraph(style=f"Heading {block.level}" if isinstance(block, Heading) else None)
        if isinstance(block, Item):
            last.add_run(f"{block.number}.")
        word.runs(last, block.runs)
        word.first_line(last, characters=2, points=2 * layout.BODY_SIZE)
        last.alignment = ALIGN.JUSTIFY
        if re.search("[0-9A-Za-z]{16}", words(block.runs)):
            # Where a program does not break the number all the same, a ragged line is better than a torn one.
            word.break_latin(last)
            last.alignment = ALIGN.LEFT
    return last


def _table(file: DocumentFile, block: Table) -> None:
    table: WordTable = file.add_table(rows=0, cols=len(block.head))
    table.style = file.styles["Table Grid"]
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    shares = layout.column_shares(block)
    widths = [Mm(layout.TEXT_WIDTH * share / sum(shares)) for share in shares]
    narrow = [widest <= layout.NARROW for widest in layout.column_widths(block)]
    for number, row in enumerate((block.head, *block.rows)):
        line = word.add_row(table)
        word.keep_row(line, repeats=number == 0)
        for column, (cell, runs) in enumerate(zip(line.cells, row, strict=True)):
            cell.width = widths[column]
            paragraph = cell.paragraphs[0]
            word.runs(paragraph, runs, font=HEI if number == 0 else None, size=layout.SMALL_SIZE)
            paragraph.paragraph_format.line_spacing = Pt(21)
            word.off_grid(paragraph._element.get_or_add_pPr())
            paragraph.alignment = ALIGN.CENTER if number == 0 or narrow[column] else ALIGN.LEFT
            word.middle(cell)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _attachments(file: DocumentFile, paper: Paper) -> None:
    for number, name in enumerate(paper.attachments, 1):
        label = "附件：" if number == 1 else ""
        counted = f"{number}." if len(paper.attachments) > 1 else ""
        hang = 3 * layout.BODY_SIZE + layout.width(counted) * layout.BODY_SIZE
        line = _flush(file, f"{label}{counted}{name}", ALIGN.LEFT)
        first = 2.0 if number == 1 else 5.0
        word.indents(line, left=2 * layout.BODY_SIZE + hang, first=(first - 2) * layout.BODY_SIZE - hang)
        line.paragraph_format.keep_with_next = True
        if number == 1:
            line.paragraph_format.space_before = Pt(PITCH)


def _signature(file: DocumentFile, paper: Paper) -> None:
    place = layout.signature(paper)
    centre = place.date + layout.width(paper.dated) / 2
    if paper.seal:
        note = f"{layout.SEAL_MARK}{layout.SEAL_NOTE}"
        mark = _flush(file, "", ALIGN.RIGHT)
        run = mark.add_run(note)
        word.font(run, SONG, 8)
        run.font.color.rgb = RED
        word.indents(mark, right=max(0.0, centre * layout.BODY_SIZE - layout.width(note) * 8 / 2))
        mark.paragraph_format.keep_with_next = True
        mark.paragraph_format.space_before = Pt(PITCH)
    organ = _flush(file, paper.organ, ALIGN.RIGHT)
    word.indents(organ, right=place.organ * layout.BODY_SIZE)
    organ.paragraph_format.keep_with_next = True
    if not paper.seal:
        organ.paragraph_format.space_before = Pt(PITCH * 2)
    dated = _flush(file, paper.dated, ALIGN.RIGHT)
    word.indents(dated, right=place.date * layout.BODY_SIZE)
    dated.paragraph_format.space_after = Pt(PITCH) if paper.copies else Pt(0)


def _imprint(file: DocumentFile, paper: Paper) -> None:
    """版记: 抄送 and 印发, at the foot of the last page (GB/T 9704 7.4)."""
    if not paper.copies:
        return
    small = layout.SMALL_SIZE
    table: WordTable = file.add_table(rows=2, cols=1)
    copies, issued = (row.cells[0].paragraphs[0] for row in table.rows)
    copies.add_run(f"抄送：{'，'.join(paper.copies)}。")
    issued.add_run(f"{paper.organ}\t{paper.dated}印发")
    word.indents(copies, left=4 * small, first=-3 * small, right=small)
    word.indents(issued, left=small, right=small)
    word.right_tab(issued, layout.TEXT_WIDTH * layout.POINTS_A_MM - small)
    for paragraph in (copies, issued):
        paragraph.paragraph_format.line_spacing = Pt(IMPRINT_PITCH)
        word.off_grid(paragraph._element.get_or_add_pPr())
        for run in paragraph.runs:
            word.font(run, FANG, small)
    room = layout.TEXT_WIDTH * layout.POINTS_A_MM / small - 5
    height = (math.ceil((layout.width(copies.text) - 3) / room) + 1) * IMPRINT_PITCH + 4
    top = (layout.PAGE[1] - layout.BOTTOM) * layout.POINTS_A_MM - height
    word.pin(table, top=top, width=layout.TEXT_WIDTH * layout.POINTS_A_MM)
    # A floating table hangs on the paragraph after it, so there must be one, however small.
    tail = file.add_paragraph()
    tail.paragraph_format.line_spacing = Pt(1)
    word.off_grid(tail._element.get_or_add_pPr())


def _feet(file: DocumentFile, paper: Paper) -> None:
    section = file.sections[0]
    for foot, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        number = foot.paragraphs[0]
        number.alignment = align
        word.indents(number, left=layout.SMALL_SIZE, right=layout.SMALL_SIZE)
        number.paragraph_format.line_spacing = Pt(layout.SMALL_SIZE)
        for part in ("— ", "PAGE", " —"):
            run = word.page_number(number) if part == "PAGE" else number.add_run(part)
            word.font(run, SONG, layout.SMALL_SIZE)
        _verification(foot.add_paragraph(), paper)
    if section.different_first_page_header_footer:
        rule = section.first_page_footer.paragraphs[0]
        rule.paragraph_format.line_spacing = Pt(4)
        word.indents(rule, left=-8 * layout.POINTS_A_MM, right=-6 * layout.POINTS_A_MM)
        word.border(rule, eighths=24, space=1, colour=layout.RED, top="thinThickSmallGap")
        _verification(section.first_page_footer.add_paragraph(), paper)
    if paper.draft:
        for head in (section.header, section.even_page_header):
            head.paragraphs[0].alignment = ALIGN.RIGHT
            word.font(head.paragraphs[0].add_run("草稿"), HEI, layout.SMALL_SIZE)


def _verification(paragraph: WordParagraph, paper: Paper) -> None:
    run = paragraph.add_run(paper.verification)
    word.font(run, SONG, layout.FOOT_SIZE)
    run.font.color.rgb = GREY
    paragraph.paragraph_format.line_spacing = Pt(12)
    paragraph.paragraph_format.space_before = Pt(9)


def _steady(file: DocumentFile) -> bytes:
    """The file's bytes with every moment of packing set to one day, so that its digest depends on its words
    only.
    """
    loose = io.BytesIO()
    file.save(loose)
    steady = io.BytesIO()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return steady.getvalue()
