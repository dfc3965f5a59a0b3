"""Two organs of two divisions whose cases are linked: rulings of one, reviews of the other; with trial packs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.records.casework.bureau import MONDAY
from yifa.casework import access
from yifa.casework.models import Event
from yifa.casework.public import Done, history, open_case, perform, scope, standing
from yifa.identifiers import reserved_credit_code
from yifa.organs.models import Organ
from yifa.procedure import Person, State, library, packs_folder

HERE = Path(__file__).parent
TRIALS = (HERE.parents[1] / "pure" / "procedure" / "packs" / "ruling", *sorted((HERE / "packs").iterdir()))
CACHES = (library.shipped, library.heard, library.edition)


@contextmanager
def trial_packs(folder: Path) -> Iterator[None]:
    """The shipped packs and the trial ones, as if all were shipped."""
    for path in (*packs_folder().iterdir(), *TRIALS):
        if path.is_dir() and not (folder / path.name).exists():
            (folder / path.name).symlink_to(path)
    before = library.packs_folder
    library.packs_folder = lambda: folder  # type: ignore[assignment]
    _forget()
    try:
        yield
    finally:
        library.packs_folder = before
        _forget()
        shutil.rmtree(folder, ignore_errors=True)


def _forget() -> None:
    for cache in CACHES:
        cache.cache_clear()


@dataclass
class Courthouse:
    """The organ that rules and the one, of another division, that reviews."""

    ruling: str
    review: str
    clerk: Person
    reviewer: Person
    lawyer: Person

    @classmethod
    def make(cls) -> Courthouse:
        """Write the two organs."""
        access.division_of.cache_clear()
        codes = reserved_credit_code(1, kind="11"), reserved_credit_code(2, kind="11")
        for code, division in zip(codes, ("420704", "420700"), strict=True):
            Organ.objects.create(code=code, name=f"测试机关{division}", division=division, level="4", kind="行政机关")
        return cls(
            *codes,
            Person("account:1", frozenset({"clerk"}), codes[0], "王"),
            Person("account:2", frozenset({"reviewer"}), codes[1], "李"),
            Person("account:3", frozenset({"lawyer"}), codes[0], "赵"),
        )

    def begin(self, on: date = MONDAY, **more: Any) -> Done:
        """Open a ruling."""
        return open_case("ruling", "begin", by=self.clerk, organ=self.ruling, on=on, **{"answers": {}, **more})

    def ruled(self, on: date = MONDAY) -> int:
        """A ruling made, after a legality review."""
        case = self.begin(on).case.id
        self.legality(case, "pass", on=on)
        self.act(case, "rule", on)
        return case

    def legality(self, case: int, *acts: str, on: date = MONDAY) -> int:
        """A legality review that serves a ruling, with acts done in it."""
        found = open_case(
            "trial_legality", "receive", by=self.lawyer, organ=self.ruling, on=on, answers={}, links=[("serves", case)]
        ).case.id
        for act in acts:
            self.act(found, act, on)
        return found

    def file(self, case: int, on: date = MONDAY, **more: Any) -> int:
        """A review of a ruling, filed with the other organ."""
        links = [("arises_from", case)]
        return open_case(
            "review", "file", by=self.reviewer, organ=self.review, on=on, answers={}, links=links, **more
        ).case.id

    def act(self, case: int, act: str, on: date = MONDAY, **more: Any) -> Done:
        """Do an act, by whoever does such acts."""
        who = self.clerk if act in ("rule", "redraft", "join", "close") else self.reviewer
        who = self.lawyer if act in ("pass", "fail") else who
        return perform(case, act, **{"by": who, "on": on, "answers": {}, **more})


def acts_of(case: int) -> list[str]:
    """The acts of a case in the order of its log."""
    with scope(["*"]):
        return list(Event.objects.filter(case_id=case).order_by("seq").values_list("act", flat=True))


def state_of(case: int) -> State:
    """Where a case stands."""
    with scope(["*"]):
        found = standing(case)
        assert found is not None
        return found.state


def causes_of(case: int) -> list[tuple[str, int] | None]:
    """What caused each event of a case."""
    with scope(["*"]):
        return [entry.event.cause for entry in history(case)]
