"""The few settings of a Word file that its library has no name for: East Asian fonts, borders, grids, floats.

Measures are in points unless a name says otherwise; nothing here knows what a paper is.
"""

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from yifa.papers.paper import Runs

# The names under which office machines in China have these faces; Latin letters and digits are set in Times.
FANG, KAI, HEI, TITLE, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
LATIN = "Times New Roman"
BLACK = RGBColor(0, 0, 0)

# The schema fixes the order of children; each list names what must come after the element we add.
AFTER_FLOAT = ("w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
AFTER_TABLE_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:effect", "w:lang")
AFTER_BORDER = (
    *(
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:kinsoku",
        "w:wordWrap",
        "w:overflowPunct",
        "w:autoSpaceDE",
    ),
    *(
        "w:autoSpaceDN",
        "w:snapToGrid",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
        "w:rPr",
    ),
)
AFTER_AUTOSPACE = (
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)


def element(tag: str, **attributes: object) -> Any:
    """A new element with attributes in Word's namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def font(run: Run, name: str, size: float) -> None:
    """Set the face and size of a run, for Chinese and Latin alike."""
    run.font.size = Pt(size)
    _faces(run._element.get_or_add_rPr(), name)


def _faces(look: Any, name: str) -> None:
    faces = look.get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{kind}"), None)
    for kind, face in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", name)):
        faces.set(qn(f"w:{kind}"), face)


def style(target: Any, name: str, size: float, squeeze: int = 0) -> None:
    """Give a paragraph style its face and size: black, upright, no border or distance of its own.

    `squeeze` is in twentieths of a point, added to every character.
    """
    target.font.size, target.font.bold, target.font.italic = Pt(size), False, False
    target.font.color.rgb = BLACK
    look, form = target.element.get_or_add_rPr(), target.element.get_or_add_pPr()
    _faces(look, name)
    _drop(look, "w:spacing", "w:kern", "w:lang")
    look.insert_element_before(element("w:spacing", val=squeeze), *AFTER_SPACING)
    look.append(element("w:lang", val="en-US", eastAsia="zh-CN"))
    _drop(form, "w:pBdr", "w:contextualSpacing", "w:autoSpaceDE", "w:autoSpaceDN")
    form.insert_element_before(element("w:autoSpaceDE", val=0), *AFTER_AUTOSPACE)
    form.insert_element_before(element("w:autoSpaceDN", val=0), *AFTER_AUTOSPACE)
    target.paragraph_format.space_before = target.paragraph_format.space_after = Pt(0)


def _drop(parent: Any, *tags: str) -> None:
    for tag in tags:
        for child in parent.findall(qn(tag)):
            parent.remove(child)


def runs(paragraph: Paragraph, pieces: Runs, font: str | None = None, size: float | None = None) -> None:
    """Add runs to a paragraph; bold is shown by 黑体, as in print, `font` and `size` override the style's."""
    for piece in pieces:
        run = paragraph.add_run(piece.text)
        if size is not None:
            run.font.size = Pt(size)
        face = HEI if piece.bold else font
        if face is not None:
            _faces(run._element.get_or_add_rPr(), face)


def indents(paragraph: Paragraph, left: float = 0, right: float = 0, first: float = 0) -> None:
    """Distance from the edges of the text area; negative values reach outside it."""
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent, form.first_line_indent = Pt(left), Pt(right), Pt(first)


def first_line(paragraph: Paragraph, characters: int, points: float) -> None:
    """Indent the first line by characters, with points for programs that do not count characters."""
    paragraph.paragraph_format.first_line_indent = Pt(points)
    form: Any = paragraph._element.get_or_add_pPr()
    form.ind.set(qn("w:firstLineChars"), str(characters * 100))


def border(
    paragraph: Paragraph,
    *,
    eighths: int,
    space: int = 1,
    colour: str = "000000",
    top: str = "",
    bottom: str = "",
) -> None:
    """Lines above and below a paragraph, by kind; weight in eighths of a point, `space` at most 31."""
    frame = element("w:pBdr")
    for side, kind in (("top", top), ("bottom", bottom)):
        if kind:
            frame.append(element(f"w:{side}", val=kind, sz=eighths, space=space, color=colour))
    paragraph._element.get_or_add_pPr().insert_element_before(frame, *AFTER_BORDER)


def break_latin(paragraph: Paragraph) -> None:
    """Let long numbers break anywhere, so that the lines around them are not torn apart."""
    form: Any = paragraph._element.get_or_add_pPr()
    form.insert_element_before(element("w:wordWrap", val=0), *AFTER_BORDER[5:])


def off_grid(form: Any) -> None:
    """Let the lines of a paragraph or style keep their own distance instead of the page's grid."""
    form.insert_element_before(element("w:snapToGrid", val=0), *AFTER_AUTOSPACE[1:])


def pin(table: Table, *, top: float, width: float) -> None:
    """Pin a table to a height of its page, with rules above, between and below its rows.

    Rules are 0.35 mm outside and 0.25 mm inside (GB/T 9704 7.4.1). The place is counted from the top of the
    page because not every program understands "at the bottom".
    """
    form: Any = table._tbl.tblPr
    _drop(form, "w:tblW", "w:tblBorders", "w:tblCellMar")
    where = {"vertAnchor": "page", "horzAnchor": "margin", "tblpX": 1, "tblpY": round(top * 20)}
    form.insert_element_before(element("w:tblpPr", leftFromText=0, rightFromText=0, **where), *AFTER_FLOAT)
    form.insert_element_before(element("w:tblW", w=round(width * 20), type="dxa"), *AFTER_FLOAT[1:])
    rules, margins = element("w:tblBorders"), element("w:tblCellMar")
    for side, eighths in (("top", 8), ("bottom", 8), ("insideH", 6)):
        rules.append(element(f"w:{side}", val="single", sz=eighths, space=0, color="000000"))
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=0, type="dxa"))
    form.insert_element_before(rules, *AFTER_TABLE_BORDERS)
    form.insert_element_before(margins, "w:tblLook")


def line_grid(section: Section, pitch: int) -> None:
    """A grid of lines, `pitch` in twentieths of a point; characters are left free, since programs differ on
    them.
    """
    sheet = section._sectPr
    _drop(sheet, "w:docGrid")
    sheet.append(element("w:docGrid", type="lines", linePitch=pitch))


def add_row(table: Table) -> _Row:
    """A new row at the end of a table."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def keep_row(row: _Row, *, repeats: bool) -> None:
    """Never split the row over two pages; `repeats` shows it again on each page as the table's head."""
    form: Any = row._tr.get_or_add_trPr()
    form.append(element("w:cantSplit"))
    if repeats:
        form.append(element("w:tblHeader"))


def middle(cell: _Cell) -> None:
    """Centre a cell's words from top to bottom."""
    cell.vertical_alignment = VERTICAL.CENTER


def right_tab(paragraph: Paragraph, at: float) -> None:
    """A tab stop that sets what follows flush right."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(at), WD_TAB_ALIGNMENT.RIGHT)


def page_number(paragraph: Paragraph) -> Run:
    """A run that shows the number of its page."""
    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        if kind:
            run._element.append(element("w:fldChar", fldCharType=kind))
        else:
            code = element("w:instrText")
            code.text = "PAGE"
            run._element.append(code)
    return run
