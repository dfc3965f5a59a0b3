"""Which matters there are to find: those that organs handle, and those of the catalogue that none has taken over.

One list for searching and for browsing, narrowed by what stands in the address; nothing is drawn here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from yifa.matters.public import (
    CatalogueRow,
    Matter,
    MatterType,
    Target,
    Verified,
    catalogue,
    search,
    search_catalogue,
)

SUBJECTS = {"person": "个人办事", "organisation": "企业和单位办事"}


@dataclass(frozen=True, slots=True)
class Found:
    """A matter as a line of a list. `organ` is empty where no organ has taken it over."""

    name: str
    url: str
    type: str
    kind: str  # the kind of organ whose field it is
    subjects: frozenset[str]
    organ: str
    can_file: bool
    basis_only: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for in the address: words and filters, each empty for all."""

    words: str = ""
    type: str = ""
    kind: str = ""
    subject: str = ""

    def with_(self, **changed: str) -> dict[str, str]:
        """The query of an address with some filters changed; empty ones are left out."""
        asked = {"q": self.words, "type": self.type, "kind": self.kind, "subject": self.subject, **changed}
        return {name: value for name, value in asked.items() if value}


def found(wish: Wish) -> list[Found]:
    """The matters that contain the words (all where there are none), before any filter: handled ones first."""
    matters = search(wish.words) if wish.words else _all()
    rows = search_catalogue(wish.words) if wish.words else catalogue()
    taken = set(Matter.objects.exclude(catalogue_id="").values_list("catalogue_id", flat=True))
    return [_of_matter(matter) for matter in matters] + [_of_row(row) for row in rows if row.id not in taken]


def _all() -> Iterable[Matter]:
    return Matter.objects.filter(retired_on__isnull=True).select_related("organ").order_by("name")


_KINDS = {row.id: row.organ_kind for row in catalogue()}


def _of_matter(matter: Matter) -> Found:
    subjects = {"person"} if Target.PERSON in matter.targets else set()
    if set(matter.targets) - {Target.PERSON}:
        subjects.add("organisation")
    return Found(
        matter.name,
        reverse("portal:guide", args=[matter.implementation_code]),
        matter.type_code,
        _KINDS.get(matter.catalogue_id, matter.organ.kind),
        frozenset(subjects),
        matter.organ.name,
        bool(matter.procedure),
        matter.verified == Verified.BASIS,
    )


def _of_row(row: CatalogueRow) -> Found:
    subjects = frozenset(SUBJECTS) if row.subject == "both" else frozenset({row.subject})
    url = reverse("portal:catalogued", args=[row.id])
    return Found(row.name, url, row.type, row.organ_kind, subjects, "", False, row.verified == Verified.BASIS)


def narrowed(every: Iterable[Found], wish: Wish) -> list[Found]:
    """What is left after the filters."""
    return [one for one in every if all(test(one) for test in _tests(wish).values())]


def _tests(wish: Wish, but: str = "") -> Mapping[str, Callable[[Found], bool]]:
    tests: dict[str, Callable[[Found], bool]] = {
        "type": lambda one: not wish.type or one.type == wish.type,
        "kind": lambda one: not wish.kind or one.kind == wish.kind,
        "subject": lambda one: not wish.subject or wish.subject in one.subjects,
    }
    tests.pop(but, None)
    return tests


def counts(every: list[Found], wish: Wish, what: str) -> list[tuple[str, str, int]]:
    """The choices of one filter with how many matters each would leave: (value, label, number)."""
    left = [one for one in every if all(test(one) for test in _tests(wish, what).values())]
    if what == "type":
        numbers = Counter(one.type for one in left)
        return [(code, MatterType(code).label, number) for code, number in sorted(numbers.items())]
    if what == "kind":
        numbers = Counter(one.kind for one in left)
        return [(kind, kind, number) for kind, number in sorted(numbers.items(), key=lambda one: (-one[1], one[0]))]
    numbers = Counter(subject for one in left for subject in one.subjects)
    return [(code, label, numbers[code]) for code, label in SUBJECTS.items() if numbers[code]]
