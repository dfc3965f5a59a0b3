"""A length of time is found in the words of a statute as statutes write it, and nowhere else."""

from pathlib import Path

import pytest

from yifa.law import Citation, Texts, WorkingDays, says
from yifa.law.lengths import conversion

TEXTS = Path(__file__).resolve().parents[4] / "shared" / "laws"
EVERY = WorkingDays(every=True)


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [
        ("应当自受理之日起二十日内作出", 20, "working_days"),
        ("自收到申请之日起20个工作日内答复", 20, "working_days"),
        ("在２０个工作日内", 20, "working_days"),
        ("可以延长三个月", 3, "months"),
        ("半年内完成", 6, "months"),
        ("在两年内未被发现", 2, "years"),
        ("应当在二十四小时内补办", 24, "hours"),
        ("应当当场作出", 0, "working_days"),
    ],
)
def test_a_length_is_found_as_the_law_writes_it(words: str, number: int, unit: str) -> None:
    assert says(words, number, unit, EVERY)


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [
        ("二十日内", 10, "working_days"),
        ("一百二十日", 20, "calendar_days"),
        ("第三十日", 30, "calendar_days"),
        ("二十个工作日", 20, "calendar_days"),
        ("十五日", 15, "months"),
    ],
)
def test_a_length_is_not_found_in_another_number_or_unit(words: str, number: int, unit: str) -> None:
    assert not says(words, number, unit)


def test_a_statute_says_which_of_its_days_are_working_days() -> None:
    named = conversion("本法中“二日”“三日”“五日”“七日”的规定是指工作日，不含法定节假日。")
    short = conversion("本法中十日以内期限的规定是指工作日，不含法定节假日。")

    assert says("五日内送达", 5, "working_days", named)
    assert not says("五日内送达", 5, "calendar_days", named)
    assert says("十五日内履行", 15, "calendar_days", named)
    assert not says("十五日内履行", 15, "working_days", named)
    assert short.must(10)
    assert not short.may(11)


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts of the statutes (../shared/laws) are not here")
def test_words_are_those_of_the_very_place_cited() -> None:
    texts = Texts(TEXTS)

    assert "二十日" in (texts.words(Citation.parse("行政许可法 第四十二条第一款")) or "")
    assert "四十五日" not in (texts.words(Citation.parse("行政许可法 第四十二条第一款")) or "")
    assert texts.words(Citation.parse("行政许可法 第四十二条第三款")) is None
    assert texts.words(Citation.parse("行政许可法 第三十二条第一款第六项")) is None
    assert texts.words(Citation.parse("行政许可法 第八十四条")) is None
    assert texts.working_days("行政处罚法").must(7)
