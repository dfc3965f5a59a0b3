"""The register of statutes: which there are, since when they hold, and what each cited place fixes.

In our own words and without the texts: a citation says where to read them. How days are counted is no
part of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from yifa.law.citation import Citation, bare_title
from yifa.law.folder import laws_folder
from yifa.law.source import BadStatute, Statute, Version, parse_statute


class UnknownStatute(KeyError):
    """登记册里没有这部法律或文件。"""

    def __init__(self, title: str, near: Iterable[str]) -> None:
        known = "、".join(near)
        hint = f"是否指：{known}？" if known else "请先在 laws 文件夹登记。"
        super().__init__(f"登记册里没有“{title}”。{hint}")

    def __str__(self) -> str:
        return str(self.args[0])


class Statutes:
    """All statutes of one folder, found by any of their names."""

    def __init__(self, statutes: Iterable[Statute]) -> None:
        self._all = tuple(statutes)
        self._by_name: dict[str, Statute] = {}
        faults: list[str] = []
        for statute in self._all:
            names = (statute.title, bare_title(statute.name), statute.short, *statute.aliases)
            for name in dict.fromkeys(names):
                other = self._by_name.setdefault(name, statute)
                if other is not statute:
                    faults.append(f"名称“{name}”同时指《{other.title}》和《{statute.title}》。")
        if faults:
            raise BadStatute(faults)

    @staticmethod
    def shipped() -> "Statutes":
        """The register that comes with Yifa; read once."""
        return _shipped()

    @staticmethod
    def read(folder: Path) -> "Statutes":
        """The register in `folder`, one YAML file a statute; raises `BadStatute` with the faults of all
        files.
        """
        statutes: list[Statute] = []
        faults: list[str] = []
        for path in sorted(folder.glob("*.yaml")):
            try:
                statutes.append(parse_statute(path.read_text(encoding="utf-8"), path.name))
            except BadStatute as error:
                faults += error.faults
            except UnicodeDecodeError:
                faults.append(f"{path.name}:1: 文件不是 UTF-8 编码。")
        if faults:
            raise BadStatute(faults)
        return Statutes(statutes)

    def __iter__(self) -> Iterator[Statute]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def get(self, title: str) -> Statute | None:
        """The statute of that title, full name, short name, alias or document number; None where unknown."""
        return self._by_name.get(bare_title(title))

    def find(self, title: str) -> Statute:
        """As `get`, but raises `UnknownStatute`, which names near ones."""
        statute = self.get(title)
        if statute is None:
            wanted = bare_title(title)
            like = (known for known in self._all if wanted in known.name or known.title in wanted)
            raise UnknownStatute(title, [known.title for known in like][:5])
        return statute

    def gloss(self, citation: Citation | str) -> str | None:
        """What the cited place fixes, in our own Chinese words; None where the register says nothing of it.

        A place without an entry takes that of the nearest one around it; an article with entries only for its
        parts takes theirs, in order.
        """
        place = Citation.parse(citation) if isinstance(citation, str) else citation
        statute = self.get(place.title)
        if statute is None:
            return None
        place = replace(place, title=statute.title)
        for candidate in (place, *place.parents):
            if candidate in statute.articles:
                return statute.articles[candidate]
        within = [gloss for known, gloss in statute.articles.items() if known.article and place.covers(known)]
        return "".join(within) if within and place.article is not None else None

    def canonical(self, citation: Citation | str) -> Citation:
        """`citation` under the register's own title of the statute; raises `UnknownStatute`."""
        place = Citation.parse(citation) if isinstance(citation, str) else citation
        return replace(place, title=self.find(place.title).title)

    def version(self, title: str, on: date) -> Version | None:
        """The version of the statute in force on the day `on`, None where none was; raises
        `UnknownStatute`.
        """
        return self.find(title).version(on)

    def in_force(self, title: str, on: date) -> bool:
        """Whether the statute was in force on the day `on`; raises `UnknownStatute`."""
        return self.version(title, on) is not None


@cache
def _shipped() -> Statutes:
    return Statutes.read(laws_folder())
