"""Loading a holiday notice, and dating anew the cases whose terms it moves, with a list of before and after.

Acts stay as they were done; only the days that the engine reckons from them change (节假日安排公布后重新计算).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from yifa.casework import notices, reading
from yifa.casework.happening import STANDING, Live, standing_values
from yifa.casework.links import array
from yifa.casework.many import UPDATE_STANDING
from yifa.casework.models import HolidayNotice
from yifa.casework.projections import project
from yifa.casework.rebuilding import retold
from yifa.casework.wire import EVERYWHERE, transacting
from yifa.casework.writer import Writer, copy_rows
from yifa.workdays import Calendar, parse_notices

_PAGE = 500
_CANDIDATES = f"""select id from "case" where id > $1::int8
    and (not closed or state::jsonb @> '{{"runs": [{{"provisional": true}}]}}') order by id limit {_PAGE}"""  # noqa: S608
_DAYS = ("due", "promised_due")


@dataclass(frozen=True, slots=True)
class Redated:
    """A day that moved, of one run of one clock of one case."""

    case: str  # number
    clock: str  # its Chinese name
    key: str
    before: date | None
    after: date | None


def load_notice(file: str, *, as_json: bool = False) -> str:
    """Load a notice file, date the cases anew, and say what moved: lines in Chinese, or JSON.

    Raises BadNotice where the file isn't a notice or contradicts one that is known, OSError where it can't be read.
    """
    path = Path(file)
    text = path.read_text("utf-8")
    loaded, known = parse_notices(text, path.name), notices.calendar()
    for notice in loaded:
        known = known.with_notice(notice)
    HolidayNotice.objects.create(name=path.name, text=text)
    notices.forget()
    moved = redate(known)
    titles = [f"{notice.title}（{notice.number}）" for notice in loaded]
    if as_json:
        rows = [asdict(one) | {"before": _iso(one.before), "after": _iso(one.after)} for one in moved]
        return json.dumps({"notices": titles, "moved": rows}, ensure_ascii=False, indent=2)
    lines = [f"已装入：{'、'.join(titles)}。", f"期限因此改变的有{len(moved)}处。"]
    return "\n".join(lines + [f"  {m.case} {m.clock}：{_iso(m.before)} → {_iso(m.after)}" for m in moved])


def redate(calendar: Calendar) -> list[Redated]:
    """Date every case anew that is open or has a provisional day; what moved. Each page of cases is a transaction."""
    moved: list[Redated] = []
    after = 0
    while True:
        with transacting(EVERYWHERE, _CANDIDATES, after) as (wire, rows):
            ids = [int(id or 0) for (id,) in rows]
            if not ids:
                return moved
            stood = {live.row.id: live for live in map(reading.live, wire.ask(reading.HEADS, [array(ids)]))}
            changed = []
            for live in retold(wire, ids, calendar):
                before = stood[live.row.id]
                if live.state.runs != before.state.runs or live.state.lapse != before.state.lapse:
                    live.was = before.was
                    changed.append(live)
                    moved += _moved(before, live)
            if changed:
                copy_rows(wire, STANDING, [standing_values(live) for live in changed], instead=UPDATE_STANDING)
                writer = Writer(wire, bulk=True)
                project([change for live in changed for change in live.changes], writer)
                writer.flush()
        after = ids[-1]


def _moved(before: Live, after: Live) -> Iterator[Redated]:
    for old, new in zip(before.state.runs, after.state.runs, strict=True):
        label = after.procedure.clocks[new.clock].label.zh
        for name, suffix in zip(_DAYS, ("", "（承诺）"), strict=True):
            if getattr(old, name) != getattr(new, name):
                yield Redated(after.row.number, label + suffix, new.key, getattr(old, name), getattr(new, name))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
