"""How long a procedure takes for a matter, in words: each clock's length as the pack and the matter's terms have it.

Nothing is counted from a day here; a guide says lengths, a case has dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yifa.procedure.case import State
from yifa.procedure.conditions import Question
from yifa.procedure.ledger import chosen, nth
from yifa.procedure.model import Clock, Procedure, Value
from yifa.procedure.plan import ClockPlan
from yifa.workdays import Calendar, Length


@dataclass(frozen=True, slots=True)
class Period:
    """A clock as a guide tells of it. `steps` are lengths in Chinese, one a step; `before` names the fact whose day the
    length lies before, "" for a clock that runs forward.
    """

    clock: Clock
    steps: tuple[str, ...]
    cites: str
    before: str
    promised: str
    extension: str
    extension_cites: str

    @property
    def zh(self) -> str:
        """The length in words, such as 20个工作日 or 20日＋10日 or 活动举行日期2日前."""
        length = "＋".join(self.steps)
        if not self.before:
            return length
        return f"{self.before}{length}前" if length else f"{self.before}以前"


def ordinary(procedure: Procedure) -> list[Clock]:
    """The main terms of the ordinary way: those that an act of the main line starts, not what begins when a decision
    is undone or has to be made anew.
    """
    acts = procedure.acts
    return [clock for clock in procedure.clocks.values() if clock.main and any(acts[id].main for id in clock.starts)]


def terms_for(procedure: Procedure, terms: Mapping[str, Value]) -> dict[str, Value]:
    """The terms of a matter over the defaults of the pack, as the opening event would record them."""
    return {**procedure.terms, **{name: value for name, value in terms.items() if name in procedure.terms}}


def period(procedure: Procedure, clock_id: str, terms: Mapping[str, Value], on: date) -> Period | None:
    """What a guide says of a clock for a matter with these terms; None where the law sets none or it doesn't run."""
    plan = procedure.plan.clocks[clock_id]
    clock = plan.clock
    q = Question(State(terms=dict(terms)), {}, on, Calendar.of_state_council())
    about_terms = [condition for condition in clock.when if condition.kind == "term"]
    if plan.ask is not None and len(about_terms) == len(clock.when) and not plan.ask(q):
        return None
    found: list[tuple[str, str]] = []
    for number in range(1, _steps(plan, terms) + 1):
        length = chosen(plan.lengths, on, number, q)
        if length is not None:
            found.append(length)
    if not found and clock.until is None:
        return None
    extended = chosen(plan.extensions, on, 1, q)
    promised = nth(terms.get(clock.promised), 1) if clock.promised else None
    return Period(
        clock=clock,
        steps=tuple(_zh(text) for text, _ in found if _days(text) or clock.until is None),
        cites=found[0][1] if found else clock.cites,
        before=procedure.fields[clock.until].label.zh if clock.until else "",
        promised=_zh(promised) if promised else "",
        extension=_zh(extended[0]) if extended and terms.get("extendable", True) else "",
        extension_cites=extended[1] if extended else "",
    )


def _steps(plan: ClockPlan, terms: Mapping[str, Value]) -> int:
    lists = [terms.get(one.term) for one in plan.lengths if one.term]
    return max((len(term) for term in lists if isinstance(term, list)), default=1) or 1


def _days(text: str) -> int:
    return Length.parse(text).value


def _zh(text: str) -> str:
    length = Length.parse(text)
    return length.zh if length.value else "当场"
