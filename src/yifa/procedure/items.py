"""Lists that a case carries: rows that acts add, outcomes that acts settle them with, faults of rows, totals.

A row is known by its key for ever and is never taken away; a later outcome replaces the earlier, the log keeps both.
How rows are typed or read from a file is the affair of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from yifa.procedure import answers as form
from yifa.procedure.answers import FieldPlan
from yifa.procedure.case import Refusal, State
from yifa.procedure.conditions import NOT_SETTLED, Question, counted
from yifa.procedure.model import Field, Items, Label, Procedure, Value

MOST_ROWS: Final = 5_000
"""So many rows a list of one case may hold; a larger clearing is several cases."""
MOST_FAULTS: Final = 200
"""So many faults of one table are told at once; who has more has sent the wrong file."""
OUTCOME, REASON = "outcome", "reason"
"""The columns of a table that settles rows, beside the key."""

Rows = dict[str, dict[str, Value]]
"""The rows of a list by key, in the order they were added; each has its columns, and `outcome` once settled."""


@dataclass(frozen=True, slots=True)
class ListMove:
    """What an act does to a list: adds the rows of a field, or settles those that they name."""

    items: Items
    field: str
    settles: bool
    columns: tuple[str, ...]


def moves(procedure: Procedure, act: str) -> tuple[ListMove, ...]:
    """The moves of an act, adding before settling."""
    written = procedure.acts[act]
    found = ((written.adds, False), (written.settles, True))
    return tuple(
        ListMove(procedure.items[move.items], move.field, settles, columns_of(procedure.items[move.items], settles))
        for move, settles in found
        if move is not None
    )


def columns_of(items: Items, settles: bool) -> tuple[str, ...]:
    """The columns of a table that adds rows, or of one that settles them."""
    return (items.key, OUTCOME, REASON) if settles else tuple(items.columns)


def column_fields(items: Items, settles: bool) -> tuple[Field, ...]:
    """The same as questions, for forms, files and schemas."""
    if not settles:
        return tuple(items.columns.values())
    key = items.columns[items.key]
    options = tuple((id, label.zh) for id, label in items.outcomes.items())
    plain = replace(key, required=True, bounds=(), options=())
    outcome = replace(plain, id=OUTCOME, label=Label("处理结果", "outcome"), type="choice", options=options, hint="")
    reason = replace(plain, id=REASON, label=Label("理由", "reason"), type="long_text", required=False)
    needed = "、".join(items.outcomes[id].zh for id in items.reasoned)
    return (key, outcome, replace(reason, max_length=0, hint=f"处理结果为{needed}的，应当写明理由" if needed else ""))


def with_rows(plan: FieldPlan, move: ListMove) -> FieldPlan:
    """The field as the act asks it: its rows are checked as rows to add, or as outcomes of known rows."""
    fields = {field.id: field for field in column_fields(move.items, move.settles)}
    columns = tuple(form.field_plan(field, fields) for field in fields.values())
    return replace(plan, rows=_Rows(plan.field, move, columns).faults)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The question for the rows of one list at one act."""

    field: Field
    move: ListMove
    columns: tuple[FieldPlan, ...]

    def faults(self, rows: list[dict[str, Value]], q: Question) -> Iterator[Refusal]:
        """Every fault of the rows, up to `MOST_FAULTS`, each naming row and column."""
        there = q.state.items.get(self.move.items.id, {})
        together = len(there) + len(rows)
        if not self.move.settles and together > MOST_ROWS:
            sentence = f"“{self.move.items.label.zh}”最多{MOST_ROWS}行，这样将有{together}行。"
            yield _fault(self.field, 0, "", "range", sentence)
            return
        seen: dict[str, int] = {}
        told = 0
        for number, row in enumerate(rows, 1):
            for column, code, sentence in self._of_row(row, number, there, seen, q):
                yield _fault(self.field, number, column, code, sentence)
                told += 1
            if told >= MOST_FAULTS:
                return

    def _of_row(
        self, row: dict[str, Value], number: int, there: Rows, seen: dict[str, int], q: Question
    ) -> Iterator[tuple[str, str, str]]:
        """Column, code and sentence of each fault of a row; `seen` are the keys of the rows before it."""
        asked = Question(q.state, row, q.on, q.calendar, q.links)
        for refusal in form.refusals(self.columns, frozenset(self.move.columns), row, asked):
            code = refusal.code.partition(".")[2]
            sentence = f"清单没有“{refusal.field}”这一列。" if code == "unknown" else refusal.sentence
            yield refusal.field, code, sentence
        items, key = self.move.items, key_of_row(self.move.items, row)
        if self.move.settles and row.get(OUTCOME) in items.reasoned and form.is_blank(row.get(REASON)):
            yield REASON, "missing", f"处理结果为“{items.outcomes[row[OUTCOME]].zh}”的，请写明理由。"
        if key == "":
            return
        if key in seen:
            yield items.key, "row", f"“{key}”与第{seen[key]}行重复。"
        elif not self.move.settles and key in there:
            yield items.key, "row", f"“{key}”已经列入，请勿重复。"
        elif self.move.settles and key not in there:
            yield items.key, "row", f"“{key}”不在“{items.label.zh}”之中。"
        seen.setdefault(key, number)


def _fault(field: Field, row: int, column: str, code: str, sentence: str) -> Refusal:
    where = f"第{row}行：" if row else ""
    return Refusal(f"answer.{code}", f"{where}{sentence}", field.cites, field.hint, "", field.id, "", row, column)


def key_of_row(items: Items, row: Mapping[str, Value]) -> str:
    """What tells a row from the others, as text; "" where it is blank."""
    value = row.get(items.key)
    return "" if value is None or isinstance(value, bool | list | dict) else str(value).strip()


def move_rows(state: State, move: ListMove, rows: list[dict[str, Value]]) -> None:
    """Let an act's rows happen to the state; what hangs on the state is replaced, not altered."""
    held: Rows = dict(state.items.get(move.items.id, {}))
    for row in rows:
        key = key_of_row(move.items, row)
        if not move.settles:
            held[key] = {id: row[id] for id in move.columns if id in row and not form.is_blank(row[id])}
        elif key in held:
            kept = {id: value for id, value in held[key].items() if id not in (OUTCOME, REASON)}
            held[key] = kept | {id: row[id] for id in (OUTCOME, REASON) if not form.is_blank(row.get(id))}
    state.items = state.items | {move.items.id: held}


def totals(procedure: Procedure, state: State) -> dict[str, int]:
    """Every figure of every list: `documents`, `documents.keep` for each outcome, `documents.none` for the rest."""
    found: dict[str, int] = {}
    for id, items in procedure.items.items():
        found[id] = counted(state, id)
        for outcome in (*items.outcomes, NOT_SETTLED) if items.outcomes else ():
            found[f"{id}.{outcome}"] = counted(state, id, outcome)
    return found


def names_of(procedure: Procedure) -> set[str]:
    """The names of those figures, wherever a number may be named."""
    return set(totals(procedure, State()))
