"""The value of a finished paper: its words in order, free of any markup language, ready for every renderer.

It is not a template (see `template`) and not a record: who issued it and where it is kept is told elsewhere.
"""

import datetime
from dataclasses import dataclass, field
from typing import Literal

BLANK = "＿＿＿＿"
"""What stands in a draft where a value is still missing: four full-width low lines, as on a printed form."""

Kind = Literal["letter", "notice", "decision", "receipt", "record"]
"""信函 · 通知、告知 · 决定 · 回执 · 笔录、记录."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words of one weight; no line breaks, no control characters, no markup."""

    text: str
    bold: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body, set in two characters."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the body; level 1 is `一、` (黑体), 2 is `（一）` (楷体), 3 is `1.` (仿宋)."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a numbered list; `number` starts at 1 in each list."""

    number: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Table:
    """A simple table: one row of heads, then rows with exactly as many cells."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


Block = Paragraph | Heading | Item | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, all its values filled in, escaped by none because it holds words only.

    `organ` is the issuing organ's name, `number` the paper number (`许受〔2026〕12号`), `to` the 主送,
    `date` the civil date of issue (成文日期), `copies` the 抄送 list; each is empty (or None) where the
    paper has no such element. `seal` asks for the place of a seal, `verification` is the line at the foot
    by which anyone can look the case up, `draft` says that some value was missing and a blank stands for it.
    """

    kind: Kind
    title: str
    organ: str
    number: str = ""
    to: str = ""
    blocks: tuple[Block, ...] = ()
    date: datetime.date | None = None
    seal: bool = False
    copies: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    verification: str = ""
    draft: bool = False
    missing: tuple[str, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """All words of the paper from top to bottom, a line a block; for search, digests and tests."""
        lines = [self.organ, self.title, self.number, f"{self.to}：" if self.to else ""]
        lines += [line for block in self.blocks for line in block_lines(block)]
        lines += [f"附件：{'；'.join(self.attachments)}" if self.attachments else ""]
        lines += [self.organ, self.dated, f"抄送：{'，'.join(self.copies)}。" if self.copies else ""]
        return "\n".join(line for line in [*lines, self.verification] if line)

    @property
    def dated(self) -> str:
        """The date of issue in Arabic numerals without leading zeros (GB/T 9704 7.3.5), or a blank to fill
        in.
        """
        if self.date is None:
            return "＿＿＿＿年＿＿月＿＿日"
        return f"{self.date.year}年{self.date.month}月{self.date.day}日"


def words(runs: Runs) -> str:
    """The words of some runs without their weight."""
    return "".join(run.text for run in runs)


def block_lines(block: Block) -> list[str]:
    """The words of one block, one line a paragraph or table row."""
    if isinstance(block, Table):
        return ["\t".join(words(cell) for cell in row) for row in (block.head, *block.rows)]
    if isinstance(block, Item):
        return [f"{block.number}.{words(block.runs)}"]
    return [words(block.runs)]
