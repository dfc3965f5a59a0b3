"""Chinese fonts for the PDF: found wherever they are kept, and named when they are not there."""

from pathlib import Path

import pytest

from yifa.papers import fonts


def test_a_machine_without_chinese_fonts_is_told_what_to_install(tmp_path):
    with pytest.raises(fonts.FontsMissing) as caught:
        fonts.choose((tmp_path,))

    message = str(caught.value)
    assert "没有找到中文字体" in message
    assert "fonts-noto-cjk" in message
    assert "YIFA_FONT_DIR" in message


def test_the_folder_named_by_the_operator_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("YIFA_FONT_DIR", str(tmp_path))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "FandolFang-Regular.otf").write_bytes(b"")

    assert next(fonts.roots()) == tmp_path
    assert next(fonts.folders()) == tmp_path / "deep"


def test_folders_without_a_chinese_font_are_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "roots", lambda: iter([tmp_path, Path("/nowhere")]))
    (tmp_path / "DejaVuSans.ttf").write_bytes(b"")

    assert list(fonts.folders()) == []


def test_every_role_ends_in_a_font_that_has_all_common_characters():
    try:
        found = fonts.find_fonts()
    except fonts.FontsMissing:
        pytest.skip("no Chinese font on this machine")

    for role in ("fang", "kai", "hei", "title", "song"):
        assert getattr(found, role)[-1] == found.song[-1]
