"""What a form is told before anything is answered or decided: the questions of an act, and the ranges of its numbers.

Whether answers are right, and whether the act may be done, is decided in `answers` and `decide`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yifa.procedure.case import State
from yifa.procedure.conditions import Question, all_of
from yifa.procedure.dated_tables import in_words, ranges
from yifa.procedure.model import Field, Procedure, Value
from yifa.workdays import Calendar


def asked(
    procedure: Procedure, act: str, state: State, answers: Mapping[str, Value], *, on: date, calendar: Calendar
) -> list[Field]:
    """The fields that an act asks of a case, in order, given what is answered so far."""
    q = Question(state, answers, on, calendar)
    fields = (procedure.fields[name] for name in procedure.acts[act].fields)
    return [field for field in fields if (ask := all_of(field.when)) is None or ask(q)]


def spans(procedure: Procedure, act: str, state: State, *, on: date, calendar: Calendar) -> dict[str, str]:
    """Field → the range in words that a dated table sets it on that day; several where that hangs on the answers."""
    found = ranges(procedure, Question(state, {}, on, calendar), act)
    return {id: "；".join(in_words(procedure, id, row) for row in rows) for id, rows in found.items()}
