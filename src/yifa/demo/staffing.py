"""Gives the city's organs the people that the other procedures need: for each role as many as its scenarios ask for.

Licensing and disclosure have their staff by name in `city`; whatever pack is added finds its people here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from yifa.casework.public import person_for
from yifa.demo.people import person_name
from yifa.demo.replay import Cast
from yifa.organs.public import Account, Organ, appoint, create_account
from yifa.procedure import Person, Procedure


@dataclass(slots=True)
class Staffing:
    """The staff of one organ, by procedure and role; `told` says who may sign in and as what."""

    organ: Organ
    prefix: str
    hash: str
    """The password's hash, which is the same for everybody of the demonstration."""
    since: date
    staff: dict[str, dict[str, list[Person]]] = field(default_factory=dict)
    told: list[tuple[str, str, str]] = field(default_factory=list)

    def cast(self, procedure: Procedure, needed: Mapping[str, int]) -> Cast:
        """The cast for a procedure; whoever is missing is appointed, for this procedure alone."""
        staff = self.staff.setdefault(procedure.id, {})
        for role, count in needed.items():
            while len(staff.get(role, ())) < count:
                staff.setdefault(role, []).append(self._appoint(role, procedure))
        return Cast(staff)

    def _appoint(self, role: str, procedure: Procedure) -> Person:
        username = f"{self.prefix}{len(self.told) + 1}"
        name = person_name(Random(username))
        account = create_account(username, name)
        Account.objects.filter(pk=account.pk).update(password=self.hash, must_change_password=False)
        appoint(account, self.organ, role, since=self.since, procedure=procedure.id)
        does = f"{procedure.label.zh}：{procedure.roles[role].zh}（{self.organ.short_name}）"
        self.told.append((username, name, does))
        return person_for(Account.objects.get(pk=account.pk), self.organ.code, self.since, procedure.id)
