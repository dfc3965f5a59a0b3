"""What the parser of YAML complains of, in the words of somebody who writes a pack.

Which files are read and what they may hold is the reader's affair, in `source`.
"""

from __future__ import annotations

import re
from typing import Final

import yaml

_UNREADABLE = ("不是正确的 YAML", "读不出键和值", "检查这里和上一行的缩进、冒号后的空格、引号和括号是否成对")
TAB = ("不是正确的 YAML", "缩进用了制表符（Tab）", "改用空格缩进，每层两格")
_PROBLEMS = (
    (
        "mapping values are not allowed",
        "一行里有两处“键: 值”，或者缩进与上面不一致",
        "一行写一个键；文字里有冒号的，给整段文字加引号",
    ),
    ("could not find expected ':'", "这一行没有“键:”", "补上冒号和空格；是上一行文字的下半句，就缩进或者接在上一行"),
    ("did not find expected key", "缩进与同层的键不一致，或者引号、括号没有成对", "同层的键左端对齐；补齐引号和括号"),
    ("did not find expected '-' indicator", "列表里有一行没有以 `-` 开头", "同层的每一项都以 `- ` 开头并左端对齐"),
    (
        "did not find expected ',' or",
        "方括号、花括号没有成对，或者两项之间缺逗号",
        "补上 `]`、`}` 或者 `,`；中文的逗号、括号在这里不算",
    ),
    ("unexpected end of stream", "引号没有成对", "补上右引号"),
    ("cannot start any token", "以 YAML 不允许的符号（如 `@`、`%` 或者反引号）开头", "给整段文字加引号"),
    ("unknown escape character", "双引号里的反斜线有特别的意思", "改用单引号"),
    ("did not find expected alphabetic or numeric", "`*` 或者 `&` 后面没有名称", "星号、和号本身是文字的，加引号"),
)
"""What the parser says, in the words of somebody who writes a pack."""


def in_words(error: yaml.MarkedYAMLError, rows: list[str]) -> tuple[str, str, str]:
    """What, why and how to mend, for a complaint of the parser about a file of these lines."""
    said = f"{error.context or ''} {error.problem or ''}"
    marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark is not None]
    near = {line - back for line in marks for back in (0, 1) if 0 <= line - back < len(rows)}
    if any(_FULL_WIDTH.search(rows[line]) for line in near):
        return (
            "不是正确的 YAML",
            "这一行或者上一行用了全角的标点",
            "键后面的冒号、两项之间的逗号和括号改用半角，冒号后空一格",
        )
    why, mend = next(((why, mend) for sign, why, mend in _PROBLEMS if sign in said), _UNREADABLE[1:])
    if len(set(marks)) > 1:
        why += f"（这一段从第 {min(marks) + 1} 行开始）"
    return "不是正确的 YAML", why, mend


HIDDEN: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML does not take."""
_FULL_WIDTH: Final = re.compile(r"\w\s*：\s*\S.*|[，、]\s*\w+\s*[:：]|[｛｝［］]")
"""A mark of Chinese writing where YAML wants its own."""
