"""The words a procedure is written in, as frozen values: stages, acts, waits, gates, clocks, fields, papers.

This module only says what things are; `compile` reads them from YAML, `decide` applies them, `clocks` dates them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal

from yifa.workdays import Length

Value = Any
"""A JSON value: str, int, bool, None, list or dict of the same; dates are ISO strings, money is in fen (int)."""

LAW = "law"
"""The role and person id of acts that the law itself performs when a term expires."""

LINKED = "linked"
"""The role and person id of acts that an act in a linked case brings about."""

LINKS: Mapping[str, str] = MappingProxyType(
    {
        "arises_from": "gives_rise_to",  # 由…引起 / 引起
        "gives_rise_to": "arises_from",
        "serves": "served_by",  # 为…办理的前置程序 / 其前置程序
        "served_by": "serves",
        "merged_into": "takes_in",  # 并入 / 并案
        "takes_in": "merged_into",
        "lists": "listed_in",  # 列有 / 列入
        "listed_in": "lists",
        "belongs_to": "bundles",  # 属于一件事 / 一件事之下
        "bundles": "belongs_to",
    }
)
"""How cases are linked: each kind as one case names it, with the name that the other case has for it."""


@dataclass(frozen=True, slots=True)
class Label:
    """The Chinese name that users see and the English name beside it."""

    zh: str
    en: str


RESERVED: Mapping[str, Label] = MappingProxyType({LAW: Label("法律", "law"), LINKED: Label("关联办件", "linked case")})
NOBODYS = frozenset(RESERVED)
"""The roles that nobody holds."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a pack a thing is written: file relative to the pack, line from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Condition:
    """One flat condition on a case; `kind` says which question is asked, the rest are its arguments.

    Kinds (YAML key = kind):
      fact      {fact: id, is: v | not: v | in: [v…] | given: true|false | at_least: n | at_most: n}
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


@dataclass(frozen=True, slots=True)
class DayBound:
    """How a day that is answered must lie to another: that of the act ("act"), of a field, or of an earlier act."""

    test: Literal["after", "not_before", "not_after"]
    other: str  # "act", or the id of a date field or of an act


@dataclass(frozen=True, slots=True)
class Field:
    """One question asked at an act: type, ground, and who may read the answer."""

    id: str
    label: Label
    type: Literal[
        "text",
        "long_text",
        "number",
        "money",
        "date",
        "choice",
        "choices",
        "yes_no",
        "file",
        "files",
        "person_name",
        "citizen_number",
        "credit_code",
        "mobile",
        "address",
        "officers",
        "list",
        "case",
        "items",
    ]
    required: bool
    hint: str
    cites: str
    options: tuple[tuple[str, str], ...]  # (value, Chinese label)
    personal: bool  # kept in Party, encrypted; the log keeps a digest
    party: str  # whose particular it is: applicant, third_party …
    when: tuple[Condition, ...]  # asked only if these hold (over facts and the answers given)
    minimum: int | None
    maximum: int | None
    max_length: int
    bounds: tuple[DayBound, ...]  # for dates: a term that is set lies ahead, a validity ends after it begins
    place: Place
    of: tuple[str, ...] = ()  # for cases: the procedures whose cases may be named, () for all; for items: the list


@dataclass(frozen=True, slots=True)
class Items:
    """A list that a case carries: its columns, the one that tells the rows apart, what rows may be settled with."""

    id: str
    label: Label
    key: str  # a column
    columns: Mapping[str, Field]
    outcomes: Mapping[str, Label]
    reasoned: tuple[str, ...]  # outcomes for which a reason must be given
    cites: str
    rule: str
    place: Place


@dataclass(frozen=True, slots=True)
class RowsFrom:
    """The rows that a field of an act holds, of the list they are for."""

    items: str
    field: str


@dataclass(frozen=True, slots=True)
class Effect:
    """The legal day on which an act takes effect when it is not the day it is done."""

    kind: Literal["on", "fact", "clock_start", "clock_due", "act"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Hears:
    """Which acts in linked cases bring an act about; `item` further asks for the row there that names this case."""

    procedures: tuple[str, ...]
    link: str  # one of LINKS, as the case that hears names it
    acts: tuple[str, ...]  # of those procedures
    items: str  # for listed_in: the list there; "" asks no row
    outcomes: tuple[str, ...]  # of the row, any of which will do; () for any


@dataclass(frozen=True, slots=True)
class LinkMade:
    """The link that an act records to the case that one of its answers names."""

    kind: str
    field: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """What may be sought against an act (救济途径): from whom, within which term."""

    id: str
    label: Label
    within: Length | None
    to: str  # before whom, in Chinese
    cites: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Cases that may lead to one of this procedure: by procedure, by what became of them, or by an act's remedy."""

    procedure: str = ""
    outcomes: tuple[str, ...] = ()  # any of these; () for any
    done: tuple[str, ...] = ()  # all of these have been done there
    remedy: str = ""  # instead of all that: an act was done there against which this remedy may be sought


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody may do: by which role, in which stages, behind which gates, with which answers and
    papers.
    """

    id: str
    label: Label
    by: tuple[str, ...]  # role ids; ("law",) for acts of the law, ("linked",) for those that a linked case brings about
    stages: tuple[str, ...]  # where it is allowed; () opens the case
    to: str | None  # the stage afterwards; None stays
    outcome: str | None
    needs: tuple[str, ...]  # gate ids
    when: tuple[Condition, ...]
    when_refusal: str  # Chinese sentence if `when` does not hold
    not_by: tuple[str, ...]  # acts whose doer may not do this one
    officers: int  # at least so many distinct officers named in the field `officers`; 0 = no such rule
    fields: tuple[str, ...]
    papers: tuple[str, ...]
    opens: str | None  # wait
    closes: str | None  # wait
    key: str | None  # field whose answer keys the wait that is opened or closed
    effect: Effect
    once: bool  # may be done only once in a case
    closes_case: bool
    cites: str
    rule: str
    sentence: str  # Chinese sentence of the timeline, with {field} placeholders
    main: bool  # the main line of the procedure, drawn in the picture
    place: Place
    hears: Hears | None = None  # for acts by `linked`: what brings them about
    takes: tuple[tuple[str, str], ...] = ()  # (own field, what it takes over from the other case)
    links: LinkMade | None = None
    without: tuple[tuple[str, str], ...] = ()  # (gate, article): why this act need not pass a gate that others must
    remedies: tuple[str, ...] = ()  # what may be sought against it
    adds: RowsFrom | None = None  # rows to a list
    settles: RowsFrom | None = None  # rows of a list, each with an outcome
    outcome_of: str | None = None  # in place of `outcome`: the field whose answer it is

    def outcomes(self, fields: Mapping[str, Field]) -> tuple[str, ...]:
        """Every outcome that the act may give the case."""
        if self.outcome_of is not None and self.outcome_of in fields:
            return tuple(value for value, _ in fields[self.outcome_of].options)
        return () if self.outcome is None else (self.outcome,)


@dataclass(frozen=True, slots=True)
class Wait:
    """Something awaited beside the main line; clocks name the waits that pause them."""

    id: str
    label: Label
    party: str  # who is awaited
    keyed: bool
    stages: tuple[str, ...]
    cites: str
    rule: str
    place: Place


@dataclass(frozen=True, slots=True)
class DatedLength:
    """A length in force from a day, for cases whose terms meet `when`; `term` names a term of the matter
    that sets it.
    """

    since: date
    length: Length | None
    term: str | None
    when: tuple[Condition, ...]
    cites: str
    source: Literal["NAT", "POL", "LOC", "M"]


@dataclass(frozen=True, slots=True)
class Extension:
    """Which act lengthens a clock, by how much, how often."""

    act: str
    lengths: tuple[DatedLength, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Expiry:
    """What the law does when a clock runs out: an act of the law, or nothing but lateness."""

    act: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A budget of days with a ledger of intervals; each starting act begins a new run (this is how terms
    restart).
    """

    id: str
    label: Label
    starts: tuple[str, ...]  # acts, by their day of effect
    start_fact: str | None  # a fact holding the day the run starts from, in place of the day of effect
    stops: tuple[str, ...]
    lengths: tuple[DatedLength, ...]
    promised: str | None  # term with the organ's own shorter promise
    until: str | None  # fact holding a day; the clock is due `length` before it
    paused_by: tuple[str, ...]  # waits
    pause_when: tuple[Condition, ...]  # pauses count only if these hold (told in writing)
    when: tuple[Condition, ...]  # the clock exists only if these hold when it starts
    keyed_by_wait: str | None  # one run a key of that wait
    extension: Extension | None
    expiry: Expiry
    warn: Length  # amber when at most so much is left
    party: str  # whom the term binds: organ, applicant, third_party
    main: bool  # the clock shown first in lists
    cites: str
    rule: str
    place: Place


