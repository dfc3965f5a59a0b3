"""Stories: dated acts in; stages, clocks, papers, refusals and figures out, each failure with its file and
line.

A pack is tested by its stories; the runner takes the same road as casework and adds no shortcut of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from yifa.procedure import expect
from yifa.procedure.case import Event, Link, Person, Refusal, State
from yifa.procedure.decide import check_answers, decide, lapses
from yifa.procedure.faults import Fault, instead
from yifa.procedure.fold import advance
from yifa.procedure.hearing import Heard, brought_about, hear
from yifa.procedure.marks import MarkMade, marks
from yifa.procedure.model import LINKS, Procedure, Value
from yifa.procedure.source import read_yaml
from yifa.procedure.state import copied, took_part
from yifa.procedure.table import Faults, Table
from yifa.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Moment:
    """One event of a story with what it met: the state and the linked cases before it, and the step as written."""

    before: State
    event: Event
    links: tuple[Link, ...]
    step: Value


@dataclass(slots=True)
class StoryResult:
    """How a story went: what happened, where it ended, and everything that was not as told."""

    title: str
    procedure: Procedure
    events: list[Event] = field(default_factory=list)
    state: State = field(default_factory=State)
    marks: list[MarkMade] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)  # the same as (act tried, code)
    apart: list[tuple[str, frozenset[str]]] = field(default_factory=list)  # act refused, what its person had done
    failures: list[Fault] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    terms: Mapping[str, Value] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    asides: list[StoryResult] = field(default_factory=list)  # what was only tried, each with its own events and state

    @property
    def passed(self) -> bool:
        """Everything was as told."""
        return not self.failures

    def whole(self) -> Iterator[StoryResult]:
        """The story and everything that was only tried in it."""
        yield self
        yield from self.asides

    def __str__(self) -> str:
        return "\n".join(str(failure) for failure in self.failures) or f"{self.title}: as told"


def story(procedure: Procedure, path: Path, calendar: Calendar | None = None) -> StoryResult:
    """Run one story file. All failures are listed; nothing is raised for what a pack's author can mend."""
    faults = Faults()
    name = f"{path.parent.name}/{path.name}"
    root = read_yaml(path, name, faults.found)
    if root is None:
        return StoryResult(path.stem, procedure, failures=faults.found)
    return _Teller(procedure, Table(root, name, faults), calendar or Calendar.of_state_council()).tell()


class _Lost(Exception):
    """A step names what is not there; what the story tells afterwards would only be wrong in its wake."""


