"""Links between cases, read from both sides and across divisions, because the law's conditions know no division.

Nothing read here is shown to a person as it stands: who may see what of another case is asked by `access`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yifa.casework.wire import Rows, Wire
from yifa.procedure import ActPlan, Link, Refusal
from yifa.procedure.model import LINKS, Field, Value

_OTHER = "o.id, o.procedure, o.edition, o.number, o.outcome, o.stage, o.opened_on, o.division, o.organ"
_KIN = f"""select l.case_id, l.kind, true, {_OTHER} from link l join "case" o on o.id = l.other_id
        where l.case_id = any($1::int8[])
    union all select l.other_id, l.kind, false, {_OTHER} from link l join "case" o on o.id = l.case_id
        where l.other_id = any($1::int8[])
    order by 1, 4, 2"""  # noqa: S608 - constants only
_NAMED = f"""select 0, '', true, {_OTHER} from "case" o where o.id = any($1::int8[]) order by o.id"""  # noqa: S608
_NUMBERS = 'select number, id, procedure from "case" where number = any($1::text[])'


@dataclass(frozen=True, slots=True)
class Kin:
    """A case linked to another, as that other one has it."""

    kind: str
    id: int
    procedure: str
    edition: str
    number: str
    outcome: str
    stage: str
    opened: date
    division: str
    organ: str

    def link(self, outcome: str | None = None, stage: str | None = None) -> Link:
        """As the engine takes it; outcome and stage may be newer than what was read."""
        return Link(
            self.procedure,
            self.outcome if outcome is None else outcome,
            self.stage if stage is None else stage,
            self.number,
            self.kind,
            self.opened,
        )


def kin_of(wire: Wire, ids: Iterable[int]) -> dict[int, list[Kin]]:
    """The cases linked to each of these, from both sides, wherever they are handled."""
    wanted = sorted(ids)
    found: dict[int, list[Kin]] = {id: [] for id in wanted}
    if wanted:
        with wire.everywhere():
            rows = wire.ask(_KIN, [array(wanted)])
        for me, kin in _kin(rows):
            found[me].append(kin)
    return found


def named(wire: Wire, links: Sequence[tuple[str, int]]) -> list[Kin]:
    """Cases about to be linked, (kind, id) each; one that is not there is left out."""
    if not links:
        return []
    with wire.everywhere():
        rows = wire.ask(_NAMED, [array([id for _, id in links])])
    known = {kin.id: kin for _, kin in _kin(rows)}
    return [replace(known[id], kind=kind) for kind, id in links if id in known]


def _kin(rows: Rows) -> Iterable[tuple[int, Kin]]:
    for me, kind, mine, id, *rest in rows:
        procedure, edition, number, outcome, stage, opened, division, organ = [(v or b"").decode() for v in rest]
        called = (kind or b"").decode()
        if mine == b"f":
            called = LINKS.get(called, called)
        yield (
            int(me or 0),
            Kin(
                called, int(id or 0), procedure, edition, number, outcome, stage, date.fromisoformat(opened), division,
                organ,
            ),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    """A number given as that of a case: in which field, in which row and column of it, and what link it makes."""

    number: str
    field: Field
    kind: str  # of the link that the act makes to it; "" makes none
    place: str  # the field of the act
    row: int = 0
    column: str = ""


def resolved(wire: Wire, plan: ActPlan, answers: Mapping[str, Value]) -> tuple[list[tuple[str, int]], Refusal | None]:
    """The links, (kind, id) each, that an act records, and what is wrong with the case numbers among its answers.

    Whether there is a case of that number is all that a person learns of it.
    """
    asked = list(_numbers(plan, answers)) if plan.names_cases else []
    if not asked:
        return [], None
    with wire.everywhere():
        rows = wire.ask(_NUMBERS, [_texts(one.number for one in asked)])
    known = {(number or b"").decode(): (int(id or 0), (of or b"").decode()) for number, id, of in rows}
    links, wrong = dict[tuple[str, int], None](), None
    for one in asked:
        id, procedure = known.get(one.number, (0, ""))
        if not id:
            wrong = wrong or _wrong(one, f"没有编号为“{one.number}”的办件，请核对“{one.field.label.zh}”。")
        elif one.field.of and procedure not in one.field.of:
            sentence = f"编号为“{one.number}”的办件不是“{one.field.label.zh}”所要求的种类，请核对。"
            wrong = wrong or _wrong(one, sentence)
        elif one.kind:
            links[one.kind, id] = None
    return list(links), wrong


def _numbers(plan: ActPlan, answers: Mapping[str, Value]) -> Iterator[_Named]:
    made = plan.act.links
    for asked in plan.fields:
        value = answers.get(asked.id)
        if asked.field.type == "case" and isinstance(value, str) and value:
            yield _Named(value, asked.field, made.kind if made and made.field == asked.id else "", asked.id)
    for move in plan.lists:
        columns = [column for column in move.items.columns.values() if column.type == "case"]
        rows = answers.get(move.field) if columns and not move.settles else None
        for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
            for column in columns:
                value = row.get(column.id) if isinstance(row, dict) else None
                if isinstance(value, str) and value:
                    yield _Named(value, column, "lists", move.field, number, column.id)


def _wrong(one: _Named, sentence: str) -> Refusal:
    where = f"第{one.row}行：" if one.row else ""
    return Refusal("answer.case", where + sentence, field=one.place, row=one.row, column=one.column)


def array(ids: Iterable[int]) -> bytes:
    """Ids as PostgreSQL writes an array."""
    return b"{%b}" % b",".join(b"%d" % id for id in ids)


def _texts(values: Iterable[str]) -> bytes:
    """Texts as PostgreSQL writes an array; anything that is no case number matches none."""
    return b"{%b}" % b",".join(b'"%b"' % value.encode() for value in values if value.isascii() and value.isalnum())


def by_kind(links: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """(kind, id) as the log keeps them: kind → ids, each once."""
    kinds: dict[str, list[int]] = {}
    for kind, other in dict.fromkeys(links):
        kinds.setdefault(kind, []).append(other)
    return kinds
