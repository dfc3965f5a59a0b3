"""The page of a paper (GB/T 9704-2012) as PDF, Word file and HTML, read back from the files themselves."""

import io
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.pure.papers.example import ACCEPTANCE, CORRECTION, GRANT, VALUES

from yifa.papers import layout
from yifa.papers.docx import to_docx
from yifa.papers.filters import clean
from yifa.papers.fonts import FontsMissing, find_fonts
from yifa.papers.html import to_html, to_page
from yifa.papers.paper import Paper, Paragraph, Run
from yifa.papers.pdf import to_pdf
from yifa.papers.template import load, parse, render

SAMPLES = {path.stem: render(load(path), VALUES, strict=True) for path in (ACCEPTANCE, CORRECTION, GRANT)}
LETTER = replace(SAMPLES["受理通知书"], kind="letter", title="关于请协助核查经营场所的函", seal=False)


def has_fonts() -> bool:
    try:
        find_fonts()
    except FontsMissing:
        return False
    return True


needs_fonts = pytest.mark.skipif(not has_fonts(), reason="no Chinese font on this machine, PDF tests left out")
samples = pytest.mark.parametrize("paper", [*SAMPLES.values(), LETTER], ids=[*SAMPLES, "函"])


def squeezed(text: str) -> str:
    return re.sub(r"\s|\u200b", "", text)


def pdf_text(paper: Paper) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(paper))).pages))


def docx_text(content: bytes) -> str:
    file = Document(io.BytesIO(content))
    section = file.sections[0]
    parts = [file.element.body, section.footer._element, section.first_page_header._element]
    return squeezed("".join(node.text or "" for part in parts for node in part.iter(qn("w:t"))))


