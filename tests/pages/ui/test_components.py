"""Every component draws its examples, keeps the content security policy, and says when it is used wrongly.

What the pages of the portal and the desk make of them is tested there.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from yifa.ui import bundle, icons, reference, registry, views

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{example.name}")
    for name, part in registry.components().items()
    for example in part.examples
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_draws_without_inline_style_or_script(name: str, example: registry.Example) -> None:
    html = registry.render(name, example.given)

    assert html.strip()
    assert not re.search(r"\sstyle=|<script|<style|\son\w+=|javascript:", html)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_hands_in_only_what_its_component_takes(name: str, example: registry.Example) -> None:
    assert example.given.keys() <= registry.components()[name].known


@pytest.mark.parametrize("name", registry.components())
def test_a_component_belongs_to_a_group_of_the_page_of_patterns(name: str) -> None:
    assert registry.components()[name].group in views.GROUPS


@pytest.mark.parametrize("layout", ["portal", "desk"])
def test_the_page_of_patterns_shows_every_component_in_both_layouts(layout: str) -> None:
    response = views.patterns(RequestFactory().get("/ui/", {"layout": layout}))

    shown = set(re.findall(r'class="pattern" id="(\w+)"', response.content.decode()))
    assert shown == {*registry.components(), "icons"}


def test_a_missing_key_is_named() -> None:
    with pytest.raises(registry.ComponentFault, match="gloss"):
        registry.render("article_mark", {"label": "许可法 §42"})


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(registry.ComponentFault, match="colour"):
        registry.render("tag", text="已受理", colour="red")


def test_an_unknown_component_is_refused_with_the_list_of_those_there_are() -> None:
    with pytest.raises(registry.ComponentFault, match="clock_badge"):
        registry.render("clok")


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(registry.ComponentFault, match="clok"):
        icons.icon("clok")


def test_a_dataclass_with_more_than_is_needed_can_be_drawn() -> None:
    @dataclass
    class Clock:
        state: str
        left: int
        secret: str

    html = registry.render("clock_badge", Clock("soon", 3, "not for the page"))

    assert "还剩 3 个工作日" in html
    assert "not for the page" not in html


def test_what_people_wrote_is_escaped() -> None:
    html = registry.render("timeline", {"events": [{"sentence": "<b>粗</b>", "on": "2026-03-02"}]})

    assert "&lt;b&gt;粗" in html


def test_a_form_carries_the_token_of_its_page() -> None:
    page = Template('{% load ui %}{% component "act_form" action="/x" fields=fields submit="受理" %}')

    html = page.render(Context({"fields": [], "csrf_token": "tok"}))

    assert 'name="csrfmiddlewaretoken" value="tok"' in html


def test_the_same_article_twice_on_a_page_has_two_ids() -> None:
    request = RequestFactory().get("/")
    mark = Template('{% load ui %}{% component "article_mark" label="许可法 §42" gloss="二十日" %}' * 2)

    ids = re.findall(r' id="(u\w+(?:-2)?)"', mark.render(Context({"request": request})))

    assert len(set(ids)) == 2


def test_a_key_may_be_called_name_in_a_page_too() -> None:
    page = Template('{% load ui %}{% component "field" name="on" label="日期" kind="date" %}')

    assert 'name="on"' in page.render(Context())


def test_an_error_links_to_its_field() -> None:
    summary = registry.render("error_summary", errors=[{"field": "reason", "sentence": "须说明理由"}])
    field = registry.render("field", name="reason", label="理由", error="须说明理由")

    assert 'href="#field-reason"' in summary
    assert 'id="field-reason"' in field
    assert 'aria-describedby="field-reason-error"' in field


def test_a_money_of_nought_is_shown_and_not_taken_for_empty() -> None:
    assert 'value="0"' in registry.render("field", name="fee", label="费用", kind="money", value=0)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"state": "calm", "left": 12}, "还剩 12 个工作日"),
        ({"state": "due", "left": 0}, "今天到期"),
        ({"state": "late", "left": -2}, "已逾期 2 个工作日"),
        ({"state": "soon", "left": 5, "unit": "hours"}, "还剩 5 小时"),
        ({"state": "late", "left": -72, "unit": "hours"}, "已逾期 72 小时"),
        ({"state": "late", "left": -75, "unit": "hours"}, "已逾期 3 天"),
        ({"state": "calm", "left": 100, "unit": "hours"}, "还剩 4 天"),
        ({"state": "missed", "left": -4, "unit": "days"}, "逾期 4 天办结"),
        ({"state": "paused", "left": 4}, "暂停计时"),
    ],
)
def test_a_clock_says_in_words_what_its_colour_says(given: dict[str, object], words: str) -> None:
    assert words in registry.render("clock_badge", given)


def test_no_template_switches_escaping_off() -> None:
    templates = [*registry.HOME.rglob("*.html")]

    assert templates
    assert not [path for path in templates if re.search(r"\|\s*safe\b|autoescape", path.read_text("utf-8"))]


def test_the_stylesheet_is_the_parts_joined() -> None:
    assert bundle.TARGET.read_text("utf-8") == bundle.stylesheet(), "python -m yifa.ui.bundle"


def test_the_reference_says_what_the_components_say() -> None:
    written = ROOT / "docs" / "reference" / "components.md"

    assert written.read_text("utf-8") == reference.page(), "python -m yifa.ui.reference " + str(written)


def test_the_display_switch_returns_only_to_pages_of_this_site() -> None:
    response = views.set_display(RequestFactory().get("/ui/display", {"size": "elder", "next": "//evil.example"}))

    assert response["Location"] == "/"
    assert response.cookies["display_size"].value == "elder"


def test_the_display_switch_ignores_a_choice_that_does_not_exist() -> None:
    response = views.set_display(RequestFactory().get("/ui/display", {"theme": "pink", "next": "/x"}))

    assert response["Location"] == "/x"
    assert not response.cookies
