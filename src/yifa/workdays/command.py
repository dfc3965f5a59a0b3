"""What `yifa due` and `yifa workdays list` do: words in, text out, for one due date or a file of many.

The command line itself only hands over the words; nothing is counted here that `counting` doesn't count.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import orjson

from yifa.workdays.calendar import Calendar
from yifa.workdays.counting import BadPause, Pause, due
from yifa.workdays.hours import due_hours
from yifa.workdays.layout import lay_out
from yifa.workdays.length import BadLength, Length, Unit
from yifa.workdays.proof import proof
from yifa.workdays.readings import STANDARD
from yifa.workdays.sentences import day_zh
from yifa.workdays.units import apply_rule, rule_for

Write = Callable[[bytes], object]

_EXPLICIT: Final = ("自然日", "calendar")


class BadArguments(ValueError):
    """命令的参数有误。"""


def add_due_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `yifa due`."""
    parser.add_argument("--from", dest="start", metavar="DATE", help="事由发生之日（不计入），如 2026-02-13")
    parser.add_argument("--length", metavar="LENGTH", help="期限：20个工作日、30日、3个月、24小时，或英文")
    parser.add_argument(
        "--pause", action="append", default=[], metavar="A..B", help="不计入期限的起止日（含两端），可重复"
    )
    parser.add_argument("--extend", action="append", default=[], metavar="LENGTH", help="延长的期限，可重复")
    parser.add_argument("--rule", metavar="STATUTE", help="依据的法律，如 行政处罚法：由它决定“日”是否工作日")
    parser.add_argument("--as-of", dest="as_of", metavar="DATE", help="中止尚未结束（A..）时，算到哪一天")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出全部算法")
    parser.add_argument("--batch", metavar="FILE", help="逐行计算 JSONL 文件；- 为标准输入")


def main_due(arguments: argparse.Namespace) -> int:
    """Do `yifa due`: print the answer; 0 where done, 1 where the words make no sense, with a sentence on
    stderr.
    """
    try:
        if arguments.batch:
            return _main_batch(arguments.batch)
        if not arguments.start or not arguments.length:
            raise BadArguments("请用 --from 写明起算日，用 --length 写明期限；成批计算请用 --batch。")
        text = run_due(
            arguments.start,
            arguments.length,
            pauses=arguments.pause,
            extensions=arguments.extend,
            rule=arguments.rule,
            as_of=arguments.as_of,
            as_json=arguments.json,
        )
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(text)
    return 0


def _main_batch(name: str) -> int:
    sys.stdout.flush()
    source = Path("/dev/stdin") if name == "-" else Path(name)
    done, failed = run_batch(source, sys.stdout.buffer.write)
    sys.stdout.buffer.flush()
    if failed:
        print(f"共{done + failed}行，其中{failed}行有误，见各行的 error。", file=sys.stderr)
    return 0


def run_due(
    start: str,
    length: str,
    *,
    pauses: Sequence[str] = (),
    extensions: Sequence[str] = (),
    rule: str | None = None,
    as_of: str | None = None,
    as_json: bool = False,
    calendar: Calendar | None = None,
) -> str:
    """The answer to one `yifa due`: a laid-out proof in Chinese, or with `as_json` the proof as JSON.

    Dates are YYYY-MM-DD; for hours `start` is a moment, YYYY-MM-DDTHH:MM. A pause is `A..B`, or `A..`
    while it is open. Raises `ValueError`s whose sentences are fit to be shown.
    """
    parsed = length_under(length, rule)
    if parsed.unit is Unit.HOURS:
        return _run_hours(start, parsed, extensions, rule, pauses, as_json)
    found = proof(
        _day(start),
        parsed,
        calendar=calendar or Calendar.of_state_council(),
        pauses=[_pause(text) for text in pauses],
        extensions=[length_under(text, rule) for text in extensions],
        rule=rule,
        as_of=_day(as_of) if as_of else None,
    )
    if as_json:
        return orjson.dumps(found.as_json(), option=orjson.OPT_INDENT_2).decode()
    return lay_out(found)


def _run_hours(
    start: str,
    length: Length,
    extensions: Sequence[str],
    rule: str | None,
    pauses: Sequence[str],
    as_json: bool,
) -> str:
    if pauses:
        raise BadPause("以小时计的期限，命令行暂不接受按日的中止。")
    if "T" not in start and " " not in start.strip():
        raise BadArguments("以小时计的期限须写明起算时刻，如 2026-03-02T10:20。")
    readings = rule_for(rule).readings() if rule else STANDARD
    moment = datetime.fromisoformat(start)
    parts = [Length.parse(text) for text in extensions]
    found = due_hours(moment, length, extensions=parts, readings=readings)
    procedural = readings.hours_start == "next_hour"
    article = "《民事诉讼法》第八十五条第二款" if procedural else "《民法典》第二百零一条第二款"
    if as_json:
        answer = {"from": start, "length": str(length), "due": found.at.isoformat(), "articles": [article]}
        return orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode()
    begin, end = f"{day_zh(moment.date())}{moment:%H:%M}", f"{day_zh(found.day)}{found.at:%H:%M}"
    more = "".join(f"，延长{part.zh}" for part in parts)
    return f"自{begin}起算{length.zh}{more}，至{end}届满（{article}；小时期限不因休息日顺延）。"