class _Teller:
    """Goes through the steps of one story."""

    def __init__(self, procedure: Procedure, table: Table, calendar: Calendar) -> None:
        self.table, self.calendar = table, calendar
        self.result = StoryResult(table.text("zh", required=True), procedure)
        self.terms = table.value("terms") or {}
        self.people = _people(procedure, table)
        self.result.terms, self.result.people = self.terms, self.people

    def tell(self) -> StoryResult:
        table, result = self.table, self.result
        table.text("en")
        try:
            for node in table.items("steps", required=True):
                self._step(table.sub(node, "step"))
            ends = table.table("ends", required=True)
            if ends is not None:
                expect.ending(ends, result.procedure, result.state, result.marks, self.calendar)
                ends.finish()
            table.finish()
        except _Lost:
            self.result = result
        result.failures = table.faults.found
        return result

    def _step(self, step: Table) -> None:
        """One line of the story: what happens, then what should be seen; `what_if` takes it back afterwards."""
        on = step.day("on", required=True)
        if on is None:
            return
        if not step.flag("what_if"):
            self._goes(step, on)
            return
        story = self.result
        self.result = StoryResult(story.title, story.procedure, state=copied(story.state))
        self._goes(step, on)
        story.asides.append(self.result)
        story.refusals += self.result.refusals
        story.refused += self.result.refused
        self.result = story

    def _goes(self, step: Table, on: date) -> None:
        if step.flag("law"):
            self._let_the_law_act(step, on)
        elif step.has("heard"):
            self._hear(step, on)
        else:
            self._act(step, on)
        expect.after(step, self.result.procedure, self.result.state, on, self.calendar, step.text("at"))
        step.finish()

    def _let_the_law_act(self, step: Table, until: date) -> None:
        events = lapses(self.result.procedure, self.result.state, until, self.calendar, links=_links(step, until))
        self._happen(events, step, until)
        expect.acts_of_law(step, events)
        expect.papers(step, self.result.procedure, events)

    def _hear(self, step: Table, on: date) -> None:
        """An act in a linked case; `expect` names everything that it brings about."""
        told = step.table("heard", required=True)
        if told is None:
            return
        events = hear(
            self.result.procedure, self.result.state, _heard(told, self.result.procedure, on, step.text("at")),
            calendar=self.calendar, today=step.day("entered") or on, links=_links(step, on),
        )  # fmt: skip
        self._happen(events, step, on)
        expect.acts_of_law(step, events)
        expect.papers(step, self.result.procedure, events)

    def _act(self, step: Table, on: date) -> None:
        """An act by a person. Several acts or persons may be named where each of them is to be refused."""
        acts, names = step.words("act", required=True), step.words("by", required=True)
        if len(acts) * len(names) > 1 and not step.has("refused"):
            key, zh = ("by", "一步只由一人办理") if len(names) > 1 else ("act", "一步只办理一事")
            step.fault(key, "is more than one", zh, mend="分成几步写；几个都应当拒绝的，写 `refused`")
            return
        known = self.result.procedure.acts
        for act in acts:
            if act not in known:
                step.fault("act", f"there is no act {act!r}", f"没有名为“{act}”的步骤", mend=instead(act, known))
                raise _Lost
        for name in names:
            if name not in self.people:
                mend = instead(name, self.people)
                step.fault("by", f"there is no {name!r} among the people", f"没有人物“{name}”", mend=mend)
                raise _Lost
        for act in acts:
            for name in names:
                self._tried(step, act, on, self.people[name])

    def _tried(self, step: Table, act: str, on: date, person: Person) -> None:
        result = self.result
        today, at = step.day("entered") or on, step.text("at")
        answers = step.value("answers") or {}
        found = decide(
            result.procedure, result.state, act, by=person, on=on, answers=answers, today=today,
            calendar=self.calendar, links=_links(step, on), terms=self.terms, at=at,
        )  # fmt: skip
        if isinstance(found, Refusal):
            result.refusals.append(found)
            result.refused.append((act, found.code))
            if found.code == "act.same_person":
                result.apart.append((act, _done_before(result.procedure, result.state, act, person)))
            wrong = check_answers(result.procedure, result.state, act, answers, on, self.calendar)
            expect.refusal(step, found, [one.field for one in wrong if one.code == "answer.missing"])
            return
        expect.no_refusal(step)
        self._happen(found, step, on)
        expect.acts_of_law(step, found[:-1])
        expect.papers(step, result.procedure, found)

    def _happen(self, events: tuple[Event, ...], step: Table, on: date) -> None:
        result = self.result
        links, written = _links(step, on), step.node.plain()
        for event in events:
            before = copied(result.state)
            result.moments.append(Moment(before, event, links, written))
            advance(result.procedure, result.state, event, self.calendar)
            result.events.append(event)
            result.marks += marks(result.procedure, event, result.state, before, self.calendar)
        expect.effect(step, events)


def _done_before(procedure: Procedure, state: State, act: str, person: Person) -> frozenset[str]:
    """The acts by this person that stand against another one."""
    apart = {other for other, _ in procedure.plan.acts[act].apart}
    return frozenset(id for id in apart if took_part(state, id, person.id))


def _people(procedure: Procedure, table: Table) -> dict[str, Person]:
    """Names with their roles; each role held by the public is there under its own name."""
    people = {role: Person(role, frozenset({role})) for role in ("applicant", *procedure.outside)}
    named = table.table("people")
    for name in named.names() if named is not None else ():
        people[name] = Person(name, frozenset(named.words(name, refer="role") if named is not None else ()))
    table.faults.resolve({"role": set(procedure.roles)})
    return people


def _heard(told: Table, procedure: Procedure, on: date, at: str) -> Heard:
    item = told.table("item")
    items: dict[str, tuple[str, ...]] = {}
    if item is not None:
        named = item.words("items") or [act.hears.items for act in procedure.acts.values() if act.hears]
        items = dict.fromkeys(named, item.words("outcome"))
        item.finish()
    found = Heard(
        procedure=told.text("procedure", required=True),
        act=told.text("act", required=True),
        links={told.one_of("link", tuple(LINKS), required=True)},
        on=told.day("on") or on,
        number=told.text("case", default="OTHER001"),
        seq=told.number("seq") or 1,
        outcome=told.text("outcome"),
        stage=told.text("stage"),
        facts=told.value("facts") or {},
        at=at,
        items=items,
    )
    if not brought_about(procedure, found.procedure, found.act):
        told.fault(
            "act",
            "is heard by no act",
            "没有步骤因此发生",
            mend="改正 `procedure`、`act`；应当发生的，在 `by: [linked]` 的步骤的 `hears` 里写上它",
        )
    told.finish()
    return found


def _links(step: Table, on: date) -> tuple[Link, ...]:
    """Linked cases as the story has them; opened on the day of the step unless it says otherwise."""
    found = []
    for node in step.items("links"):
        link = step.sub(node, "link")
        procedure = link.text("procedure", required=True)
        kind = link.one_of("as", tuple(LINKS)) if link.has("as") else ""
        opened = link.day("opened") or on
        found.append(Link(procedure, link.text("outcome"), link.text("stage"), link.text("case"), kind, opened))
        link.finish()
    return tuple(found)
