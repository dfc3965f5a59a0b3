"""The engine: procedures read from packs, acts decided, states folded from events, clocks dated and proved.

Pure Python: no database, no clock of the machine, no request. What is not named here is private to the room.
"""

from yifa.procedure.clocks import ClockView, clocks
from yifa.procedure.compile import load
from yifa.procedure.decide import check_answers, decide, lapses, options
from yifa.procedure.faults import Fault, PackFaults
from yifa.procedure.fold import advance, replay
from yifa.procedure.folder import packs_folder
from yifa.procedure.library import edition, shipped
from yifa.procedure.model import Event, Link, Option, Person, Procedure, Refusal, Refused, Run, State
from yifa.procedure.state import state_from_json, state_to_json

__all__ = [
    "ClockView",
    "Event",
    "Fault",
    "Link",
    "Option",
    "PackFaults",
    "Person",
    "Procedure",
    "Refusal",
    "Refused",
    "Run",
    "State",
    "advance",
    "check_answers",
    "clocks",
    "decide",
    "edition",
    "lapses",
    "load",
    "options",
    "packs_folder",
    "replay",
    "shipped",
    "state_from_json",
    "state_to_json",
]
