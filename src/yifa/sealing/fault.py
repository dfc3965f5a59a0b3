"""One fault found in the log, with its name: which case, which place, what kind.

It says what was found, never who did it or how to repair it: a log is not repaired.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["changed", "missing", "inserted", "reordered", "truncated", "root", "signature", "unreadable"]

KIND_ZH: dict[str, str] = {
    "changed": "被改动",
    "missing": "缺失",
    "inserted": "多出",
    "reordered": "次序被调换",
    "truncated": "末尾被截去",
    "root": "日根不符",
    "signature": "签名不符",
    "unreadable": "无法读取",
}


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A fault in the log or in its daily roots."""

    case: str
    """Case number; empty where a whole day is concerned."""
    seq: int
    """Place of the event in its case, from 1; 0 where the fault concerns no single event."""
    kind: Kind
    """One of `KIND_ZH`."""
    zh: str
    """What was found, a Chinese sentence."""
    day: str = ""
    """ISO date of the daily root concerned; empty for faults inside a chain."""

    def as_json(self) -> dict[str, str | int]:
        """The fault as the verifiers print it: case, seq, kind, zh, day."""
        return {"case": self.case, "seq": self.seq, "kind": self.kind, "zh": self.zh, "day": self.day}
