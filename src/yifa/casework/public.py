"""The door of the room: what other rooms may use of cases and their log.

Everything else in this folder is private to it.
"""

from yifa.casework.access import citizen, divisions_for, may_see, person_for, public_case
from yifa.casework.change import CaseRow, Change
from yifa.casework.door import Done, open_case, perform
from yifa.casework.errors import Changed, Forbidden, KeyReused, NoScope, NoSuchCase, TooBusy
from yifa.casework.models import Case
from yifa.casework.procedures import NoSuchProcedure
from yifa.casework.terms import NoSuchMatter
from yifa.casework.wire import Unavailable, Uncertain, scope
from yifa.casework.writer import Table, Writer
from yifa.procedure import Refused

__all__ = [
    "Case",
    "CaseRow",
    "Change",
    "Changed",
    "Done",
    "Forbidden",
    "KeyReused",
    "NoScope",
    "NoSuchCase",
    "NoSuchMatter",
    "NoSuchProcedure",
    "Refused",
    "Table",
    "TooBusy",
    "Unavailable",
    "Uncertain",
    "Writer",
    "citizen",
    "divisions_for",
    "may_see",
    "open_case",
    "perform",
    "person_for",
    "public_case",
    "scope",
]
