"""The worklist: open cases by due day, narrowed by chips that stand in the address; one query a page.

Days left and colours are the engine's for the rows shown; lists and counts come from the tables of clocks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from yifa.casework.public import calendar, time_on
from yifa.desk.access import DeskRequest, Right, Staff, needs
from yifa.desk.page import home, show
from yifa.desk.turns import my_stages, turns
from yifa.desk.words import badge, called
from yifa.procedure import Procedure, clocks, edition, shipped, state_from_json
from yifa.ui.registry import render as draw

A_PAGE = 50
SOON = 3  # working days
_DUE = ("late", "soon", "paused")
_SORTS = {
    "due": "k.paused nulls last, k.due nulls last, k.due_at = '', k.due_at, k.id",
    "opened": "k.opened_on, k.id",
    "newest": "k.id desc",
}


@dataclass(frozen=True)
class Filter:
    """What the address asks for."""

    mine: bool = True
    procedure: str = ""
    stage: str = ""
    due: str = ""
    sort: str = "due"
    page: int = 1

    def query(self, **changes: Any) -> str:
        """The address with some of it changed; a change of anything but the page begins at the first."""
        asked = replace(self, **({"page": 1} | changes))
        words = QueryDict(mutable=True)
        for name, value, default in (
            ("who", "all" if not asked.mine else "", ""), ("procedure", asked.procedure, ""),
            ("stage", asked.stage, ""), ("due", asked.due, ""), ("sort", asked.sort, "due"), ("page", asked.page, 1),
        ):  # fmt: skip
            if value != default:
                words[name] = str(value)
        return f"?{words.urlencode()}" if words else reverse("desk:worklist")


def read_filter(data: QueryDict) -> Filter:
    """The filter in an address; what it does not know it leaves out."""
    packs = shipped()
    procedure = data.get("procedure", "")
    stages = {stage for pack in packs.values() for stage in pack.stages}
    page = data.get("page", "1")
    return Filter(
        mine=data.get("who") != "all",
        procedure=procedure if procedure in packs else "",
        stage=stage if (stage := data.get("stage", "")) in stages else "",
        due=due if (due := data.get("due", "")) in _DUE else "",
        sort=sort if (sort := data.get("sort", "due")) in _SORTS else "due",
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


# The running clock that binds the organ and ends first, once for all cases: asked case by case it would cost more.
_LISTED = """with soonest as (
    select distinct on (case_id) case_id, clock, run, key, due, due_at, paused from clock
    where organ = any(%(organs)s) and stopped is null and due is not null and party = 'organ'
    order by case_id, paused, due, due_at = '', due_at, main desc
), k as materialized (
    select c.id, c.opened_on, l.clock, l.run, l.key, l.due, l.due_at, l.paused
    from "case" c left join soonest l on l.case_id = c.id
    where c.organ = any(%(organs)s) and not c.closed"""
# The wide rows of cases are read for the page alone.
_PAGE = """), told as (
    select count(*) as whole, count(*) filter (where {late}) as late, count(*) filter (where {soon}) as soon,
        count(*) filter (where k.paused) as paused from k
), page as (
    select k.* from k where true {due} order by {sort} limit {size} offset {offset}
)
select t.whole, t.late, t.soon, t.paused, k.id, c.number, c.procedure, c.edition, c.stage, c.applicant_masked,
    c.opened_on, c.title, c.state, m.name, k.clock, k.run, k.key
from told t left join page k on true left join "case" c on c.id = k.id
    left join matter m on m.implementation_code = c.matter
