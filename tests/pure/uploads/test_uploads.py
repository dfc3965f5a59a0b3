"""Files handed in: what is kept, what is refused and why, and that nothing of a refused file remains."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from yifa.uploads import NoSuchFile, UploadRefused, clean_name, fetch, file_of, is_intact, keep, store, sweep

LIMIT = 1024 * 1024
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40


def office(*members: str) -> bytes:
    """An archive with the members named."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for member in members:
            archive.writestr(member, "<x/>")
    return written.getvalue()


WORD = office("[Content_Types].xml", "word/document.xml")
EXCEL = office("[Content_Types].xml", "xl/workbook.xml")


def put(folder: Path, content: bytes, name: str) -> Any:
    return store(io.BytesIO(content), name, folder=folder, limit=LIMIT)


def everything_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "申请书.pdf", "pdf"),
        (PNG, "平面图.PNG", "png"),
        (JPEG, "照片.jpeg", "jpeg"),
        (WORD, "章程.docx", "docx"),
        (EXCEL, "设备清单.xlsx", "xlsx"),
    ],
)
def test_a_file_is_kept_under_its_digest_and_found_again(tmp_path: Path, content: bytes, name: str, kind: str) -> None:
    stored = put(tmp_path, content, name)

    assert stored.kind.id == kind
    assert stored.as_answer() == {"name": name, "digest": stored.digest, "size": len(content)}
    assert fetch(stored.digest, folder=tmp_path).read_bytes() == content
    assert file_of(stored.as_answer(), folder=tmp_path) == stored
    assert is_intact(stored.digest, folder=tmp_path)


def test_the_digest_is_sm3(tmp_path: Path) -> None:
    """The digest of a file can be checked with any tool that knows GB/T 32905."""
    from yifa.sealing import sm3

    assert put(tmp_path, PDF, "a.pdf").digest == sm3(PDF).hex()


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    first, second = put(tmp_path, PDF, "一.pdf"), put(tmp_path, PDF, "二.pdf")

    assert first.digest == second.digest
    assert len(everything_in(tmp_path)) == 1


@pytest.mark.parametrize(
    ("content", "name", "code", "says"),
    [
        (b"", "空.pdf", "empty", "空文件"),
        (PDF + b"x" * LIMIT, "大.pdf", "size", "1 MB 的上限"),
        (b"MZ\x90\0 a program", "发票.pdf", "disguised", "不是它的扩展名 .pdf"),
        (b"<html><script>", "图.png", "disguised", ".png"),
        (JPEG, "图.png", "disguised", "内容却是JPG 图片"),
        (PDF, "申请书", "disguised", "没有扩展名"),
        (PDF, "申请书.pdf.exe", "disguised", ".exe"),
        (b"GIF89a", "动图.gif", "kind", "不是可以提交的文件类型"),
        (office("a.txt"), "材料.zip", "kind", "不是可以提交的文件类型"),
        (office("a.txt"), "材料.docx", "disguised", ".docx"),
        (EXCEL, "表.docx", "disguised", "Excel"),
        (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "宏.docx", "macro", "宏"),
        (WORD[:60], "断.docx", "broken", "损坏"),
    ],
)
def test_what_is_not_taken_says_why_and_leaves_nothing(
    tmp_path: Path, content: bytes, name: str, code: str, says: str
) -> None:
    with pytest.raises(UploadRefused) as refused:
        put(tmp_path, content, name)

    assert refused.value.code == code
    assert says in refused.value.sentence
    assert "没有保存" in refused.value.sentence
    assert everything_in(tmp_path) == []


def test_a_full_disk_is_told_plainly_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UploadRefused) as refused:
        put(tmp_path, PDF, "申请书.pdf")

    assert refused.value.code == "room"
    assert everything_in(tmp_path) == []


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "0" * 64, "G" * 64, "0" * 63])
def test_nothing_outside_the_folder_can_be_fetched(tmp_path: Path, digest: str) -> None:
    with pytest.raises(NoSuchFile):
        fetch(digest, folder=tmp_path)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\资料\\营业执照.pdf", "营业执照.pdf"),
        ("照片\u202egpj.exe", "照片gpj.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("..", "未命名文件"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_a_name_is_a_harmless_label(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_changed_bytes_are_noticed(tmp_path: Path) -> None:
    stored = put(tmp_path, PDF, "a.pdf")
    place = fetch(stored.digest, folder=tmp_path)
    place.chmod(0o600)

    place.write_bytes(PDF.replace(b"obj", b"OBJ", 1))

    assert not is_intact(stored.digest, folder=tmp_path)


def test_a_file_waits_aside_until_it_is_kept(tmp_path: Path) -> None:
    aside, folder = tmp_path / "waiting", tmp_path / "files"
    stored = put(aside, PDF, "a.pdf")

    keep(stored.digest, aside=aside, folder=folder)
    keep(stored.digest, aside=aside, folder=folder)

    assert fetch(stored.digest, folder=folder).read_bytes() == PDF


def test_what_was_never_sent_is_swept_and_what_was_kept_stays(tmp_path: Path) -> None:
    aside, folder = tmp_path / "waiting", tmp_path / "files"
    kept, left = put(aside, PDF, "a.pdf"), put(aside, PNG, "b.png")
    keep(kept.digest, aside=aside, folder=folder)
    for path in everything_in(aside):
        os.utime(path, (0, 0))

    assert sweep(aside, older_than=1) == 2

    assert is_intact(kept.digest, folder=folder)
    with pytest.raises(NoSuchFile):
        keep(left.digest, aside=aside, folder=folder)


def test_sending_the_same_bytes_again_keeps_them_from_being_swept(tmp_path: Path) -> None:
    stored = put(tmp_path, PDF, "a.pdf")
    os.utime(fetch(stored.digest, folder=tmp_path), (0, 0))

    put(tmp_path, PDF, "b.pdf")

    assert sweep(tmp_path, older_than=1) == 0
