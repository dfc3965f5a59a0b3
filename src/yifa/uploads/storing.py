"""Keeps a file under the SM3 digest of its bytes: written aside, checked, then moved into place whole or not at all.

The same bytes are kept once. The folder says nothing of who sent a file; that is told by the case that names it.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives import hashes

from yifa.uploads.names import clean_name, extension_of
from yifa.uploads.refusing import NoSuchFile, UploadRefused, human_size
from yifa.uploads.sniffing import KINDS, Broken, HasMacros, Kind, recognise

_CHUNK = 256 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TAKEN = "请上传 PDF、JPG、PNG、docx 或 xlsx 文件"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the folder: the name it came under, its SM3 digest in hex, its size in bytes, its kind."""

    name: str
    digest: str
    size: int
    kind: Kind

    def as_answer(self) -> dict[str, Any]:
        """The answer that an event records: {name, digest, size}."""
        return {"name": self.name, "digest": self.digest, "size": self.size}

    @property
    def shown_size(self) -> str:
        """The size as people read it."""
        return human_size(self.size)


def store(file: BinaryIO, name: str, *, folder: Path, limit: int) -> Stored:
    """Keep a file, read from its present place to its end. Raises UploadRefused, and then nothing is kept.

    `limit` is in bytes. A file whose content is not what its ending says is refused as disguised.
    """
    name = clean_name(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".incoming-") as aside:
            digest, size = _copy(file, aside, name, limit)
            kind = _checked(aside, name)
            aside.flush()
            os.fsync(aside.fileno())
            _into_place(Path(aside.name), _place(folder, digest))
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise UploadRefused(
                "room", f"服务器的存储空间已满，“{name}”没有保存。您填写的内容都还在，请稍后再传，或者到窗口提交。"
            ) from error
        raise
    return Stored(name, digest, size, kind)


def _copy(source: BinaryIO, aside: Any, name: str, limit: int) -> tuple[str, int]:
    hashing, size = hashes.Hash(hashes.SM3()), 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise UploadRefused(
                "size", f"“{name}”超过了 {human_size(limit)} 的上限，没有保存。请压缩或者分成几个文件后再上传。"
            )
        hashing.update(chunk)
        aside.write(chunk)
    if size == 0:
        raise UploadRefused("empty", f"“{name}”是空文件，没有保存。请检查文件能否打开，再重新上传。")
    return hashing.finalize().hex(), size


def _checked(aside: Any, name: str) -> Kind:
    try:
        kind = recognise(aside)
    except Broken as error:
        raise UploadRefused(
            "broken", f"“{name}”已经损坏或者加了密码，打不开，没有保存。请去掉密码、另存一份后再上传。"
        ) from error
    except HasMacros as error:
        raise UploadRefused("macro", f"“{name}”带有宏，没有保存。请另存为不带宏的文件后再上传。") from error
    extension = extension_of(name)
    if kind is None:
        known = any(extension in one.extensions for one in KINDS)
        why = f"的内容不是它的扩展名 .{extension} 所说的文件" if known else "不是可以提交的文件类型"
        raise UploadRefused("disguised" if known else "kind", f"“{name}”{why}，没有保存。{_TAKEN}。")
    if extension not in kind.extensions:
        ending = f"扩展名是 .{extension}" if extension else "没有扩展名"
        raise UploadRefused(
            "disguised",
            f"“{name}”{ending}，内容却是{kind.zh}，没有保存。请把扩展名改为 .{kind.extensions[0]} 后再上传。",
        )
    return kind


def _place(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest[2:]


def _into_place(aside: Path, place: Path) -> None:
    """A hard link is made at once or not at all; where the bytes are there already, they stay."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(aside, place)
    except FileExistsError:
        # The same bytes once more: they count as sent now, so that no sweeping takes them away.
        os.utime(place)
        return
    place.chmod(0o440)


def fetch(digest: str, *, folder: Path) -> Path:
    """Where the bytes of a digest are. Raises NoSuchFile, for anything that is no digest too."""
    if not _DIGEST.fullmatch(digest):
        raise NoSuchFile(digest)
    place = _place(folder, digest)
    if not place.is_file():
        raise NoSuchFile(digest)
    return place


def file_of(answer: Mapping[str, Any], *, folder: Path) -> Stored:
    """The stored file that an answer `{name, digest, size}` names. Raises NoSuchFile."""
    digest = answer.get("digest")
    place = fetch(digest if isinstance(digest, str) else "", folder=folder)
    with place.open("rb") as file:
        kind = recognise(file)
    if kind is None:
        raise NoSuchFile(str(digest))
    return Stored(clean_name(str(answer.get("name", ""))), str(digest), place.stat().st_size, kind)


def is_intact(digest: str, *, folder: Path) -> bool:
    """Whether the bytes still have the digest under which they are kept."""
    hashing = hashes.Hash(hashes.SM3())
    with fetch(digest, folder=folder).open("rb") as file:
        while chunk := file.read(_CHUNK):
            hashing.update(chunk)
    return hashing.finalize().hex() == digest


def keep(digest: str, *, aside: Path, folder: Path) -> None:
    """Bring a file that waited aside into the folder for good. Raises NoSuchFile where it is in neither."""
    try:
        place = fetch(digest, folder=aside)
    except NoSuchFile:
        fetch(digest, folder=folder)
        return
    _into_place(place, _place(folder, digest))


def sweep(folder: Path, *, older_than: float) -> int:
    """Delete the files of a waiting folder that nobody has sent since a moment (seconds since the epoch); how many."""
    swept = 0
    for path in folder.glob("*/*"):
        if path.is_file() and path.stat().st_mtime < older_than:
            path.unlink(missing_ok=True)
            swept += 1
    return swept
