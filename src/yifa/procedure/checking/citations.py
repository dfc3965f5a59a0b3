"""Whether what a pack cites exists: statute, article, paragraph, item, in force on the day, with the length it gives.

With the texts of the statutes (`--laws DIR`) their very words are asked; without them the register in `laws/` is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from yifa.law import BadCitation, Citation, Statutes, Texts, WorkingDays, says
from yifa.procedure.checking.pages import Spot, spots
from yifa.procedure.faults import Fault, nearest
from yifa.procedure.model import Paper, Place, Procedure, Value
from yifa.workdays import BadLength, Length

_IN_BRACKETS = re.compile(r"（([^（）]+(?:法|条例|规定|办法|细则) 第[^（）]+)）")
_PLACE = re.compile(r"第[一二三四五六七八九十百]+条(?:第[一二三四五六七八九十]+款)?(?:第[一二三四五六七八九十]+项)?")
_FRONT_LINE = re.compile(r"\s*(?:-\s*|cites:\s*\[?)(.*?)\]?\s*$")
_LENGTH_KEYS = ("value", "within")
_ANY_DAY = WorkingDays(every=True)


@dataclass(frozen=True, slots=True)
class Written:
    """One citation as it is written: where, and the single places it names."""

    place: Place
    text: str

    def parts(self) -> tuple[str, ...]:
        """The single citations; one that begins with its article lies in the statute named before it."""
        found, title = [], ""
        for piece in filter(None, re.split(r"[；、，]", re.sub(r"（[^）]*）", "", self.text))):
            named, _, place = piece.strip().partition(" ")
            if place or not named.startswith("第"):
                title = named
                found.append(piece.strip())
            else:
                found.append(f"{title} {named}")
        return tuple(found)


def faults_in_citations(procedure: Procedure, texts: Texts | None = None) -> Iterator[Fault]:
    """Every citation of the pack and its papers, then every length against the words of its article."""
    folder, texts = Path(procedure.folder), texts or Texts(None)
    edition = date.fromisoformat(procedure.edition)
    written = [*_in_yaml(procedure), *_in_papers(folder, procedure.papers.values())]
    for one in written:
        for text in one.parts():
            yield from _one(one.place, text, edition, texts)
    for title in procedure.basis:
        if Statutes.shipped().get(title) is None:
            yield _no_statute(Place("procedure.yaml", 1), title)
    for spot in spots(procedure):
        yield from _lengths(spot, texts)
    yield from _silent(procedure)


def _silent(procedure: Procedure) -> Iterator[Fault]:
    """Every question, paper and clock names the law it rests on; acts and gates are asked for theirs elsewhere."""
    for field in procedure.fields.values():
        if not field.cites:
            yield _cites_nothing(field.place, f"field {field.id!r}", field.label.zh)
    for clock in procedure.clocks.values():
        if not clock.cites:
            yield _cites_nothing(clock.place, f"clock {clock.id!r}", clock.label.zh)
    for paper in procedure.papers.values():
        if not paper.cites:
            yield _cites_nothing(Place("procedure.yaml", 1), f"paper {paper.id!r}", paper.label.zh)


def _cites_nothing(place: Place, what: str, zh: str) -> Fault:
    return Fault(place, f"{what} cites nothing", f"“{zh}”没有依据", "向人提出的要求应当有法律依据", "写 `cites`")


def _in_yaml(procedure: Procedure) -> Iterator[Written]:
    for spot in spots(procedure):
        for key, node in (spot.node.entries or {}).items():
            if key == "cites" or key.endswith("_cites") or (key == "source" and "第" in str(node.value)):
                for item in node.items if node.items is not None else [node]:
                    # A parameter of a fragment is asked about where a pack gives its value.
                    if isinstance(item.value, str) and item.value.strip() and not item.value.startswith("$"):
                        yield Written(Place(spot.file, item.line), item.value)
            elif key in ("without", "stands_after") and spot.file == "procedure.yaml":
                for inner in (node.entries or {}).values():
                    yield Written(Place(spot.file, inner.line), str(inner.value))


def _name(path: Path, folder: Path) -> str:
    """A file of the pack relative to it, a fragment's relative to the folder of packs."""
    return path.relative_to(folder if path.is_relative_to(folder) else folder.parent).as_posix()


def _in_papers(folder: Path, papers: Iterable[Paper]) -> Iterator[Written]:
    """Front matter and bodies, as the reader of a paper meets them."""
    for path in sorted({*folder.glob("documents/*.md"), *((folder / paper.template).resolve() for paper in papers)}):
        if not path.is_file():
            continue
        name, fences, cites = _name(path, folder), 0, False
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            place = Place(name, number)
            if line.rstrip() == "---" and fences < 2:
                fences += 1
            elif fences == 1:
                cites = line.startswith("cites:") or (cites and line.lstrip().startswith("-"))
                if cites and (match := _FRONT_LINE.match(line)) and match[1]:
                    yield Written(place, match[1].strip().strip('"'))
            else:
                for found in (*_IN_BRACKETS.findall(line), *_in_sentence(line)):
                    yield Written(place, found)


def _in_sentence(line: str) -> Iterator[str]:
    """依照行政许可法第三十八条第二款、第四十九条的规定: a statute of the register, and the places after it."""
    for title, places in _of_register().findall(line):
        for place in _PLACE.findall(places):
            yield f"{title} {place}"


