"""The states a case can come to, tried with the engine itself from where the stories have led, and the ways there.

States count as one if stage, outcome, open waits, ended clocks and the truth of every gate are the same, answers left
free. It finds paths; what a path must not do is said by `around`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import yaml

from yifa.procedure.case import Event, Link, Person, Refusal, State
from yifa.procedure.checking.guessing import Guesses
from yifa.procedure.conditions import Question, ran_out
from yifa.procedure.decide import decide, lapses
from yifa.procedure.expect import left_over
from yifa.procedure.fold import advance
from yifa.procedure.model import NOBODYS, Act, Procedure, Value
from yifa.procedure.state import copied
from yifa.procedure.story import StoryResult
from yifa.workdays import Calendar

MOST: Final = 400
"""So many different states are looked into for one question; the largest pack has fewer than a quarter near a gate."""
_A_DAY: Final = timedelta(days=1)
_KEPT: Final = ("on", "act", "by", "answers", "entered", "links", "heard", "law")


@dataclass(frozen=True, slots=True)
class Situation:
    """A state that can be reached, with the steps that lead to it as a story writes them.

    `flags` is what the search remembers of the way, such as acts done since another.
    """

    state: State
    on: date
    links: tuple[Link, ...]
    steps: tuple[Mapping[str, Value], ...]
    terms: Mapping[str, Value]
    people: Mapping[str, Person]
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may happen next."""

    before: Situation
    event: Event
    after: Situation


Goal = Callable[[Move], bool]
Watch = Callable[[frozenset[str], Event, State], frozenset[str]]


