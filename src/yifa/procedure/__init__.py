"""The engine: procedures read from packs, acts decided, states folded from events, clocks dated and proved.

Pure Python: no database, no clock of the machine, no request. What is not named here is private to the room.
"""

from yifa.procedure.accruals import Accrued, accrued, yuan
from yifa.procedure.answers import TERMS, officer_name
from yifa.procedure.asking import asked, spans
from yifa.procedure.bpmn import bpmn
from yifa.procedure.case import Event, Link, Option, Person, Refusal, Refused, Run, State, with_answers
from yifa.procedure.check import check
from yifa.procedure.check_links import faults_between
from yifa.procedure.checking.examine import Examined, examine
from yifa.procedure.clocks import ClockView, clocks
from yifa.procedure.compile import load
from yifa.procedure.conditions import NOT_SETTLED
from yifa.procedure.days import in_chinese
from yifa.procedure.decide import check_answers, decide, lapses, needs_time, options
from yifa.procedure.describe import describe, shown, titled
from yifa.procedure.draw import draw
from yifa.procedure.faults import Fault, PackFaults
from yifa.procedure.figures import figures
from yifa.procedure.fold import advance, replay
from yifa.procedure.folder import packs_folder
from yifa.procedure.hearing import Heard, against, arises, brought_about, hear, rows_naming, served_by
from yifa.procedure.items import MOST_ROWS, OUTCOME, REASON, ListMove, column_fields, totals
from yifa.procedure.library import edition, heard, shipped, sound
from yifa.procedure.marks import MarkMade, marks
from yifa.procedure.model import Procedure
from yifa.procedure.periods import Period, ordinary, period, terms_for
from yifa.procedure.plan import ActPlan
from yifa.procedure.proofs import proof
from yifa.procedure.ribbon import ribbon
from yifa.procedure.skeleton import BadName, begin_pack
from yifa.procedure.state import copied, moved_runs, state_from_json, state_to_json
from yifa.procedure.story import StoryResult, story

__all__ = [
    "MOST_ROWS",
    "NOT_SETTLED",
    "OUTCOME",
    "REASON",
    "TERMS",
    "Accrued",
    "ActPlan",
    "BadName",
    "ClockView",
    "Event",
    "Examined",
    "Fault",
    "Heard",
    "Link",
    "ListMove",
    "MarkMade",
    "Option",
    "PackFaults",
    "Period",
    "Person",
    "Procedure",
    "Refusal",
    "Refused",
    "Run",
    "State",
    "StoryResult",
    "accrued",
    "advance",
    "against",
    "arises",
    "asked",
    "begin_pack",
    "bpmn",
    "brought_about",
    "check",
    "check_answers",
    "clocks",
    "column_fields",
    "copied",
    "decide",
    "describe",
    "draw",
    "edition",
    "examine",
    "faults_between",
    "figures",
    "hear",
    "heard",
    "in_chinese",
    "lapses",
    "load",
    "marks",
    "moved_runs",
    "needs_time",
    "officer_name",
    "options",
    "ordinary",
    "packs_folder",
    "period",
    "proof",
    "replay",
    "ribbon",
    "rows_naming",
    "served_by",
    "shipped",
    "shown",
    "sound",
    "spans",
    "state_from_json",
    "state_to_json",
    "story",
    "terms_for",
    "titled",
    "totals",
    "with_answers",
    "yuan",
]
