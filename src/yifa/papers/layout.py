"""The measures of an official document (GB/T 9704-2012) in one place, for every renderer to share.

It holds numbers and small sums only; how a file format expresses them is the renderers' business.
"""

import unicodedata
from dataclasses import dataclass

from yifa.papers.paper import Paper, Table, words

# 5.1 page and 版心, in millimetres.
PAGE = (210.0, 297.0)
TOP, BOTTOM, LEFT, RIGHT = 37.0, 35.0, 28.0, 26.0
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
TEXT_HEIGHT = PAGE[1] - TOP - BOTTOM

# 5.2 type sizes in points: 2号, 3号, 4号, and 小五 for the foot line that the standard does not know.
TITLE_SIZE, BODY_SIZE, SMALL_SIZE, FOOT_SIZE = 22.0, 16.0, 14.0, 9.0

LINES, CHARACTERS = 22, 28
POINTS_A_MM = 72 / 25.4
PITCH = TEXT_HEIGHT * POINTS_A_MM / LINES
"""Distance of lines in points: 22 fill the 版心."""
TRACKING = TEXT_WIDTH * POINTS_A_MM / CHARACTERS - BODY_SIZE
"""What is added to each character, in points (negative), so that 28 fill the line."""

RED = "E60012"
"""The red of the 发文机关标志 and its line."""
SEAL_MARK = "（印章）"
SEAL_NOTE = "测试标记 不具法律效力"

FORMS = {
    "decision": "decision",
    "letter": "letter",
    "notice": "notice",
    "receipt": "notice",
    "record": "notice",
}
"""Which of the three forms each kind takes: red head (文件), 信函, or the plain form of 告知 and 通知书."""


def form_of(paper: Paper) -> str:
    """`decision`, `letter` or `notice`."""
    return FORMS[paper.kind]


def width(text: str) -> float:
    """The width of a text in characters: full-width signs count 1, digits and Latin letters a half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


@dataclass(frozen=True, slots=True)
class Signature:
    """Distance from the right edge, in body characters, of the organ's name and of the date."""

    organ: float
    date: float


def signature(paper: Paper) -> Signature:
    """Where 署名 and 成文日期 stand (GB/T 9704 7.3.5).

    Sealed: the date 4 characters from the right, the organ centred over it. Without seal: the organ 2 from
    the right and the date begins 2 after the organ; if the date is the longer, it is the date that stands 2
    from the right.
    """
    organ, dated = width(paper.organ), width(paper.dated)
    if paper.seal:
        return Signature(max(0.0, 4 + (dated - organ) / 2), 4.0)
    date_right = organ - dated
    return Signature(2.0, date_right) if date_right >= 2 else Signature(2 + dated - organ + 2, 2.0)


def title_lines(text: str, fits: int = 20) -> tuple[str, ...]:
    """A title broken by sense into lines of like length (7.3.1); `fits` characters of 2号 stand on one
    line.
    """
    if width(text) <= fits:
        return (text,)
    middle = len(text) / 2
    places = [place for place in range(2, len(text) - 1) if _may_break(text, place)]
    place = min(places, key=lambda at: abs(at - middle) - 3 * _good_break(text, at))
    return title_lines(text[:place], fits) + title_lines(text[place:], fits)


def _may_break(text: str, place: int) -> bool:
    closes, opens = "，。、；：）》〉”’〕的", "（《〈“‘〔"
    if text[place] in closes or text[place - 1] in opens:
        return False
    return not (text[place].isascii() and text[place - 1].isascii())


def _good_break(text: str, place: int) -> int:
    """2 after a mark or a whole name, 1 after a particle or before a preposition, else 0."""
    if text[:place].endswith(("公司", "机关", "委员会", "人民政府")):
        return 2
    if text[place - 1] in "，、；：）》”〕" or text[place] in "（《“":
        return 2
    return int(text[place - 1] in "的和及与局厅委府市县区" or text[place] in "关对")


def column_widths(table: Table) -> list[float]:
    """The width of the longest words in each column, in characters, at least 3."""
    columns = zip(table.head, *table.rows, strict=True)
    return [max(3.0, *(width(words(cell)) for cell in column)) for column in columns]


def column_shares(table: Table) -> list[float]:
    """Shares of the page's width for the columns: a long column gets more, but less than in proportion."""
    return [round(widest**0.7, 2) for widest in column_widths(table)]


NARROW = 4.0
"""Columns of at most so many characters (numbers, dates of a word) are centred."""