@dataclass(frozen=True, slots=True)
class TableRow:
    """A range in force from a day, both ends within it, for cases that meet `when`; None is no bound."""

    since: date
    when: tuple[Condition, ...]
    minimum: int | None
    maximum: int | None
    zh: str  # what kind of case this is, in a few words
    cites: str
    source: Literal["NAT", "POL", "LOC", "M"]


@dataclass(frozen=True, slots=True)
class DatedTable:
    """Ranges for the number in a field; `term` names a term of the matter whose rows stand in place of these."""

    id: str
    label: Label
    of: str  # field
    term: str | None
    rows: tuple[TableRow, ...]
    cites: str
    rule: str
    place: Place


@dataclass(frozen=True, slots=True)
class Accrual:
    """Money that grows by the day once a term is over: a share of a field's money a day, up to a cap."""

    id: str
    label: Label
    of: str  # field
    per_day: Fraction
    cap: Fraction | None
    after: str  # clock
    stops: tuple[str, ...]  # acts
    paused_by: tuple[str, ...]  # waits
    when: tuple[Condition, ...]
    cites: str
    rule: str
    place: Place


@dataclass(frozen=True, slots=True)
class Paper:
    """A document (文书) an act produces: its legal name and its template in documents/."""

    id: str
    label: Label
    series: str
    template: str  # path relative to the pack
    cites: str


