"""Flat conditions turned into closures once, when a pack is loaded, so that asking costs a look-up.

It answers questions about a case on a day; it reads no YAML (`compile`) and changes nothing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from yifa.procedure import days
from yifa.procedure.case import Link, Run, State
from yifa.procedure.days import FIRST_YEAR, LAST_YEAR
from yifa.procedure.model import Condition, Value
from yifa.procedure.moments import is_past

if TYPE_CHECKING:
    from yifa.workdays import Calendar, Length


@dataclass(slots=True)
class Question:
    """What a condition may look at: the case, the answers being given, the day, the calendar, linked cases.

    `key` narrows questions about keyed clocks and waits to one key; `at` is the time of the day, where it is known.
    """

    state: State
    answers: Mapping[str, Value]
    on: date
    calendar: Calendar
    links: Sequence[Link] = ()
    key: str = ""
    at: str = ""


Ask = Callable[[Question], bool]
Test = Callable[[Value], bool]


@dataclass(frozen=True, slots=True)
class Beside:
    """What some questions ask about that is compiled apart: tables, and sums that grow, by id."""

    tables: Mapping[str, Ask]
    sums: Mapping[str, Callable[[Question], int]]


NOTHING: Final = Beside({}, {})


def all_of(conditions: Sequence[Condition], beside: Beside = NOTHING) -> Ask | None:
    """One question for a list of conditions that must hold together; None for the empty list (always true)."""
    asks = tuple(ask_of(condition, beside) for condition in conditions)
    if len(asks) <= 1:
        return asks[0] if asks else None

    def ask_all(q: Question) -> bool:
        for ask in asks:  # noqa: SIM110 -- a loop is twice as fast as a generator, and this is the hot path
            if not ask(q):
                return False
        return True

    return ask_all


def any_of(lines: Sequence[Sequence[Condition]], beside: Beside = NOTHING) -> Ask:
    """One question for a gate: some line holds, and within the line everything does."""
    asks = tuple(all_of(line, beside) for line in lines)

    def ask_any(q: Question) -> bool:
        for ask in asks:  # noqa: SIM110 -- as above
            if ask is None or ask(q):
                return True
        return False

    return ask_any


def ask_of(condition: Condition, beside: Beside = NOTHING) -> Ask:
    """The closure that asks one condition; KeyError for a table or sum that does not stand beside."""
    if condition.kind == "table":
        return beside.tables[condition.name]
    if condition.kind == "accrued":
        grown, test = beside.sums[condition.name], test_of(condition)
        return lambda q: test(grown(q))
    return _MAKERS[condition.kind](condition)


def test_of(condition: Condition) -> Test:
    """How a value is compared: is, not, in, given, at_least, at_most; a list of options: any_of, none_of.

    An absent value is None. Answers are asked about before they are checked, so a value may have any type.
    """
    wanted = condition.value
    match condition.test:
        case "is":
            return lambda value: bool(value == wanted)
        case "not":
            return lambda value: bool(value != wanted)
        case "in":
            return lambda value: value in wanted
        case "at_least" | "at_most":
            compare = operator.ge if condition.test == "at_least" else operator.le
            return lambda value: isinstance(value, int) and bool(compare(value, wanted))
        case "any_of" | "none_of":
            some = condition.test == "any_of"
            return lambda value: (isinstance(value, list) and any(one in wanted for one in value)) is some
        case _:
            return lambda value: (value is not None and value not in ("", [])) is bool(wanted)


def _fact(condition: Condition) -> Ask:
    if condition.test in ("at_least_field", "at_most_field"):
        return _beside_another(condition)
    name, test = condition.name, test_of(condition)

    def ask(q: Question) -> bool:
        return test(q.answers[name] if name in q.answers else q.state.facts.get(name))

    return ask


def _beside_another(condition: Condition) -> Ask:
    """A number beside that in another field; False while either is missing."""
    name, other, least = condition.name, str(condition.value), condition.test == "at_least_field"

    def ask(q: Question) -> bool:
        mine = q.answers[name] if name in q.answers else q.state.facts.get(name)
        its = q.answers[other] if other in q.answers else q.state.facts.get(other)
        if not isinstance(mine, int) or not isinstance(its, int):
            return False
        return mine >= its if least else mine <= its

    return ask


def _term(condition: Condition) -> Ask:
    name, test = condition.name, test_of(condition)
    return lambda q: test(q.state.terms.get(name))


def _done(condition: Condition) -> Ask:
    act, since = condition.name, condition.since

    def ask(q: Question) -> bool:
        done = q.state.done.get(act)
        if not done:
            return False
        last = q.state.done.get(since)
        return not last or done[-1][0] > last[-1][0]

    return ask


def _not_done(condition: Condition) -> Ask:
    done = _done(condition)
    return lambda q: not done(q)


def _open(condition: Condition) -> Ask:
    wait = condition.name
    return lambda q: is_open(q.state, wait, q.key)


def _closed(condition: Condition) -> Ask:
    wait = condition.name
    return lambda q: not is_open(q.state, wait, q.key)


def is_open(state: State, wait: str, key: str = "") -> bool:
    """Whether the wait is open now; without a key, whether it is open for any key."""
    waits = state.waits
    if not waits:
        return False
    if key and (spans := waits.get(f"{wait}:{key}")):
        return spans[-1][1] is None
    prefix = f"{wait}:"
    return any(spans[-1][1] is None for name, spans in waits.items() if name == wait or name.startswith(prefix))


def open_keys(state: State, wait: str) -> tuple[str, ...]:
    """The keys for which a keyed wait is open, in the order they were opened."""
    prefix = f"{wait}:"
    return tuple(
        name[len(prefix) :] for name, spans in state.waits.items() if name.startswith(prefix) and spans[-1][1] is None
    )


def _running(condition: Condition) -> Ask:
    clock = condition.name
    return lambda q: any(run.stopped is None for run in _last_runs(q, clock))


def _within(condition: Condition) -> Ask:
    """The day asked about is not later than the due day of the last run (of one of the keys)."""
    clock = condition.name
    return lambda q: any(
        run.due is not None and (pausing(run) or not is_past(q.on, q.at, run.due, run.due_at))
        for run in _last_runs(q, clock)
    )


def _expired(condition: Condition) -> Ask:
    """The term ran out before it was stopped: for a keyed clock, for every key that was started."""
    clock = condition.name

    def ask(q: Question) -> bool:
        runs = _last_runs(q, clock)
        return bool(runs) and all(ran_out(run, q.on, q.at) for run in runs)

    return ask


def pausing(run: Run) -> bool:
    """The run stands still now: a pausing wait is open that began before the term was over."""
    return run.paused and run.stopped is None


def ran_out(run: Run, on: date, at: str = "") -> bool:
    """The term was over before the run was stopped, or is over on the day, at the time, asked about."""
    if run.due is None or pausing(run):
        return False
    if run.stopped is not None:
        on, at = run.stopped, run.stopped_at
    return is_past(on, at, run.due, run.due_at)


def _last_runs(q: Question, clock: str) -> list[Run]:
    last: dict[str, Run] = {}
    for run in q.state.runs:
        if run.clock == clock:
            last[run.key] = run
    if q.key and q.key in last:
        return [last[q.key]]
    return list(last.values())


def _elapsed(condition: Condition) -> Ask:
    """Counted from a date field, answered now or last, or from an act's day of effect; False while there is no day.

    `at` names the day that is compared instead of the day asked about: whether an application came in time hangs on
    the day it was made, not on the day it is examined. `term` names a length that the matter sets in place of the one
    written.
    """
    name, at = condition.name, condition.at

    def ask(q: Question) -> bool:
        day, length = _moment(q, name), _length(q, condition)
        if day is None or length is None:
            return False
        on = (_moment(q, at) if at else None) or q.on
        return on > days.plain_due(day, length, q.calendar)[0]

    return ask


def _not_elapsed(condition: Condition) -> Ask:
    elapsed = _elapsed(condition)
    return lambda q: not elapsed(q)


def _length(q: Question, condition: Condition) -> Length | None:
    """The matter's own length where a term gives one, else the length written in the pack."""
    own = q.state.terms.get(condition.term) if condition.term else None
    return days.length_of(own) if isinstance(own, str) and own else condition.length


