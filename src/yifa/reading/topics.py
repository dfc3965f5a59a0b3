"""The topic of each figure, by the words of the lexicon near it: its subject first, then clause, sentence, heading.

Every word is looked up once for the whole text; a figure then weighs the few that stand near.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache

from yifa.reading.lexicon import WORDS
from yifa.reading.page import Page, Span

# How much a word counts by where it stands.
IN_SUBJECT, IN_CLAUSE, IN_SENTENCE, IN_HEADING = 3.0, 1.8, 0.9, 0.6
SAME_SENTENCE, SAME_PARAGRAPH = 3.0, 0.8
AT_HEAD = 1.4
"""A Chinese noun has its head at the end: 政务服务中心好评率 is a rate of praise."""
REPEATED = 0.4
"""How much further words of one topic add to its strongest in the same clause."""
SILENT_SUBJECT = 1.5
"""How much more the neighbour and the heading lean where the subject itself says nothing (参训, 办结, 企业)."""
_TELLING = 3.0
"""From this weight on a word in the subject says something of its own."""
_REACH = 160
_FAR = 60.0
_ENOUGH = 1.0


def _lengths() -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in WORDS:
        lengths[word[:2]].add(len(word))
    return {opening: tuple(sorted(known, reverse=True)) for opening, known in lengths.items()}


_LENGTHS = _lengths()
"""The first two characters of a word → how long the words are that open so, the longest first."""

Hit = tuple[int, int, str, float]


def hits(text: str) -> list[Hit]:
    """The words of the lexicon in a text, the longest at each place, none within another: start, end, topic, weight."""
    found: list[Hit] = []
    place, last, lengths_of, known = 0, len(text) - 1, _LENGTHS.get, WORDS.get
    while place < last:
        for length in lengths_of(text[place : place + 2], ()):
            entry = known(text[place : place + length])
            if entry:
                found.append((place, place + length, *entry))
                place += length - 1
                break
        place += 1
    return found


@lru_cache(maxsize=4096)
def _of_words(words: str) -> tuple[tuple[str, float], ...]:
    scores: dict[str, float] = defaultdict(float)
    for _, _, topic, weight in hits(words):
        scores[topic] = max(scores[topic], weight)
    return tuple(scores.items())


_TRAINING = re.compile(r"培训|讲座|学习班|轮训|参训|授课")
_TAUGHT = (
    (re.compile(r"考试"), "training"),
    (re.compile(r"政务公开|信息公开"), "disclosure"),
    (re.compile(r"法律明白人"), "publicity"),
    (re.compile(r"执法人员|执法业务|执法骨干|执法队伍|综合执法|行政执法(?!责任)"), "enforcement"),
    (re.compile(r"调解员|人民调解"), "mediation"),
    (re.compile(r"复议"), "reconsideration"),
)


def taught(subject: str, clause: str) -> str:
    """培训执法人员 belongs to enforcement, 政务公开培训 to disclosure: a training belongs to what is taught.

    An empty string where it is no training, or one of officials in law.
    """
    if not _TRAINING.search(subject):
        return ""
    return next((topic for words, topic in _TAUGHT if words.search(subject) or words.search(clause)), "")


_VILLAGE_ADVISER = re.compile(r"(?:村|社区|居\)?|乡村)[^,，。;]{0,12}法律顾问|法律顾问[^,，。;]{0,8}(?:进村|进社区)")


def village_adviser(clause: str) -> str:
    """Legal advisers of villages and communities serve the public: legalaid, not the government's counsel."""
    return "legalaid" if _VILLAGE_ADVISER.search(clause) else ""


class Topics:
    """Tells the topics of the figures of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._hits = hits(page.folded)
        self._starts = [hit[0] for hit in self._hits]
        self._before: tuple[int, str] = (-1, "")
        """Where the figure before stood, and its topic."""

    def of(self, figure: Span, subject: Span) -> tuple[str, str]:
        """The topic of a figure with its subject, and the rule that gave it."""
        page = self._page
        clause = page.clause(figure[0])
        words = page.folded[subject[0] : subject[1]]
        topic, rule = self._of(figure, subject, clause, words)
        self._before = (figure[1], topic)
        return topic, rule

    def _of(self, figure: Span, subject: Span, clause: Span, words: str) -> tuple[str, str]:
        page = self._page
        special = taught(words, page.folded[max(clause[0], figure[0] - 60) : min(clause[1], figure[1] + 30)])
        if special:
            return special, "taught"
        near = page.folded[max(clause[0], figure[0] - 30) : min(clause[1], figure[1] + 30)]
        told = max((weight for _, weight in _of_words(words)), default=0.0)
        leaning = 1.0 if told >= _TELLING else SILENT_SUBJECT
        if village_adviser(near) and (told < _TELLING or "顾问" in words):
            return "legalaid", "village_adviser"
        scores: dict[str, float] = defaultdict(float)
        self._weigh_near(scores, figure, subject, clause)
        for depth, heading in enumerate(page.headings_over(figure[0])[:3]):
            for topic, weight in _of_words(heading.title):
                scores[topic] += weight * IN_HEADING * leaning / (1 + 0.5 * depth)
        self._weigh_neighbour(scores, figure, leaning)
        if not scores or max(scores.values()) < _ENOUGH:
            return "other", "no_topic"
        return max(scores, key=lambda topic: (scores[topic], topic)), "topic_words"

    def _weigh_neighbour(self, scores: dict[str, float], figure: Span, leaning: float) -> None:
        """Figures of one sentence mostly tell of one thing: what the figure before was about leans, no more."""
        end, topic = self._before
        if end < 0 or topic == "other":
            return
        if end >= self._page.sentence(figure[0])[0]:
            scores[topic] += SAME_SENTENCE * leaning
        elif "\n" not in self._page.folded[end : figure[0]]:
            scores[topic] += SAME_PARAGRAPH * leaning

    def _weigh_near(self, scores: dict[str, float], figure: Span, subject: Span, clause: Span) -> None:
        sentence = self._page.sentence(figure[0])
        first = max(sentence[0], figure[0] - _REACH)
        index = bisect_left(self._starts, first)
        told: dict[tuple[str, str], list[float]] = defaultdict(list)
        last = min(max(clause[1], subject[1]), figure[1] + 60)
        while index < len(self._hits) and self._hits[index][0] < last:
            start, end, topic, weight = self._hits[index]
            index += 1
            if subject[0] <= start and end <= subject[1]:
                zone, near = "subject", IN_SUBJECT * (AT_HEAD if end >= subject[1] - 2 else 1.0)
            elif clause[0] <= start < clause[1]:
                zone, near = "clause", IN_CLAUSE
            else:
                zone, near = "sentence", IN_SENTENCE * max(0.15, 1 - abs(figure[0] - start) / _FAR)
            told[zone, topic].append(weight * near)
        for (_, topic), weights in told.items():
            scores[topic] += max(weights) + REPEATED * (sum(weights) - max(weights))
