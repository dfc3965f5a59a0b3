"""The engine: procedures read from packs, acts decided, states folded from events, clocks dated and proved.

Pure Python: no database, no clock of the machine, no request. What is not named here is private to the room.
"""

from yifa.procedure.accruals import Accrued, accrued
from yifa.procedure.bpmn import bpmn
from yifa.procedure.case import Event, Link, Option, Person, Refusal, Refused, Run, State
from yifa.procedure.check import check
from yifa.procedure.check_links import faults_between
from yifa.procedure.checking.examine import Examined, examine
from yifa.procedure.clocks import ClockView, clocks
from yifa.procedure.compile import load
from yifa.procedure.decide import check_answers, decide, lapses, needs_time, options
from yifa.procedure.describe import describe
from yifa.procedure.draw import draw
from yifa.procedure.faults import Fault, PackFaults
from yifa.procedure.figures import figures
from yifa.procedure.fold import advance, replay
from yifa.procedure.folder import packs_folder
from yifa.procedure.hearing import Heard, against, arises, hear, served_by
from yifa.procedure.library import edition, heard, shipped
from yifa.procedure.marks import MarkMade, marks
from yifa.procedure.model import Procedure
from yifa.procedure.proofs import proof
from yifa.procedure.ribbon import ribbon
from yifa.procedure.state import state_from_json, state_to_json
from yifa.procedure.story import StoryResult, story

__all__ = [
    "Accrued",
    "ClockView",
    "Event",
    "Examined",
    "Fault",
    "Heard",
    "Link",
    "MarkMade",
    "Option",
    "PackFaults",
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
    "bpmn",
    "check",
    "check_answers",
    "clocks",
    "decide",
    "describe",
    "draw",
    "edition",
    "examine",
    "faults_between",
    "figures",
    "hear",
    "heard",
    "lapses",
    "load",
    "marks",
    "needs_time",
    "options",
    "packs_folder",
    "proof",
    "replay",
    "ribbon",
    "served_by",
    "shipped",
    "state_from_json",
    "state_to_json",
    "story",
]
