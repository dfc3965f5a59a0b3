"""Every kind of file is read or refused in a sentence; nothing makes the reader crash or hang."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from tests.pure.reading.fuzz import check, mutants
from yifa.reading import read
from yifa.reading.pdf import joined
from yifa.reading.sources import Unreadable, text_of, text_of_file

TOLD = "全年办理案件36件，办结35件。"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(part: bytes, name: str = "word/document.xml") -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, part)
    return held.getvalue()


def pdf(password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    assert text_of(TOLD.encode(encoding)) == TOLD


def test_a_word_file_gives_its_paragraphs_and_tables() -> None:
    document, held = Document(), BytesIO()
    document.add_paragraph(TOLD)
    document.add_table(1, 1).cell(0, 0).text = "收件30件"
    document.save(held)

    assert text_of(held.getvalue()).splitlines()[:2] == [TOLD, "收件30件"]


def test_a_page_gives_its_text_without_scripts() -> None:
    page = f"<html><head><script>var x = 9</script></head><body><nav>首页</nav><p>{TOLD}<p>第二段</body>"

    assert text_of(page.encode()).split() == [TOLD, "第二段"]


@pytest.mark.parametrize(("content", "why"), [
    (b"", "没有文字"),
    (b"\0\1\2\3", "不是文字文件"),
    (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "密码"),  # an encrypted Word file is an OLE container, as is an old .doc
    (b"PK\x03\x04 torn", "损坏"),
    (word(b"x", "xl/workbook.xml"), "不是 Word"),
    (word(b"<w:document"), "损坏"),
    (word(b" " * 70_000_000), "大得不像"),  # a bomb: a few kilobytes that unpack to 70 MB
    (b"%PDF-1.7 torn", "损坏"),
    (pdf(), "扫描"),
    (pdf("secret"), "密码"),
])
def test_what_cannot_be_read_is_refused_with_a_reason(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        text_of(content, "年报")


def test_entities_of_a_word_file_are_not_unfolded() -> None:
    entity = f'<!DOCTYPE a [<!ENTITY h "{"ha" * 999}">]>'
    laughs = f'{entity}<w:document xmlns:w="{W}"><w:p><w:t>&h;</w:t></w:p></w:document>'

    with pytest.raises(Unreadable):
        text_of(word(laughs.encode()))


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    with path.open("wb") as stream:
        stream.truncate(30_000_001)

    with pytest.raises(Unreadable, match="超过"):
        text_of_file(path)


def test_lines_of_a_pdf_are_joined_so_that_no_number_is_cut() -> None:
    text = joined("全年办理各类行政执法案件一共\n36 件，全部依法公示，并且办结\n35 件。\n— 2 —\n二、存在的问题")

    assert [figure.text for figure in read(text).figures] == ["36 件", "35 件"]
    assert text.splitlines()[-1] == "二、存在的问题"


def test_a_pdf_made_by_a_word_processor_is_read() -> None:
    typst = pytest.importorskip("typst")
    made = typst.compile(f'#set text(font: "Noto Serif CJK SC")\n{TOLD}'.encode())
    if "办理" not in PdfReader(BytesIO(made)).pages[0].extract_text():
        pytest.skip("没有中文字体，造不出有中文的 PDF")

    assert [figure.text.replace(" ", "") for figure in read(text_of(made)).figures] == ["36件", "35件"]


def test_mutated_documents_are_read_or_refused() -> None:
    told = 0
    for take in mutants(250, seed=20261122):
        try:
            text = take()
        except Unreadable:
            continue
        check(read(text))
        told += 1

    assert told > 150
