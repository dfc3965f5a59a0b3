"""The door of the room: papers of a case, rendered on reading, and the case file from which they are made.

Everything else in this folder is private to it.
"""

from yifa.papers.casefile import CaseFile, Given, case_file, in_full
from yifa.papers.fonts import FontsMissing
from yifa.papers.html import STYLESHEET, to_page
from yifa.papers.issuing import (
    CONTENT_TYPES,
    Form,
    NoSuchPaper,
    compose,
    file_words,
    issued_paper,
    latest,
    list_words,
    officer_words,
    paper_values,
    papers_of_case,
    render,
    render_for_applicant,
)
from yifa.papers.models import IssuedPaper
from yifa.papers.sheet import cell

__all__ = [
    "CONTENT_TYPES",
    "STYLESHEET",
    "CaseFile",
    "FontsMissing",
    "Form",
    "Given",
    "IssuedPaper",
    "NoSuchPaper",
    "case_file",
    "cell",
    "compose",
    "file_words",
    "in_full",
    "issued_paper",
    "latest",
    "list_words",
    "officer_words",
    "paper_values",
    "papers_of_case",
    "render",
    "render_for_applicant",
    "to_page",
]
