"""Whether an act may be done: a pure function of procedure, state, act, person, day and answers.

It returns the events that follow, or the reason why not; `fold` lets events happen, casework stores them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from yifa.procedure import answers as form
from yifa.procedure.answers import TERMS, officer_name
from yifa.procedure.case import Event, Link, Option, Person, Refusal, State
from yifa.procedure.conditions import Question, open_keys
from yifa.procedure.dated_tables import rows_set
from yifa.procedure.days import FIRST_YEAR, in_chinese, length_of
from yifa.procedure.effects import effect_day
from yifa.procedure.fold import advance, key_of
from yifa.procedure.law import next_act_of_law
from yifa.procedure.model import LINKED, NOBODYS, Act, Procedure, Value
from yifa.procedure.moments import is_time
from yifa.procedure.plan import ActPlan, Plan
from yifa.procedure.state import copied, is_waiting, took_part, wait_name
from yifa.workdays import BadLength, Calendar, Unit


def decide(  # noqa: PLR0913 -- the contract names what an act depends on
    procedure: Procedure,
    state: State,
    act: str,
    *,
    by: Person,
    on: date,
    answers: Mapping[str, Value],
    today: date,
    calendar: Calendar,
    links: Sequence[Link] = (),
    terms: Mapping[str, Value] | None = None,
    at: str = "",
    now: str = "",
) -> tuple[Event, ...] | Refusal:
    """The events that follow from the act, or the most telling reason why it may not be done.

    Acts of the law that fell due before `on` come first, the act itself last. The state is not changed.
    `terms` are those of the matter, recorded by an opening act; terms the procedure does not declare are
    left out. `at` is the legal time of day, "HH:MM"; an act that moves a clock in hours needs it, and takes
    `now`, the time of entry, where it is done today.
    """
    plan = procedure.plan.acts.get(act)
    if plan is None:
        return Refusal("act.unknown", f"《{procedure.label.zh}》程序中没有“{act}”这一步骤。")
    before: tuple[Event, ...] = ()
    if plan.opening and state.seq == 0:
        # What the matter sets holds for the questions of the opening act itself.
        state = State(terms=_terms(procedure, terms or {}))
    if state.lapse is not None and state.lapse <= on <= today:
        state, before = _after_the_law(procedure, state, on, calendar, today, links)
    timed = needs_time(plan, state)
    at = at or (now if timed and on == today else "")
    q = Question(state, answers, on, calendar, links, key_of(plan, answers), at)
    for refusal in _refusals_before_answers(procedure, plan, q, by, today, early=False):
        return refusal
    if at or timed:
        for refusal in _refusals_of_time(plan, q, today, now):
            return refusal
    for refusal in _refusals_of_answers(plan, q):
        return refusal
    event = Event(
        state.seq + 1,
        act,
        on,
        effect_day(plan, q),
        by.id,
        _role(plan, by),
        by.organ,
        _kept(plan, answers, state.terms),
        (today - on).days,
        at=at,
    )
    return (*before, event)


def needs_time(plan: ActPlan, state: State) -> bool:
    """Whether the act needs a time of day: it starts a clock in hours, or meets one that is running."""
    met = plan.meets_hours
    return plan.begins_hours or (
        bool(met) and any(run.start_at and run.stopped is None and run.clock in met for run in state.runs)
    )


def lapses(
    procedure: Procedure,
    state: State,
    until: date,
    calendar: Calendar,
    today: date | None = None,
    links: Sequence[Link] = (),
) -> tuple[Event, ...]:
    """The acts that the law itself does on or before `until`, in order; the state is not changed.

    `today` is the day of entry (for `late`), if it is not `until`.
    """
    if state.lapse is None or state.lapse > until:
        return ()
    return _after_the_law(procedure, state, until, calendar, today or until, links)[1]


def _after_the_law(
    procedure: Procedure, state: State, until: date, calendar: Calendar, today: date, links: Sequence[Link]
) -> tuple[State, tuple[Event, ...]]:
    """One act of the law may bring about the next, so they are taken one by one on a copy."""
    ahead, events = copied(state), []
    while (event := next_act_of_law(procedure, ahead, until, calendar, today, links)) is not None:
        advance(procedure, ahead, event, calendar)
        events.append(event)
    return ahead, tuple(events)


def options(
    procedure: Procedure,
    state: State,
    person: Person,
    on: date,
    calendar: Calendar,
    links: Sequence[Link] = (),
    at: str = "",
) -> tuple[Option, ...]:
    """Every act that belongs to the case now or next, each with all reasons that stand against it.

    Acts of the present stage, those done that may be done only once with them, and main-line acts of the stage that
    follows. Reasons that hang on the answers
    to the act's own questions cannot be known yet and are left out. Acts of the law due by `on` are taken as
    done.
    """
    if state.lapse is not None and state.lapse <= on:
        state = _after_the_law(procedure, state, on, calendar, on, links)[0]
    whole: Plan = procedure.plan
    here = [plan for plan in whole.acts.values() if _belongs(plan, state) and not plan.by_nobody]
    next_stages = {plan.act.to for plan in here if plan.act.main and plan.act.to}
    found = []
    for plan in whole.acts.values():
        ahead = plan.act.main and not plan.by_nobody and bool(next_stages & plan.stages)
        if plan in here or (ahead and not (plan.act.once and plan.act.id in state.done)):
            found.append(_option(procedure, plan, Question(state, {}, on, calendar, links, at=at), person))
    return tuple(found)


def _belongs(plan: ActPlan, state: State) -> bool:
    return plan.opening if state.seq == 0 else state.stage in plan.stages


def _option(procedure: Procedure, plan: ActPlan, q: Question, person: Person) -> Option:
    refusals = tuple(_refusals_before_answers(procedure, plan, q, person, q.on, early=True))
    wait = plan.act.closes if plan.act.key is not None else None
    return Option(plan.act, refusals, open_keys(q.state, wait) if wait is not None else ())


def check_answers(
    procedure: Procedure, state: State, act: str, answers: Mapping[str, Value], on: date, calendar: Calendar
) -> tuple[Refusal, ...]:
    """All faults of the answers to an act, for a form that shows them at once; KeyError for an unknown
    act.
    """
    plan = procedure.plan.acts[act]
    return tuple(_refusals_of_answers(plan, Question(state, answers, on, calendar)))


def _refusals_before_answers(
    procedure: Procedure, plan: ActPlan, q: Question, person: Person, today: date, *, early: bool
) -> Iterator[Refusal]:
    """Reasons against an act, the most telling first. `early` leaves out what the act's own answers will
    settle.
    """
    act, state = plan.act, q.state
    if plan.by_nobody or person.roles.isdisjoint(act.by):
        yield _role_refusal(procedure, plan)
    if not _belongs(plan, state):
        yield _stage_refusal(procedure, plan, state)
    if act.once and act.id in state.done:
        on = in_chinese(state.done[act.id][-1][1])
        yield _no(plan, "act.once", f"“{act.label.zh}”在一件中只能办理一次，已于{on}办理。")
    ask = plan.ask_early if early else plan.ask
    if ask is not None and not ask(q):
        yield _no(plan, "act.when", act.when_refusal or f"目前不具备“{act.label.zh}”的条件。")
    if plan.apart:
        yield from _same_person(procedure, plan, state, person)
    for gate, gate_ask, gate_ask_early in plan.gates:
        if not (gate_ask_early if early else gate_ask)(q):
            yield Refusal(f"gate.{gate.id}", gate.refusal, gate.cites, gate.remedy, gate.by_whom, rule=gate.rule)
    if q.on > today:
        yield _no(plan, "act.future", f"办理日期{in_chinese(q.on)}晚于今天，请填写实际办理的日期。")
    if q.on.year < FIRST_YEAR:
        yield _no(plan, "act.day", f"办理日期{in_chinese(q.on)}过早，无法计算期限，请核对。")
    if state.day is not None and q.on < state.day:
        last = in_chinese(state.day)
        yield _no(plan, "act.before_last", f"办理日期早于本件上一步骤的日期{last}，请按实际先后顺序登记。")
    if act.opens is not None or act.closes is not None:
        yield from _wait_refusals(procedure, plan, q, early=early)
    if plan.extends:
        yield from _extension_refusals(procedure, plan, state)


def _refusals_of_time(plan: ActPlan, q: Question, today: date, now: str) -> Iterator[Refusal]:
    """Reasons against the time of day: missing where a clock in hours needs it, unreadable, ahead, or out of order."""
    name, state = plan.act.label.zh, q.state
    if not q.at:
        yield _no_time(plan, "act.time", f"“{name}”涉及按小时计算的期限，补记时请填写办理的时刻，如 09:30。")
    elif not is_time(q.at):
        yield _no_time(plan, "act.time", f"办理时刻“{q.at}”无法识别，请写成 09:30 的样子。")
    elif q.on == today and now and q.at > now:
        yield _no_time(plan, "act.future", f"办理时刻{q.at}晚于现在，请填写实际办理的时刻。")
    elif q.on == state.day and q.at < state.at:
        yield _no_time(plan, "act.before_last", f"办理时刻早于本件上一步骤的时刻{state.at}，请按实际先后顺序登记。")


def _no_time(plan: ActPlan, code: str, sentence: str) -> Refusal:
    return Refusal(code, sentence, plan.act.cites, field="at", rule=plan.act.rule)


def _no(plan: ActPlan, code: str, sentence: str, remedy: str = "", by_whom: str = "") -> Refusal:
    return Refusal(code, sentence, plan.act.cites, remedy, by_whom, rule=plan.act.rule)


def _role_refusal(procedure: Procedure, plan: ActPlan) -> Refusal:
    act = plan.act
    if LINKED in act.by:
        return _no(plan, "act.role", f"“{act.label.zh}”由关联办件的办理自动引起，不由人员办理。")
    if plan.by_nobody:
        return _no(plan, "act.role", f"“{act.label.zh}”依法于期限届满时自动发生，不由人员办理。")
    roles = "、".join(procedure.roles[role].zh for role in act.by)
    return _no(plan, "act.role", f"“{act.label.zh}”只能由{roles}办理。", f"请由{roles}办理。", roles)


def _stage_refusal(procedure: Procedure, plan: ActPlan, state: State) -> Refusal:
    name = plan.act.label.zh
    if state.seq == 0:
        return _no(plan, "act.stage", f"本件尚未开始，不能办理“{name}”。")
    if state.stage in procedure.ends:
        return _no(plan, "act.closed", f"本件已办结，不能再办理“{name}”。")
    here = procedure.stages[state.stage].zh
    if plan.opening:
        return _no(plan, "act.stage", f"本件已经开始，现处于“{here}”阶段，不能再次办理“{name}”。")
    stages = "、".join(f"“{procedure.stages[stage].zh}”" for stage in plan.act.stages)
    leading = [other for other in procedure.acts.values() if _leads(other, state.stage, plan)]
    names = "、".join(f"“{other.label.zh}”" for other in leading)
    roles = "、".join(dict.fromkeys(procedure.roles[role].zh for other in leading for role in other.by))
    remedy = f"请先办理{names}。" if leading else ""
    return _no(plan, "act.stage", f"本件现处于“{here}”阶段，“{name}”只能在{stages}阶段办理。", remedy, roles)


def _leads(act: Act, stage: str, plan: ActPlan) -> bool:
    """The main line goes from the stage by this act of a person to where the planned act may be done."""
    return act.main and stage in act.stages and act.to in plan.act.stages and NOBODYS.isdisjoint(act.by)


def _same_person(procedure: Procedure, plan: ActPlan, state: State, person: Person) -> Iterator[Refusal]:
    for other, duty in plan.apart:
        if took_part(state, other, person.id):
            name, done = plan.act.label.zh, procedure.acts[other].label.zh
            if duty is None:
                sentence = f"您在本件中办理或者参加过“{done}”，不得再办理“{name}”。"
                remedy = f"请由没有办理、参加过“{done}”的其他人员办理。"
            else:
                sentence = f"您参与过本件的{duty.label.zh}（{done}），不得再办理“{name}”。"
                remedy = f"请由没有参与{duty.label.zh}的其他人员办理。"
            yield _no(plan, "act.same_person", sentence, remedy)


def _wait_refusals(procedure: Procedure, plan: ActPlan, q: Question, *, early: bool) -> Iterator[Refusal]:
    act = plan.act
    unknown_key = early and act.key is not None
    if act.opens is not None and not unknown_key and is_waiting(q.state, wait_name(act.opens, q.key)):
        name = procedure.waits[act.opens].label.zh
        yield _no(plan, "wait.already_open", f"“{name}”已经开始，尚未结束，不能重复开始。")
    if act.closes is not None:
        name = procedure.waits[act.closes].label.zh
        if unknown_key and plan.closes_keyed:
            is_open = bool(open_keys(q.state, act.closes))
        else:
            is_open = is_waiting(q.state, wait_name(act.closes, q.key if plan.closes_keyed else ""))
        if not is_open:
            yield _no(plan, "wait.not_open", f"没有正在进行的“{name}”，不能办理“{act.label.zh}”。")


def _extension_refusals(procedure: Procedure, plan: ActPlan, state: State) -> Iterator[Refusal]:
    """An act may extend several clocks; those that run must allow it, and one at least must run."""
    running = {run.clock: run for run in state.runs if run.stopped is None}
    extended = [clock.clock for clock in plan.extends if clock.clock.id in running]
    if not extended:
        label = procedure.clocks[plan.extends[0].clock.id].label.zh
        yield _no(plan, "clock.not_running", f"“{label}”没有在计算，无从延长。")
    for clock in extended:
        times = clock.extension.times if clock.extension else 0
        if len(running[clock.id].extensions) >= times:
            yield _no(plan, "clock.extended", f"“{clock.label.zh}”只能延长{times}次，已经延长过。")


def _refusals_of_answers(plan: ActPlan, q: Question) -> Iterator[Refusal]:
    yield from form.refusals(plan.fields, plan.field_ids, q.answers, q)
    act = plan.act
    if act.officers:
        named = q.answers.get(plan.officers_field)
        distinct = {officer_name(item) for item in named} if isinstance(named, list) else set()
        if len(distinct - {""}) < act.officers:
            yield Refusal(
                "act.officers",
                f"“{act.label.zh}”应当由不少于{act.officers}名执法人员进行，现填写{len(distinct)}名。",
                act.cites,
                f"请填写{act.officers}名以上不同的执法人员。",
                field=plan.officers_field,
                rule=act.rule,
            )


def _role(plan: ActPlan, by: Person) -> str:
    for role in plan.act.by:
        if role in by.roles:
            return role
    raise AssertionError("asked only of persons who hold one of the roles")


def _kept(plan: ActPlan, answers: Mapping[str, Value], terms: dict[str, Value]) -> dict[str, Value]:
    """The answers that are not blank, in the order of the fields, and for an opening act the terms of the
    matter.
    """
    kept: dict[str, Value] = {}
    for name in plan.order:
        if name in answers and ((value := answers[name]) or not form.is_blank(value)):
            kept[name] = value
    if plan.opening:
        kept[TERMS] = terms
    return kept


def _terms(procedure: Procedure, given: Mapping[str, Value]) -> dict[str, Value]:
    """Declared terms with the matter's values; raises BadLength or BadTable where one cannot be read."""
    terms = dict(procedure.terms)
    for name in procedure.terms.keys() & given.keys():
        terms[name] = given[name]
    for name in procedure.plan.length_terms.intersection(given):
        value = terms.get(name)
        for text in value if isinstance(value, list) else [value]:
            if text is not None and text != "":
                _check_unit(name, text, procedure.plan.hour_terms)
    for table in procedure.tables.values():
        if table.term is not None and (rows := given.get(table.term)):
            rows_set(rows)
    return terms


def _check_unit(term: str, text: str, hour_terms: Mapping[str, bool]) -> None:
    """Hours may be set where the procedure counts in hours, and must be where an extension is in hours too."""
    hours = length_of(text).unit is Unit.HOURS
    if hours and term not in hour_terms:
        raise BadLength(f"期限“{text}”（{term}）在本程序中按日计算，不能以小时设定。")
    if not hours and hour_terms.get(term):
        raise BadLength(f"期限“{text}”（{term}）可以延长，延长按小时计算，应以小时设定。")
