"""Fills the demonstration city: two years of applications and requests, all of them through the bulk door.

Volumes are those of a published report of a city's bureau (1,080,226 items in the hall, 140 disclosure requests, of
which 40 its own) at the scale asked for; the few disclosure requests are kept at full size. Deterministic by seed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from yifa.casework.public import BulkReport, Row, citizen, perform_many, person_for, scope
from yifa.demo import disclosure, licensing, others
from yifa.demo.city import STAFF, City
from yifa.demo.people import applicant
from yifa.demo.plan import Step
from yifa.demo.staffing import Staffing
from yifa.matters.public import Target, matters_of, terms_of
from yifa.organs.public import Account, Organ
from yifa.procedure import Person, shipped
from yifa.workdays import Calendar

ITEMS_A_YEAR = 1_080_226
REQUESTS_A_YEAR = 40
SCALE = 500
_CHANNELS, _CHANNEL_WEIGHTS = ("1", "2", "3", "4", "9"), (44, 33, 19, 3, 1)
_ASKED_BY, _ASKED_WEIGHTS = ("registered_mail", "in_person", "online"), (21, 2, 17)
_SEASON = (0.8, 0.55, 1.15, 1.05, 0.95, 1.1, 1.05, 1.0, 1.1, 0.9, 1.1, 1.25)
"""Months against the average: quiet at Spring Festival, busy after it and at the year's end."""
_BY_THE_ORGAN = 0.006
"""Share of cases that the organ opens itself, to cancel or revoke a licence."""
_COMMON = (
    "食品经营许可（食品销售、餐饮服务）", "公共场所卫生许可", "医师执业注册", "护士执业注册",
    "道路危险货物运输经营许可", "药品零售企业经营许可", "建筑工程施工许可", "劳务派遣经营许可",
    "大型户外广告设置审批", "污水排入排水管网许可", "第三类医疗器械经营许可", "人力资源服务许可（职业中介）",
    "挖掘城市道路审批", "社会团体成立登记", "食品生产许可", "放射诊疗许可", "导游证核发", "林木采伐许可",
    "医疗机构执业登记", "建设工程规划许可", "取水许可", "旅行社业务经营许可", "特种设备使用登记",
)  # fmt: skip
"""What people apply for most, the commonest first; every other matter comes now and then."""
_CHINA = ZoneInfo("Asia/Shanghai")
_FOUNDED = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: cases by procedure, acts accepted, rows rejected (none, or the stories are not lawful), and who
    was appointed for the other procedures: user name, name, what they do.
    """

    cases: dict[str, int]
    report: BulkReport
    staff: list[tuple[str, str, str]]


def load(city: City, *, seed: int, today: date, scale: int = SCALE) -> Loaded:
    """Load everything that happened from 1 January of last year up to today."""
    calendar = Calendar.of_state_council()
    since = date(today.year - 1, 1, 1)
    wanted = _Wishes(city, Random(seed))
    people = {username: _person(city, username) for username, *_ in STAFF}
    held: list[tuple[date, str]] = []
    rows: list[Row] = []
    counts = Counter[str]()
    for number, day in enumerate(_days(Random(seed), calendar, since, today, round(ITEMS_A_YEAR / scale))):
        rows += _licence(Random(f"{seed}-{number}"), calendar, day, today, number, city, wanted, people, held)
        counts["licensing"] += 1
    for number, day in enumerate(_days(Random(seed + 1), calendar, since, today, REQUESTS_A_YEAR)):
        rows += _request(Random(f"{seed}-d{number}"), calendar, day, today, number, city, people)
        counts["disclosure"] += 1
    offices = _offices(city)
    beside = others.Others(city, offices, seed=seed, since=since, today=today)
    report = perform_many([*rows, *_rows_of(beside.alone(), seed, counts)])
    for wave in (beside.led_to, beside.going_on):
        with scope([city.bureau.division]):
            told = _rows_of(wave(report.opened), seed, counts)
        _add(report, perform_many(told))
    return Loaded(dict(counts), report, [told for office in offices.values() for told in office.told])


def _rows_of(found: Iterable[others.Other], seed: int, counts: Counter[str]) -> list[Row]:
    """The rows of other procedures' cases; new ones are counted."""
    rows: list[Row] = []
    for other in others.counted(found):
        of_case = _rows(other.name, other.procedure, other.organ, "", other.steps, Random(f"{seed}-{other.name}"))
        if isinstance(other.name, str):
            counts[other.procedure] += 1
        rows += [replace(of_case[0], links=other.links), *of_case[1:]]
    return rows


def _add(report: BulkReport, more: BulkReport) -> None:
    """What a later wave came to."""
    report.accepted += more.accepted
    report.rejected += more.rejected
    report.opened |= more.opened


def _offices(city: City) -> dict[str, Staffing]:
    """The organs that take on staff for the other procedures."""
    known = Account.objects.get(username=STAFF[0][0]).password
    return {
        organ.code: Staffing(organ, prefix, known, _FOUNDED)
        for organ, prefix in ((city.bureau, "ban"), (city.market, "shi"), (city.government, "zheng"))
    }


