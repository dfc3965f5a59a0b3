"""Every citation in the packs can be read, has words of its own in the register, and names a place that exists.

The last is asked of the texts of the statutes where they are at hand (`../shared/laws`); what a statute means is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from yifa.law import BadCitation, Citation, Statutes, number_zh
from yifa.procedure import Procedure, load, packs_folder

PACKS = ("licensing", "disclosure")
TEXTS = Path(__file__).resolve().parents[3] / "shared" / "laws"
NO_CITATION = frozenset({"", "公式为通行口径", "政府信息公开工作年度报告格式", "GB/T 39046—2020 附录 A.5"})
"""What stands as source of a figure without being a statute."""
NAMED_DAYS = ("当场", "当日", "届满", "期限")
"""The words of the law for a clock without a number of days: on the spot, or until a day named in the case."""

Written = tuple[str, str]
"""Where a citation is written in a pack, and its text."""


@cache
def pack(name: str) -> Procedure:
    return load(packs_folder() / name)


def parted(text: str) -> list[str]:
    """The single citations of a text; one that begins with its article lies in the statute named before it."""
    found, title = [], ""
    for piece in filter(None, re.split(r"[；、，]", re.sub(r"（[^）]*）", "", text))):
        named, _, place = piece.strip().partition(" ")
        if place or not named.startswith("第"):
            title = named
            found.append(piece.strip())
        else:
            found.append(f"{title} {named}")
    return found


def written(procedure: Procedure) -> Iterator[Written]:
    """Every citation of a pack: its YAML files, the front matter of its papers, the rules it carries out."""
    groups = (procedure.acts, procedure.gates, procedure.waits, procedure.clocks, procedure.papers, procedure.fields)
    for group in groups:
        for thing in group.values():
            yield f"{thing.place if hasattr(thing, 'place') else 'paper'} {thing.id}", thing.cites
    for clock in procedure.clocks.values():
        extended = clock.extension.lengths if clock.extension else ()
        for length in (*clock.lengths, *extended):
            yield f"{clock.place} {clock.id}", length.cites
    for term, value in procedure.terms.items():
        if term.endswith("_cites") and value:
            yield f"term {term}", value
    for indicator in procedure.indicators.values():
        if indicator.source not in NO_CITATION:
            yield f"{indicator.place} {indicator.id}", indicator.source
    folder = Path(procedure.folder)
    for paper in procedure.papers.values():
        for text in front_matter(folder / paper.template)["cites"]:
            yield paper.template, text
    for rule, row in yaml.safe_load((folder / "rules.yaml").read_text(encoding="utf-8"))["rules"].items():
        if row["cites"]:
            yield f"rules.yaml {rule}", row["cites"]


IN_BRACKETS = re.compile(r"（([^（）]+法 第[^（）]+)）")
IN_A_SENTENCE = re.compile(r"(行政许可法|政府信息公开条例|优化营商环境条例)(第[^，。；）的]+?条[^，。；）的规]*)")
PLACE = re.compile(r"第[一二三四五六七八九十百]+条(?:第[一二三四五六七八九十]+款)?(?:第[一二三四五六七八九十]+项)?")


def told(procedure: Procedure) -> Iterator[Written]:
    """Every citation in the bodies of the papers, as the reader of a paper meets it."""
    for paper in procedure.papers.values():
        body = (Path(procedure.folder) / paper.template).read_text(encoding="utf-8").split("---", 2)[2]
        for found in IN_BRACKETS.findall(body):
            yield paper.template, found
        for title, places in IN_A_SENTENCE.findall(body):
            for place in PLACE.findall(places):
                yield paper.template, f"{title} {place}"


def front_matter(path: Path) -> dict[str, list[str]]:
    head: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
    return head


def cited(procedure: Procedure) -> Iterator[tuple[str, Citation]]:
    for where, text in (*written(procedure), *told(procedure)):
        for one in parted(text):
            yield where, Citation.parse(one)


@cache
def text_of(title: str) -> str | None:
    """The stored text of a statute; None where it is not stored."""
    found = sorted(TEXTS.glob(f"{title}(*).md"))
    return found[-1].read_text(encoding="utf-8") if found else None


@cache
def article_of(title: str, article: int) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    """The paragraphs of an article, each with its items; None where there is no such article."""
    text = text_of(title) or ""
    found = re.search(
        rf"^第{number_zh(article)}条[ 　](.*?)(?=^第[一二三四五六七八九十百零]+条[ 　]|^#|\Z)", text, re.M | re.S
    )
    if found is None:
        return None
    paragraphs: list[tuple[str, list[str]]] = []
    for line in filter(None, (line.strip() for line in found[1].split("\n"))):
        if re.match(r"[（(][一二三四五六七八九十]+[)）]", line):
            paragraphs[-1][1].append(line)
        else:
            paragraphs.append((line, []))
    return tuple((line, tuple(items)) for line, items in paragraphs)


def words_at(place: Citation) -> str | None:
    """The words of the cited place; None where the statute has no such article, paragraph or item."""
    paragraphs = article_of(place.title, place.article or 0)
    if paragraphs is None:
        return None
    if place.paragraph is not None:
        if place.paragraph > len(paragraphs):
            return None
        paragraphs = paragraphs[place.paragraph - 1 : place.paragraph]
    if place.item is None:
        return "".join(line + "".join(items) for line, items in paragraphs)
    # An item without a paragraph is that of the only paragraph with a list.
    lists = [items for _, items in paragraphs if items]
    if len(lists) != 1 or place.item > len(lists[0]):
        return None
    return lists[0][place.item - 1]


def says(words: str, length: str) -> bool:
    """Whether the words of the law fix this length, e.g. `20 working days` as 二十日 or 20个工作日."""
    number, unit = length.split(" ", 1)
    if number == "0":
        return any(word in words for word in NAMED_DAYS)
    kinds = {"working days": ("日", "个工作日"), "days": ("日",), "months": ("个月",), "years": ("年",)}
    forms = [form + kind for kind in kinds[unit] for form in (number, number_zh(int(number)))]
    return any(re.search(rf"(?<![0-9一二三四五六七八九十]){form}", words) for form in forms)


needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts of the statutes (../shared/laws) are not here")


@pytest.mark.parametrize("name", PACKS)
def test_every_citation_can_be_read(name: str) -> None:
    unread = []
    for where, text in (*written(pack(name)), *told(pack(name))):
        for one in parted(text):
            try:
                place = Citation.parse(one)
            except BadCitation as error:
                unread.append(f"{where}: {error}")
            else:
                if Statutes.shipped().get(place.title) is None:
                    unread.append(f"{where}: {one} is no statute of the register")

    assert unread == []


@pytest.mark.parametrize("name", PACKS)
def test_nothing_that_must_cite_is_silent(name: str) -> None:
    assert [where for where, text in written(pack(name)) if not text.strip()] == []


@pytest.mark.parametrize("name", PACKS)
def test_every_cited_place_has_words_of_its_own_in_the_register(name: str) -> None:
    """A reader who points at a citation is told what that very place fixes, not what stands around it."""
    register = Statutes.shipped()

    silent = {
        str(place)
        for _, place in cited(pack(name))
        if place.article is not None and not any(place.covers(known) for known in register.find(place.title).articles)
    }

    assert silent == set()


@needs_texts
@pytest.mark.parametrize("name", PACKS)
def test_every_cited_article_paragraph_and_item_exists(name: str) -> None:
    missing = {
        f"{where}: {place}"
        for where, place in cited(pack(name))
        if place.article is not None and text_of(place.title) and words_at(place) is None
    }

    assert missing == set()


@needs_texts
@pytest.mark.parametrize("name", PACKS)
def test_every_statute_cited_by_article_is_at_hand(name: str) -> None:
    without = {place.title for _, place in cited(pack(name)) if place.article is not None and not text_of(place.title)}

    assert without == set()


@needs_texts
@pytest.mark.parametrize("name", PACKS)
def test_every_national_length_stands_in_the_article_it_cites(name: str) -> None:
    procedure = pack(name)

    unsaid = []
    for clock in procedure.clocks.values():
        extended = clock.extension.lengths if clock.extension else ()
        for length in (*clock.lengths, *extended):
            if length.source == "NAT" and length.length is not None:
                for one in parted(length.cites):
                    if not says(words_at(Citation.parse(one)) or "", str(length.length)):
                        unsaid.append(f"{clock.id}: {length.length} by {one}")

    assert unsaid == []


@needs_texts
def test_a_length_is_looked_for_as_the_law_writes_it() -> None:
    words = words_at(Citation.parse("行政许可法 第四十二条第一款")) or ""

    assert says(words, "20 working days")
    assert says(words, "10 working days")
    assert not says(words, "2 working days")
    assert not says(words, "45 working days")
