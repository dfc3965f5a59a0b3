"""The State Council's yearly notices on holidays (国务院办公厅关于…年部分节假日安排的通知), read from
strict YAML.

A file holds the notices of one year: the yearly one, then any that amend it. Applying them to days is
`calendar`'s.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import yaml

from yifa.workdays.festivals import FIRST_YEAR, LAST_YEAR, MEASURES, statutory_days


@dataclass(frozen=True, slots=True)
class Holiday:
    """One line of a notice: the holiday's name, all days off (weekends within included), weekend days
    worked.
    """

    name: str
    off: tuple[date, ...]
    work: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `number` is null where the document number isn't known; `amends` names the notice it
    changes.

    An amending notice replaces, whole, the holidays that it names; the others stand.
    """

    year: int
    number: str | None
    title: str
    issued: date
    holidays: tuple[Holiday, ...]
    amends: str | None = None
    note: str | None = None

    @property
    def source(self) -> str:
        """What a proof cites: the document number, or the title where the number isn't known."""
        return self.number or f"《{self.title}》"


class BadNotice(ValueError):
    """节假日安排文件有误；`faults` 逐条列出，每条含文件名与行号。"""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


_FILE_KEYS: Final = {"year": True, "notices": True}
_NOTICE_KEYS: Final = dict.fromkeys(("number", "title", "issued", "holidays"), True) | dict.fromkeys(
    ("amends", "note"), False
)
_HOLIDAY_KEYS: Final = {"name": True, "off": True, "work": False}
_LONGEST_HOLIDAY: Final = 31
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Reader:
    """Walks the YAML nodes of one file and collects every fault with its line, rather than stopping at
    the first.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[str] = []

    def fault(self, node: yaml.Node | None, sentence: str) -> None:
        line = node.start_mark.line + 1 if node is not None else 1
        self.faults.append(f"{self.name}:{line}: {sentence}")

    def mapping(self, node: yaml.Node, keys: dict[str, bool], what: str) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what}应是“键: 值”的形式。")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            word = str(key.value)
            if word not in keys:
                self.fault(key, f"{what}里没有“{word}”这一项；可用的有：{'、'.join(keys)}。")
            elif word in found:
                self.fault(key, f"{what}里“{word}”写了两次。")
            else:
                found[word] = value
        missing = [key for key, needed in keys.items() if needed and key not in found]
        if missing:
            self.fault(node, f"{what}缺少：{'、'.join(missing)}。")
        return found

    def items(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.fault(node, f"{what}应是不为空的列表，每项以“- ”开头。")
            return []
        return list(node.value)

    def text(self, node: yaml.Node | None) -> str | None:
        if node is None or (isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"):
            return None
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.fault(node, "这里应是一段文字。")
            return None
        return str(node.value).strip()

    def day(self, node: yaml.Node, text: str) -> date | None:
        try:
            if len(text) != 10 or text[7] != "-":
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            self.fault(node, f"“{text}”不是日期，应写成 2026-01-01 的样子。")
            return None

    def span(self, node: yaml.Node | None) -> tuple[date, ...]:
        text = self.text(node)
        if node is None or text is None:
            return ()
        first_text, dots, last_text = text.partition("..")
        first = self.day(node, first_text.strip())
        last = self.day(node, last_text.strip()) if dots else first
        if first is None or last is None:
            return ()
        length = (last - first).days + 1
        if not 1 <= length <= _LONGEST_HOLIDAY:
            self.fault(node, f"放假起止“{text}”不对：止日应不早于起日，且不超过{_LONGEST_HOLIDAY}天。")
            return ()
        return tuple(first + timedelta(n) for n in range(length))

    def days(self, node: yaml.Node | None, what: str) -> tuple[date, ...]:
        found = (self.day(item, str(item.value)) for item in self.items(node, what))
        return tuple(day for day in found if day is not None)


def _read_holiday(reader: _Reader, node: yaml.Node, year: int) -> Holiday | None:
    cells = reader.mapping(node, _HOLIDAY_KEYS, "节日")
    name, off = reader.text(cells.get("name")), reader.span(cells.get("off"))
    work = reader.days(cells.get("work"), "调休上班日") if "work" in cells else ()
    for day in off + work:
        if not date(year - 1, 12, 20) <= day <= date(year, 12, 31):
            reader.fault(node, f"{day} 不在{year}年安排的范围内（上年12月20日至当年12月31日）。")
    for day in work:
        if day.weekday() < 5:
            reader.fault(cells["work"], f"调休上班日 {day} 本来就是周一至周五，应为周六或周日。")
    return Holiday(name, off, work) if name and off else None


def _check_days(reader: _Reader, node: yaml.Node, holidays: list[Holiday]) -> None:
    off: dict[date, str] = {}
    for holiday in holidays:
        for day in holiday.off:
            if day in off:
                reader.fault(node, f"{day} 在“{off[day]}”和“{holiday.name}”里都列为放假。")
            off[day] = holiday.name
    worked = [day for holiday in holidays for day in holiday.work]
    for day in sorted(set(worked)):
        if day in off:
            reader.fault(node, f"{day} 既列为放假（{off[day]}）又列为调休上班。")
        if worked.count(day) > 1:
            reader.fault(node, f"{day} 重复列为调休上班。")


def _check_statutory(reader: _Reader, node: yaml.Node, year: int, holidays: list[Holiday]) -> None:
    off = {day for holiday in holidays for day in holiday.off}
    for day, name in statutory_days(year):
        if day not in off:
            reader.fault(node, f"法定节假日{name}（{day}）没有列为放假；见《{MEASURES}》第二条。")


def _read_notice(reader: _Reader, node: yaml.Node, year: int) -> Notice | None:
    cells = reader.mapping(node, _NOTICE_KEYS, "通知")
    title, issued_text = reader.text(cells.get("title")), reader.text(cells.get("issued"))
    issued = reader.day(cells["issued"], issued_text) if issued_text else None
    amends = reader.text(cells.get("amends"))
    read = (_read_holiday(reader, item, year) for item in reader.items(cells.get("holidays"), "holidays"))
    holidays = [holiday for holiday in read if holiday is not None]
    _check_days(reader, node, holidays)
    if amends is None and not reader.faults:
        _check_statutory(reader, node, year, holidays)
    if title is None or issued is None:
        return None
    number, note = reader.text(cells.get("number")), reader.text(cells.get("note"))
    return Notice(year, number, title, issued, tuple(holidays), amends, note)


def parse_notices(text: str, name: str) -> tuple[Notice, ...]:
    """The notices that the YAML `text` holds, in its order; `name` is the file's name in messages.

    Raises `BadNotice` with every fault found, each as `file:line: sentence`.
    """
    reader = _Reader(name)
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadNotice([f"{name}:{line}: 不是合法的 YAML：{error.problem}。"]) from error
    except yaml.YAMLError as error:
        raise BadNotice([f"{name}:1: 不是合法的 YAML：{error}。"]) from error
    if root is None:
        raise BadNotice([f"{name}:1: 文件是空的。"])
    cells = reader.mapping(root, _FILE_KEYS, "文件")
    year = _read_year(reader, cells.get("year"))
    nodes = reader.items(cells.get("notices"), "notices") if year else []
    read = [_read_notice(reader, node, year) for node in nodes] if year else []
    if reader.faults:
        raise BadNotice(reader.faults)
    return tuple(notice for notice in read if notice is not None)


def _read_year(reader: _Reader, node: yaml.Node | None) -> int | None:
    text = reader.text(node)
    if node is None or text is None:
        return None
    if not text.isascii() or not text.isdigit() or not FIRST_YEAR < int(text) <= LAST_YEAR:
        reader.fault(node, f"年份“{text}”不对，应在{FIRST_YEAR + 1}与{LAST_YEAR}之间。")
        return None
    return int(text)


def read_notices(path: Path) -> tuple[Notice, ...]:
    """The notices in the YAML file at `path`; raises `BadNotice`, also where the file can't be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadNotice([f"{path}:1: 文件不是 UTF-8 编码。"]) from error
    except OSError as error:
        raise BadNotice([f"{path}:1: 文件读不出来：{error.strerror}。"]) from error
    return parse_notices(text, path.name)


def _shipped() -> Iterator[Notice]:
    folder = files(__package__).joinpath("notices")
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            yield from parse_notices(entry.read_text(encoding="utf-8"), entry.name)


@cache
def shipped_notices() -> tuple[Notice, ...]:
    """The notices that come with Yifa, 2016 to 2026, in order of year and issue."""
    return tuple(_shipped())
