"""Particulars in custody: who reads them in full is recorded, and they can be erased without breaking the log.

Masked values for screens come with the history of a case (`history`); here nothing is masked.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from yifa.casework import access, particulars
from yifa.casework.change import CaseRow
from yifa.casework.errors import Forbidden, NoSuchCase
from yifa.casework.history import Standing, standing
from yifa.casework.models import Case, Party, Reading
from yifa.organs.public import Account
from yifa.procedure.model import Value


class NoReason(ValueError):
    """请写明查看或者删除个人信息的事由。"""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def read_particulars(case_id: int, account: Account, reason: str) -> dict[str, dict[str, Value]]:
    """The particulars of a case in full: party → field → answer, the latest where given twice; the reading is recorded.

    Works within `scope`. Raises NoReason, NoSuchCase, Forbidden. 个人信息保护法 第五十一条、第五十四条.
    """
    stands = _for(case_id, account, reason)
    with transaction.atomic():
        _record("read", stands.case, account.person_id, reason)
        found: dict[str, dict[str, Value]] = {}
        for party in _sealed(case_id):
            found.setdefault(party.role, {}).update(_opened(stands.case, party))
    return found


def read_by_act(case: CaseRow, *, reader: str, reason: str) -> dict[int, dict[str, Value]]:
    """The particulars of a case in full: seq → field → answer; who read them, when and why goes on record with it.

    `reader` is the id of a person who may read them, staff or the applicant (个人信息保护法 第四十五条、第五十一条);
    whoever calls has asked that. Works within `scope`. Raises NoReason, and ValueError without a reader.
    """
    if not reason.strip():
        raise NoReason
    if not reader:
        raise ValueError("no reader")
    with transaction.atomic():
        _record("read", case, reader, reason)
        found: dict[int, dict[str, Value]] = {}
        for party in _sealed(case.id):
            found.setdefault(party.seq, {}).update(_opened(case, party))
    return found


def erase(case_id: int, role: str, account: Account, reason: str) -> int:
    """Erase the particulars of one party of a case; the number of acts whose particulars are gone. It is recorded.

    Text and salt are destroyed together, so the digests in the log tell nothing any more and its chain still holds
    (个人信息保护法 第四十七条). Works within `scope`. Raises NoReason, NoSuchCase, Forbidden.
    """
    stands = _for(case_id, account, reason)
    with transaction.atomic(), connection.cursor() as cursor:
        _record("erase", stands.case, account.person_id, reason)
        cursor.execute(
            "update party set sealed = null, masked = '{}', erased_at = now()"
            " where case_id = %s and role = %s and erased_at is null",
            [case_id, role],
        )
        erased = cursor.rowcount
        if erased and role == access.APPLICANT:
            Case.objects.filter(pk=case_id).update(applicant_masked=particulars.ERASED_ZH)
    return int(erased)


def _for(case_id: int, account: Account, reason: str) -> Standing:
    if not reason.strip():
        raise NoReason
    stands = standing(case_id)
    if stands is None:
        raise NoSuchCase(case_id)
    if not access.may_see(account, stands.case):
        raise Forbidden
    return stands


def _sealed(case_id: int) -> Iterable[Party]:
    return Party.objects.filter(case_id=case_id, sealed__isnull=False).order_by("seq", "role")


def _opened(case: CaseRow, party: Party) -> dict[str, Value]:
    return particulars.opened(case.number, party.seq, party.role, bytes(party.sealed or b""))


def _record(kind: str, case: CaseRow, person: str, reason: str) -> None:
    Reading.objects.create(kind=kind, case_id=case.id, division=case.division, person=person, reason=reason.strip())
