"""The register of statutes: names, versions, what a place fixes; each citation checked against the texts."""

import re
from datetime import date
from pathlib import Path

import pytest

from yifa.law import BadStatute, Citation, Statute, Statutes, UnknownStatute, number_zh, parse_statute
from yifa.law.citation import number_of
from yifa.workdays import Unit, unit_for
from yifa.workdays import UnknownStatute as NoUnitRule
from yifa.workdays.units import RULES

TEXTS = Path(__file__).resolve().parents[4] / "shared" / "laws"
REGISTER = Statutes.shipped()
PERIOD = re.compile(r"(\d+)(个工作日|日(?!前提交|前公布|前报送|前公)|个月|年(?!底)|小时)")


def test_a_statute_is_found_by_each_of_its_names() -> None:
    wanted = REGISTER.find("行政许可法")

    for name in ("《行政许可法》", "中华人民共和国行政许可法", "许可法"):
        assert REGISTER.find(name) is wanted
    assert REGISTER.find("国办发［2018］118号").short == "三项制度意见"


def test_an_unknown_statute_is_named_with_near_ones() -> None:
    with pytest.raises(UnknownStatute, match="行政复议法"):
        REGISTER.find("复议")


@pytest.mark.parametrize(
    ("title", "on", "held"),
    [
        # In force since 1 July 2004.
        ("行政许可法", "2004-06-30", False),
        ("行政许可法", "2004-07-01", True),
        # Adopted on 25 February 2022, in force from 1 May.
        ("信访工作条例", "2022-04-30", False),
        ("信访工作条例", "2022-05-01", True),
    ],
)
def test_a_statute_holds_from_the_day_it_takes_force(title: str, on: str, held: bool) -> None:
    assert REGISTER.in_force(title, date.fromisoformat(on)) is held


def test_the_version_is_the_one_of_the_day() -> None:
    before, after = date(2019, 5, 14), date(2019, 5, 15)

    assert REGISTER.version("政府信息公开条例", before).number == "国务院令第492号"  # type: ignore[union-attr]
    assert REGISTER.version("政府信息公开条例", after).number == "国务院令第711号"  # type: ignore[union-attr]


def test_a_place_without_an_entry_takes_that_around_it_or_within_it() -> None:
    item = REGISTER.gloss("行政许可法 第七十条第一款第三项")
    whole = REGISTER.gloss("政府信息公开条例 第三十三条")

    assert item is not None
    assert "注销" in item
    assert whole is not None
    assert "当场答复" in whole
    assert "20个工作日" in whole
    assert REGISTER.gloss("行政许可法 第九十九条") is None
    assert REGISTER.gloss("没有这部法 第一条") is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        # A word the register does not know.
        (("short:", "brief:"), r"x\.yaml:\d+: 法律里没有“brief”"),
        # A day that isn't one.
        (("2003-08-27", "2003-13-27"), r"x\.yaml:6: “2003-13-27”不是日期"),
        # In force before it was adopted.
        (("in_force: 2004-07-01", "in_force: 2001-07-01"), "早于通过日"),
        # A place written in digits: there is one way to write it here.
        (("第八十二条", "第82条"), "应写作“第八十二条”"),
        (("kind: 法律", "kind: 法"), "种类“法”不对"),
        (("title: 行政许可法\n", ""), "缺少：title"),
    ],
)
def test_a_faulty_file_is_refused_with_line_and_reason(change: tuple[str, str], fault: str) -> None:
    text = """title: 行政许可法
name: 中华人民共和国行政许可法
short: 许可法
kind: 法律
issuer: 全国人民代表大会常务委员会
versions: [{adopted: 2003-08-27, in_force: 2004-07-01, number: null}]
articles: {第八十二条: 期限以工作日计算。}
"""
    assert parse_statute(text, "x.yaml").title == "行政许可法"

    with pytest.raises(BadStatute, match=fault):
        parse_statute(text.replace(*change), "x.yaml")


def path_of(title: str) -> Path:
    """The file with the text of a statute; skips, saying so, where the texts are absent."""
    for path in TEXTS.glob("*.md"):
        if path.name.partition("(")[0] in (title, f"{title}总则"):
            return path
    pytest.skip(f"no text of {title} beside the project")


