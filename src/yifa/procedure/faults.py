"""What is wrong with a pack, told to its author in Chinese: file and line, what, why, how to mend.

Faults are collected and raised together, so that one run of the checker shows all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from yifa.procedure.model import Place

Severity = Literal["fault", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: `zh` says what, `why` and `mend` the rest, in Chinese, with words of the format in backticks.

    `what` is its technical name in English, for programs; a warning does not stop a load.
    """

    place: Place
    what: str
    zh: str
    why: str = ""
    mend: str = ""
    severity: Severity = "fault"
    story: str = ""  # a path that shows it, as a story that runs

    def __str__(self) -> str:
        return f"{self.in_chinese()}（{self.what}）"

    def in_chinese(self) -> str:
        """Where, what, why and how to mend, in one line."""
        return f"{self.place}：{''.join(self.sentences())}"

    def sentences(self) -> list[str]:
        """What, why and how to mend, each a sentence; why is left out where it goes without saying."""
        said = [_ended(self.zh)]
        if self.why:
            said.append(_ended(f"原因：{self.why}"))
        if self.mend:
            said.append(_ended(f"改法：{self.mend}"))
        return said


def _ended(text: str) -> str:
    """A sentence with its full stop, or the mark it ends with."""
    return text if text.endswith(("？", "！")) else f"{text.rstrip('。.；;')}。"


CITES = "写明 `cites`，如 `cites: 行政许可法 第四十二条第一款`"
"""How what lacks its law is mended."""
MOST_NAMED = 12
"""So many names are offered where none is near."""


def instead(name: str, known: Iterable[str], none: str = "") -> str:
    """How to mend a name that is not known: the nearest that is, or those there are; `none` where there are none."""
    names = list(dict.fromkeys(known))
    if "：" in name:
        return "冒号改用半角的 `:`，后面空一格"
    if near := nearest(name, names):
        return f"是不是想写 `{near}`？"
    if not names:
        return none or "删去它"
    rest = f" 等 {len(names)} 个" if len(names) > MOST_NAMED else ""
    return f"可以写的有：{in_code(names[:MOST_NAMED])}{rest}"


def nearest(name: str, known: Collection[str]) -> str:
    """The known name that is most like the one written; "" where none is."""
    # Two letters that changed places make a short word look unlike itself, so short words are measured more mildly.
    cutoff = 0.5 if len(name) <= 5 else 0.6
    return next(iter(get_close_matches(name, known, 1, cutoff)), "")


def in_code(names: Iterable[str]) -> str:
    """Words of the format as a sentence lists them."""
    return "、".join(f"`{name}`" for name in names)


class PackFaults(Exception):
    """A pack cannot be used; `faults` lists everything found wrong, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.place.file, fault.place.line)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