@lru_cache(maxsize=1)
def _of_register() -> re.Pattern[str]:
    titles = sorted((statute.title for statute in Statutes.shipped()), key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, titles))})》?((?:{_PLACE.pattern}、?)+)")


def _one(place: Place, text: str, edition: date, texts: Texts) -> Iterator[Fault]:
    try:
        cited = Citation.parse(text)
    except BadCitation as error:
        mend = "写成“行政许可法 第四十二条第一款”"
        yield Fault(place, f"{text!r} is no citation", f"“{text}”不是法条引用", str(error), mend)
        return
    register = Statutes.shipped()
    statute = register.get(cited.title)
    if statute is None:
        yield _no_statute(place, cited.title)
        return
    if statute.version(edition) is None:
        why = (
            f"《{statute.title}》自{statute.in_force_from}起施行"
            if statute.in_force_from > edition
            else (f"《{statute.title}》已于{statute.until}失效")
        )
        yield Fault(
            place, f"{text!r} was not in force on {edition}", f"“{text}”在本版施行之日（{edition}）没有效力", why,
            "引用当日有效的法律，或者改正 `edition`",
        )  # fmt: skip
    if cited.article is None:
        return
    if texts.holds(statute.title) and texts.words(register.canonical(cited)) is None:
        yield Fault(
            place, f"{cited} does not exist", f"《{cited.title}》没有{cited.place}", "法律文本中查不到这一条、款、项",
            "对照法律文本改正条、款、项",
        )  # fmt: skip
    canonical = register.canonical(cited)
    if not any(canonical.covers(known) or (known.covers(canonical) and known.article) for known in statute.articles):
        yield Fault(
            place, f"the register says nothing of {cited}", f"法律登记册没有{cited}", "读者点开引用时看不到它规定什么",
            f"在 laws/{statute.title}.yaml 的 articles 里写明这一条规定什么；没有这一条的，改正引用",
        )  # fmt: skip


def _no_statute(place: Place, title: str) -> Fault:
    known = [statute.title for statute in Statutes.shipped()]
    within = max((one for one in known if title.startswith(one)), key=len, default="")
    mend = f"是不是想写《{near}》？" if (near := within or nearest(title, known)) else "改正名称；"
    if within:  # What follows the name is the article, written otherwise than it should be.
        mend = f"写成“{within} 第…条”：名称后空一格，条、款、项用中文数字"
    return Fault(
        place, f"{title!r} is no statute of the register", f"登记册里没有《{title}》", "无从核对它是否有效",
        mend if within else f"{mend}登记册里确实没有的，在 `laws` 文件夹登记这部法律",
    )  # fmt: skip


def _lengths(spot: Spot, texts: Texts) -> Iterator[Fault]:
    """A length that the law itself sets stands in the article cited, and the article was in force on its `from` day."""
    source = spot.value("source")
    cites = spot.value("cites")
    since = spot.value("from")
    if isinstance(since, str) and isinstance(cites, str):
        yield from _since(spot, cites, since)
    for key in _LENGTH_KEYS:
        if isinstance(cites, str) and source in (None, "NAT") and (length := _length(spot.value(key))) is not None:
            yield from _said(spot.at(key), length, cites, texts)
    if (
        spot.value("length") is not None
        and source in (None, "NAT")
        and ((length := _length(spot.value("length"))) is not None and isinstance(near := spot.nearest("cites"), str))
    ):
        yield from _said(spot.at("length"), length, near, texts)


def _length(value: Value) -> Length | None:
    if not isinstance(value, str):
        return None
    try:
        return Length.parse(value)
    except BadLength:
        return None


def _said(place: Place, length: Length, cites: str, texts: Texts) -> Iterator[Fault]:
    """Some place cited fixes the length: by its text, else by what the register says that it fixes."""
    seen = []
    for text in Written(place, cites).parts():
        try:
            cited = Statutes.shipped().canonical(text)
        except (BadCitation, KeyError):
            continue
        words, days = _words(cited, texts)
        if words is None:
            continue
        if says(words, length.value, length.unit.value, days):
            return
        seen.append(str(cited))
    if seen:
        yield Fault(
            place, f"{length} does not occur in {'; '.join(seen)}", f"{'、'.join(seen)}没有规定“{length.zh}”",
            "所引条款的文字中没有这个期限",
            "对照条文改正期限或者引用；法律没有规定数字的，来源写 source: M、LOC 或 POL",
        )  # fmt: skip


def _words(cited: Citation, texts: Texts) -> tuple[str | None, WorkingDays]:
    """The words of a place and which 日 in them may be working days; the register does not say which are."""
    if cited.article is None:
        return None, _ANY_DAY
    if texts.holds(cited.title):
        return texts.words(cited), texts.working_days(cited.title)
    return Statutes.shipped().gloss(cited), _ANY_DAY


def _since(spot: Spot, cites: str, since: str) -> Iterator[Fault]:
    try:
        day = date.fromisoformat(since)
    except ValueError:
        return
    for text in Written(spot.at("cites"), cites).parts():
        try:
            statute = Statutes.shipped().get(Citation.parse(text).title)
        except BadCitation:
            continue
        if statute is not None and statute.version(day) is None:
            yield Fault(
                spot.at("from"), f"{statute.title} was not in force on {day}",
                f"《{statute.title}》在{day}没有效力", f"它自{statute.in_force_from}起施行", "改正 `from` 或者引用",
            )  # fmt: skip
