"""What the stories of a pack leave untold about answers: a question never left open, a day never refused, a day of
effect that is always the day of the act.

Whether what must be answered is enough, and what papers make of it, is asked by `blanks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yifa.procedure.answers import BOUNDS
from yifa.procedure.conditions import Question
from yifa.procedure.faults import Fault
from yifa.procedure.model import NOBODYS, Act, Place, Procedure
from yifa.procedure.story import StoryResult
from yifa.workdays import Calendar


def untold_answers(procedure: Procedure, results: Sequence[StoryResult]) -> Iterator[Fault]:
    """One fault for each thing about the answers of persons that occurs in no story."""
    asked = {id for act in procedure.acts.values() if NOBODYS.isdisjoint(act.by) for id in act.fields}
    left_open = _left_open(procedure, results)
    said = {(one.field, one.sentence) for result in results for one in result.refusals if one.code == "answer.range"}
    for field in procedure.fields.values():
        if field.id not in asked:
            continue
        if not field.required and field.id not in left_open:
            zh = f"“{field.label.zh}”可以不答，但没有情景不答"
            yield untold(field.place, f"optional field {field.id!r} is left unanswered", zh)
        for bound in field.bounds:
            says = BOUNDS[bound.test][1]
            if not any(id == field.id and f"应当{says}" in sentence for id, sentence in said):
                zh = f"没有情景因“{field.label.zh}”应当{says}另一日而被拒绝"
                yield untold(field.place, f"day {field.id!r} is refused by {bound.test}", zh)
    for act in procedure.acts.values():
        if act.effect.kind != "on" and not _takes_effect_otherwise(act, results):
            zh = f"没有情景中“{act.label.zh}”的生效日不是办理日"
            yield untold(act.place, f"act {act.id!r} takes effect on another day", zh)


def _left_open(procedure: Procedure, results: Sequence[StoryResult]) -> set[str]:
    """Fields that an act asked in some story and nobody answered."""
    calendar, found = Calendar.of_state_council(), set()
    for moment in (moment for result in results for moment in result.moments):
        answers = moment.event.answers
        q = Question(moment.before, answers, moment.event.on, calendar, moment.links)
        for plan in procedure.plan.acts[moment.event.act].fields:
            if plan.id not in answers and (plan.ask is None or plan.ask(q)):
                found.add(plan.id)
    return found


def _takes_effect_otherwise(act: Act, results: Sequence[StoryResult]) -> bool:
    return any(event.act == act.id and event.effect != event.on for result in results for event in result.events)


def untold(place: Place, what: str, zh: str) -> Fault:
    """What no story shows."""
    return Fault(place, f"untold: {what} in no story", zh, "没有试过的，等于没有", "在 `scenarios` 里补一步或者情景")
