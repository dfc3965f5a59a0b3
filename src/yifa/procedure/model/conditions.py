"""What must hold: the flat conditions of a pack, and the gates that are made of them.

Whether they hold in a case is asked elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from yifa.procedure.model.words import Label, Place, Value
from yifa.workdays import Length


@dataclass(frozen=True, slots=True)
class Condition:
    """One flat condition on a case; `kind` says which question is asked, the rest are its arguments.

    Kinds (YAML key = kind):
      fact      {fact: id, is: v | not: v | in: [v…] | given: true|false | at_least: n | at_most: n}
                {fact: id, at_least: field | at_most: field}   a number beside that in another field
                {fact: id, any_of: [o…] | none_of: [o…]}       a list of options has one of these, or none
      term      {term: id, is/not/in/given…}            the same over the matter's terms
      done      {done: act, since: act?}                 the act has been done (after the last `since`)
      not_done  {not_done: act, since: act?}
      open      {open: wait}  / closed: {closed: wait}   the wait is open now / is not open now
      running   {running: clock} / expired: {expired: clock} / within: {within: clock}
      elapsed   {elapsed: act | date field, length: "7 working days"} the day lies later than that length after it
                {…, at: act | date field}               the day compared is that one, where it is known
                {…, set_by: term}                       the length is that of the term, where a matter sets it
      not_elapsed  the negation; holds while there is no such day
      items     {items: list, outcome: id | none?, at_least/at_most/is: n}, {items: list, settled: true}
      table     {table: id}                              the number of its field lies within the row in force
      accrued   {accrued: id, at_least/at_most/is: fen}  the sum has grown to so much
      outcome   {outcome: id}
      linked    {linked: procedure, outcome: id, as: link?, since: act?}   a linked case has that outcome, opened
                                                         on the day of the last `since` or later
    """

    kind: str
    name: str
    test: str = ""
    value: Value = None
    since: str = ""
    length: Length | None = None
    link: str = ""  # for linked: the kind of link as this case names it; "" for any
    at: str = ""
    term: str = ""  # for elapsed: the term of the matter that sets the length
    outcomes: tuple[str, ...] = ()  # of the rows of a list


@dataclass(frozen=True, slots=True)
class Gate:
    """A duty that must be met before an act: any of `met_by`, each a list of conditions that hold
    together.
    """

    id: str
    label: Label
    met_by: tuple[tuple[Condition, ...], ...]
    refusal: str  # Chinese sentence shown while shut
    remedy: str  # what would make it lawful
    by_whom: str  # who can do that, in Chinese
    cites: str
    rule: str  # id of the rule row, such as XK-09
    place: Place
    guards: tuple[str, ...] = ()  # outcomes and acts that no person may bring about around it
    stands_after: tuple[tuple[str, str], ...] = ()  # (act, article): its ground stays although that act is done again
