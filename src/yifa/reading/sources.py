"""Takes the text out of a file: .txt, .html, .docx or .pdf, whatever its name says, within limits of size and time.

What cannot be read raises `Unreadable` with a Chinese sentence that says why and what would help; nothing else is
raised, nothing is fetched from elsewhere, and no file makes it hang.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from lxml import etree, html

LARGEST_FILE = 30_000_000
"""Bytes of a file that is opened at all."""
LARGEST_TEXT = 10_000_000
"""Characters of a text that is read."""
LARGEST_PART = 60_000_000
"""Bytes of a part of a .docx once unpacked."""
PDF_SECONDS = 30
"""How long a .pdf may take before it is given up."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS = frozenset(
    ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table", "ul", "ol",
     "blockquote", "dd", "dt", "title", "pre", "body")
)
_UNSEEN = "//script | //style | //noscript | //template | //nav | //head/*[not(self::title)] | //comment()"


class Unreadable(Exception):
    """A file that cannot be read; the message is a Chinese sentence with a remedy."""


def text_of_file(path: Path) -> str:
    """The text of a file; raises `Unreadable`, and `OSError` where there is no such file."""
    if path.stat().st_size > LARGEST_FILE:
        raise Unreadable(f"{path.name}：文件超过 {LARGEST_FILE // 1_000_000} MB，请拆分后再读。")
    return text_of(path.read_bytes(), path.name)


def text_of(content: bytes, name: str = "") -> str:
    """The text of the bytes of a file, its kind recognised by what is in it; the name only appears in messages.

    >>> text_of("办理案件36件。".encode("gb18030"), "年报.txt")
    '办理案件36件。'
    """
    label = f"{name}：" if name else ""
    try:
        text = _text(content, name)
    except Unreadable as error:
        raise Unreadable(f"{label}{error}") from error
    if not text.strip():
        raise Unreadable(f"{label}里面没有文字。")
    if len(text) > LARGEST_TEXT:
        raise Unreadable(f"{label}文字超过 {LARGEST_TEXT // 10_000} 万字，请拆分后再读。")
    return text


def _text(content: bytes, name: str) -> str:
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"文件超过 {LARGEST_FILE // 1_000_000} MB，请拆分后再读。")
    head = content[:1024]
    if b"%PDF-" in head:
        return _pdf(content)
    if content.startswith(b"PK"):
        return _docx(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("是加了密码的 Word 文件，或者旧版的 .doc；请去掉密码，另存为 .docx 后再试。")
    if name.lower().endswith((".htm", ".html")) or re.search(rb"<(?:!doctype|html|head|body)\b", head, re.IGNORECASE):
        return _html(content)
    return decoded(content)


def decoded(content: bytes) -> str:
    """Bytes as text: by their mark, as UTF-8, as GB 18030."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded(content, encoding)
    if b"\0" in content[:4096]:
        raise Unreadable("不是文字文件；能读的是 .txt、.html、.docx、.pdf。")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "gb18030")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("认不出文字的编码；请另存为 UTF-8 后再试。") from error


def _html(content: bytes) -> str:
    """The text of a page, a line a block, without scripts, styles and menus."""
    parser = html.HTMLParser(encoding=_charset(content), no_network=True, remove_comments=True)
    try:
        page = html.document_fromstring(content, parser=parser)
        for unseen in page.xpath(_UNSEEN):
            unseen.drop_tree()
        pieces: list[str] = []
        for event, element in etree.iterwalk(page, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            is_block = element.tag in _BLOCKS
            if event == "start":
                pieces += ["\n" if is_block else "", re.sub(r"\s+", " ", element.text or "")]
            else:
                pieces += ["\n" if is_block else "", re.sub(r"\s+", " ", element.tail or "")]
    except (etree.LxmlError, ValueError, AssertionError, RecursionError) as error:
        raise Unreadable("网页的结构已经损坏；请把正文复制出来，存为 .txt 再试。") from error
    return _tidied("".join(pieces))


def _charset(content: bytes) -> str:
    found = re.search(rb"charset=[\"']?([\w-]{2,20})", content[:4096], re.IGNORECASE)
    named = found[1].decode("ascii").lower() if found else ""
    if named in {"gb2312", "gbk", "gb18030"}:
        return "gb18030"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _docx(content: bytes) -> str:
    """The paragraphs of a Word document, its tables a line a row."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            part = package.getinfo("word/document.xml")
            if part.flag_bits & 1:
                raise Unreadable("加了密码；请去掉密码后再试。")
            with package.open(part) as stream:
                # What the list of parts says of the size may be a lie, so no more than the limit is unpacked.
                document = stream.read(LARGEST_PART + 1)
    except KeyError as error:
        raise Unreadable("是压缩包，但不是 Word 文件（.docx）。") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unreadable("Word 文件已经损坏，解不开；请用 Word 打开后另存一份再试。") from error
    if len(document) > LARGEST_PART:
        raise Unreadable("解压之后大得不像一篇报告，没有继续读。")
    return _tidied(_paragraphs(document))


def _paragraphs(document: bytes) -> str:
    parser = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    pieces: list[str] = []
    size = 0
    try:
        for _, element in etree.iterparse(BytesIO(document), events=("end",), **parser):
            if element.tag == f"{_W}t":
                pieces.append(element.text or "")
                size += len(pieces[-1])
            elif element.tag in {f"{_W}p", f"{_W}br", f"{_W}cr"}:
                pieces.append("\n")
            elif element.tag == f"{_W}tab":
                pieces.append(" ")
            if element.tag == f"{_W}p":
                element.clear()
            if size > LARGEST_TEXT:
                break
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("Word 文件的正文已经损坏；请用 Word 打开后另存一份再试。") from error
    return "".join(pieces)


def _pdf(content: bytes) -> str:
    """The text of a PDF, taken out by a process of its own, which is ended when it takes too long or too much."""
    command = [sys.executable, "-m", "yifa.reading.pdf"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PDF_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"读 PDF 用了 {PDF_SECONDS} 秒还没读完，已经放弃；请另存为 .docx 或者 .txt 再试。") from error
    if done.returncode == ENCRYPTED:
        raise Unreadable("PDF 加了密码；请去掉密码后再试。")
    if done.returncode == NO_LIBRARY:
        raise Unreadable("读 PDF 需要 pypdf，这里没有安装；请另存为 .docx 或者 .txt 再试。")
    if done.returncode:
        raise Unreadable("PDF 已经损坏，读不出来；请重新导出一份，或者把正文存为 .txt 再试。")
    text = done.stdout.decode("utf-8", "replace")
    if not text.strip():
        raise Unreadable("PDF 里没有文字，可能是扫描的图片；请先做文字识别。")
    return _tidied(text)


ENCRYPTED, NO_LIBRARY = 3, 4
"""What the process that reads a PDF returns."""


def _tidied(text: str) -> str:
    """Lines without blanks at their ends, no more than one empty line in a row."""
    lines = "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
