"""Mutated documents for the reader: texts, pages, Word files and PDFs cut, doubled, shuffled and strewn with oddities.

`python -m tests.pure.reading.fuzz --count 20000` reads so many and tells the slowest; the tests read a few hundred.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

from yifa.reading import Reading, read
from yifa.reading.audit import audit
from yifa.reading.compare import compare
from yifa.reading.sources import Unreadable, text_of

HERE = Path(__file__)
SENTENCES = HERE.with_name("sentences.txt").read_text("utf-8").replace("【", "").replace("】", "").splitlines()
ODD = (
    "９" * 40, "1" * 400, "一百万亿" * 30, "(" * 50, ")" * 50, "“" * 30, "》" * 20, "《" * 20, "、3" * 60, "1，" * 80,
    "分别为", "其中", "百分之", "点", "余", "万", "亿", "%", "\u200b", "\x00", "\ud83d\ude00", "𠮷", "\r\n", "\n" * 40,
    " " * 300, "0.0.0", "１．２", "—" * 30, "3—5—7—9个", "第", "〔2022〕", "9999999999999999999999件", "0%", "150%",
    "-5个", "\u202e", "2022年", "二、下一步", "（一）", "1." * 90, "共计", "占", "率", "，" * 60, "。" * 60, "八" * 200,
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def texts(chance: random.Random) -> str:
    """A text of a few sentences, mutated a few times."""
    text = chance.choice(("", "。", "\n")).join(chance.choices(SENTENCES, k=chance.randint(1, 12)))
    for _ in range(chance.randint(0, 8)):
        a, b = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        text = chance.choice((
            text[:a] + text[b:], text[:a] + text[a:b] * 2 + text[b:], text[:a] + text[a:b][::-1] + text[b:],
            text[:a] + chance.choice(ODD) * chance.randint(1, 4) + text[a:], text[b:] + text[:a],
            text[:a] + chr(chance.choice((chance.randint(0, 0x2FF), chance.randint(0x4E00, 0x9FFF)))) + text[a:],
        ))[:20_000]
    return text


def _torn(chance: random.Random, content: bytes) -> bytes:
    """The bytes with some changed, cut out or repeated."""
    torn = bytearray(content)
    for _ in range(chance.randint(0, 12)):
        if torn:
            at = chance.randrange(len(torn))
            match chance.randrange(3):
                case 0:
                    torn[at] = chance.randrange(256)
                case 1:
                    del torn[at : at + chance.randint(1, 40)]
                case _:
                    torn[at:at] = torn[at : at + chance.randint(1, 200)]
    return bytes(torn)


def pages(chance: random.Random) -> bytes:
    """A web page, torn."""
    tag = chance.choice(("p", "div", "td", "b", "span", "!--", "![CDATA[", "script"))
    body = f"<{tag}>".join(texts(chance) for _ in range(3)) + "<div>" * chance.choice((0, 3, 3000))
    return _torn(chance, f"<html><head><title>年报</title></head><body>{body}</body>".encode("utf-8", "replace"))


def documents(chance: random.Random) -> bytes:
    """A Word file, torn outside or inside."""
    told = "".join(sign for sign in texts(chance) if sign >= " " and not "\ud800" <= sign <= "\udfff")
    told = told.replace("&", "").replace("<", "")
    part = f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>{told}</w:t></w:r></w:p></w:body></w:document>'.encode()
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", _torn(chance, part) if chance.random() < 0.5 else part)
    return _torn(chance, held.getvalue()) if chance.random() < 0.5 else held.getvalue()


def pdfs(chance: random.Random) -> bytes:
    """A small PDF of one page, torn."""
    stream = b"BT /F1 12 Tf 72 720 Td (36 cases, 35 closed) Tj ET"
    body = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n"
    )
    return _torn(chance, body % (len(stream), stream))


def check(reading: Reading) -> None:
    """What must hold of any reading whatever."""
    last = 0
    for figure in reading.figures:
        assert last <= figure.start < figure.end <= len(reading.text)
        assert reading.text[figure.start : figure.end] == figure.text
        assert figure.subject in reading.text
        last = figure.end
    for relation in reading.relations:
        assert all(id in reading.by_id for id in relation.members)
    json.dumps([f.as_json() for f in reading.figures] + [r.as_json() for r in reading.relations])
    json.dumps([finding.as_json() for finding in audit(reading)])
    compare({"甲": reading, "乙": reading})


def mutants(count: int, seed: int) -> Iterator[Callable[[], str]]:
    """So many documents, each as the act of taking its text."""
    chance = random.Random(seed)
    for _ in range(count):
        draw = chance.random()
        if draw < 0.75:
            yield partial(str, texts(chance))
        elif draw < 0.87:
            yield partial(text_of, pages(chance), "a.html")
        elif draw < 0.995:
            yield partial(text_of, documents(chance), "a.docx")
        else:
            yield partial(text_of, pdfs(chance), "a.pdf")


def main() -> int:
    """Read so many mutants; print what was read, what was refused, and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    told = refused = figures = 0
    slowest = 0.0
    for take in mutants(asked.count, asked.seed):
        began = time.perf_counter()
        try:
            text = take()
        except Unreadable:
            refused += 1
            continue
        middle = time.perf_counter()
        reading = read(text)
        slowest = max(slowest, time.perf_counter() - middle)
        check(reading)
        told += 1
        figures += len(reading.figures)
        assert time.perf_counter() - began < 40
    print(f"{asked.count} documents: {told} read with {figures} figures, {refused} refused; slowest {slowest:.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
