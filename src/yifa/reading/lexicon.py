"""The words by which a topic of such reports is known, each with a weight; the longest word at a place counts.

The words stand in `words_of_duty`, `words_of_service` and `words_of_law`;
how near a word must stand to a figure is for `topics` to say. A weight of 6 settles the matter,
1 merely leans.
"""

from __future__ import annotations

from yifa.reading.words_of_duty import WORDS_OF_DUTY
from yifa.reading.words_of_law import WORDS_OF_LAW
from yifa.reading.words_of_service import WORDS_OF_SERVICE

TOPICS_ZH: dict[str, str] = {
    "responsibility": "组织领导", "training": "学法培训", "publicity": "法治宣传", "matters": "权责与事项",
    "service": "政务服务", "licences": "证照与证明", "evaluation": "评价", "hotline": "12345热线",
    "benefits": "惠企与营商环境", "disclosure": "政务公开", "documents": "规范性文件", "legislation": "立法",
    "decisions": "行政决策", "counsel": "法律顾问", "enforcement": "行政执法", "casefile": "案卷评查与执法监督",
    "regulation": "监管", "reconsideration": "行政复议", "litigation": "行政应诉", "mediation": "矛盾调解",
    "petition": "信访", "proposals": "建议提案", "audit": "审计", "emergency": "应急", "procurement": "公共资源交易",
    "legalaid": "公共法律服务", "digital": "数字政府", "award": "表扬与荣誉", "other": "其他",
}
"""The topics in the order of a report, with their Chinese names."""

def _entries() -> dict[str, tuple[str, float]]:
    known: dict[str, tuple[str, float]] = {}
    for topic, words in (WORDS_OF_DUTY | WORDS_OF_SERVICE | WORDS_OF_LAW).items():
        parts = words.split()
        for word, weight in zip(parts[::2], parts[1::2], strict=True):
            if word not in known or known[word][1] < float(weight):
                known[word] = (topic, float(weight))
    return known


WORDS: dict[str, tuple[str, float]] = _entries()
"""Word → its topic and weight."""
