"""Citations are read as people write them and written as the law writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.law import BadCitation, Citation, number_zh

ARTICLE_42_1 = Citation("行政许可法", 42, paragraph=1)


@pytest.mark.parametrize(
    "text",
    [
        # The plain way, with a space.
        "行政许可法 第四十二条第一款",
        # Without one.
        "行政许可法第四十二条第一款",
        # As a document quotes it.
        "《行政许可法》第四十二条第一款",
        # With the full title.
        "《中华人民共和国行政许可法》第四十二条第一款",
        # With a version in brackets after the title.
        "《行政许可法》（2019年修正）第四十二条第一款",
        # With digits.
        "行政许可法 第42条第1款",
        # With stray blanks.
        " 行政许可法  第 42 条 第 1 款 ",
    ],
)
def test_a_citation_is_read_however_it_is_written(text: str) -> None:
    assert Citation.parse(text) == ARTICLE_42_1


def test_paragraph_and_item_are_told_apart() -> None:
    found = Citation.parse("行政许可法 第三十二条第一款第四项")

    assert (found.article, found.paragraph, found.item) == (32, 1, 4)
    assert Citation.parse("行政许可法 第三十二条第一款第（四）项") == found
    assert str(found) == "《行政许可法》第三十二条第一款第四项"


def test_an_inserted_article_keeps_its_number() -> None:
    assert Citation.parse("刑法 第一百二十条之一").place == "第一百二十条之一"


def test_a_document_number_stands_for_a_title() -> None:
    found = Citation.parse("国办发[2018]118号")

    assert found == Citation("国办发〔2018〕118号")
    assert str(found) == "国办发〔2018〕118号"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("行政许可法 第四十二条第一款", "许可法 §42"),
        ("政府信息公开条例 第三十三条", "信息公开条例 §33"),
        # A statute that is not registered keeps its title.
        ("消防法 第十五条", "消防法 §15"),
        ("行政许可法", "许可法"),
    ],
)
def test_a_narrow_place_shows_short_title_and_article(text: str, short: str) -> None:
    assert Citation.parse(text).short == short


@pytest.mark.parametrize(
    "text", ["", "第四十二条", "行政许可法 第四十二款", "行政许可法 第零条", "行政许可法 第四十二条第一条"]
)
def test_nonsense_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadCitation, match=r"第四十二条|序号"):
        Citation.parse(text)


@given(st.integers(1, 9999))
def test_every_number_survives_chinese_numerals(number: int) -> None:
    assert Citation.parse(f"民法典 第{number_zh(number)}条").article == number


@given(st.integers(1, 1300), st.none() | st.integers(1, 12), st.none() | st.integers(1, 30))
def test_every_citation_survives_being_written_and_read(article: int, paragraph: int | None, item: int | None) -> None:
    found = Citation("行政许可法", article, paragraph=paragraph, item=item)

    assert Citation.parse(str(found)) == found
