"""The hotline at volume, measured: the worklist and the suggestions of one desk over many tickets.

`python -m bench.volume [--tickets N] [--open N]`. It makes a server of its own, loads tickets through the bulk door,
and prints medians in milliseconds; figures go to var/bench.json under "volume".
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench.ground import environment

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "volume"
RESULT = ROOT / "var" / "bench.json"
ORGAN, DIVISION = "11420700011359217W", "420704"
CLOSED = 6_000
"""Closed tickets loaded through the bulk door; the rest are copies of them."""
FIRST, DAYS = date(2026, 1, 5), 100
ROADS = ("滨湖路", "学府路", "和平路", "中山路", "解放路", "文化巷", "高新大道", "建设路", "锦绣街", "新城二路")
SPOTS = (
    "菜市场东门",
    "小学门口",
    "3栋2单元",
    "公交站旁",
    "工地北侧",
    "桥头",
    "12号门前",
    "公园西门",
    "地铁口",
    "停车场",
)
MATTERS = (
    ("占道经营堵塞通道", "市容环境·占道经营", "摊位占满人行道，行人只能走机动车道。"),
    ("路灯不亮", "市政·路灯", "路灯坏了一周，夜间很暗。"),
    ("井盖破损下陷", "市政·井盖", "井盖破损，车辆经过有响声。"),
    ("夜间施工噪声扰民", "生态环境·噪声", "夜里十二点后仍在施工。"),
    ("供暖温度不足", "供热·温度", "室内温度长期不足十六度。"),
    ("垃圾没有及时清运", "市容环境·垃圾", "垃圾堆放多日，有异味。"),
    ("消防通道被占用", "消防·通道", "车辆停在消防通道上。"),
    ("自来水水压不足", "供水·水压", "早晚高峰三楼以上没有水。"),
)


def make_database() -> None:
    """Make the tables anew, as the owner."""
    code = (
        "import django; django.setup(); from django.core.management import call_command;"
        "call_command('migrate', verbosity=0); from yifa.organs.models import Organ;"
        f"Organ.objects.create(code='{ORGAN}', name='市热线中心', division='{DIVISION}', level='4', kind='其他')"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, env=os.environ | {"YIFA_DATABASE_ROLE": "owner"})


def rows(tickets: int, still_open: int) -> Iterator[Any]:
    """Tickets as the bulk door takes them: most answered at once, the last ones open at different stages."""
    from yifa.casework.public import Row
    from yifa.procedure import Person, shipped

    chance = random.Random(12345)
    somebody = Person("bench", frozenset(shipped()["hotline"].roles), ORGAN)
    for number in range(tickets):
        on = FIRST + timedelta(number * DAYS // tickets)
        title, topic, demand = chance.choice(MATTERS)
        place = f"{chance.choice(ROADS)}{chance.randrange(1, 200)}号{chance.choice(SPOTS)}"
        stays = number >= tickets - still_open
        at = f"{chance.randrange(8, 18):02}:{chance.randrange(60):02}"
        answers = {
            "channel": "phone", "kind": "complaint" if stays else "consult", "emergency": False, "title": title,
            "place": place, "demand": f"{place}{demand}", "topic": topic,
        }  # fmt: skip
        name = f"t{number}"
        yield Row(name, "take_call", somebody, on, answers, "hotline", ORGAN, DIVISION, at=at)
        if not stays:
            told = {"knowledge_item": title, "answer": "已记录。"}
            yield Row(name, "answer_at_once", somebody, on, told, at=at)
        elif number % 4:
            unit = {
                "catalogue_item": topic, "handling_unit": "市城市管理局", "unit_level": "department",
                "complexity": "ordinary",
            }  # fmt: skip
            yield Row(name, "dispatch", somebody, on, unit, at=at)
            if number % 4 > 1:
                yield Row(name, "accept", somebody, on, {})


def multiply(admin: Any, tickets: int) -> None:
    """Copy closed tickets, as rows that lists read, until there are so many."""
    have, closed = admin.execute('select count(*), count(*) filter (where closed) from "case"').fetchone()
    for copy in range(1, (tickets - have) // closed + 1):
        for table, moved in (("case", ("id", "sequence", "number")), ("clock", ("case_id",))):
            columns = [
                name
                for (name,) in admin.execute(
                    "select column_name from information_schema.columns where table_name = %s", [table]
                )
            ]
            made = [
                f"number || '-{copy}'" if name == "number" else f"{name} + {copy} * 10000000" if name in moved else name
                for name in (f'"{column}"'.strip('"') for column in columns)
            ]
            which = "closed" if table == "case" else 'case_id in (select id from "case" where closed)'
            admin.execute(
                f'insert into "{table}" ({", ".join(columns)}) select {", ".join(made)} from "{table}"'
                f" where {which} and {moved[0]} < 10000000"
            )


def worked() -> float:
    """CPU seconds used so far by us and by our backend, which other work on the machine does not lengthen."""
    import psutil
    from django.db import connection

    times = psutil.Process(connection.connection.info.backend_pid).cpu_times()
    return process_time() + float(times.user + times.system)


def timed(work: Callable[[], Any], times: int = 15) -> dict[str, float]:
    """Median and worst of so many, and the mean of CPU time, in milliseconds, after one that is not counted."""
    work()
    taken, before = [], worked()
    for _ in range(times):
        begin = perf_counter()
        work()
        taken.append((perf_counter() - begin) * 1000)
    cpu = (worked() - before) / times * 1000
    return {
        "median_ms": round(statistics.median(taken), 1),
        "worst_ms": round(max(taken), 1),
        "cpu_ms": round(cpu, 1),
    }


def load(tickets: int, still_open: int) -> float:
    """Load the tickets; how many a second."""
    from yifa.casework.public import perform_many

    begin = perf_counter()
    report = perform_many(rows(tickets, still_open))
    if report.rejected:
        raise SystemExit(f"{len(report.rejected)} rows were rejected: {report.rejected[0]}")
    return tickets / (perf_counter() - begin)


def measure() -> dict[str, Any]:
    """The worklist of a dispatcher and of the head, and what is like the last tickets."""
    from yifa.casework.public import Case, scope
    from yifa.desk.access import Staff
    from yifa.desk.worklist import Filter, fetch
    from yifa.organs.public import Account, Organ, Post
    from yifa.procedure import shipped
    from yifa.similarity.public import alike

    pack, organ = shipped()["hotline"], Organ.objects.get(pk=ORGAN)
    account, day = Account(pk=1, name="派单员"), FIRST + timedelta(DAYS)
    post = Post(account=account, organ=organ, role="dispatcher", valid_from=FIRST)
    staff = Staff(account, (post,), day)
    chance = random.Random(1)

    def suggested() -> Any:
        title, topic, demand = chance.choice(MATTERS)
        place = f"{chance.choice(ROADS)}{chance.randrange(1, 200)}号{chance.choice(SPOTS)}"
        return alike(pack, ORGAN, {"title": title, "place": place, "topic": topic, "demand": place + demand})

    with scope([DIVISION]):
        return {
            "tickets": Case.objects.count(),
            "open": Case.objects.filter(closed=False).count(),
            "worklist_mine": timed(lambda: fetch(Filter(), staff)),
            "worklist_all": timed(lambda: fetch(Filter(mine=False), staff)),
            "worklist_late": timed(lambda: fetch(Filter(mine=False, due="late", page=20), staff)),
            "suggestions": timed(suggested),
        }


def main(arguments: list[str] | None = None) -> None:
    """Load, measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=200_000)
    parser.add_argument("--open", type=int, default=20_000)
    parser.add_argument("--again", action="store_true", help="measure what is loaded already")
    options = parser.parse_args(arguments)
    environment(FOLDER)
    import psycopg

    from yifa.installation.localdb import FAST_AND_LOOSE, SUPERUSER, local_server

    server = local_server(FOLDER)
    server.start(FAST_AND_LOOSE)
    try:
        if not options.again:
            with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as admin:
                admin.execute("drop database if exists yifa with (force)")
                admin.execute("create database yifa owner yifa_owner")
            make_database()
        os.environ["YIFA_DATABASE_ROLE"] = "app"
        import django

        django.setup()
        rate = 0.0 if options.again else load(options.open + CLOSED, options.open)
        with psycopg.connect(server.url(SUPERUSER), autocommit=True) as admin:
            if not options.again:
                multiply(admin, options.tickets)
            admin.execute("vacuum analyze")
        found = {"tickets_s": round(rate, 1), **measure()}
    finally:
        server.stop()
    kept = json.loads(RESULT.read_text()) if RESULT.exists() else {}
    kept["volume"] = found
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(kept, indent=2) + "\n")
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
