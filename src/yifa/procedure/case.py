"""The words a case is told in: who acted, what happened, where the case stands, why something was refused.

Values only, JSON-native inside; `decide` makes events and refusals, `fold` grows states, `state` stores them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from yifa.procedure.model import Act, Value


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts: a stable id and the roles held, on the day, in the organ that handles the case."""

    id: str
    roles: frozenset[str]
    organ: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Another case as this one sees it: its procedure, its outcome and stage on the day of asking, its
    number, the kind of link as this case names it (one of `model.LINKS`), the day on which it was opened.
    """

    procedure: str
    outcome: str = ""
    stage: str = ""
    case: str = ""
    kind: str = ""
    opened: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An act that was done. `on` is the legal day it was done, `effect` the day it takes effect."""

    seq: int
    act: str
    on: date
    effect: date
    by: str
    role: str
    organ: str
    answers: Mapping[str, Value]
    late: int = 0  # days between the legal day and the day it was entered
    cause: tuple[str, int] | None = None  # number of the linked case and its event, for what that brought about
    at: str = ""  # the time of day, "HH:MM", where it was given or a clock in hours needs it


def with_answers(event: Event, answers: Mapping[str, Value]) -> Event:
    """The same event with other answers, such as digests for personal ones; `replace` would take four times as long."""
    return Event(
        event.seq, event.act, event.on, event.effect, event.by, event.role, event.organ, answers, event.late,
        event.cause, event.at,
    )  # fmt: skip


@dataclass(slots=True)
class Run:
    """One run of one clock. `due` is the day with everything known so far; open pauses count up to today on
    reading.
    """

    clock: str
    key: str
    number: int  # 1, 2, … ; a restart begins the next
    start: date
    length: str  # canonical Length
    cites: str
    promised: str = ""
    extensions: list[str] = field(default_factory=list)
    stopped: date | None = None
    stopped_by: str = ""
    due: date | None = None
    promised_due: date | None = None
    provisional: bool = False
    paused: bool = False  # a pausing wait is open
    start_at: str = ""  # the times of day of a run in hours; a run in days has none
    due_at: str = ""
    stopped_at: str = ""


@dataclass(slots=True)
class State:
    """What a case is after its events: the fold of the log. `to_json`/`from_json` live in `state`."""

    seq: int = 0
    stage: str = ""
    outcome: str = ""
    opened: date | None = None
    day: date | None = None  # legal day of the last event
    at: str = ""  # the latest time of that day that an event gave
    facts: dict[str, Value] = field(default_factory=dict)
    terms: dict[str, Value] = field(default_factory=dict)
    done: dict[str, list[tuple[int, str, str, str]]] = field(default_factory=dict)  # act -> (seq, on, effect, by)
    waits: dict[str, list[list[str | None]]] = field(default_factory=dict)  # "wait" or "wait:key" -> [opened, closed]
    runs: list[Run] = field(default_factory=list)
    items: dict[str, dict[str, dict[str, Value]]] = field(default_factory=dict)  # list -> key -> column -> value
    lapse: date | None = None  # first day on which an act of the law falls due; None if none is running
    named: dict[str, list[str]] = field(default_factory=dict)  # act -> officers whom it named, where others are barred


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act may not be done: stable code, Chinese sentence, article, what would make it lawful, and by
    whom.
    """

    code: str
    sentence: str
    cites: str = ""
    remedy: str = ""
    by_whom: str = ""
    field: str = ""  # id of the field at fault, where one is
    rule: str = ""
    row: int = 0  # of a field that is a table: the row at fault, from 1
    column: str = ""  # and its column


class Refused(Exception):
    """An act was refused; `refusal` says why, in Chinese, with its article and its remedy."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.code}: {refusal.sentence}")
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Option:
    """An act as it stands for a person on a day: allowed, or not and why (all reasons, not the first)."""

    act: Act
    refusals: tuple[Refusal, ...]
    waits: tuple[str, ...] = ()  # for acts on a keyed wait: the open keys

    @property
    def allowed(self) -> bool:
        """Nothing but the answers is missing."""
        return not self.refusals