class World:
    """A procedure with its stories, from whose states one may go on."""

    def __init__(self, procedure: Procedure, results: Sequence[StoryResult], calendar: Calendar | None = None) -> None:
        self.procedure = procedure
        self.calendar = calendar or Calendar.of_state_council()
        self.results = [result for result in results if result.events]
        self.guesses = Guesses(procedure, results)
        self._known: dict[tuple[int, date], tuple[State, list[tuple[Act | None, Move]]]] = {}
        self._keys: dict[tuple[int, int, date], tuple[Situation, tuple[Any, ...]]] = {}

    def reached(self) -> Iterator[tuple[Situation, tuple[Event, ...]]]:
        """Every state that a story passes through, before each of its events and at its end, with what came before."""
        for result in self.results:
            steps: list[Mapping[str, Value]] = []
            for place, moment in enumerate(result.moments):
                written = {key: value for key, value in moment.step.items() if key in _KEPT}
                begun = bool(steps) and steps[-1] == written
                situation = Situation(
                    moment.before, moment.event.on, moment.links, tuple(steps[:-1] if begun else steps),
                    result.terms, result.people,
                )  # fmt: skip
                if not begun:
                    steps.append(written)
                    yield situation, tuple(result.events[:place])
            if result.state.day is not None:
                last = result.moments[-1]
                yield (
                    Situation(result.state, result.state.day, last.links, tuple(steps), result.terms, result.people),
                    tuple(result.events),
                )

    def key(self, situation: Situation) -> tuple[Any, ...]:
        """What makes two situations one; kept for each state, for many questions pass through the same ones."""
        place = id(situation.state), id(situation.links), situation.on
        if place not in self._keys:
            self._keys[place] = situation, self._key(situation)  # The situation is kept so that no id is given anew.
        return *self._keys[place][1], situation.flags

    def _key(self, situation: Situation) -> tuple[Any, ...]:
        state = situation.state
        q = Question(state, {}, situation.on, self.calendar, situation.links)
        gates = tuple(ask(q) for _, ask in self._gates)
        waits = frozenset(name for name, spans in state.waits.items() if spans[-1][1] is None)
        over = frozenset(run.clock for run in state.runs if run.stopped is None and ran_out(run, situation.on))
        return state.stage, state.outcome, waits, over, gates

    @property
    def _gates(self) -> Sequence[tuple[str, Callable[[Question], bool]]]:
        return self.guesses.gates

    def search(
        self, starts: Sequence[Situation], goal: Goal, watch: Watch | None = None, *, most: int = MOST,
        but: frozenset[str] = frozenset(),
    ) -> Move | None:  # fmt: skip
        """The first move that fulfils the goal, the shortest way from any start; None once nothing new is reached.

        `but` names acts that are not done on the way.
        """
        ahead, seen = deque(starts), {self.key(start) for start in starts}
        while ahead and len(seen) <= most:
            here = ahead.popleft()
            for move in self.moves(here, but):
                if goal(move):
                    return move
                after = move.after
                if watch is not None:
                    after = replace(after, flags=watch(here.flags, move.event, here.state))
                key = self.key(after)
                if key not in seen:
                    seen.add(key)
                    ahead.append(after)
        return None

    def moves(self, here: Situation, but: frozenset[str] = frozenset()) -> Iterator[Move]:
        """What persons may do now, each act with one or a few sets of answers, and what the passing of time does.

        Kept for each state, for one question after another sets out from the same ones.
        """
        known = self._known.get((id(here.state), here.on))
        if known is None or known[0] is not here.state:
            known = self._known[id(here.state), here.on] = here.state, list(self._all_moves(here))
        for act, move in known[1]:
            if act is None or act.id not in but:
                after = replace(move.after, flags=here.flags) if here.flags else move.after
                yield Move(here, move.event, after)

    def _all_moves(self, here: Situation) -> Iterator[tuple[Act | None, Move]]:
        here = replace(here, flags=frozenset())
        for act in self.procedure.acts.values():
            if NOBODYS.isdisjoint(act.by) and here.state.stage in act.stages:
                for move in self.tries(here, act):
                    yield act, move
        for move in self._time(here):
            yield None, move

    def tries(self, here: Situation, act: Act) -> Iterator[Move]:
        """An act tried by somebody who may do it, with each of the answers that are known to fit."""
        for answers in self.guesses.answers(act, here.on):
            for person in self._persons(here, act):
                found = decide(
                    self.procedure, here.state, act.id, by=person, on=here.on, answers=answers, today=here.on,
                    calendar=self.calendar, links=here.links, terms=here.terms,
                )  # fmt: skip
                if isinstance(found, Refusal):
                    if found.code == "act.same_person":
                        continue
                    break
                step = {"on": here.on.isoformat(), "act": act.id, "by": person.id} | (
                    {"answers": dict(answers)} if answers else {}
                )
                yield self._after(here, found, step, here.on, person)
                break

    def _persons(self, here: Situation, act: Act) -> list[Person]:
        known = [person for person in here.people.values() if not person.roles.isdisjoint(act.by)]
        fresh = Person(f"other_{act.by[0]}", frozenset({act.by[0]}))
        return [*known, fresh]

    def _after(
        self, here: Situation, events: Sequence[Event], step: Mapping[str, Value], on: date, person: Person | None
    ) -> Move:
        state = copied(here.state)
        for event in events:
            advance(self.procedure, state, event, self.calendar)
        people = here.people if person is None or person.id in here.people else {**here.people, person.id: person}
        after = replace(here, state=state, on=on, steps=(*here.steps, step), people=people)
        return Move(here, events[-1], after)

    def _time(self, here: Situation) -> Iterator[Move]:
        """The next end of a running term: what the law does then, or only that the term is over."""
        ends = sorted(
            run.due + _A_DAY
            for run in here.state.runs
            if run.stopped is None and run.due is not None and not run.paused and run.due >= here.on
        )
        for on in ends[:1]:
            events = lapses(self.procedure, here.state, on, self.calendar, links=here.links)
            if events:
                yield self._after(here, events, {"on": on.isoformat(), "law": True}, on, None)
            else:
                nothing = here.state.seq, "", on
                event = Event(nothing[0], "", on, on, "law", "law", "", {})
                yield Move(here, event, replace(here, on=on))


def as_story(procedure: Procedure, title: str, situation: Situation) -> str:
    """The steps as a story that runs, with what they come to; it may be put into scenarios/ as it is."""
    inside = {
        name: sorted(person.roles) for name, person in situation.people.items()
        if name not in procedure.outside and name != "applicant"
    }  # fmt: skip
    head: dict[str, Value] = {"zh": title}
    if situation.terms:
        head["terms"] = dict(situation.terms)
    lines = [_flow({key: value}) for key, value in head.items()]
    lines.append(f"people: {_flow(inside)}" if inside else "people: {}")
    lines.append("steps:")
    lines += [f"  - {{{_flow(dict(step))[1:-1]}}}" for step in situation.steps]
    ends: dict[str, Value] = {"stage": situation.state.stage}
    if situation.state.outcome:
        ends["outcome"] = situation.state.outcome
    day, at = situation.state.day, situation.state.at
    running, waits = left_over(procedure, situation.state, day, Calendar.of_state_council(), at)
    ends |= ({"running": running} if running else {}) | ({"waits": waits} if waits else {})
    lines.append(f"ends: {_flow(ends)}")
    return "\n".join(
        line.removeprefix("{").removesuffix("}") if n < len(head) else line for n, line in enumerate(lines)
    )


def _flow(value: Value) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=1 << 20)
    return re.sub(r"'(\d{4}-\d\d-\d\d|on)'", r"\1", text.strip())
