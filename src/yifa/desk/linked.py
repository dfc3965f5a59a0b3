"""Cases linked to a case, as a page shows them, and the cases that may be begun from it.

Of a case outside one's reach no more is shown than that it is there; which cases may be begun is said by the packs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from yifa.casework.public import Kin
from yifa.desk.access import Staff
from yifa.papers.public import CaseFile
from yifa.procedure import Procedure, arises, edition, served_by
from yifa.procedure.model import Act, Value

KINDS = {
    "arises_from": "由此引起",
    "gives_rise_to": "引起了",
    "serves": "为其办理",
    "served_by": "前置程序",
    "merged_into": "并入",
    "takes_in": "并入本件的",
    "lists": "列入清单的",
    "listed_in": "列入",
    "belongs_to": "属于",
    "bundles": "其下",
}
"""What each kind of link is called on the page of the case that has it."""
SHOWN = 50
"""So many linked cases stand on the page; a clearing may have thousands."""


def linked(file: CaseFile, staff: Staff) -> list[dict[str, Any]]:
    """Linked cases both ways, as rows of a summary list."""
    return [_row(kin, staff) for kin in file.kin[:SHOWN]]


def _row(kin: Kin, staff: Staff) -> dict[str, Any]:
    pack = _pack(kin)
    name = pack.label.zh if pack is not None else kin.procedure
    row: dict[str, Any] = {"label": f"{KINDS.get(kin.kind, kin.kind)}：{name}", "value": kin.number}
    if not may_read(kin, staff):
        return row | {"note": "由其他机关或者部门办理"}
    return row | {"note": standing_words(kin, pack), "url": reverse("desk:case", args=[kin.number])}


def may_read(kin: Kin, staff: Staff) -> bool:
    """Whether the page of a linked case opens for this person."""
    return kin.organ in staff.case_organs and kin.division in staff.divisions


def _pack(kin: Kin) -> Procedure | None:
    try:
        return edition(kin.procedure, kin.edition)
    except KeyError:
        return None


def standing_words(kin: Kin, pack: Procedure | None) -> str:
    """Outcome, else stage, in Chinese."""
    if pack is None:
        return ""
    if kin.outcome:
        return pack.outcomes[kin.outcome].zh
    return pack.stages[kin.stage].zh if kin.stage in pack.stages else ""


def beginnings(file: CaseFile, staff: Staff) -> list[dict[str, Any]]:
    """What this person may begin from a case: what it may lead to, and what a gate of it asks for."""
    found = []
    for pack, act in staff.openings:
        kind = link_kind(pack, file)
        if not kind:
            continue
        query = {"from": file.row.number, "as": kind}
        if pack.matters:
            url = reverse("desk:window") + "?" + urlencode({"procedure": pack.id, **query})
        else:
            url = reverse("desk:window-open", args=[pack.id, act]) + "?" + urlencode(query)
        found.append({"label": _begin_words(pack, pack.acts[act], kind), "url": url, "hint": pack.acts[act].label.zh})
    return found


def link_kind(pack: Procedure, file: CaseFile) -> str:
    """How a new case of a pack would be linked to this one; "" where it may not be."""
    if not file.row.closed and pack.id in served_by(file.procedure, file.state):
        return "serves"
    return "arises_from" if arises(pack.arises_from, file.procedure, file.state) else ""


def _begin_words(pack: Procedure, act: Act, kind: str) -> str:
    return f"送{pack.label.zh}" if kind == "serves" else f"提起{pack.label.zh}"


@dataclass(frozen=True)
class Origin:
    """The case from which a new one is begun, and how the new one names the link."""

    file: CaseFile
    kind: str

    @property
    def links(self) -> list[tuple[str, int]]:
        """As the door takes them."""
        return [(self.kind, self.file.row.id)]

    @property
    def hidden(self) -> dict[str, str]:
        """What the form carries along."""
        return {"from": self.file.row.number, "as": self.kind}

    @property
    def notice(self) -> str:
        """One sentence above the form."""
        kind = "为其办理" if self.kind == "serves" else "由其引起"
        return f"关联《{self.file.procedure.label.zh}》{self.file.row.number}（{kind}）；已知的内容已经带入，请核对。"


def origin(staff: Staff, pack: Procedure, number: str, kind: str) -> Origin | None:
    """The case a new one is to be linked to; None without one, or where the two do not fit. Raises NoSuchCase."""
    if not number:
        return None
    file = staff.open(number)
    return Origin(file, kind) if kind and link_kind(pack, file) == kind else None


def carried(pack: Procedure, act: Act, file: CaseFile) -> dict[str, Value]:
    """Facts of a case that answer questions of the opening act of another: the same id, type and options.

    Particulars are no facts and are not carried; the party gives them anew, or the clerk types them from the papers.
    """
    found: dict[str, Value] = {}
    for id in act.fields:
        mine, theirs = pack.fields[id], file.procedure.fields.get(id)
        if theirs is None or mine.personal or (mine.type, mine.options) != (theirs.type, theirs.options):
            continue
        if mine.type not in ("file", "files", "items") and id in file.state.facts:
            found[id] = file.state.facts[id]
    for id in act.fields:
        field = pack.fields[id]
        if field.type == "case" and field.of and file.procedure.id in field.of:
            found[id] = file.row.number
    return found