def _days(random: Random, calendar: Calendar, since: date, until: date, a_year: int) -> Iterator[date]:
    """Working days on which somebody applies, in order: so many a year, more in busy months."""
    days = [day for n in range((until - since).days + 1) if calendar.is_workday(day := since + timedelta(days=n))]
    weights = [_SEASON[day.month - 1] for day in days]
    count = round(a_year * len(days) / 249)
    return iter(sorted(random.choices(days, weights=weights, k=count)))


def _person(city: City, username: str) -> Person:
    return person_for(Account.objects.get(username=username), city.bureau.code, _FOUNDED)


class _Wishes:
    """What people apply for: common matters often, rare ones seldom."""

    def __init__(self, city: City, random: Random) -> None:
        found = [matter for matter in matters_of(city.bureau) if matter.procedure == "licensing"]
        random.shuffle(found)
        places = {name: place for place, name in enumerate(_COMMON)}
        found.sort(key=lambda matter: places.get(matter.name, len(places)))
        defaults = shipped()["licensing"].terms
        self._matters = [(matter, {**defaults, **terms_of(matter)}) for matter in found]
        self._weights = [1 / (place + 2) for place in range(len(found))]

    def draw(self, random: Random, n: int, year: int) -> tuple[str, float, licensing.Wanted]:
        """Implementation code, how many in one of its applicants are persons, and what is wanted."""
        matter, terms = random.choices(self._matters, self._weights)[0]
        years = int(found.group()) if (found := re.match(r"\d+(?=年)", matter.result_validity)) else 0
        number = f"示{matter.implementation_code[-6:-3]}{year}{n:06d}"
        people = 1.0 if matter.targets == Target.PERSON else 0.4 if Target.PERSON in matter.targets else 0.0
        return matter.implementation_code, people, licensing.Wanted(matter.name, terms, number, years)


def _licence(  # noqa: PLR0913, PLR0917 - the cast of a story
    random: Random, calendar: Calendar, day: date, today: date, n: int, city: City, wishes: _Wishes,
    people: dict[str, Person], held: list[tuple[date, str]],
) -> list[Row]:  # fmt: skip
    code, people_among, wanted = wishes.draw(random, n, day.year)
    wanted = _of_some_kind(random, n, wanted)
    handlers = random.sample(["cheng1", "cheng2", "cheng3", "cheng4"], 2)
    bureau = licensing.Bureau(
        people[random.choice(["chuang1", "chuang2", "chuang3", "chuang4"])], people[handlers[0]], people[handlers[1]],
        people["shen1"], people[random.choice(["ju1", "ju1", "ju2"])],
    )  # fmt: skip
    who = applicant(random, n, person=random.random() < people_among)
    if held and held[0][0] < day and random.random() < _BY_THE_ORGAN:
        tell = random.choices((licensing.cancellation, licensing.revocation), (4, 1))[0]
        ended = tell(random, calendar, day, today, bureau=bureau, applicant=who, number=held.pop(0)[1])
        return _rows(f"licence-{n}", "licensing", city.bureau, code, ended, random)
    steps = licensing.life(
        random, calendar, day, today, bureau=bureau, applicant=who, wanted=wanted,
        channel=random.choices(_CHANNELS, _CHANNEL_WEIGHTS)[0], public=citizen(who.answers["mobile"]),
    )  # fmt: skip
    held += [(step.on, wanted.licence_number) for step in steps if step.act == "grant"]
    return _rows(f"licence-{n}", "licensing", city.bureau, code, steps, random)


def _of_some_kind(random: Random, n: int, wanted: licensing.Wanted) -> licensing.Wanted:
    """Most apply anew; some change, renew or give back a licence, which may be older than this log."""
    kind = random.choices(("new", "change", "renewal", "cancellation"), (78, 9, 11, 2))[0]
    if kind == "new" or wanted.terms.get("limit_before_fact"):
        return wanted
    return replace(wanted, kind=kind, licence_number=f"示旧{2021 + n % 3}{n:06d}")


def _request(
    random: Random, calendar: Calendar, day: date, today: date, n: int, city: City, people: dict[str, Person]
) -> list[Row]:
    who = applicant(random, 900_000 + n, person=random.random() < 0.8)
    steps = disclosure.life(
        random, calendar, day, today, office=disclosure.Office(people["gong1"], people["ju2"]), applicant=who,
        channel=random.choices(_ASKED_BY, _ASKED_WEIGHTS)[0], public=citizen(who.answers["mobile"]),
    )  # fmt: skip
    return _rows(f"request-{n}", "disclosure", city.bureau, "", steps, random)


def _rows(
    name: str | int, procedure: str, organ: Organ, matter: str, steps: Sequence[Step], random: Random
) -> list[Row]:
    """Rows of the bulk door; each act was recorded on its day, in office hours, one after the other."""
    moment = datetime.combine(steps[0].on, time(9, random.randint(0, 50)), _CHINA) if steps else None
    rows = []
    for step in steps:
        hour = time.fromisoformat(step.at) if step.at else time(9, random.randint(0, 50))
        day = datetime.combine(step.on, hour, _CHINA)
        moment = max(day, moment + timedelta(minutes=random.randint(1, 9))) if moment else day
        rows.append(
            Row(
                name, step.act, step.by, step.on, step.answers, at=step.at, procedure=procedure, organ=organ.code,
                division=organ.division, matter=matter, recorded_at=moment,
            )
        )  # fmt: skip
    return rows
