"""The measure words of official prose, and the characters after which each is no measure word but part of one.

Data and the pattern made of it; what a measure word means for a figure is decided elsewhere.
"""

from __future__ import annotations

import re

# Measure words; after the colon the characters that may not follow: 26起诉讼 counts suits, 对3起诉状 does not.
_WORDS = (
    "个 件 项:目 次:性 份:额 名:录称 人:大民员口才均事社力防 家:庭长属 期:间限待满 场:所地景馆 起:草来到 宗:旨 "
    "条:例款文 部:门委队署分 类:别似型 批:准复示 批次 轮:驱流岗 处:罚理置室长级分以于 所:有在需属以 户:籍口 篇 "
    "幅:度 块 张 本:级市区县省地次级部 册 套 种:植 例:如会外 面:向对积临 封 卷:宗 则 堂 课:题程堂 题:目库材词名 "
    "节:点约日 趟 遍 辆 台:账 架:构 艘 栋 座:谈 间 片:区 支:部持付出撑 队:伍 组:织长成建 班:子 门:户类 款:项 "
    "枚 笔 单:位 票 亩 公里 千米 米 平方米 平方公里 吨 公斤 千克 元 公顷 倍 成:立功为员 "
    "分:别之局为厅中公类管析布行支会配享层期数工子 分贝 版:本 集:中团体合 帧 只 头 株 棵 盏 箱 袋 盒 位:于居列 "
    "员:额 把 道:路德 对 席 站 点位 点:位击单评 层:级面次 页 字 人次 场次 件次 户次 家次 项次 班次 车次 车:辆间 "
    "架次 台次 台套 课时 学时 人份 条次 批件 宗次 篇次 人日 小类 大类 大项 小项 子项 类别 方面 环节 步 美元 千瓦时 "
    "株次 回:复应访头 声 例次 分钟 小时 个小时 个工作日 工作日 天 个月 周:年边一二三四五六日 个自然日 日 个百分点 "
    "百分点 位次 % ‰ 大:队型气 元/人 起次 幢 顶 副 双 根:据本 具:有体备 尾 桶 瓶 口 通:过报知信常道行知用则达畅缉告关"
)
MEASURES: dict[str, str] = {word: barred for word, _, barred in (entry.partition(":") for entry in _WORDS.split())}
"""Measure word → the characters after which it is part of another word."""

# Lengths of time: figures only where they say how long a piece of work takes.
DURATIONS = frozenset({"分钟", "小时", "个小时", "个工作日", "工作日", "天", "个月", "周", "个自然日", "日"})

# Words that make a number a date, an age, a tier, a number on a door: never a quantity of work.
NOT_MEASURES = (
    "年", "月份", "月", "号", "时许", "时", "级", "届", "周年", "世纪", "岁", "年代", "季度", "楼", "室", "路", "弄",
    "幢楼", "栋楼", "楼层", "点钟", "旬",
)

# With these two numerals in Chinese characters are names or idioms far more often than counts.
ARABIC_ONLY = frozenset({"大", "分", "日", "成", "对", "口", "方面", "步", "字", "声", "道", "把", "点", "头", "副",
                         "双", "通", "面", "根", "具", "尾", "本", "站", "层", "位次", "周"})


def _measure(word: str, barred: str) -> str:
    # 15名单 is no count, but 15名单位负责人 is one.
    barred_word = "(?!单(?!位))" if word == "名" else ""
    return re.escape(word) + barred_word + (f"(?![{barred}])" if barred else "")


def _alternatives() -> str:
    longest_first = sorted(MEASURES.items(), key=lambda entry: -len(entry[0]))
    return "|".join(_measure(word, barred) for word, barred in longest_first)


# 人(次), 场（次）, 台(套): the measure word with its twin in brackets is written as one.
UNIT = rf"(?:(?:{_alternatives()})(?:\((?:次|件|个|套|人|家|户|项|份|场|册|处|起|条)\))?)"