def length_under(text: str, rule: str | None) -> Length:
    """The length that `text` writes, a bare 日 taken in the unit of the statute `rule`; 自然日 stays as
    written.
    """
    if not isinstance(text, str):
        raise BadLength(f"期限应为“20个工作日”“30 days”这样的文字，而不是 {text!r}。")
    return _length(text, rule)


@lru_cache(maxsize=4096)
def _length(text: str, rule: str | None) -> Length:
    length = Length.parse(text)
    if rule is None or length.unit is not Unit.CALENDAR_DAYS or any(word in text.lower() for word in _EXPLICIT):
        return length
    return apply_rule(length, rule_for(rule))


def _day(text: object) -> date:
    if not isinstance(text, str):
        raise BadArguments(f"日期应写成 2026-02-13 的样子，而不是 {text!r}。")
    return _read_day(text)


@lru_cache(maxsize=65536)
def _read_day(text: str) -> date:
    try:
        # The library would take week dates and dates without hyphens too; one way to write a day is enough.
        if len(text) != 10 or text[7] != "-":
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadArguments(f"“{text}”不是日期，应写成 2026-02-13 的样子。") from None


def _pause(text: str) -> Pause:
    first, dots, last = text.partition("..")
    if not dots:
        raise BadPause(f"中止“{text}”应写成 起日..止日，如 2026-03-02..2026-03-06；尚未结束的止日留空。")
    return _day(first.strip()), _day(last.strip()) if last.strip() else None


def run_batch(path: Path, write: Write, *, calendar: Calendar | None = None) -> tuple[int, int]:
    """Answer the JSONL file at `path` line by line through `write`; gives the numbers of good and of bad
    lines.

    A line is `{"id", "from", "length", "pauses": [[a, b]], "extensions": [...], "rule", "as_of"}`, the
    last four optional; its answer is the same with `due` added, and `provisional` or `open` where true. A
    bad line is answered with `{"id", "error", "line"}` and stops nothing. Empty lines are passed over.
    """
    calendar = calendar or Calendar.of_state_council()
    done = failed = 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            answer = _answer(line, number, calendar)
            if "error" in answer:
                failed += 1
            else:
                done += 1
            write(orjson.dumps(answer) + b"\n")
    return done, failed


def _answer(line: bytes, number: int, calendar: Calendar) -> dict[str, Any]:
    try:
        asked = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return {"id": None, "error": f"不是合法的 JSON：{error}", "line": number}
    if not isinstance(asked, dict):
        return {"id": None, "error": "每行应是一个 JSON 对象。", "line": number}
    for told_before in ("error", "line", "provisional", "open"):
        asked.pop(told_before, None)
    try:
        return _counted(asked, calendar)
    except (ValueError, TypeError, OverflowError) as error:
        return {"id": asked.get("id"), "error": str(error), "line": number}


def _counted(asked: dict[str, Any], calendar: Calendar) -> dict[str, Any]:
    text, rule = asked.get("length"), asked.get("rule")
    if rule is not None and not isinstance(rule, str):
        raise BadArguments("rule 应是法律的名称。")
    if text is None:
        raise BadLength("缺少 length，应为“20个工作日”“30 days”这样的文字。")
    pauses, extensions, as_of = asked.get("pauses"), asked.get("extensions"), asked.get("as_of")
    found = due(
        _day(asked.get("from")),
        length_under(text, rule),
        calendar=calendar,
        pauses=[_pair(pair) for pair in _many(pauses, "pauses")],
        extensions=[length_under(part, rule) for part in _many(extensions, "extensions")],
        as_of=_day(as_of) if as_of else None,
    )
    asked["due"] = found.day
    if found.provisional:
        asked["provisional"] = True
    if found.open:
        asked["open"] = True
    return asked


def _many(value: object, name: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadArguments(f"{name} 应是列表。")
    return value


def _pair(pair: object) -> Pause:
    if not isinstance(pair, list) or len(pair) != 2:
        raise BadPause('pauses 的每一项应是 ["起日", "止日"]，尚未结束的止日写 null。')
    first, last = pair
    return _day(first), None if last is None else _day(last)


def notices_listed(*, as_json: bool = False, calendar: Calendar | None = None) -> str:
    """The holiday notices known, for `yifa workdays list`: number, title, date of issue, days off, days
    worked.
    """
    notices = (calendar or Calendar.of_state_council()).notices
    if as_json:
        rows = [
            {
                "year": notice.year,
                "number": notice.number,
                "title": notice.title,
                "issued": notice.issued.isoformat(),
                "amends": notice.amends,
                "off": [day.isoformat() for holiday in notice.holidays for day in holiday.off],
                "work": [day.isoformat() for holiday in notice.holidays for day in holiday.work],
            }
            for notice in notices
        ]
        return orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode()
    lines = []
    for notice in notices:
        off = sum(len(holiday.off) for holiday in notice.holidays)
        work = sum(len(holiday.work) for holiday in notice.holidays)
        what = f"调整{notice.amends}" if notice.amends else f"放假{off}天，调休上班{work}天"
        lines.append(f"{notice.year}年  {notice.source}  {notice.issued}  {what}  {notice.title}")
    return "\n".join(lines)
