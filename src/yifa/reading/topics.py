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
from yifa.reading.settled import is_kind, made_public, praised, taught, village_adviser

# How much a word counts by where it stands.
IN_SUBJECT, IN_CLAUSE, IN_SENTENCE, IN_HEADING = 3.0, 1.8, 0.9, 0.6
SAME_SENTENCE, SAME_PARAGRAPH = 3.0, 0.8
IN_LABEL, _SHORT = 1.5, 10
IN_AMONG = 3.0
"""收到的复议申请中,行政处罚8件: what is among a whole is under its topic, strongly."""
IN_TITLE, AS_EXAMPLE = 0.7, 0.6
AT_HEAD = 1.4
"""A Chinese noun has its head at the end: 政务服务中心好评率 is a rate of praise."""
REPEATED = 0.4
"""How much further words of one topic add to its strongest in the same clause."""
SILENT_SUBJECT = 2.0
"""How much more the neighbour and the heading lean where the subject itself says nothing (参训, 办结, 企业)."""
_TELLING = 3.0
"""From this weight on a word in the subject says something of its own."""
OF_THE_TEXT = 3.0
"""How much the one topic of a text leans on each of its figures."""
_FEW_WORDS = 10
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


def theme(found: list[Hit]) -> str:
    """The topic of a text that has but one (a bulletin of a hotline, a report on reconsideration); empty otherwise."""
    weights: dict[str, float] = defaultdict(float)
    for _, _, topic, weight in found:
        weights[topic] += weight
    most = max(weights, key=lambda topic: (weights[topic], topic), default="")
    return most if len(found) >= _FEW_WORDS and weights[most] > sum(weights.values()) / 2 else ""


@lru_cache(maxsize=4096)
def _of_words(words: str) -> tuple[tuple[str, float], ...]:
    scores: dict[str, float] = defaultdict(float)
    for _, _, topic, weight in hits(words):
        scores[topic] = max(scores[topic], weight)
    return tuple(scores.items())


_AMONG = re.compile(r"(?P<whole>[^。;,，、\n]{4,30}[^其])中[,，]")
_FOR_EXAMPLE = re.compile(r"等[\u4e00-\u9fff“]")


def says_nothing(subject: str) -> bool:
    """Whether a subject alone tells of no topic: 行政处罚类 is a kind of something, 占比 a share of it."""
    return is_kind(subject) or max((weight for _, weight in _of_words(subject)), default=0.0) < _TELLING


class Topics:
    """Tells the topics of the figures of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._hits = [self._quieter(hit) for hit in hits(page.folded)]
        self._starts = [hit[0] for hit in self._hits]
        self._theme = theme(self._hits)
        self._before: tuple[int, str] = (-1, "")
        """Where the figure before stood, and its topic."""

    def _quieter(self, hit: Hit) -> Hit:
        """A word in the title of a law or a paper says what the paper is about, not what was done."""
        start, end, topic, weight = hit
        return (start, end, topic, weight * IN_TITLE) if self._page.titles.around(start) else hit

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
        settled = self._settled(figure, subject, clause, words)
        if settled[0]:
            return settled
        near = page.folded[max(clause[0], figure[0] - 30) : min(clause[1], figure[1] + 30)]
        told = max((weight for _, weight in _of_words(words)), default=0.0)
        leaning = 1.0 if told >= _TELLING else SILENT_SUBJECT
        if village_adviser(near) and (told < _TELLING or "顾问" in words):
            return "legalaid", "village_adviser"
        scores: dict[str, float] = defaultdict(float)
        self._weigh_near(scores, figure, subject, clause)
        for depth, heading in enumerate(page.headings_over(figure[0])[:3]):
            # (三)劳动仲裁:… is no heading over paragraphs but says of what the next words are.
            label = len(heading.title) <= _SHORT and page.folded[heading.end : heading.end + 1] in {":", "："}
            for topic, weight in _of_words(heading.title):
                scores[topic] += weight * (IN_LABEL if label else IN_HEADING) * leaning / (1 + 0.5 * depth)
        among = _AMONG.match(page.folded, page.sentence(figure[0])[0], figure[0])
        for topic, weight in _of_words(among["whole"]) if among else ():
            scores[topic] += weight * IN_AMONG
        if self._theme:
            scores[self._theme] += OF_THE_TEXT * leaning
        self._weigh_neighbour(scores, figure, leaning)
        if not scores or max(scores.values()) < _ENOUGH:
            return "other", "no_topic"
        return max(scores, key=lambda topic: (scores[topic], topic)), "topic_words"

    def _settled(self, figure: Span, subject: Span, clause: Span, words: str) -> tuple[str, str]:
        """The topic that the wording settles, and the rule; empty where it settles none."""
        folded, (before, topic) = self._page.folded, self._before
        of_whole = is_kind(words) and before >= self._page.sentence(figure[0])[0]
        rules = (
            ("taught", taught(words, folded[max(clause[0], figure[0] - 60) : min(clause[1], figure[1] + 30)])),
            ("topic_of_whole", topic if of_whole else ""),
            ("praised", praised(folded[subject[1] : subject[1] + 90], words) if subject[0] >= figure[1] else ""),
            ("made_public", made_public(folded[figure[1] - 1 : figure[1]],
                                        folded[max(clause[0], subject[0] - 12) : subject[0]], words)),
        )
        return next(((settled, rule) for rule, settled in rules if settled), ("", ""))

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
                # 处置会商、分级响应等10项制度: what stands before 等 only exemplifies.
                example = end <= figure[0] and _FOR_EXAMPLE.search(self._page.folded, end, figure[0])
                zone, near = "clause", IN_CLAUSE * (AS_EXAMPLE if example else 1)
            else:
                zone, near = "sentence", IN_SENTENCE * max(0.15, 1 - abs(figure[0] - start) / _FAR)
            told[zone, topic].append(weight * near)
        for (_, topic), weights in told.items():
            scores[topic] += max(weights) + REPEATED * (sum(weights) - max(weights))
