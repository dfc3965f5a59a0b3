"""The proof of a period in hours: from which moment to which, what was left out, and by which article.

The moment itself is `hours`'; here it is only told, day by day, in the form that proofs in days have.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from yifa.workdays.counting import BadPause, Due
from yifa.workdays.hours import SHANGHAI, DueHour, due_hours, in_shanghai
from yifa.workdays.length import Length
from yifa.workdays.proof import Cell, Interval, Proof
from yifa.workdays.sentences import day_zh

ARTICLE = "《民法典》第二百零一条第二款"

_Span = tuple[datetime, datetime | None]


def hours_proof(
    start: datetime,
    length: Length,
    *,
    pauses: Sequence[_Span] = (),
    extensions: Sequence[Length] = (),
    pause_reasons: Sequence[str] = (),
    as_of: datetime | None = None,
) -> Proof:
    """The proof of `due_hours(...)` with the same arguments; `start_at` and `due_at` carry the times of day.

    `pause_reasons` gives a phrase for each pause. Raises what `due_hours` raises.
    """
    if pause_reasons and len(pause_reasons) != len(pauses):
        raise BadPause(f"有{len(pauses)}段中止，却给了{len(pause_reasons)}条事由。")
    begin = in_shanghai(start)
    found = due_hours(begin, length, pauses=pauses, extensions=extensions, as_of=as_of)
    spans = [
        (in_shanghai(first), in_shanghai(last) if last else min(in_shanghai(as_of or found.at), found.at), reason)
        for (first, last), reason in zip(pauses, pause_reasons or ["中止，不计入期限"] * len(pauses), strict=True)
    ]
    cells = tuple(_cells(begin, found.at, spans))
    return Proof(
        start=begin.date(),
        length=length,
        extensions=tuple(extensions),
        due=Due(found.day, False, found.open),
        raw_end=found.day,
        cells=cells,
        intervals=tuple(Interval(cell.kind, cell.day, cell.day, cell.reason, cell.source) for cell in cells),
        sentence=sentence_in_hours(begin, length, extensions, spans, found),
        articles=(ARTICLE,),
        provisional_days=(),
        departures=(),
        rule=None,
        start_at=f"{begin:%H:%M}",
        due_at=f"{found.at:%H:%M}",
    )


def sentence_in_hours(
    start: datetime,
    length: Length,
    extensions: Sequence[Length],
    spans: Sequence[tuple[datetime, datetime, str]],
    found: DueHour,
) -> str:
    """From which minute, how many hours, what was left out, until which minute."""
    parts = [f"自{day_zh(start.date())}{start:%H:%M}起算{length.zh}"]
    parts += ["延长" + "、".join(part.zh for part in extensions)] if extensions else []
    for first, last, reason in spans:
        if start < last and first < found.at:
            parts.append(f"不计{_clock(first, start)}至{_clock(last, first)}（{reason}）")
    parts.append(f"至{day_zh(found.day)}{found.at:%H:%M}届满")
    sentence = "，".join(parts) + "；小时期限不因夜间和休息日顺延。"
    return sentence + ("中止尚未结束，届满时刻将相应推后。" if found.open else "")


def _clock(moment: datetime, beside: datetime) -> str:
    """A moment, without its day where that was just named."""
    return f"{moment:%H:%M}" if moment.date() == beside.date() else f"{day_zh(moment.date())}{moment:%H:%M}"


def _cells(start: datetime, end: datetime, spans: Sequence[tuple[datetime, datetime, str]]) -> Iterator[Cell]:
    day = start.date()
    while day <= end.date():
        yield _cell(day, start, end, spans)
        day += timedelta(1)


def _cell(day: date, start: datetime, end: datetime, spans: Sequence[tuple[datetime, datetime, str]]) -> Cell:
    paused = [reason for first, last, reason in spans if first <= _midnight(day) and _midnight(day, 1) <= last]
    words = []
    if day == start.date():
        words.append(f"{start:%H:%M}起算")
    if day == end.date():
        words.append(f"{end:%H:%M}届满")
    if day == end.date():
        return Cell(day, "due", "，".join(words), ARTICLE)
    if day == start.date():
        return Cell(day, "counted", words[0], ARTICLE)
    return Cell(day, "paused", paused[0], paused[0]) if paused else Cell(day, "counted", "全天计入", ARTICLE)


def _midnight(day: date, after: int = 0) -> datetime:
    return datetime.combine(day + timedelta(after), time(), SHANGHAI)