def _moment(q: Question, name: str) -> date | None:
    """The day a date field holds, or else that of an act; answers are asked about before they are checked."""
    value = q.answers[name] if name in q.answers else q.state.facts.get(name)
    if value is None:
        done = q.state.done.get(name)
        return date.fromisoformat(done[-1][2]) if done else None
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


NOT_SETTLED = "none"
"""The outcome, as conditions and figures name it, of a row that has none yet."""


def counted(state: State, items: str, *outcomes: str) -> int:
    """How many rows of a list there are, or how many have one of the outcomes."""
    rows = state.items.get(items)
    if not rows or not outcomes:
        return len(rows or ())
    return sum(row.get("outcome", NOT_SETTLED) in outcomes for row in rows.values())


def _items(condition: Condition) -> Ask:
    """How many rows there are, before the act that asks adds or settles any; settled: some, and all have an outcome."""
    name, outcomes = condition.name, condition.outcomes
    if condition.test == "settled":
        wanted = bool(condition.value)
        return lambda q: (bool(q.state.items.get(name)) and counted(q.state, name, NOT_SETTLED) == 0) is wanted
    test = test_of(condition)
    return lambda q: test(counted(q.state, name, *outcomes))


def _outcome(condition: Condition) -> Ask:
    wanted = condition.value if isinstance(condition.value, list) else [condition.value]
    return lambda q: q.state.outcome in wanted


def _linked(condition: Condition) -> Ask:
    """A linked case has one of the outcomes; one opened before the day of the last `since` does not count."""
    procedure, kind, since = condition.name, condition.link, condition.since
    wanted = condition.value if isinstance(condition.value, list) else [condition.value]

    def ask(q: Question) -> bool:
        last = q.state.done.get(since)
        day = date.fromisoformat(last[-1][1]) if last else None
        return any(
            link.procedure == procedure
            and link.outcome in wanted
            and kind in ("", link.kind)
            and (day is None or (link.opened is not None and link.opened >= day))
            for link in q.links
        )

    return ask


_MAKERS: dict[str, Callable[[Condition], Ask]] = {
    "fact": _fact,
    "term": _term,
    "done": _done,
    "not_done": _not_done,
    "open": _open,
    "closed": _closed,
    "running": _running,
    "within": _within,
    "expired": _expired,
    "elapsed": _elapsed,
    "not_elapsed": _not_elapsed,
    "items": _items,
    "outcome": _outcome,
    "linked": _linked,
}
