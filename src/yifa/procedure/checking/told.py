"""What the stories of a pack leave untold: an act, outcome, paper, clock, pause or refusal that no story shows.

Whether each story goes as it is told is asked by `story`; this only looks at what they cover together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yifa.procedure.checking.told_answers import untold, untold_answers
from yifa.procedure.faults import Fault
from yifa.procedure.model import LAW, Act, Place, Procedure
from yifa.procedure.story import StoryResult

LEAST = 5
"""A pack tells at least so many stories."""


def faults_untold(procedure: Procedure, results: Sequence[StoryResult]) -> Iterator[Fault]:
    """One fault for each thing that occurs in no story, at the line where the pack writes it. What is only tried in a
    story is told as well.
    """
    if len(results) < LEAST:
        zh = f"只有{len(results)}个情景，至少要{LEAST}个"
        yield untold(Place("scenarios", 1), f"only {len(results)} stories", zh)
    results = [part for result in results for part in result.whole()]
    events = [event for result in results for event in result.events]
    done = {event.act for event in events}
    refused = {pair for result in results for pair in result.refused}
    codes = {code for _, code in refused}
    main = Place("procedure.yaml", 1)
    for act in procedure.acts.values():
        if act.id not in done:
            yield untold(act.place, f"act {act.id!r} is done", f"没有情景办理“{act.label.zh}”")
        yield from _refusals(procedure, act, refused)
    brought = {procedure.acts[act].outcome for act in done} | {
        event.answers.get(of)
        for result in results
        for event in result.events
        if (of := procedure.acts[event.act].outcome_of) is not None
    }
    for outcome, label in procedure.outcomes.items():
        if outcome not in brought:
            yield untold(main, f"outcome {outcome!r} is reached", f"没有情景得出“{label.zh}”")
    made = {paper for act in done for paper in procedure.acts[act].papers}
    for paper in procedure.papers.values():
        if paper.id not in made:
            yield untold(main, f"paper {paper.id!r} is produced", f"没有情景制发《{paper.label.zh}》")
    for gate in procedure.gates.values():
        if f"gate.{gate.id}" not in codes:
            yield untold(gate.place, f"gate {gate.id!r} refuses", f"没有情景被“{gate.label.zh}”拦住")
    yield from _apart(procedure, results)
    yield from untold_answers(procedure, results)
    yield from _clocks(procedure, results)


def _refusals(procedure: Procedure, act: Act, refused: set[tuple[str, str]]) -> Iterator[Fault]:
    """Each refusal of its own that an act may meet: its conditions, its officers, once only."""
    if LAW in act.by or getattr(act, "hears", None):
        return
    name = act.label.zh
    asked = (
        ("act.when", bool(act.when), f"没有情景在不具备条件时办理“{name}”而被拒绝"),
        ("act.officers", act.officers > 0, f"没有情景因人数不足而不能办理“{name}”"),
        ("act.once", act.once, f"没有情景因已经办理过而不能再次办理“{name}”"),
    )
    for code, possible, zh in asked:
        if possible and (act.id, code) not in refused and not (code == "act.once" and _leaves(act)):
            yield untold(act.place, f"act {act.id!r} is refused with {code}", zh)


def _apart(procedure: Procedure, results: Sequence[StoryResult]) -> Iterator[Fault]:
    """Every act and duty of `not_by` refuses somebody who did nothing else that stands against the act, and so does
    every act of a duty.
    """
    refused = {pair for result in results for pair in result.apart}
    for act in procedure.acts.values():
        for name in act.not_by:
            duty = procedure.duties.get(name)
            ground, zh = ({name}, procedure.acts[name].label.zh) if duty is None else (set(duty.acts), duty.label.zh)
            if not any(tried == act.id and done <= ground for tried, done in refused):
                what = f"act {act.id!r} is refused to whoever did {name!r}"
                yield untold(act.place, what, f"没有情景因办理过“{zh}”而不得办理“{act.label.zh}”")
    for duty in procedure.duties.values():
        users = {act.id for act in procedure.acts.values() if duty.id in act.not_by}
        for one in duty.acts:
            if not any(tried in users and done == {one} for tried, done in refused):
                zh = f"没有情景只因“{procedure.acts[one].label.zh}”而算作参与{duty.label.zh}"
                yield untold(duty.place, f"duty {duty.id!r} is had by {one!r} alone", zh)


def _leaves(act: Act) -> bool:
    """After the act the case is in a stage where it is not offered, so that its stage refuses it first."""
    return act.to is not None and act.to not in act.stages


def _clocks(procedure: Procedure, results: Sequence[StoryResult]) -> Iterator[Fault]:
    runs = [run for result in results for run in result.state.runs]
    waits = {name.partition(":")[0] for result in results for name in result.state.waits}
    for clock in procedure.clocks.values():
        own = [run for run in runs if run.clock == clock.id]
        name = clock.label.zh
        if not own:
            yield untold(clock.place, f"clock {clock.id!r} runs", f"没有情景起算“{name}”")
        elif not any(run.stopped for run in own):
            yield untold(clock.place, f"clock {clock.id!r} is stopped", f"没有情景停止“{name}”")
        if clock.extension is not None and not any(run.extensions for run in own):
            yield untold(clock.place, f"clock {clock.id!r} is extended", f"没有情景延长“{name}”")
        for pause in clock.paused_by:
            if not any(_overlap(result, clock.id, pause) for result in results):
                zh = f"没有情景因“{procedure.waits[pause].label.zh}”中止“{name}”"
                yield untold(clock.place, f"wait {pause!r} pauses clock {clock.id!r}", zh)
    for wait in procedure.waits.values():
        if wait.id not in waits:
            yield untold(wait.place, f"wait {wait.id!r} opens", f"没有情景出现“{wait.label.zh}”")


def _overlap(result: StoryResult, clock: str, wait: str) -> bool:
    """A run of the clock and a span of the wait lie over each other."""
    spans = [span for name, all in result.state.waits.items() if name.partition(":")[0] == wait for span in all]
    for run in result.state.runs:
        if run.clock == clock:
            first, last = run.start.isoformat()[:10], run.stopped.isoformat()[:10] if run.stopped else "9999"
            if any((opened or "") <= last and (closed or "9999") >= first for opened, closed in spans):
                return True
    return False