def articles_of(title: str) -> dict[int, list[tuple[str, list[str]]]]:
    """The text of a statute: article → paragraphs, each with its items."""
    articles: dict[int, list[tuple[str, list[str]]]] = {}
    now: list[tuple[str, list[str]]] = []
    for line in path_of(title).read_text(encoding="utf-8").split("<!-- INFO END -->")[1].splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if opens := re.match(r"第([零〇一二三四五六七八九十百]+)条[\s　]+(.*)", text):
            now = articles.setdefault(number_of(opens[1]), [])
            now.append((opens[2], []))
        elif item := re.match(r"[（(][一二三四五六七八九十]+[）)](.*)", text):
            now[-1][1].append(item[1])
        else:
            now.append((text, []))
    return articles


def text_at(place: Citation) -> str:
    """The words that stand at `place`; fails where the statute has no such article, paragraph or item."""
    articles = articles_of(place.title)
    assert place.article in articles, f"{place}: no such article"
    paragraphs = articles[place.article]
    if place.paragraph is None and place.item is not None:
        assert len([1 for _, items in paragraphs if items]) == 1, f"{place}: say which paragraph"
        paragraphs = [paragraph for paragraph in paragraphs if paragraph[1]]
    if place.paragraph is not None:
        assert place.paragraph <= len(paragraphs), f"{place}: no such paragraph"
        paragraphs = [paragraphs[place.paragraph - 1]]
    if place.item is None:
        return "".join(text + "".join(items) for text, items in paragraphs)
    assert place.item <= len(paragraphs[0][1]), f"{place}: no such item"
    return paragraphs[0][1][place.item - 1]


STATUTES = [statute for statute in REGISTER if statute.kind != "政策文件"]


@pytest.mark.shared
@pytest.mark.parametrize("statute", STATUTES, ids=lambda statute: statute.title)
def test_every_place_cited_stands_in_the_text(statute: Statute) -> None:
    for place in statute.articles:
        assert text_at(place)


def unit_meant(statute: Statute, number: int) -> Unit | None:
    try:
        return unit_for(statute.title, number)
    except NoUnitRule:
        return None


@pytest.mark.shared
@pytest.mark.parametrize("statute", STATUTES, ids=lambda statute: statute.title)
def test_every_length_we_name_is_the_one_in_the_text(statute: Statute) -> None:
    for place, gloss in statute.articles.items():
        text = text_at(place)
        for number, unit in PERIOD.findall(gloss):
            ways = {number, number_zh(int(number)), {"2": "两", "24": "二十四"}.get(number, number)}
            said = any(re.search(rf"{way}(个?工作)?{unit[-1]}|{way}{unit}", text) for way in ways)
            assert said, f"{place}: {number}{unit} does not stand there: {text}"


# What the agency's own periods don't cover: the applicant's five and thirty days, whose unit is arguable.
OF_THE_APPLICANT = {"第四十七条第一款": "5", "第五十条第一款": "30"}


@pytest.mark.shared
@pytest.mark.parametrize("statute", STATUTES, ids=lambda statute: statute.title)
def test_days_are_working_days_just_where_the_statute_makes_them_so(statute: Statute) -> None:
    for place, gloss in statute.articles.items():
        text = text_at(place)
        for number, unit in PERIOD.findall(gloss):
            meant = unit_meant(statute, int(number))
            if meant is None or unit not in ("个工作日", "日") or OF_THE_APPLICANT.get(place.place) == number:
                continue
            written = f"{number}个工作日" in text
            assert (unit == "个工作日") is (written or meant is Unit.WORKING_DAYS), f"{place}: {number}{unit}"


@pytest.mark.shared
@pytest.mark.parametrize("statute", STATUTES, ids=lambda statute: statute.title)
def test_the_days_of_adoption_and_force_stand_in_the_text(statute: Statute) -> None:
    path = path_of(statute.title)

    latest = statute.versions[-1].adopted

    assert str(latest) in path.name


def test_every_statute_with_a_rule_for_its_days_is_registered() -> None:
    for rule in RULES:
        assert REGISTER.get(rule.statute), rule.statute
