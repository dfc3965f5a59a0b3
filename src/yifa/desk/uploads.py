"""Files that are handed in: checked by what they are, not by what they are called, and kept by their SM3 digest.

The log records name, digest and size; the bytes lie in the upload folder, once, whoever hands them in again.
"""

from __future__ import annotations

import io
import os
import re
import secrets
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from yifa.sealing import sm3

NAMED = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
    "txt": "text/plain; charset=utf-8",
}
"""What may be handed in, by the end of its name."""
ACCEPT = ",".join(f".{ending}" for ending in NAMED)
_INSIDE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME = 120
_MOST_UNPACKED = 400 * 1024 * 1024


class BadUpload(ValueError):
    """A file that cannot be taken; the message says why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as the log records it."""

    name: str
    digest: str
    size: int

    def as_answer(self) -> dict[str, str | int]:
        """The value that stands in the answer."""
        return {"name": self.name, "digest": self.digest, "size": self.size}


def keep(file: UploadedFile) -> Kept:
    """Check a file and store it under its digest. Raises BadUpload, and OSError where the disk refuses."""
    name = clean_name(file.name or "")
    if not file.size:
        raise BadUpload(f"“{name}”是空文件，请重新选择。")
    if file.size > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // (1024 * 1024)
        raise BadUpload(f"“{name}”超过 {limit} MB，请压缩或者分成几个文件再上传。")
    content = file.read()
    ending = name.rpartition(".")[2].lower()
    if ending not in NAMED:
        raise BadUpload(f"不能上传“{name}”：只收 PDF、图片（PNG、JPG）、Word、Excel、OFD 和纯文本文件。")
    if not _is(ending, content):
        raise BadUpload(f"“{name}”的内容与它的扩展名不符，请用原来的软件另存后再上传。")
    digest = sm3(content).hex()
    _store(digest, content)
    return Kept(name, digest, len(content))


def clean_name(name: str) -> str:
    """The name without folders, control characters or anything that reorders text; shortened, its ending kept."""
    base = re.split(r"[\\/]", name)[-1]
    base = "".join(sign for sign in base if sign.isprintable()).strip(". ") or "文件"
    stem, dot, ending = base.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{ending}" if dot else base[:_LONGEST_NAME]


def _is(ending: str, content: bytes) -> bool:
    """Whether the bytes are what the ending says."""
    if ending == "pdf":
        return content.startswith(b"%PDF-")
    if ending == "png":
        return content.startswith(b"\x89PNG\r\n\x1a\n")
    if ending in ("jpg", "jpeg"):
        return content.startswith(b"\xff\xd8\xff")
    if ending == "txt":
        return _is_text(content)
    return _is_package(_INSIDE[ending], content)


def _is_text(content: bytes) -> bool:
    if b"\0" in content:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _is_package(inside: str, content: bytes) -> bool:
    """A zip that holds the part its kind is known by, no macros, and that does not unpack to a flood."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    names = {entry.filename for entry in entries}
    if inside not in names or any(name.endswith("vbaProject.bin") for name in names):
        return False
    return sum(entry.file_size for entry in entries) <= _MOST_UNPACKED


def _store(digest: str, content: bytes) -> None:
    """Write beside the place and move it there, so that no reader ever sees half a file."""
    path = path_of(digest)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{digest}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as writing:
            writing.write(content)
            writing.flush()
            os.fsync(writing.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def path_of(digest: str) -> Path:
    """Where the file of a digest lies. Raises ValueError for what is no digest."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError("文件摘要应为 64 位十六进制数。")
    return Path(settings.UPLOAD_FOLDER) / digest[:2] / digest
