"""The parser of the commands' words, speaking Chinese: headings of the help and what is wrong with the words.

It changes no rule of parsing; the words of `argparse` are turned into sentences, and what is not known stays as it is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from typing import NoReturn

_HEADINGS = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("show this help message and exit", "显示这份说明"),
)
_FAULTS = (
    (r"the following arguments are required: (.+)", r"还缺少：\1"),
    (r"argument (.+?): invalid choice: '(.*)' \(choose from (.+)\)", r"\1 没有“\2”，可以写：\3"),
    (r"argument (.+?): invalid int value: '(.*)'", r"\1 应是整数，不能是“\2”"),
    (r"argument (.+?): invalid (?:\w+) value: '(.*)'", r"\1 不能是“\2”"),
    (r"argument (.+?): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.+?): expected at least one argument", r"\1 后面至少写一个值"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 不够明确，可能是：\2"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser whose help and faults are Chinese; a fault ends the command with status 2."""

    def format_help(self) -> str:
        """The help, headings in Chinese."""
        return _in_chinese(super().format_help())

    def format_usage(self) -> str:
        """The usage in one line or two."""
        return _in_chinese(super().format_usage())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words and where the examples are."""
        for pattern, sentence in _FAULTS:
            if match := re.fullmatch(pattern, message):
                message = match.expand(sentence).replace("', '", "、").replace("'", "")
                break
        print(f"{message}。\n{self.format_usage()}示例见：{self.prog} --help", file=sys.stderr)
        sys.exit(2)


def _in_chinese(text: str) -> str:
    for english, chinese in _HEADINGS:
        text = text.replace(english, chinese)
    return text


def whole(least: int, most: int) -> Callable[[str], int]:
    """A type of argument: a whole number within limits, both included; its fault is a Chinese phrase."""

    def within(words: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,12}", words) or not least <= int(words) <= most:
            raise argparse.ArgumentTypeError(f"应是 {least} 到 {most} 的整数，不能是“{words}”")
        return int(words)

    return within