@dataclass(frozen=True, slots=True)
class Mark:
    """When an event counts toward an indicator."""

    on: Literal["act", "clock_due", "clock_met", "paper"]
    names: tuple[str, ...]
    when: tuple[Condition, ...]
    value: str  # "1", or the id of a fact that holds the number


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure: what is counted, in what unit, how it is defined, under which topic and in which sentence it
    is reported.
    """

    id: str
    label: Label
    unit: str
    definition: str
    kind: Literal["count", "share", "mean"]
    marks: tuple[Mark, ...]  # for count
    part: str  # for share
    whole: str
    topic: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the annual report with {indicator} placeholders; left out when all its figures are 0 or
    absent.
    """

    topic: str
    text: str
    order: int


@dataclass(frozen=True, slots=True)
class Similar:
    """What is compared to suggest that an open case is the same demand; a person does the act."""

    act: str  # the act by which one case is taken into another
    fields: Mapping[str, int]  # field -> weight
    stages: frozenset[str]  # in which a case may take others in
    place: Place


@dataclass(frozen=True, slots=True)
class Procedure:
    """One edition of one procedure, compiled: everything by id, in the order written."""

    id: str
    label: Label
    edition: str  # ISO day from which this edition holds
    basis: tuple[str, ...]
    public: bool  # a citizen may open it on the portal
    matters: tuple[str, ...]  # kinds of matter (事项类型 codes) that use it; () needs no matter
    roles: Mapping[str, Label]
    outside: frozenset[str]  # roles held by the public
    stages: Mapping[str, Label]
    ends: frozenset[str]  # stages in which the case is closed
    outcomes: Mapping[str, Label]
    terms: Mapping[str, Value]  # default terms of a matter
    arises_from: tuple[Origin, ...]
    acts: Mapping[str, Act]
    waits: Mapping[str, Wait]
    gates: Mapping[str, Gate]
    clocks: Mapping[str, Clock]
    fields: Mapping[str, Field]
    papers: Mapping[str, Paper]
    items: Mapping[str, Items]
    tables: Mapping[str, DatedTable]
    accruals: Mapping[str, Accrual]
    indicators: Mapping[str, Indicator]
    sentences: tuple[Sentence, ...]
    guide: str  # text of guide.md
    folder: str  # absolute path of the pack at load time
    digest: str  # hex digest of the pack's files, to key caches and record in the opening event
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    similar: Similar | None = None
    plan: Any = field(default=None, compare=False, repr=False)  # precompiled look-ups of `decide`; never serialised
