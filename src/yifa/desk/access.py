"""Who may open which page of the desk: the one place where a signed-in account becomes a member of staff with rights.

What an act needs is decided by the pack and by casework; this module only opens and shuts pages.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property, wraps
from typing import Any, Concatenate, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from yifa.casework.public import Forbidden, NoSuchCase, Unavailable, Uncertain, scope, today
from yifa.organs.public import (
    ADMINISTRATOR,
    AUDITOR,
    PLATFORM_ROLES,
    SECURITY_OFFICER,
    Account,
    Organ,
    Post,
    divisions_of,
    posts_on,
)
from yifa.papers.public import CaseFile, case_file
from yifa.procedure import Person, Procedure, shipped
from yifa.procedure.model import NOBODYS

IDLE_MINUTES = 30
"""A session nobody uses ends by itself (GB/T 22239—2019, 8.1.4.1 b)."""
_SEEN = "desk_seen_at"


class Right(Enum):
    """What a page of the desk asks for."""

    SIGNED_IN = "signed_in"
    CASES = "cases"  # read cases of one's organs
    ACT = "act"  # act in them; which acts, the pack says
    INTAKE = "intake"  # open a case
    FIGURES = "figures"
    REPORTS = "reports"  # read reports that are not yet published
    BUILD_REPORTS = "build_reports"
    ACCOUNTS = "accounts"  # make accounts, appoint, end
    DELEGATE = "delegate"
    LEDGER = "ledger"  # verify the log
    NOTICES = "notices"  # load a holiday notice
    READINGS = "readings"  # see who read particulars


@dataclass(frozen=True)
class Staff:
    """A signed-in account on a day, with the posts it holds."""

    account: Account
    posts: tuple[Post, ...]
    day: date

    @cached_property
    def organs(self) -> tuple[Organ, ...]:
        """The organs in which the account holds any post, each once."""
        return tuple({post.organ_id: post.organ for post in self.posts}.values())

    @cached_property
    def working_organs(self) -> tuple[Organ, ...]:
        """The organs in which the account holds a role of a pack."""
        found = {post.organ_id: post.organ for post in self.posts if post.role not in PLATFORM_ROLES}
        return tuple(found.values())

    @cached_property
    def case_organs(self) -> tuple[str, ...]:
        """The organs whose cases may be read: one's own, and for an auditor all of the divisions under audit."""
        own = [organ.code for organ in self.working_organs]
        if not self.holds(AUDITOR):
            return tuple(own)
        audited = Organ.objects.filter(division__in=self.divisions).values_list("code", flat=True)
        return tuple(dict.fromkeys([*own, *audited]))

    @cached_property
    def divisions(self) -> tuple[str, ...]:
        """The divisions whose rows a request may touch."""
        return tuple(sorted(divisions_of(self.account, self.day)))

    @cached_property
    def rights(self) -> frozenset[Right]:
        """What this account may open."""
        found = {Right.SIGNED_IN}
        if self.working_organs:
            found |= {Right.CASES, Right.ACT, Right.FIGURES, Right.REPORTS}
        if self.openings:
            found.add(Right.INTAKE)
        if any(post.role not in PLATFORM_ROLES and post.delegated_by_id is None for post in self.posts):
            found.add(Right.DELEGATE)
        if any(post.role in HEADS for post in self.posts):
            found.add(Right.BUILD_REPORTS)
        if self.holds(ADMINISTRATOR):
            found |= {Right.ACCOUNTS, Right.NOTICES}
        if self.holds(AUDITOR):
            found |= {Right.CASES, Right.FIGURES, Right.REPORTS, Right.LEDGER, Right.READINGS}
        if self.holds(SECURITY_OFFICER):
            found.add(Right.READINGS)
        return frozenset(found)

    @cached_property
    def openings(self) -> tuple[tuple[Procedure, str], ...]:
        """The opening acts the roles of this account allow: (procedure, act)."""
        return tuple(
            (pack, act.id)
            for pack in shipped().values()
            for act in pack.acts.values()
            if not act.stages
            and NOBODYS.isdisjoint(act.by)
            and any(not self.roles(organ.code, pack.id).isdisjoint(act.by) for organ in self.working_organs)
        )

    def holds(self, role: str) -> bool:
        """Whether the account holds a platform role anywhere."""
        return any(post.role == role for post in self.posts)

    def roles(self, organ: str, procedure: str = "") -> frozenset[str]:
        """The roles held in an organ, in one procedure."""
        return frozenset(
            post.role for post in self.posts if post.organ_id == organ and post.procedure in ("", procedure)
        )

    def person(self, organ: str, procedure: str) -> Person:
        """The account as the engine sees it in a case of the organ; platform roles act in no case."""
        return Person(self.account.person_id, self.roles(organ, procedure) - PLATFORM_ROLES, organ, self.account.name)

    def open(self, number: str) -> CaseFile:
        """The file of a case by number. Raises NoSuchCase, also for a case of another organ."""
        file = case_file(number)
        if file.row.organ not in self.case_organs:
            raise NoSuchCase(number)
        return file


