"""What a file really is, told by its first bytes and, for Office files, by the directory of the archive inside.

A name and a browser's word are never believed. Nothing is unpacked, so that an archive that swells is harmless.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

_HEAD = 16
_MOST_MEMBERS = 10_000


class Broken(ValueError):
    """The file begins like an Office file but cannot be read as one."""


class HasMacros(ValueError):
    """An Office file that carries a program."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that may be handed in: its endings (the usual one first), its name and its media type."""

    id: str
    extensions: tuple[str, ...]
    zh: str
    media_type: str


PDF = Kind("pdf", ("pdf",), "PDF 文件", "application/pdf")
JPEG = Kind("jpeg", ("jpg", "jpeg"), "JPG 图片", "image/jpeg")
PNG = Kind("png", ("png",), "PNG 图片", "image/png")
WORD = Kind("docx", ("docx",), "Word 文档", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
EXCEL = Kind("xlsx", ("xlsx",), "Excel 表格", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
KINDS = (PDF, JPEG, PNG, WORD, EXCEL)


def recognise(file: BinaryIO) -> Kind | None:
    """The kind of an open, seekable file; None for anything else. Raises Broken and HasMacros."""
    file.seek(0)
    head = file.read(_HEAD)
    for begins, tell in _BEGINNINGS:
        if head.startswith(begins):
            return tell(file)
    return None


def _office(file: BinaryIO) -> Kind | None:
    """Word and Excel are zip archives that name their main part; any other archive is not taken."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = {member.filename for member in archive.infolist()[:_MOST_MEMBERS]}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise Broken from error
    if "[Content_Types].xml" not in names:
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise HasMacros
    if "word/document.xml" in names:
        return WORD
    return EXCEL if "xl/workbook.xml" in names else None


def _always(kind: Kind) -> Callable[[BinaryIO], Kind | None]:
    return lambda file: kind


_BEGINNINGS: tuple[tuple[bytes, Callable[[BinaryIO], Kind | None]], ...] = (
    (b"%PDF-", _always(PDF)),
    (b"\xff\xd8\xff", _always(JPEG)),
    (b"\x89PNG\r\n\x1a\n", _always(PNG)),
    (b"PK\x03\x04", _office),
)
