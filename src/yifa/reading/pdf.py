"""`python -m yifa.reading.pdf`: the text of a PDF from standard input to standard output, lines put together again.

A process of its own, since a hostile PDF can ask any amount of time and memory; `sources` starts and ends it.
"""

from __future__ import annotations

import re
import sys
from io import BytesIO

from yifa.reading.sources import ENCRYPTED, LARGEST_TEXT, NO_LIBRARY

MEMORY = 1_500_000_000
"""Bytes that the process may use."""
MOST_PAGES = 1000

_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,4}[-—–\s]*|第\s*\d+\s*页.{0,12}")
_NEW_PARAGRAPH = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]是"
)


def main() -> int:
    """Read, join, write; the return status says what was wrong."""
    _limit()
    try:
        from pypdf import PasswordType, PdfReader
        from pypdf.errors import PdfReadError, PyPdfError
    except ImportError:
        return NO_LIBRARY
    try:
        reader = PdfReader(BytesIO(sys.stdin.buffer.read()))
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            return ENCRYPTED
        pages: list[str] = []
        for page in reader.pages[:MOST_PAGES]:
            pages.append(page.extract_text())
            if sum(map(len, pages[-1:])) > LARGEST_TEXT:
                break
    except (PyPdfError, PdfReadError):
        return 1
    sys.stdout.buffer.write(joined("\n".join(pages)).encode("utf-8", "replace"))
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not a Unix; the time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def joined(text: str) -> str:
    """Lines broken by the width of the page made into paragraphs again, page numbers left out.

    >>> joined("全年受理案件\\n36 件，办结\\n35 件。\\n- 2 -\\n二、工作成效")
    '全年受理案件36 件，办结35 件。\\n二、工作成效'
    """
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line and not _PAGE_NUMBER.fullmatch(line)]
    full = sorted(map(len, lines))[int(len(lines) * 0.8)] if lines else 0
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and not _NEW_PARAGRAPH.match(line):
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
        goes_on = not line.endswith(("。", "！", "？", "：", ":")) and len(line) >= full * 0.6 - 6
    return "\n".join(paragraphs)


if __name__ == "__main__":
    sys.exit(main())
