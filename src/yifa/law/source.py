"""Reads one file of the register of statutes: strict YAML, every fault with its file and line.

The shape of a file is in docs/reference; looking statutes up is `statutes`' task.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import yaml

from yifa.law.citation import BadCitation, Citation, bare_title


class BadStatute(ValueError):
    """法律登记册文件有误；`faults` 逐条列出，每条含文件名与行号。"""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a statute: when it was adopted or amended, by what, and from when that held."""

    adopted: date
    in_force: date
    number: str | None
    """The order or document that made it, e.g. 国务院令第711号; null where not verified."""


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute as the register knows it."""

    title: str
    """Without 中华人民共和国; for a policy document its number, for that is how it is cited."""
    name: str
    """The full official title."""
    short: str
    kind: str
    """法律, 行政法规, 党内法规, 司法解释, 部门规章 or 政策文件."""
    issuer: str
    aliases: tuple[str, ...]
    versions: tuple[Version, ...]
    """From the first to the latest."""
    until: date | None
    """The last day in force, where it was repealed."""
    note: str | None
    articles: dict[Citation, str]
    """What each place fixes, in our own words and Chinese."""

    @property
    def in_force_from(self) -> date:
        """The day the statute first took force."""
        return self.versions[0].in_force

    @property
    def number(self) -> str | None:
        """The order that made the latest version."""
        return self.versions[-1].number

    def version(self, on: date) -> Version | None:
        """The version in force on the day `on`; None before the first, or after repeal."""
        if self.until is not None and on > self.until:
            return None
        held = [version for version in self.versions if version.in_force <= on]
        return held[-1] if held else None


KINDS: Final = ("法律", "行政法规", "党内法规", "司法解释", "部门规章", "政策文件")
_KEYS: Final = dict.fromkeys(("title", "name", "short", "kind", "issuer", "versions", "articles"), True) | (
    dict.fromkeys(("aliases", "until", "note"), False)
)
_VERSION_KEYS: Final = {"adopted": True, "in_force": True, "number": True}
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Reader:
    """Walks the YAML nodes and collects every fault with its line."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[str] = []

    def fault(self, node: yaml.Node, sentence: str) -> None:
        self.faults.append(f"{self.name}:{node.start_mark.line + 1}: {sentence}")

    def mapping(self, node: yaml.Node, keys: dict[str, bool] | None, what: str) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what}应是“键: 值”的形式。")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            word = str(key.value)
            if keys is not None and word not in keys:
                self.fault(key, f"{what}里没有“{word}”这一项；可用的有：{'、'.join(keys)}。")
            elif word in found:
                self.fault(key, f"{what}里“{word}”写了两次。")
            else:
                found[word] = value
        missing = [key for key, needed in (keys or {}).items() if needed and key not in found]
        if missing:
            self.fault(node, f"{what}缺少：{'、'.join(missing)}。")
        return found

    def items(self, node: yaml.Node | None) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, "这里应是列表。")
            return []
        return list(node.value)

    def text(self, node: yaml.Node | None) -> str | None:
        if node is None or node.tag == "tag:yaml.org,2002:null":
            return None
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.fault(node, "这里应是一段文字。")
            return None
        return str(node.value).strip()

    def day(self, node: yaml.Node | None) -> date | None:
        text = self.text(node)
        if node is None or text is None:
            return None
        try:
            if len(text) != 10 or text[7] != "-":
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            self.fault(node, f"“{text}”不是日期，应写成 2019-05-15 的样子。")
            return None


def parse_statute(text: str, name: str) -> Statute:
    """The statute that the YAML `text` describes; `name` is the file's name in messages. Raises
    `BadStatute`.
    """
    reader = _Reader(name)
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadStatute([f"{name}:{line}: 不是合法的 YAML：{error.problem}。"]) from error
    if root is None:
        raise BadStatute([f"{name}:1: 文件是空的。"])
    cells = reader.mapping(root, _KEYS, "法律")
    title = bare_title(reader.text(cells.get("title")) or "")
    kind = reader.text(cells.get("kind")) or ""
    if kind and kind not in KINDS:
        reader.fault(cells["kind"], f"种类“{kind}”不对，应为：{'、'.join(KINDS)}。")
    aliases = [reader.text(node) for node in reader.items(cells.get("aliases"))]
    statute = Statute(
        title=title,
        name=reader.text(cells.get("name")) or "",
        short=reader.text(cells.get("short")) or "",
        kind=kind,
        issuer=reader.text(cells.get("issuer")) or "",
        aliases=tuple(alias for alias in aliases if alias),
        versions=_versions(reader, cells.get("versions")),
        until=reader.day(cells.get("until")),
        note=reader.text(cells.get("note")),
        articles=_articles(reader, cells.get("articles"), title),
    )
    if not statute.versions and "versions" in cells:
        reader.fault(cells["versions"], "至少应有一个版本。")
    if reader.faults:
        raise BadStatute(reader.faults)
    return statute


def _versions(reader: _Reader, node: yaml.Node | None) -> tuple[Version, ...]:
    found: list[Version] = []
    for item in reader.items(node):
        cells = reader.mapping(item, _VERSION_KEYS, "版本")
        adopted, in_force = reader.day(cells.get("adopted")), reader.day(cells.get("in_force"))
        if adopted is None or in_force is None:
            continue
        if in_force < adopted:
            reader.fault(item, f"施行日{in_force}早于通过日{adopted}。")
        if found and in_force <= found[-1].in_force:
            reader.fault(item, "版本应按施行日从早到晚排列。")
        found.append(Version(adopted, in_force, reader.text(cells.get("number"))))
    return tuple(found)


def _articles(reader: _Reader, node: yaml.Node | None, title: str) -> dict[Citation, str]:
    if node is None or node.tag == "tag:yaml.org,2002:null":
        return {}
    found: dict[Citation, str] = {}
    for place, value in reader.mapping(node, None, "条文").items():
        gloss = reader.text(value)
        try:
            citation = Citation.parse(f"《{title}》{'' if place == '全文' else place}")
        except BadCitation as error:
            reader.fault(value, str(error))
            continue
        if citation.place != ("" if place == "全文" else place):
            reader.fault(value, f"“{place}”应写作“{citation.place}”。")
        if gloss:
            found[citation] = gloss
    return found
