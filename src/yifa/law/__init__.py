"""Statutes and their citations: what is cited, since when it holds, and what the cited place fixes.

Pure Python without Django and without the texts of the statutes. What a procedure makes of them is the
engine's.
"""

from yifa.law.citation import BadCitation, Citation, number_zh
from yifa.law.folder import NoLaws, laws_folder
from yifa.law.source import BadStatute, Statute, Version, parse_statute
from yifa.law.statutes import Statutes, UnknownStatute

__all__ = [
    "BadCitation",
    "BadStatute",
    "Citation",
    "NoLaws",
    "Statute",
    "Statutes",
    "UnknownStatute",
    "Version",
    "laws_folder",
    "number_zh",
    "parse_statute",
]