HEADS = ("head", "disclosure_head", "government_head")
"""Roles of the packs that lead an organ and answer for its report."""


class DeskRequest(HttpRequest):
    """A request that passed the gate; `staff` says who asks."""

    staff: Staff


View = Callable[Concatenate[DeskRequest, ...], HttpResponseBase]


def staff_of(account: Account, day: date | None = None) -> Staff:
    """The account as a member of staff on a day, today where none is named."""
    day = day or today()
    return Staff(account, tuple(posts_on(account, day)), day)


def needs(*rights: Right, scoped: bool = True) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Open a view to accounts with one of the rights, in the scope of their divisions.

    Who is not signed in goes to the sign-in page, a first password must be changed before anything else, and a
    session left idle ends. `scoped=False` leaves transactions to the view (the door begins its own).
    """

    def wrap(view: View) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **words: Any) -> HttpResponseBase:
            try:
                if (turned := _turn_away(request)) is not None:
                    return turned
                asked = cast(DeskRequest, request)
                asked.staff = staff_of(cast(Account, request.user))
                if asked.staff.rights.isdisjoint(rights):
                    return refused(asked, "您的岗位不能打开这一页。", "需要的，请联系系统管理员核对您的岗位。")
                if not scoped:
                    return view(asked, *args, **words)
                with scope(asked.staff.divisions or ("-",)):
                    return view(asked, *args, **words)
            except (NoSuchCase, Forbidden) as error:
                return refused(asked, str(error), "请核对编号；移送其他机关的，请向承办机关查询。", status=404)
            except (Unavailable, OperationalError, InterfaceError) as error:
                uncertain = isinstance(error, Uncertain)
                return render(request, "desk/unavailable.html", {"uncertain": uncertain}, status=503)

        return gate

    return wrap


def _turn_away(request: HttpRequest) -> HttpResponseBase | None:
    sign_in = f"{reverse('desk:sign-in')}?{urlencode({'next': request.get_full_path()})}"
    if not request.user.is_authenticated:
        return redirect(sign_in)
    now = int(time.time())
    if now - request.session.get(_SEEN, now) > IDLE_MINUTES * 60:
        logout(request)
        messages.info(request, f"您已 {IDLE_MINUTES} 分钟没有操作，为保护办件信息，已自动退出，请重新登录。")
        return redirect(sign_in)
    if now - request.session.get(_SEEN, 0) > 60:
        request.session[_SEEN] = now
    if request.user.must_change_password and request.path != reverse("desk:password"):
        return redirect("desk:password")
    return None


def refused(request: DeskRequest, what: str, mend: str, status: int = 403) -> HttpResponseBase:
    """The page that says why a page stays shut."""
    from yifa.desk.page import around  # noqa: PLC0415 - the page needs the rights, and this the page

    return render(request, "desk/refused.html", {**around(request), "what": what, "mend": mend}, status=status)
