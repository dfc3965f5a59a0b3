"""The ledger of a clock: starting, stopping, extending a run, and reckoning its due day from pauses and
extensions.

A run's stored due day counts an open pause only as far as its first day, so that it can only ever move later;
`clocks` counts open pauses up to the day of reading. Nothing here knows acts or stages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from yifa.procedure import days, moments
from yifa.procedure.case import Run, State
from yifa.procedure.conditions import Question
from yifa.procedure.model import Value
from yifa.procedure.plan import ClockPlan, LengthPlan
from yifa.procedure.state import copied_run


def chosen(lengths: Sequence[LengthPlan], since: date, number: int, q: Question) -> tuple[str, str] | None:
    """The length in force on a day and its article, for the `number`-th run; None where the law sets none.

    The latest `from` not after the day on which the run starts, among the lengths whose conditions hold. A
    term of the matter that is a list gives its n-th length to the n-th run, and its last to all further ones.
    """
    for dated in lengths:
        if dated.since <= since and (dated.ask is None or dated.ask(q)):
            set_by_matter = nth(q.state.terms.get(dated.term), number) if dated.term is not None else None
            if set_by_matter is not None:
                return str(days.length_of(set_by_matter)), q.state.terms.get(dated.term_cites) or dated.cites
            if dated.length is not None:
                return dated.text, dated.cites
    return None


def nth(term: Value, number: int) -> str | None:
    """A term that is one length holds for every run; a list gives each run its own."""
    if isinstance(term, list):
        return str(term[min(number, len(term)) - 1]) if term else None
    return None if term is None or term == "" else str(term)


def start(plan: ClockPlan, q: Question, key: str, effect: date, act: str) -> None:
    """Begin the next run of a clock; a run still going is stopped by the same act (the term begins anew)."""
    clock, state = plan.clock, q.state
    if plan.ask is not None and not plan.ask(q):
        return
    day = _day(state.facts.get(clock.start_fact)) if clock.start_fact else None
    day = day or effect
    before = [place for place, run in enumerate(state.runs) if run.clock == clock.id and run.key == key]
    number = state.runs[before[-1]].number + 1 if before else 1
    found = chosen(plan.lengths, day, number, q)
    if found is None and clock.until is None:
        return  # the law sets no term here, so one that is running goes on
    for place in before:
        if state.runs[place].stopped is None:
            stop(plan, touched(state.runs, place), q, effect, act)
    length, cites = found or ("", "")
    run = Run(
        start_at=(q.at or moments.MIDNIGHT) if plan.hours and moments.in_hours(length) else "",
        clock=clock.id,
        key=key,
        number=number,
        start=day,
        length=length,
        cites=cites or clock.cites,
        promised=nth(state.terms.get(clock.promised), number) or "" if clock.promised else "",
    )
    state.runs.append(run)
    retime(plan, run, q)


def touched(runs: list[Run], place: int) -> Run:
    """A run about to be altered: a copy in its place, so that an earlier state keeps the run as it was."""
    run = runs[place] = copied_run(runs[place])
    return run


def stop(plan: ClockPlan, run: Run, q: Question, day: date, act: str) -> None:
    """End a run on a day, never before it began; an open pause counts up to that day."""
    run.stopped, run.stopped_by = max(day, run.start), act
    if run.start_at:
        run.stopped_at = q.at
    if run.paused:
        retime(plan, run, q)


def began_anew(plan: ClockPlan, run: Run) -> bool:
    """Stopped only because the term began anew: by an act that starts the clock and is not named among its
    stops.
    """
    by = run.stopped_by
    return by != "" and by in plan.clock.starts and by not in plan.clock.stops


def extend(plan: ClockPlan, run: Run, q: Question) -> None:
    """Append the extension in force to a run."""
    found = chosen(plan.extensions, q.on, len(run.extensions) + 1, q)
    if found is not None:
        run.extensions.append(found[0])
        retime(plan, run, q)


def retime(plan: ClockPlan, run: Run, q: Question) -> None:
    """Reckon the due days of a run anew from all that is known."""
    clock = plan.clock
    if clock.until is not None:
        _look_forward(plan, run, q)
        return
    length = days.length_of(run.length)
    if run.start_at:
        _retime_hours(plan, run, q)
        return
    spans = pauses(plan, run, q) if clock.paused_by and q.state.waits else []
    known = [(first, last or first) for first, last in spans]
    run.due, run.provisional, _ = days.reckoned(run.start, length, q.calendar, known, run.extensions, q.on)
    if run.promised:
        promise = days.length_of(run.promised)
        run.promised_due = days.reckoned(run.start, promise, q.calendar, known, (), q.on).day
    at_once = length.value == 0 and not run.extensions
    run.paused = bool(spans) and not at_once and any(b is None and a <= run.due for a, b in spans)


def _retime_hours(plan: ClockPlan, run: Run, q: Question) -> None:
    """The same for a run in hours; a holiday notice cannot move it, so it is never provisional."""
    spans = pauses_in_hours(plan, run, q) if q.state.waits else []
    known = [(first, last or first) for first, last in spans]
    run.due, run.due_at = due_moment(run, known, q)
    due = moments.moment(run.due, run.due_at)
    run.paused = any(last is None and first < due for first, last in spans)


def due_moment(run: Run, spans: Sequence[moments.Span], q: Question) -> moments.DueMoment:
    """The last minute of a run in hours, open pauses counted up to the moment asked about."""
    start, length = moments.moment(run.start, run.start_at), days.length_of(run.length)
    as_of = max(moments.moment(q.on, q.at), start)
    return moments.reckoned(start, length, spans, run.extensions, as_of)


def pauses_in_hours(plan: ClockPlan, run: Run, q: Question) -> list[moments.Span]:
    """As `pauses`, from minute to minute, for a run in hours."""
    if not plan.clock.paused_by or (plan.pause_ask is not None and not plan.pause_ask(q)):
        return []
    start = moments.moment(run.start, run.start_at)
    end = moments.moment(run.stopped, run.stopped_at) if run.stopped else None
    found = []
    for opened, closed in (span for wait in plan.clock.paused_by for span in _marks_of(q.state, wait)):
        first = max(moments.read_mark(opened or ""), start)
        last = moments.read_mark(closed) if closed else end
        last = min(last, end) if last is not None and end is not None else last
        if last is None or first <= last:
            found.append((first, last))
    return found


def _look_forward(plan: ClockPlan, run: Run, q: Question) -> None:
    """A clock that runs towards a day known beforehand is neither paused nor extended."""
    day = _day(q.state.facts.get(plan.clock.until or ""))
    if day is None:
        run.due = None
    elif run.length:
        due = days.before(day, days.length_of(run.length), q.calendar)
        run.due, run.provisional = due.day, due.provisional
    else:
        run.due, run.provisional = day, False


def pauses(plan: ClockPlan, run: Run, q: Question) -> list[days.Span]:
    """The intervals that do not count for a run, clipped to it, whatever their keys; open ones end with
    None.
    """
    if plan.pause_ask is not None and not plan.pause_ask(q):
        return []
    return [span for wait in plan.clock.paused_by for span in spans_of(q.state, wait, run)]


def spans_of(state: State, wait: str, run: Run) -> list[days.Span]:
    """The intervals of one wait within a run."""
    found: list[days.Span] = []
    for opened, closed in _marks_of(state, wait):
        first = max(_day_of(opened or ""), run.start)
        last = _day_of(closed) if closed else run.stopped
        if run.stopped is not None and last is not None:
            last = min(last, run.stopped)
        if last is None or first <= last:
            found.append((first, last))
    return found


def _marks_of(state: State, wait: str) -> Iterator[list[str | None]]:
    """When a wait was opened and closed, for whatever key."""
    prefix = f"{wait}:"
    for name, spans in state.waits.items():
        if name == wait or name.startswith(prefix):
            yield from spans


def _day_of(mark: str) -> date:
    """The day of a mark, which has a time as well where a clock in hours is paused by the wait."""
    return date.fromisoformat(mark[:10])


def _day(value: Value) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