class Reader(HTMLParser):
    """Collects the words and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


# PDF


@needs_fonts
@samples
def test_the_pdf_says_every_word_of_the_paper(paper):
    text = pdf_text(paper)

    for line in paper.text.splitlines():
        for part in line.split("；" if line.startswith("附件") else "\t"):
            assert squeezed(part.removeprefix("附件：")) in text


@needs_fonts
@samples
def test_the_pdf_is_a4_archivable_and_accessible(paper):
    reader = PdfReader(io.BytesIO(to_pdf(paper)))

    assert all(abs(float(page.mediabox.width) - 595.28) < 0.1 for page in reader.pages)
    assert all(abs(float(page.mediabox.height) - 841.89) < 0.1 for page in reader.pages)
    about = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert reader.trailer["/Root"]["/Lang"].startswith("zh")
    assert paper.title in reader.metadata.title


@needs_fonts
def test_the_same_paper_gives_the_same_bytes_of_pdf():
    assert to_pdf(LETTER) == to_pdf(LETTER)


@needs_fonts
def test_a_page_of_the_pdf_holds_22_lines_of_28_characters():
    blocks = (Paragraph((Run("国" * 28 * 80),)), Paragraph((Run("完。"),)))
    long = Paper("notice", "通知书", "甲局", blocks=blocks, date=date(2026, 3, 2))

    pages = PdfReader(io.BytesIO(to_pdf(long))).pages
    lines = [line for line in pages[1].extract_text().splitlines() if line.startswith("国")]
    assert [len(line) for line in lines] == [28] * 22


@needs_fonts
def test_a_signature_never_stands_on_a_page_without_text():
    for count in range(8, 20):
        blocks = tuple(Paragraph((Run(f"第{number}段正文。"),)) for number in range(count))
        paper = Paper("notice", "通知书", "甲市乙局", to="丙", blocks=blocks, date=date(2026, 3, 2), seal=True)
        last = PdfReader(io.BytesIO(to_pdf(paper))).pages[-1].extract_text()
        assert f"第{count - 1}段正文" in squeezed(last)


@needs_fonts
def test_a_character_no_font_has_is_shown_as_a_substitute_and_counted():
    text = pdf_text(replace(LETTER, to="张\U0001f600某"))

    assert "张〓某" in text
    assert "本件有1处文字现有字体不能显示" in text


# Word


@samples
def test_the_word_file_says_every_word_of_the_paper(paper):
    text = docx_text(to_docx(paper))

    for line in paper.text.splitlines():
        for part in line.split("；" if line.startswith("附件") else "\t"):
            assert squeezed(part.removeprefix("附件：")) in text


@samples
def test_the_word_file_has_the_page_of_the_standard(paper):
    section = Document(io.BytesIO(to_docx(paper))).sections[0]

    # Word counts in twentieths of a point, so a millimetre comes back within a hair.
    assert abs(section.page_width - Mm(210)) < Pt(0.06)
    assert abs(section.page_height - Mm(297)) < Pt(0.06)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert all(abs(margin - Mm(wanted)) < Pt(0.06) for margin, wanted in zip(margins, (37, 35, 28, 26), strict=True))
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"


def test_the_word_file_names_the_official_fonts():
    file = Document(io.BytesIO(to_docx(SAMPLES["准予决定书"])))
    names = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3")

    fonts = {name: file.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in names}

    assert fonts == {
        "Normal": "仿宋_GB2312",
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
        "Heading 3": "仿宋_GB2312",
    }
    assert file.styles["Normal"].font.size == Pt(16)
    assert file.styles["Title"].font.size == Pt(22)


def test_the_head_of_a_decision_is_red_and_underlined_in_red():
    paragraphs = Document(io.BytesIO(to_docx(SAMPLES["准予决定书"]))).paragraphs

    assert paragraphs[0].text == "云川市行政审批局"
    assert str(paragraphs[0].runs[0].font.color.rgb) == layout.RED
    assert paragraphs[1].text == "许受〔2026〕128号"
    assert paragraphs[1]._element.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:color")) == layout.RED


def test_body_paragraphs_are_set_in_by_two_characters():
    paragraph = Document(io.BytesIO(to_docx(LETTER))).paragraphs[-4]

    assert paragraph._element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_pages_are_numbered_between_dashes():
    section = Document(io.BytesIO(to_docx(LETTER))).sections[0]

    texts = [part.text for part in section.footer._element.iter(qn("w:t"), qn("w:instrText"))]
    assert texts[:3] == ["— ", "PAGE", " —"]
    assert section.first_page_footer.paragraphs[0].text == ""


def test_the_same_paper_gives_the_same_bytes_of_word_file():
    assert to_docx(LETTER) == to_docx(LETTER)


# HTML


@samples
def test_the_html_says_every_word_without_inline_style_or_script(paper):
    reader = Reader(to_html(paper))
    text = squeezed("".join(reader.words))

    for line in paper.text.splitlines():
        for part in re.split(r"\t|；(?=.*样)|^\d+\.", line):
            assert all(piece in text for piece in squeezed(part).split("；") if not piece.startswith("附件"))
    assert not reader.tags & {"script", "style", "link", "img", "iframe"}
    assert not {name for name in reader.attributes if name == "style" or name.startswith("on")}


def test_a_page_alone_carries_its_style_or_links_to_it():
    assert "<style>" in to_page(LETTER)
    assert '<link rel="stylesheet" href="/static/paper.css">' in to_page(LETTER, stylesheet="/static/paper.css")
    assert "<style>" not in to_page(LETTER, stylesheet="/static/paper.css")


# No seal is feigned, whatever the form


@needs_fonts
def test_the_place_of_a_seal_says_that_it_is_none():
    paper = SAMPLES["受理通知书"]

    for text in (pdf_text(paper), docx_text(to_docx(paper)), squeezed("".join(Reader(to_html(paper)).words))):
        assert "（印章）" in text
        assert squeezed("测试标记不具法律效力") in text
    assert "（印章）" not in pdf_text(LETTER)


# Signature and title: sums of the standard, worked out by hand


def test_a_sealed_date_stands_four_characters_from_the_right_and_the_organ_over_its_middle():
    # 2026年3月2日 is 6 half-width digits and 3 characters: 6 wide; the organ is 8 wide, so it reaches 1
    # further.
    place = layout.signature(SAMPLES["受理通知书"])

    assert (place.organ, place.date) == (3.0, 4.0)


def test_without_a_seal_the_date_begins_two_characters_after_the_organ():
    # The organ is 8 wide and ends 2 from the right, so it begins at 10; the date begins at 8 and is 6 wide:
    # ends at 2.
    place = layout.signature(LETTER)

    assert (place.organ, place.date) == (2.0, 2.0)


def test_without_a_seal_a_date_longer_than_the_organ_stands_two_from_the_right():
    # The organ is 2 wide, the date 6: the date ends at 2 and begins at 8, the organ begins at 10 and ends
    # at 8.
    place = layout.signature(replace(LETTER, organ="甲局"))

    assert (place.organ, place.date) == (8.0, 2.0)


def test_a_long_title_is_broken_where_the_sense_allows():
    title = "关于请协助核查云川市江畔小馆餐饮有限公司经营场所有关情况的函"

    assert layout.title_lines(title) == ("关于请协助核查云川市江畔小馆餐饮有限公司", "经营场所有关情况的函")
    assert layout.title_lines("受理通知书") == ("受理通知书",)


# Nothing that a person writes becomes markup

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="<>&\"'/\\#*_`$@{}[]()=|-~%;:!甲1a\n ", max_size=60),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</p></article><img src=x onerror=alert(1)>",
            "&lt;b&gt; &amp; &#60;",
            '#import "@preview/x:0.1.0"',
            '#read("/etc/passwd") #sys.inputs $x^2$ *粗* _斜_ `码` <标签> @引用 // 注释 /* */ \\u{41}',
            "**粗** {organ.name} {{ }} | a | b | # 标题 1. 项 - 点",
            "]]> <w:p/> <?xml?> <!ENTITY x 'y'>",
        ]
    ),
)
ECHO = parse(
    "---\nzh: 告知书\nen: Echo\nto: '{v}'\nattachments: ['{v}']\n---\n前{v}后\n\n| 甲 |\n|---|\n| {v} |\n",
    "x.md",
)
CALM = render(ECHO, {"v": "平", "organ.name": "甲局", "paper.date": date(2026, 3, 2)})


def echoed(value: str) -> Paper:
    return render(ECHO, {"v": value, "organ.name": "甲局", "paper.date": date(2026, 3, 2)})


@given(HOSTILE)
@settings(max_examples=200, deadline=None)
def test_no_value_can_add_a_tag_to_the_html(value):
    paper = echoed(value)

    reader = Reader(to_html(paper))

    assert reader.tags - {"span"} == Reader(to_html(CALM)).tags - {"span"}
    assert squeezed(paper.to) in squeezed("".join(reader.words))


@given(HOSTILE)
@settings(max_examples=30, deadline=None)
def test_no_value_can_break_or_enter_the_word_file(value):
    paper = echoed(value)

    file = Document(io.BytesIO(to_docx(paper)))

    cell = file.tables[0].rows[1].cells[0].text
    assert squeezed(cell) == squeezed("".join(run.text for run in paper.blocks[-1].rows[0][0]))


@needs_fonts
@given(HOSTILE.map(clean).filter(lambda text: all(ord(sign) < 127 or "一" <= sign <= "龥" for sign in text)))
@settings(max_examples=40, deadline=None)
def test_no_value_can_become_a_command_of_the_typesetter(value):
    paper = echoed(value)

    text = pdf_text(paper)

    assert squeezed(f"{paper.to}：") in text
