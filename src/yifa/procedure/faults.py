"""What is wrong with a pack, told to its author: file and line, what, why, how to mend, and the same in
Chinese.

Faults are collected and raised together, so that one run of the checker shows all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from yifa.procedure.model import Place

Severity = Literal["fault", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. `what` and `zh` say the same in English and Chinese; a warning does not stop a
    load.
    """

    place: Place
    what: str
    zh: str
    why: str = ""
    mend: str = ""
    severity: Severity = "fault"
    story: str = ""  # a path that shows it, as a story that runs

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.what}.", self.why and f"{self.why}.", self.mend and f"{self.mend}."]
        return " ".join(part for part in parts if part) + f" （{self.zh}）"

    def in_chinese(self) -> str:
        """The fault as `yifa packs check` prints it: where, what, why, how to mend."""
        why = f"原因：{self.why.rstrip('。.')}。" if self.why else ""
        mend = f"改法：{self.mend.rstrip('。.')}。" if self.mend else ""
        return f"{self.place}：{self.zh.rstrip('。')}。{why}{mend}（{self.what}）"


class PackFaults(Exception):
    """A pack cannot be used; `faults` lists everything found wrong, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.place.file, fault.place.line)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
