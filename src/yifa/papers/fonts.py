"""Finds the Chinese fonts of this machine for the PDF renderer, whoever runs it and without any
configuration file.

It installs nothing: where no font is found it says in plain words what to install
(docs/explanation/fonts.md).
"""

import importlib.util
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

FONT_WHEEL = "pylopdf_fonts_zh_cn"
"""A wheel that carries nothing but Noto Serif SC and Noto Sans SC (OFL), so that a fresh machine needs no
root.
"""

# Families by role, best first. 仿宋 and 楷体 end in the 宋体 list, 小标宋 in its bold cut: a page in 宋体 is
# less fine than one in 仿宋, but every character is there.
SONG = (
    *("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN"),
    *("SimSun", "Songti SC", "FandolSong"),
)
ROLES: dict[str, tuple[str, ...]] = {
    "fang": ("FangSong_GB2312", "FangSong", "FZFangSong-Z02S", "STFangsong", "FandolFang R"),
    "kai": ("KaiTi_GB2312", "KaiTi", "FZKai-Z03S", "STKaiti", "Kaiti SC", "LXGW WenKai", "FandolKai"),
    "hei": (
        *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "SimHei"),
        *("STHeiti", "FandolHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
    ),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STXiaobiaosong"),
    "song": SONG,
}

# Parts of the file names under which those families are usually found; only folders that hold such a file are
# opened, so that a machine with thousands of fonts starts as fast as one with four.
FILE_MARKS = (
    *(
        "notoserifcjk",
        "notosanscjk",
        "notoserifsc",
        "notosanssc",
        "sourcehanse",
        "sourcehansa",
        "fandol",
        "lxgwwenkai",
    ),
    *("simsun", "simfang", "simhei", "simkai", "simli", "fangsong", "仿宋", "楷体", "黑体", "小标宋", "宋体"),
    *("stfang", "stkaiti", "stheiti", "stsong", "songti", "kaiti", "fzxbs", "fzfs", "fzkt", "wqy-"),
)
SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")

ADVICE = (
    "没有找到中文字体，不能生成 PDF；Word 和网页文书不受影响。"
    "请安装字体后重试：Debian 或 Ubuntu 用 apt-get install fonts-noto-cjk，"
    "没有管理员权限时用 pip install pylopdf-fonts-zh-cn，"
    "也可以把字体文件放进一个文件夹，并用环境变量 YIFA_FONT_DIR 指明。"
)


class FontsMissing(RuntimeError):
    """No font of this machine can write Chinese; the message says what to install."""

    def __init__(self) -> None:
        super().__init__(ADVICE)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The families to set each role in, best first, and the folders they were found in.

    `synthetic_title` says that no bold 宋体 is there, so that titles must be thickened by the renderer.
    """

    fang: tuple[str, ...]
    kai: tuple[str, ...]
    hei: tuple[str, ...]
    title: tuple[str, ...]
    song: tuple[str, ...]
    synthetic_title: bool
    folders: tuple[Path, ...]


@cache
def find_fonts() -> Fonts:
    """The Chinese fonts of this machine: YIFA_FONT_DIR first, then the system's folders, then the font wheel.

    Raises `FontsMissing` where there is neither 宋体 nor 黑体. The answer is kept until
    `find_fonts.cache_clear()`.
    """
    return choose(tuple(folders()))


def choose(places: tuple[Path, ...]) -> Fonts:
    """The best families among the fonts in some folders; raises `FontsMissing` where none can write
    Chinese.
    """
    shelf = open_shelf(places)
    there = {font.family for font in shelf.fonts()}
    bold = {font.family for font in shelf.fonts() if font.weight >= 600}
    found = {role: tuple(family for family in best if family in there) for role, best in ROLES.items()}
    base = found["song"] or found["fang"] or found["hei"]
    if not base:
        raise FontsMissing
    titles = found["title"] + tuple(family for family in found["song"] if family in bold)
    return Fonts(
        fang=_once(found["fang"] + base),
        kai=_once(found["kai"] + base),
        hei=_once(found["hei"] + base),
        title=_once(titles + base),
        song=base,
        synthetic_title=not titles,
        folders=places,
    )


def _once(families: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(families))


def open_shelf(places: tuple[Path, ...]) -> typst.Fonts:
    """The fonts of some folders as the typesetter wants them, without the system's own search."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(place) for place in places]
    )


def folders() -> Iterator[Path]:
    """Folders that hold a Chinese font known by name, best source first, each once."""
    seen: set[Path] = set()
    for root in roots():
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            name = path.name.lower()
            if name.endswith(SUFFIXES) and any(mark in name for mark in FILE_MARKS) and path.parent not in seen:
                seen.add(path.parent)
                yield path.parent


def roots() -> Iterator[Path]:
    """Where fonts are kept: the folder the operator names, the usual ones of each system, the font wheel."""
    if named := os.environ.get("YIFA_FONT_DIR"):
        yield Path(named).expanduser()
    home = Path.home()
    if sys.platform == "darwin":
        yield from (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    elif sys.platform == "win32":
        yield from (
            home / "AppData/Local/Microsoft/Windows/Fonts",
            Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"),
        )
    else:
        yield from (home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"))
        yield from (
            Path("/usr/share/fonts"),
            Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
        )
    spec = importlib.util.find_spec(FONT_WHEEL)
    if spec and spec.origin:
        yield Path(spec.origin).parent
