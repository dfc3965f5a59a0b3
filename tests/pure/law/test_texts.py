"""The text of an article is shown where an office has installed the texts, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from yifa.law import Citation, Texts, installed

TEXT = """# 示例法

2019年通过

<!-- INFO END -->

## 第一章 总则

第一条 为了示例，制定本法。

第二条 示例分为两种：

（一）甲种；

（二）乙种。

示例也可以不分种类。

## 第二章 附则

第二条之一 本条后来加入。

第十条　本法自公布之日起施行。
"""


def test_an_article_is_given_with_all_its_paragraphs_and_items(tmp_path: Path) -> None:
    (tmp_path / "示例法(2019-04-23).md").write_text(TEXT, encoding="utf-8")

    text = Texts(tmp_path).article(Citation.parse("示例法 第二条第一款第一项"))

    assert text == "示例分为两种：\n（一）甲种；\n（二）乙种。\n示例也可以不分种类。"


def test_an_inserted_article_is_not_the_one_it_follows(tmp_path: Path) -> None:
    (tmp_path / "示例法(2019-04-23).md").write_text(TEXT, encoding="utf-8")

    assert Texts(tmp_path).article(Citation.parse("示例法 第二条之一")) == "本条后来加入。"


def test_the_newest_version_of_a_statute_is_shown(tmp_path: Path) -> None:
    (tmp_path / "示例法(2003-08-27).md").write_text("第一条 旧文。", encoding="utf-8")
    (tmp_path / "示例法(2019-04-23).md").write_text("第一条 新文。", encoding="utf-8")

    assert Texts(tmp_path).article(Citation.parse("《中华人民共和国示例法》第一条")) == "新文。"


def test_without_texts_nothing_is_shown(tmp_path: Path) -> None:
    assert installed("").article(Citation.parse("示例法 第一条")) is None
    assert Texts(tmp_path / "absent").article(Citation.parse("示例法 第一条")) is None


def test_the_texts_beside_the_project_can_be_read(shared: Path) -> None:
    texts = Texts(shared / "laws")

    text = texts.article(Citation.parse("行政许可法 第四十二条第一款"))

    assert text is not None
    assert "二十日内作出行政许可决定" in text
