"""`yifa case show`: one case on the terminal: stage, clocks with their proofs, timeline with articles, papers.

Particulars are masked; who must read them in full does so on the desk, where it is recorded.
"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from yifa.cli import start
from yifa.cli.plainly import NotDone, plainly

if TYPE_CHECKING:
    from yifa.casework.public import Standing

EXAMPLES = """
  yifa case show 11590100Q00000026W3590199001000202611222000001
  yifa case show 办件编号 --json | jq .clocks
"""
_COLOURS = {
    "calm": "从容",
    "soon": "将到",
    "due": "今日届满",
    "late": "已逾期",
    "paused": "中止",
    "met": "如期",
    "missed": "超期",
}
_UNITS = {"working_days": "个工作日", "calendar_days": "日"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which case."""
    parser.add_argument("do", choices=["show"], help="show 显示一个办件")
    parser.add_argument("number", help="办件编号")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Show it."""
    with start.office():
        from yifa.casework.public import EVERYWHERE, Case, scope, standing

        with scope([EVERYWHERE]):
            id = Case.objects.filter(number=arguments.number.strip().upper()).values_list("id", flat=True).first()
            stands = standing(id) if id is not None else None
            if stands is None:
                raise NotDone(f"没有编号为“{arguments.number}”的办件；请核对编号。")
            told = tell(stands)
    print(json.dumps(told, ensure_ascii=False, indent=1) if arguments.json else lay_out(told))
    return 0


def tell(stands: Standing) -> dict[str, Any]:
    """A case as plain values; days as ISO texts. Works within `scope`."""
    from yifa.casework.public import today
    from yifa.matters.public import Matter
    from yifa.organs.public import Organ
    from yifa.papers.public import papers_of_case

    case, procedure = stands.case, stands.procedure
    organ = Organ.objects.filter(pk=case.organ).values_list("name", flat=True).first()
    matter = Matter.objects.filter(pk=case.matter).values_list("name", flat=True).first() if case.matter else ""
    outcome = procedure.outcomes.get(case.outcome)
    return {
        "number": case.number,
        "procedure": {"id": procedure.id, "zh": procedure.label.zh, "edition": procedure.edition},
        "organ": {"code": case.organ, "name": organ or ""},
        "matter": {"code": case.matter, "name": matter or ""},
        "title": case.title,
        "applicant": case.applicant_masked,
        "opened_on": case.opened_on.isoformat(),
        "today": today().isoformat(),
        "stage": {"id": case.stage, "zh": procedure.stages[case.stage].zh},
        "outcome": {"id": case.outcome, "zh": outcome.zh if outcome else ""},
        "closed": case.closed,
        "seq": case.seq,
        "clocks": _clocks(stands),
        "timeline": _timeline(stands),
        "papers": [
            {"seq": one.seq, "title": one.title, "number": one.number, "day": one.day.isoformat()}
            for one in papers_of_case(case.id)
        ],
        "links": [
            {"number": link.case, "procedure": link.procedure, "stage": link.stage, "outcome": link.outcome}
            for link in stands.links
        ],
    }


def _clocks(stands: Standing) -> list[dict[str, Any]]:
    from yifa.casework.public import calendar, time_on, today
    from yifa.procedure import clocks, proof

    told, at = [], time_on(today())
    for view in clocks(stands.procedure, stands.state, today(), calendar(), at):
        proved = proof(stands.procedure, stands.state, view.run, today(), calendar(), at)
        told.append(
            {
                "id": view.run.clock, "zh": view.label, "key": view.run.key, "run": view.run.number,
                "start": view.run.start.isoformat(), "due": _iso(view.due), "due_at": view.due_at,
                "promised_due": _iso(view.promised_due),
                "stopped": _iso(view.run.stopped), "left": view.left, "unit": view.unit, "colour": view.colour,
                "provisional": view.provisional, "cites": view.cites,
                "sentence": proved.sentence if proved else "", "articles": list(proved.articles) if proved else [],
            }
        )  # fmt: skip
    return told


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _timeline(stands: Standing) -> list[dict[str, Any]]:
    from yifa.casework.public import history
    from yifa.procedure import describe

    procedure, told = stands.procedure, []
    for entry in history(stands.case.id):
        event, act = entry.event, procedure.acts[entry.event.act]
        personal = {name for name in event.answers if name in procedure.fields and procedure.fields[name].personal}
        masked = {name: str(event.answers[name]) for name in personal}
        role = procedure.roles.get(event.role)
        told.append(
            {
                "seq": event.seq, "on": event.on.isoformat(), "effect": event.effect.isoformat(), "late": event.late,
                "act": act.id, "zh": act.label.zh, "role": role.zh if role else "依法",
                "sentence": describe(procedure, event, stands.state, masked), "cites": act.cites,
                "recorded_at": entry.recorded_at.isoformat(timespec="seconds"), "imported": entry.imported,
                "hash": entry.hash.hex(),
            }
        )  # fmt: skip
    return told


def lay_out(told: dict[str, Any]) -> str:
    """The case as lines for a terminal."""
    closed = f"，{told['outcome']['zh']}" if told["outcome"]["zh"] else ""
    lines = [
        f"{told['number']}  {told['procedure']['zh']}（{told['procedure']['edition']} 版）",
        f"  {told['organ']['name']}  {told['matter']['name']}".rstrip(),
        f"  申请人 {told['applicant'] or '—'}  提出日 {told['opened_on']}  现在 {told['stage']['zh']}{closed}",
    ]
    for heading, rows in (
        ("时限", [line for clock in told["clocks"] for line in _clock_lines(clock)]),
        ("经过", [line for event in told["timeline"] for line in _event_lines(event)]),
        ("文书", [f"  {one['day']}  {one['title']}  {one['number']}".rstrip() for one in told["papers"]]),
        ("关联", [f"  {one['number']}  {one['procedure']}  {one['stage']}" for one in told["links"]]),
    ):
        if rows:
            lines += ["", heading, *rows]
    return "\n".join(lines)


def _clock_lines(clock: dict[str, Any]) -> list[str]:
    words = [f"  {clock['zh']}" + (f"（{clock['key']}）" if clock["key"] else "")]
    if clock["due"]:
        words.append(f"届满 {clock['due']}" + ("（暂定）" if clock["provisional"] else ""))
    if clock["promised_due"]:
        words.append(f"承诺 {clock['promised_due']}")
    if clock["left"] is not None:
        left = abs(clock["left"])
        words.append(f"{'剩' if clock['left'] >= 0 else '逾'} {left} {_UNITS[clock['unit']]}")
    if clock["stopped"]:
        words.append(f"止于 {clock['stopped']}")
    lines = ["  ".join([*words, _COLOURS[clock["colour"]], f"〔{clock['cites']}〕"])]
    return [*lines, f"      {clock['sentence']}"] if clock["sentence"] else lines


def _event_lines(event: dict[str, Any]) -> list[str]:
    late = f"（{event['late']} 日后补录）" if event["late"] and not event["imported"] else ""
    cites = f"〔{event['cites']}〕" if event["cites"] else ""
    return [f"  {event['seq']:>3}  {event['on']}  {event['sentence']}{late}{cites}"]