order by {sort}"""


def _where(asked: Filter, staff: Staff, soon: date) -> tuple[str, dict[str, Any]]:
    words: dict[str, Any] = {"organs": list(staff.case_organs), "today": staff.day, "soon": soon}
    words["now"] = time_on(staff.day)
    parts = []
    if asked.mine and staff.working_organs:
        words["mine"] = ["/".join(one) for one in my_stages(staff)]
        parts.append("c.organ || '/' || c.procedure || '/' || c.stage = any(%(mine)s)")
    if asked.procedure:
        words["procedure"] = asked.procedure
        parts.append("c.procedure = %(procedure)s")
    if asked.stage:
        words["stage"] = asked.stage
        parts.append("c.stage = %(stage)s")
    return "".join(f" and {part}" for part in parts), words


# A clock in hours is late within its last day.
_PAST = "(k.due < %(today)s or (k.due = %(today)s and k.due_at <> '' and k.due_at < %(now)s))"
_LATE = f"{_PAST} and not k.paused"
_SOON = f"k.due <= %(soon)s and not {_PAST} and not k.paused"
_DUE_SQL = {
    "": "",
    "late": f" and {_LATE}",
    "soon": f" and {_SOON}",
    "paused": " and k.paused",
}


@dataclass(frozen=True)
class Counts:
    """How many there are, before the filter on due days."""

    all: int
    late: int
    soon: int
    paused: int


def fetch(asked: Filter, staff: Staff) -> tuple[Counts, list[dict[str, Any]]]:
    """The counts and the rows of a page."""
    soon = calendar().add_working_days(staff.day, SOON)
    where, words = _where(asked, staff, soon)
    page = _PAGE.format(
        late=_LATE, soon=_SOON, due=_DUE_SQL[asked.due], sort=_SORTS[asked.sort], size=A_PAGE,
        offset=(asked.page - 1) * A_PAGE,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f"{_LISTED}{where}{page}", words)
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    counts = Counts(*(rows[0][name] for name in ("whole", "late", "soon", "paused")))
    return counts, [_row(row, staff.day) for row in rows if row["id"] is not None]


def _row(row: dict[str, Any], day: date) -> dict[str, Any]:
    pack = edition(row["procedure"], row["edition"])
    state = state_from_json(_decoded(row["state"]))
    running = (row["clock"], row["run"], row["key"])
    view = next(
        (
            one
            for one in clocks(pack, state, day, calendar(), time_on(day))
            if (one.run.clock, one.run.number, one.run.key) == running
        ),
        None,
    )
    turn = turns(pack.id).get(row["stage"])
    return {
        "id": row["id"],
        "url": reverse("desk:case", args=[row["number"]]),
        "number": row["number"],
        "short": f"…{row['number'][-15:]}",
        "matter": called(row["title"], row["name"] or "", pack),
        "kind": pack.label.zh if row["title"] else "",
        "applicant": row["applicant_masked"],
        "stage": pack.stages[row["stage"]].zh,
        "next": f"等待{_waiting(pack, state)}" if view and view.colour == "paused" else (turn.label if turn else ""),
        "who": turn.who if turn else "",
        "opened": row["opened_on"],
        "badge": _badge(**badge(view, named=False)) if view else "",
        "clock": view.label if view else "",
        "due": view.due if view else None,
        "due_at": view.due_at if view else "",
        "late": bool(view and view.colour == "late"),
        "why": _why(row) if view and view.run.length else "",
    }


@lru_cache(maxsize=4096)
def _badge(state: str, left: int | None, unit: str, label: str, provisional: bool) -> SafeString:
    """The badge drawn; a list has few different ones, and drawing them is most of what a list costs."""
    return draw("clock_badge", state=state, left=left, unit=unit, label=label, provisional=provisional)


def _decoded(state: Any) -> Any:
    import orjson  # noqa: PLC0415 - a row of raw SQL comes as text

    return orjson.loads(state) if isinstance(state, str | bytes) else state


def _waiting(pack: Procedure, state: Any) -> str:
    """What is waited for."""
    open_now = [name.partition(":")[0] for name, spans in state.waits.items() if spans and spans[-1][1] is None]
    return "、".join(
        dict.fromkeys(pack.waits[name].label.zh.partition("（")[0] for name in open_now if name in pack.waits)
    )


def _why(row: dict[str, Any]) -> str:
    return reverse("desk:case-why", args=[row["number"], row["clock"], row["run"]]) + f"?key={row['key']}"


@require_GET
@needs(Right.SIGNED_IN)
def worklist(request: DeskRequest) -> HttpResponse:
    """The list; whoever sees no cases goes to where their work is."""
    staff = request.staff
    if Right.CASES not in staff.rights:
        return redirect(home(request))
    asked = read_filter(request.GET)
    counts, rows = fetch(asked, staff)
    return show(
        request,
        "worklist.html",
        asked=asked,
        rows=rows,
        figures=_figures(asked, counts),
        chips=_chips(asked, counts, staff),
        sorts={name: asked.query(sort=name) for name in _SORTS},
        pages=_pages(asked, counts),
    )


def _figures(asked: Filter, counts: Counts) -> list[dict[str, Any]]:
    told = (
        ("", counts.all, "在办", "尚未办结的办件，按上面的筛选。", ""),
        ("late", counts.late, "已逾期", "约束本机关的期限已经届满、尚未办理，也没有暂停计时的办件。", "zhu"),
        ("soon", counts.soon, f"{SOON} 个工作日内到期", f"从今天起 {SOON} 个工作日内届满、没有暂停计时的办件。", ""),
        ("paused", counts.paused, "暂停计时", "正在等待补正、听证、检验等，依法不计入期限的办件。", ""),
    )
    return [
        {"value": f"{value:,}", "unit": "件", "label": label, "url": asked.query(due=due), "definition": definition}
        | ({"tone": tone} if tone and value else {})
        for due, value, label, definition, tone in told
    ]


def _chips(asked: Filter, counts: Counts, staff: Staff) -> list[dict[str, Any]]:
    groups = []
    if staff.working_organs:
        who = [("轮到我办的", True), ("全部", False)]
        groups.append(
            {
                "label": "谁办",
                "chips": [_chip(label, asked.query(mine=mine), asked.mine == mine) for label, mine in who],
            }
        )
    due = [("不限", "", counts.all), ("逾期", "late", counts.late), ("将到", "soon", counts.soon),
           ("暂停", "paused", counts.paused)]  # fmt: skip
    groups.append(
        {
            "label": "期限",
            "chips": [{**_chip(label, asked.query(due=key), asked.due == key), "count": n} for label, key, n in due],
        }
    )
    packs = _packs(asked, staff)
    if len(packs) > 1 or asked.procedure:
        told = [("全部", "")] + [(pack.label.zh, pack.id) for pack in packs]
        chips = [_chip(label, asked.query(procedure=id, stage=""), asked.procedure == id) for label, id in told]
        groups.append({"label": "业务", "chips": chips})
    if asked.procedure:
        pack = shipped()[asked.procedure]
        stages = [("全部", "")] + [(label.zh, id) for id, label in pack.stages.items() if id not in pack.ends]
        groups.append(
            {"label": "阶段", "chips": [_chip(label, asked.query(stage=id), asked.stage == id) for label, id in stages]}
        )
    return groups


def _packs(asked: Filter, staff: Staff) -> list[Procedure]:
    """The procedures to choose from: those in which the person has something to do, or all where all is asked for."""
    if not asked.mine or not staff.working_organs:
        return list(shipped().values())
    codes = [organ.code for organ in staff.working_organs]
    return [
        pack
        for pack in shipped().values()
        if pack.id == asked.procedure or any(staff.roles(code, pack.id) & pack.roles.keys() for code in codes)
    ]


def _chip(label: str, url: str, chosen: bool) -> dict[str, Any]:
    return {"label": label, "url": url, "chosen": chosen}


def _pages(asked: Filter, counts: Counts) -> dict[str, Any] | None:
    total = {"": counts.all, "late": counts.late, "soon": counts.soon, "paused": counts.paused}[asked.due]
    last = (total + A_PAGE - 1) // A_PAGE
    if last <= 1:
        return None
    first = (asked.page - 1) * A_PAGE + 1
    shown = sorted({1, last, *range(max(1, asked.page - 2), min(last, asked.page + 2) + 1)})
    pages: list[dict[str, Any]] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            pages.append({"gap": True})
        pages.append({"number": number, "url": asked.query(page=number), "current": number == asked.page})
    return {
        "previous": asked.query(page=asked.page - 1) if asked.page > 1 else None,
        "next": asked.query(page=asked.page + 1) if asked.page < last else None,
        "pages": pages,
        "says": f"共 {total:,} 件，第 {first}–{min(first + A_PAGE - 1, total)} 件",
    }


@require_GET
@needs(Right.CASES)
def why(request: DeskRequest, number: str, clock: str, run: int) -> HttpResponse:
    """The row below a row of the worklist: opened, the proof of its due day; closed, nothing."""
    from yifa.desk.clocks import strip  # noqa: PLC0415 - only when asked

    file = request.staff.open(number)
    key = request.GET.get("key", "")
    context: dict[str, Any] = {"id": file.row.id, "number": number, "clock": clock, "run": run, "key": key}
    if "close" not in request.GET:
        context["strip"] = strip(file, clock, run, key, request.staff.day)
    if request.headers.get("HX-Request"):
        return render(request, "desk/_why.html", context)
    return redirect(f"{reverse('desk:case', args=[number])}clocks/{clock}/{run}/?key={key}")
