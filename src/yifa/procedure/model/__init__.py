"""The words a procedure is written in, as frozen values: stages, acts, waits, gates, clocks, fields, papers.

This room only says what things are; `compile` reads them from YAML, `decide` applies them, `clocks` dates them.
"""

from yifa.procedure.model.acts import Act, Duty, Effect, Remedy, Wait
from yifa.procedure.model.clocks import Clock, DatedLength, Expiry, Extension
from yifa.procedure.model.conditions import Condition, Gate
from yifa.procedure.model.fields import DayBound, Field, Items, RowsFrom
from yifa.procedure.model.links import LINKS, Hears, LinkMade, Origin, Similar
from yifa.procedure.model.procedure import Procedure
from yifa.procedure.model.sums import Accrual, DatedTable, TableRow
from yifa.procedure.model.telling import Indicator, Mark, Paper, Sentence
from yifa.procedure.model.words import LAW, LINKED, NOBODYS, RESERVED, Label, Place, Source, Value

__all__ = [
    "LAW",
    "LINKED",
    "LINKS",
    "NOBODYS",
    "RESERVED",
    "Accrual",
    "Act",
    "Clock",
    "Condition",
    "DatedLength",
    "DatedTable",
    "DayBound",
    "Duty",
    "Effect",
    "Expiry",
    "Extension",
    "Field",
    "Gate",
    "Hears",
    "Indicator",
    "Items",
    "Label",
    "LinkMade",
    "Mark",
    "Origin",
    "Paper",
    "Place",
    "Procedure",
    "Remedy",
    "RowsFrom",
    "Sentence",
    "Similar",
    "Source",
    "TableRow",
    "Value",
    "Wait",
]
