"""Writes a composed report as HTML and as a Word file; every figure is a link to the cases it counts.

It composes nothing and counts nothing; where the links lead is told by the caller.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from html import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from yifa.report.compose import Report, Run

Link = Callable[[str], str]
"""From the id of a figure to the address of its cases."""


def to_html(report: Report, link: Link) -> str:
    """The report as an `article` element with classes only; addresses and words are escaped."""
    parts = [f'<article class="report" lang="zh-CN"><h1 class="report__title">{escape(report.title)}</h1>']
    for section in report.sections:
        heading = escape(section.heading)
        parts.append(f'<section class="report__section"><h2>{heading}</h2>')
        for paragraph in section.paragraphs:
            parts.append("<p>" + "".join(_html_run(run, link) for run in paragraph) + "</p>")
        parts.append("</section>")
    parts.append(
        f'<p class="report__note">数据期间：{_dated(report.since)}至{_dated(report.until)}。'
        "文中每个数都可以点开查看统计口径；工作人员登录后，可以看到它所计的办件。</p></article>"
    )
    return "".join(parts)


def to_page(report: Report, link: Link) -> str:
    """The report as a page of its own, readable and printable without any other file."""
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(report.title)}</title><style>{_STYLE}</style></head>"
        f"<body>{to_html(report, link)}</body></html>"
    )


_STYLE = (
    "body{margin:0;background:#faf9f6;color:#1d2530;font:16px/1.75 'Noto Sans SC','PingFang SC','Microsoft YaHei',"
    "sans-serif}article{max-width:38em;margin:3rem auto;padding:0 1rem}h1{font-size:1.6rem;text-align:center;"
    "line-height:1.4;margin-bottom:2rem}h2{font-size:1.15rem;margin-top:2rem}p{text-indent:2em;margin:.6rem 0}"
    "a{color:#0e6b5f;font-weight:600;text-decoration-thickness:1px;text-underline-offset:3px}"
    ".report__note{margin-top:2rem;border-top:1px solid #ddd9d0;padding-top:1rem;text-indent:0;color:#56616e}"
    "@media print{body{background:#fff}a{color:inherit;text-decoration:none}}"
)


def _html_run(run: Run, link: Link) -> str:
    if not run.figure:
        return escape(run.text)
    return f'<a class="report__figure" href="{escape(link(run.figure), quote=True)}">{escape(run.text)}</a>'


def to_docx(report: Report, link: Link) -> bytes:
    """The report as a Word file: A4, title in 小标宋, body in 仿宋, figures as hyperlinks."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    for line in (report.organ_name, report.title.removeprefix(report.organ_name)):
        title = _paragraph(document, line, "方正小标宋简体", 22)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(28)
    for section in report.sections:
        _paragraph(document, section.heading, "黑体", 16, indent=2)
        for paragraph in section.paragraphs:
            written = _paragraph(document, "", "仿宋_GB2312", 16, indent=2)
            for run in paragraph:
                if run.figure:
                    _hyperlink(written, run.text, link(run.figure))
                else:
                    _font(written.add_run(run.text), "仿宋_GB2312", 16)
    _paragraph(document, "", "仿宋_GB2312", 16)
    for line in (report.organ_name, _dated(report.until)):
        signed = _paragraph(document, line, "仿宋_GB2312", 16)
        signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.core_properties.title = report.title
    document.core_properties.author = report.organ_name
    written_file = io.BytesIO()
    document.save(written_file)
    return written_file.getvalue()


def _dated(day: str) -> str:
    """An ISO day as papers write it (GB/T 9704—2012): 2025年12月31日."""
    year, month, of_month = day.split("-")
    return f"{year}年{int(month)}月{int(of_month)}日"


def _paragraph(document, text: str, font: str, size: int, *, indent: int = 0):  # type: ignore[no-untyped-def]
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.line_spacing, form.space_before, form.space_after = Pt(28.9), Pt(0), Pt(0)
    form.first_line_indent = Pt(indent * size)
    if text:
        _font(paragraph.add_run(text), font, size)
    return paragraph


def _font(run, font: str, size: int) -> None:  # type: ignore[no-untyped-def]
    run.font.size, run.font.name = Pt(size), "Times New Roman"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _hyperlink(paragraph, text: str, address: str) -> None:  # type: ignore[no-untyped-def]
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), target)
    run = paragraph.add_run(text)
    _font(run, "仿宋_GB2312", 16)
    run.font.underline = True
    element.append(run._element)
    paragraph._element.append(element)
