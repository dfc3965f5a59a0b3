"""Who may do what and see what: the one place where accounts and citizens become persons with roles in a case.

Roles come from posts, acts from packs; row-level security stands beneath this and is not replaced by it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from yifa.casework.change import CaseRow
from yifa.casework.errors import Forbidden, NoScope, NoSuchCase
from yifa.casework.links import Kin
from yifa.casework.log import today
from yifa.casework.wire import EVERYWHERE, transacting
from yifa.organs.public import AUDITOR, PLATFORM_ROLES, Account, Organ, divisions_of, organs_of, roles_on
from yifa.procedure import Person
from yifa.procedure.model import LAW
from yifa.sealing import sm3

APPLICANT = "applicant"


def person_for(account: Account, organ: str, on: date, procedure: str = "") -> Person:
    """The account as a person with the roles it holds in an organ on a day, delegated ones included."""
    return Person(account.person_id, roles_on(account, organ, on, procedure), organ, account.name)


def citizen(identity: str, name: str = "") -> Person:
    """A member of the public, known to the log by a digest of whatever identified them (a number, a sign-in)."""
    return Person("public:" + sm3(identity.encode()).hex()[:32], frozenset({APPLICANT}), "", name)


def acting(by: Account | Person, case: CaseRow, on: date) -> Person:
    """The person who acts in a case. Raises Forbidden for staff without a post in its organ."""
    if isinstance(by, Person):
        if by.organ and by.organ != case.organ:
            raise Forbidden
        return by
    person = person_for(by, case.organ, on, case.procedure)
    if not person.roles:
        raise Forbidden
    return person


def may_see(account: Account, case: CaseRow | Kin) -> bool:
    """Whether an account may open a case, or a linked one: work in its organ today, or audit duty over its division.

    Those who administer the platform see no case by that.
    """
    day = today()
    if roles_on(account, case.organ, day, case.procedure) - PLATFORM_ROLES:
        return True
    if case.division not in divisions_of(account, day):
        return False
    return any(AUDITOR in roles_on(account, organ, day) for organ in organs_of(account, day))


def divisions_for(by: Account | Person) -> str:
    """The divisions whose rows a person's act may touch, joined by commas. Raises NoScope for one without an organ."""
    if isinstance(by, Account):
        return ",".join(sorted(divisions_of(by, today()))) or "-"
    if by.organ:
        return division_of(by.organ)
    if by.id == LAW:
        return EVERYWHERE
    raise NoScope("outside `scope`, a person without an organ does not say whose rows may be seen")


@lru_cache(maxsize=4096)
def division_of(organ: str) -> str:
    """The division of an organ. Raises NoSuchCase's cousin LookupError where there is no such organ."""
    try:
        return Organ.objects.values_list("division", flat=True).get(pk=organ)
    except Organ.DoesNotExist:
        raise LookupError(f"没有统一社会信用代码为 {organ} 的机关。") from None


_PUBLIC = 'select id, division from "case" where number = $1::text and query_code = $2::text'


def public_case(number: str, query_code: str) -> tuple[int, str]:
    """Id and division of the case that a citizen names by number and query code; both must be right.

    The caller then works in `scope([division])`. Raises NoSuchCase, without saying which of the two was wrong.
    """
    number, code = number.strip().upper(), query_code.replace("-", "").replace(" ", "").upper()
    if not (number.isalnum() and number.isascii() and code.isalnum() and code.isascii()):
        raise NoSuchCase(number)
    with transacting(EVERYWHERE, _PUBLIC, number, code) as (_, rows):
        pass
    if not rows:
        raise NoSuchCase(number)
    return int(rows[0][0] or 0), (rows[0][1] or b"").decode()
