"""Reads a text: finds the figures, names what they count, puts them under topics, ties them to each other.

Each step is a module of its own; this one only puts them in order.
"""

from __future__ import annotations

from dataclasses import replace

from yifa.reading.bounds import bounds
from yifa.reading.equals import equals
from yifa.reading.finding import found
from yifa.reading.laid import Laid
from yifa.reading.page import Page
from yifa.reading.scanning import Candidate
from yifa.reading.shares import shares
from yifa.reading.subjects import Subjects
from yifa.reading.sums import in_step, sums, sums_of_shares
from yifa.reading.topics import Topics, says_nothing
from yifa.reading.values import Figure, Kind, PassedOver, Reading, Relation


def read(text: str) -> Reading:
    """The figures of a text with what they count, the numbers that are none, and how the figures hang together.

    Offsets count code points of `text` as given. Any string is read, in time linear in its length.

    >>> reading = read("全年受理行政复议申请100件，办结95件，办结率95%。")
    >>> [(f.text, f.subject, f.topic) for f in reading.figures][0]
    ('100件', '行政复议申请', 'reconsideration')
    >>> [(r.kind.value, r.holds) for r in reading.relations]
    [('share', True)]
    """
    page = Page(text)
    numbers = found(page)
    figures = _figures(page, [number for number in numbers if not number.passed_by])
    relations = _relations(page, figures)
    figures = _of_their_whole(figures, relations)
    passed = tuple(
        PassedOver(n.start, n.end, text[n.start : n.end], n.passed_by)
        for n in numbers if n.passed_by and (n.is_arabic or n.unit)
    )
    return Reading(text, figures, passed, relations)


def _figures(page: Page, numbers: list[Candidate]) -> tuple[Figure, ...]:
    topics = Topics(page)
    figures = []
    for order, (number, (subject, how)) in enumerate(zip(numbers, Subjects(page, numbers).all(), strict=True), 1):
        topic, why = topics.of((number.start, number.end), subject)
        figures.append(Figure(
            f"f{order}", number.start, number.end, page.text[number.start : number.end], number.value,
            page.text_unit(number.start, number.end, number.unit), number.approx,
            page.text[subject[0] : subject[1]], topic, (*number.rules, how, why),
        ))
    return tuple(figures)


def _of_their_whole(figures: tuple[Figure, ...], relations: tuple[Relation, ...]) -> tuple[Figure, ...]:
    """What makes up a whole is under its topic (受理工单90件,求决类60件,投诉类30件), a share under that of its part."""
    topics = {figure.id: figure.topic for figure in figures}
    given: dict[str, str] = {}
    for relation in relations:
        if relation.kind is Kind.SUM and relation.holds:
            given |= {part: given.get(relation.total, topics[relation.total]) for part in relation.parts}
    for relation in relations:
        if relation.kind is Kind.SHARE and relation.holds:
            given[relation.percent] = given.get(relation.parts[0], topics[relation.parts[0]])
    return tuple(
        replace(f, topic=given[f.id], rules=(*f.rules[:-1], "topic_of_whole"))
        if given.get(f.id, f.topic) != f.topic and says_nothing(f.subject) else f for f in figures)


def _relations(page: Page, figures: tuple[Figure, ...]) -> tuple[Relation, ...]:
    laid = Laid(page, figures)
    added = list(sums(laid))
    added += in_step(laid, added)
    shared = list(shares(laid, added))
    added += sums_of_shares(laid, shared, added)
    same = list(equals(laid, shared))
    tied = [*added, *shared, *same]
    tied += bounds(laid, tied)
    place = {figure.id: order for order, figure in enumerate(figures)}
    tied = _without_repeats(tied)
    return tuple(sorted(tied, key=lambda relation: min(place[id] for id in relation.members)))


def _without_repeats(relations: list[Relation]) -> list[Relation]:
    """Drop what is said twice: a part that equals its total by name is already in their sum."""
    summed = {frozenset((r.total, part)) for r in relations if r.kind is Kind.SUM for part in r.parts}
    return [r for r in relations if not (r.kind is Kind.EQUAL and frozenset(r.figures) in summed)]
