"""What can be wrong with a paper template or with the values put into it, said so that its author can mend
it.

These are faults of writing, found when a pack is loaded; the refusal of an act is another thing and lives
in `procedure`.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """One fault: where it stands, what is wrong, why it matters, how to mend it (three Chinese sentences)."""

    file: str
    line: int
    what: str
    why: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}：{self.what}。{self.why}。{self.mend}。"


class TemplateFaults(ValueError):
    """All the faults of one template, raised together so that its author mends them in one go."""

    def __init__(self, faults: Sequence[TemplateFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in faults))


class MissingValues(ValueError):
    """Some placeholders have no value, and a paper that is to be served must have no blanks."""

    def __init__(self, paper: str, names: Sequence[str]) -> None:
        self.paper = paper
        self.names = tuple(names)
        super().__init__(f"《{paper}》还缺：{'、'.join(names)}。补齐后才能制发。")


class UnfitValue(ValueError):
    """A value cannot be written the way its filter asks, for instance words where a date must stand."""

    def __init__(self, name: str, value: object, wanted: str) -> None:
        self.name = name
        super().__init__(f"“{name}”的值“{value}”不是{wanted}。请改正后再生成文书。")
