"""The catalogue against itself and, where the texts lie beside the project, against the law article by article."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from yifa.law import number_zh
from yifa.matters import limits
from yifa.matters.public import CatalogueRow, catalogue
from yifa.workdays import Length, Unit

_NUMERAL = "[一二三四五六七八九十百零]+"
_CITATION = re.compile(
    rf"(?P<text>.+\(\d{{4}}-\d{{2}}-\d{{2}}\)) (?P<article>第{_NUMERAL}条)(?:第(?P<paragraph>{_NUMERAL})款)?"
)
_ARTICLE = re.compile(r"第[零一二三四五六七八九十百千]+条(?=[ 　])")
_ITEM = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
_ORDINALS = {number_zh(number): number for number in range(1, 30)}


def test_the_catalogue_holds_over_three_hundred_matters_each_with_a_name_a_basis_and_a_kind_of_organ() -> None:
    rows = catalogue()
    assert len(rows) > 300
    for row in rows:
        assert all((row.name, row.name_en, row.basis, row.organ_kind, row.levels)), row.id


@pytest.mark.parametrize("key", ["id", "serial", "name", "name_en"])
def test_what_identifies_a_row_is_its_alone(key: str) -> None:
    values = [getattr(row, key) for row in catalogue()]
    assert len(set(values)) == len(values)


def test_every_citation_is_well_formed_and_every_length_canonical() -> None:
    for row in catalogue():
        assert all(_CITATION.fullmatch(cites) for cites in row.citations), row.id
        assert limits.canonical(row.limit) == list(row.limit), row.id
        assert not row.extension or limits.canonical([row.extension]) == [row.extension], row.id


def test_a_limit_always_names_its_article_and_a_row_without_one_is_marked() -> None:
    for row in catalogue():
        assert bool(row.limit) == bool(row.limit_cites) == (row.verified == "limit_verified"), row.id
        assert bool(row.extension) == bool(row.extension_cites), row.id


def test_every_licence_has_a_limit() -> None:
    assert [row.id for row in catalogue() if row.type == "01" and not row.limit] == []


def test_the_licensing_laws_limit_is_twenty_working_days_with_ten_more() -> None:
    rows = [row for row in catalogue() if row.limit_origin == "licensing_law"]
    assert {(row.limit, row.extension, row.type) for row in rows} == {(("20 working days",), "10 working days", "01")}


@pytest.mark.shared
@pytest.mark.parametrize("row", catalogue(), ids=lambda row: row.id)
def test_every_cited_article_and_paragraph_exists_in_the_text(row: CatalogueRow, shared: Path) -> None:
    for cites in row.citations:
        assert _cited(shared, cites), f"{row.name}：{cites} 在法规原文中没有找到"


@pytest.mark.shared
@pytest.mark.parametrize("row", [row for row in catalogue() if row.limit], ids=lambda row: row.id)
def test_the_number_and_unit_of_every_limit_stand_in_the_article_that_states_it(
    row: CatalogueRow, shared: Path
) -> None:
    text = _cited(shared, row.limit_cites)
    for step in row.limit:
        length = Length.parse(step)
        if length.value == 0:
            assert re.search("当场|当日|即时|即", text) or "完成备案" in text, f"{row.name}：{text}"
        elif row.limit_origin == "licensing_law":
            assert "二十日" in text, f"{row.name}：{text}"
        else:
            assert _states(text, length, _converts(shared, row.limit_cites)), f"{row.name} {step}：{text}"


@pytest.mark.shared
@pytest.mark.parametrize("row", [row for row in catalogue() if row.extension], ids=lambda row: row.id)
def test_the_number_of_every_extension_stands_in_its_article(row: CatalogueRow, shared: Path) -> None:
    text = _cited(shared, row.extension_cites)
    added = Length.parse(row.extension)
    total = Length(added.value + Length.parse(row.limit[0]).value, added.unit)
    assert "延长" in text
    assert any(_states(text, length, converts=True) for length in (added, total)), f"{row.name}：{text}"


@pytest.mark.shared
@pytest.mark.parametrize("row", [row for row in catalogue() if row.silence], ids=lambda row: row.id)
def test_silence_is_consent_only_where_the_article_of_the_limit_says_so(row: CatalogueRow, shared: Path) -> None:
    assert re.search("逾期.{0,8}视为(许可|同意)", _cited(shared, row.limit_cites))


@pytest.mark.shared
def test_no_matter_whose_article_takes_silence_for_consent_is_left_unmarked(shared: Path) -> None:
    unmarked = [
        row.name
        for row in catalogue()
        if row.limit and not row.silence and re.search("逾期.{0,8}视为(许可|同意)", _cited(shared, row.limit_cites))
    ]
    assert unmarked == []


@pytest.mark.shared
def test_a_limit_in_working_days_is_one_in_the_text_or_converted_by_its_statute(shared: Path) -> None:
    for row in catalogue():
        working = [step for step in row.limit if step.endswith("working days") or step.endswith("working day")]
        if working and row.limit_origin == "statute":
            converted = _converts(shared, row.limit_cites)
            assert "工作日" in _cited(shared, row.limit_cites) or converted, row.name


def _states(text: str, length: Length, converts: bool) -> bool:
    """Whether the text names the length: numeral Chinese or Arabic, its unit or (where converted) plain days."""
    number = f"(?:{number_zh(length.value)}|{length.value})"
    units = {Unit.WORKING_DAYS: "个工作日|工作日", Unit.CALENDAR_DAYS: "日|天", Unit.MONTHS: "个月"}[length.unit]
    if converts and length.unit == Unit.WORKING_DAYS:
        units += "|日"
    return re.search(rf"(?<![一二三四五六七八九十百0-9]){number}(?:{units})", text) is not None


def _converts(shared: Path, cites: str) -> bool:
    """Whether the cited statute itself turns its days into working days, as 机动车登记规定 第九十二条 does."""
    found = _CITATION.fullmatch(cites)
    assert found
    whole = "\n".join(line for lines in _articles(shared, found["text"]).values() for line in lines)
    return re.search("是指工作日|以工作日计算", whole) is not None


def _cited(shared: Path, cites: str) -> str:
    """The text of the cited article or paragraph, empty if it does not exist."""
    found = _CITATION.fullmatch(cites)
    assert found, cites
    paragraphs = _articles(shared, found["text"]).get(found["article"], [])
    if not found["paragraph"]:
        return "\n".join(paragraphs)
    number = _ORDINALS[found["paragraph"]]
    return paragraphs[number - 1] if number <= len(paragraphs) else ""


@lru_cache(maxsize=256)
def _articles(shared: Path, text: str) -> dict[str, list[str]]:
    """The articles of a statute: its paragraphs (款) in order, items joined to the paragraph above them."""
    path = shared / "laws" / f"{text}.md"
    articles: dict[str, list[str]] = {}
    paragraphs: list[str] = []
    if not path.is_file():
        return articles
    body = path.read_text(encoding="utf-8").rpartition("<!-- INFO END -->")[2]
    for line in filter(None, map(str.strip, body.split("\n"))):
        if heading := _ARTICLE.match(line):
            paragraphs = articles.setdefault(heading[0], [])
            paragraphs.append(line[heading.end() :].strip())
        elif _ITEM.match(line) and paragraphs:
            paragraphs[-1] += "\n" + line
        elif line.startswith("#"):
            paragraphs = []
        else:
            paragraphs.append(line)
    return articles
