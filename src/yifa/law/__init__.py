"""Statutes and their citations: what is cited, since when it holds, and what the cited place fixes.

Pure Python without Django; texts are read where an office has installed them. What a procedure makes of the law is
the engine's.
"""

from yifa.law.citation import BadCitation, Citation, number_zh
from yifa.law.folder import NoLaws, laws_folder
from yifa.law.lengths import WorkingDays, says
from yifa.law.source import BadStatute, Statute, Version, parse_statute
from yifa.law.statutes import Statutes, UnknownStatute
from yifa.law.texts import Texts, installed

__all__ = [
    "BadCitation",
    "BadStatute",
    "Citation",
    "NoLaws",
    "Statute",
    "Statutes",
    "Texts",
    "UnknownStatute",
    "Version",
    "WorkingDays",
    "installed",
    "laws_folder",
    "number_zh",
    "parse_statute",
    "says",
]
