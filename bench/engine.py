"""How long one step of the pure engine takes: decide and advance over a lawful history, no database.

Prints microseconds an event for each story of the trial pack, or of a pack given by name; compare runs on one machine.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from time import process_time

from yifa.procedure import Event, Person, Procedure, State, advance, decide, load, packs_folder, story
from yifa.workdays import Calendar

TRIAL = Path(__file__).parents[1] / "tests" / "pure" / "procedure" / "packs" / "permit"
CALENDAR = Calendar.of_state_council()

Step = tuple[str, Person, Event]


def history(procedure: Procedure, path: Path) -> list[Step]:
    """The acts of persons in a story, ready to be done again and again."""
    told = story(procedure, path)
    return [
        (event.act, Person(event.by, frozenset({event.role})), event)
        for event in told.events
        if event.role != "law"
    ]


def answers_of(event: Event) -> Mapping[str, object]:
    """What was answered, without the terms that the engine itself recorded."""
    return {name: value for name, value in event.answers.items() if name != "terms"}


def once(procedure: Procedure, steps: list[Step], answers: list[Mapping[str, object]]) -> int:
    """One case from its first act to its last; the number of events, acts of the law included."""
    state, count = State(), 0
    terms = steps[0][2].answers.get("terms", {})
    for (act, person, event), given in zip(steps, answers, strict=True):
        found = decide(
            procedure,
            state,
            act,
            by=person,
            on=event.on,
            answers=given,
            today=event.on,
            calendar=CALENDAR,
            terms=terms,
        )
        if not isinstance(found, tuple):
            raise SystemExit(f"refused: {found}")
        for made in found:
            advance(procedure, state, made, CALENDAR)
        count += len(found)
    return count


def measure(procedure: Procedure, path: Path, rounds: int = 2_000) -> tuple[int, float]:
    """(events a case, best microseconds an event over five goes)."""
    steps = history(procedure, path)
    answers = [answers_of(event) for _, _, event in steps]
    count, best = once(procedure, steps, answers), float("inf")
    for _ in range(5):
        begin = process_time()
        for _ in range(rounds // 5):
            once(procedure, steps, answers)
        best = min(best, (process_time() - begin) / (rounds // 5 * count))
    return count, best * 1e6


def main() -> None:
    """Measure every story of the pack named on the command line, else of the trial pack."""
    folder = packs_folder() / sys.argv[1] if len(sys.argv) > 1 else TRIAL
    procedure = load(folder)
    for path in sorted(folder.glob("scenarios/*.yaml")):
        count, micros = measure(procedure, path)
        print(f"{folder.name}/{path.stem}: {count} events, {micros:.1f} µs an event")


if __name__ == "__main__":
    main()
