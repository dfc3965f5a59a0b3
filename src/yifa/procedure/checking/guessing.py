"""Answers that an act is likely to take: those of the stories, moved to another day, and else the plainest of a type.

They only serve to walk through a procedure; no case is ever given a guessed answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from yifa.procedure.conditions import Question, any_of
from yifa.procedure.model import Act, Field, Procedure, Value
from yifa.procedure.story import StoryResult

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_FEW: Final = 4
"""So many different answers are tried for one act."""

Answers = Mapping[str, Value]


class Guesses:
    """What is known of a procedure's answers from its stories."""

    def __init__(self, procedure: Procedure, results: Sequence[StoryResult]) -> None:
        self.procedure = procedure
        self.gates: list[tuple[str, Callable[[Question], bool]]] = [
            (id, any_of(gate.met_by, procedure.plan.beside)) for id, gate in procedure.gates.items()
        ]
        self._told: dict[str, list[tuple[date, Answers]]] = {}
        self._values: dict[str, Value] = {}
        for result in results:
            for event in result.events:
                answers = {name: value for name, value in event.answers.items() if name != "terms"}
                known = self._told.setdefault(event.act, [])
                if len(known) < _FEW and all(_shape(answers, procedure) != _shape(old, procedure) for _, old in known):
                    known.append((event.on, answers))
                self._values |= answers

    def answers(self, act: Act, on: date) -> Iterator[Answers]:
        """Sets of answers for an act on a day, the first that a story gave first."""
        told = self._told.get(act.id)
        if told is None:
            plain = {id: self._plain(self.procedure.fields[id], on) for id in act.fields}
            yield {id: value for id, value in plain.items() if value is not None}
            return
        for day, answers in told:
            yield {name: _moved(value, on - day) for name, value in answers.items()}

    def _plain(self, field: Field, on: date) -> Value:
        """What a story answered to the same question at another act, else the plainest answer of the type."""
        if not field.required:
            return None
        if field.id in self._values and field.type != "date":
            return self._values[field.id]
        if field.type == "date":
            return (on + timedelta(days=30)).isoformat()
        if field.type in ("number", "money"):
            return max(field.minimum or 0, 1)
        if field.type in ("choice", "choices"):
            return field.options[0][0] if field.type == "choice" else [field.options[0][0]]
        return _PLAIN.get(field.type, "一")


_PLAIN: Final[dict[str, Value]] = {
    "yes_no": True,
    "officers": [{"name": "张一", "number": "01"}, {"name": "刘二", "number": "02"}],
    "list": ["一"],
    "files": ["一"],
    "mobile": "13900000001",
    "citizen_number": "42070419900101001X",
    "credit_code": "91420704000000000L",
}


def _shape(answers: Answers, procedure: Procedure) -> frozenset[tuple[str, str]]:
    """The answers that turn conditions: choices and truths; and which others are given."""
    telling = ("choice", "yes_no")
    return frozenset(
        (name, str(value) if name in procedure.fields and procedure.fields[name].type in telling else "")
        for name, value in answers.items()
    )


def _moved(value: Value, by: timedelta) -> Value:
    """Days in an answer lie as far ahead as they did in the story."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return (date.fromisoformat(value) + by).isoformat()
    if isinstance(value, list):
        return [_moved(item, by) for item in value]
    if isinstance(value, dict):
        return {key: _moved(item, by) for key, item in value.items()}
    return value
