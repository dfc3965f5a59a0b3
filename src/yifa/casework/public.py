"""The door of the room: what other rooms may use of cases and their log.

Everything else in this folder is private to it.
"""

from yifa.casework.access import citizen, divisions_for, may_see, person_for, public_case
from yifa.casework.bulk import perform_many
from yifa.casework.bulk_rows import BulkReport, Row
from yifa.casework.change import CaseRow, Change
from yifa.casework.custody import NoReason, erase, read_by_act
from yifa.casework.custody import read_particulars as particulars
from yifa.casework.door import Done, open_case, perform
from yifa.casework.errors import Changed, Forbidden, KeyReused, NoScope, NoSuchCase, TooBusy
from yifa.casework.history import Entry, Standing, history, standing
from yifa.casework.lapsing import lapse
from yifa.casework.ledger import TooEarly, Verification, export_ledger, seal_day, verify
from yifa.casework.links import Kin
from yifa.casework.log import time_on, today
from yifa.casework.models import Case, Reading, Root
from yifa.casework.notices import calendar
from yifa.casework.particulars import ERASED_ZH
from yifa.casework.procedures import NoSuchProcedure
from yifa.casework.rebuilding import rebuild_all
from yifa.casework.redating import Redated, load_notice, redate
from yifa.casework.seals import Seal, root_over, seals
from yifa.casework.terms import NoSuchMatter
from yifa.casework.wire import EVERYWHERE, Unavailable, Uncertain, scope
from yifa.casework.writer import Table, Writer
from yifa.procedure import Refused

__all__ = [
    "ERASED_ZH",
    "EVERYWHERE",
    "BulkReport",
    "Case",
    "CaseRow",
    "Change",
    "Changed",
    "Done",
    "Entry",
    "Forbidden",
    "KeyReused",
    "Kin",
    "NoReason",
    "NoScope",
    "NoSuchCase",
    "NoSuchMatter",
    "NoSuchProcedure",
    "Reading",
    "Redated",
    "Refused",
    "Root",
    "Row",
    "Seal",
    "Standing",
    "Table",
    "TooBusy",
    "TooEarly",
    "Unavailable",
    "Uncertain",
    "Verification",
    "Writer",
    "calendar",
    "citizen",
    "divisions_for",
    "erase",
    "export_ledger",
    "history",
    "lapse",
    "load_notice",
    "may_see",
    "open_case",
    "particulars",
    "perform",
    "perform_many",
    "person_for",
    "public_case",
    "read_by_act",
    "rebuild_all",
    "redate",
    "root_over",
    "scope",
    "seal_day",
    "seals",
    "standing",
    "time_on",
    "today",
    "verify",
]
