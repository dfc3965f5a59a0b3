"""`yifa demo`: for somebody who has never seen the project: a database, a city, two years of work, a web page."""

from __future__ import annotations

import argparse
import json
import os
import time
from datetime import date
from pathlib import Path
from typing import Any

from yifa.cli import start
from yifa.cli.serve import check_free, listen
from yifa.cli.words import whole
from yifa.installation import environment

EXAMPLES = """
  yifa demo                          # http://127.0.0.1:8000
  yifa demo --port 9000
  yifa demo --oneshot                # 只装载，不提供网页
  yifa demo --scale 50               # 十倍的办件量
"""
_CARD = "demo.json"
_T0 = time.monotonic()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Port, size, seed."""
    parser.add_argument("--port", type=whole(1, 65535), default=8000, help="端口（默认 8000）")
    parser.add_argument("--oneshot", action="store_true", help="只装载示范城市，不提供网页")
    parser.add_argument("--scale", type=whole(1, 100_000), default=500, help="办件量为公布数的几分之一（默认 500）")
    parser.add_argument("--seed", type=whole(0, 10**9), default=2022, help="随机种子；同一种子得到同一座城市")


def run(arguments: argparse.Namespace) -> int:
    """Found the city if it is not there, then serve."""
    folder = environment.read_folder("YIFA_DATA")
    if not arguments.oneshot:
        check_free("127.0.0.1", arguments.port)
    _say("启动数据库 …")
    with start.office(make_secrets=True):
        _say("建表 …")
        start.migrate()
        card = folder / _CARD
        shown = json.loads(card.read_text(encoding="utf-8")) if card.exists() else _found(arguments, card)
        _catch_up()
        _tell(shown, arguments.port)
        if not arguments.oneshot:
            listen("127.0.0.1", arguments.port, 1)
    return 0


def _say(words: str) -> None:
    print(f"[{time.monotonic() - _T0:5.1f} 秒] {words}", flush=True)


def _found(arguments: argparse.Namespace, card: Path) -> dict[str, Any]:
    """Found the city and write down who may sign in, readable by the owner of the data folder alone."""
    from django.db import transaction

    from yifa.casework.public import scope
    from yifa.demo import city, load
    from yifa.procedure import shipped
    from yifa.report.public import build

    today = date.today()  # noqa: DTZ011 - the machine's civil day is the office's
    _say("建立示范市：区划、机关、人员、事项 …")
    with transaction.atomic():
        founded = city.found()
    _say(f"装入 {founded.matters} 个事项，开始装载近两年的办件（经批量入口，逐件依法裁断）…")
    loaded = load.load(founded, seed=arguments.seed, today=today, scale=arguments.scale)
    names = {procedure.id: procedure.label.zh for procedure in shipped().values()}
    _say("装载" + "、".join(f"{names[id]} {count} 件" for id, count in loaded.cases.items())
         + f"，行为 {loaded.report.accepted} 个，被拒绝 {len(loaded.report.rejected)} 个")
    with scope([founded.bureau.division]):
        built = build(founded.bureau, today.year - 1, today=today, site=f"http://127.0.0.1:{arguments.port}",
                      published=True)
    shown = {
        "bureau": founded.bureau.name, "password": founded.password, "report": str(built.html),
        "docx": str(built.docx), "text": built.report.text,
        "staff": [[username, name, does] for username, name, _, does in city.STAFF] + list(map(list, loaded.staff)),
    }
    descriptor = os.open(card, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as writing:
        json.dump(shown, writing, ensure_ascii=False, indent=1)
    return shown


def _catch_up() -> None:
    """What the scheduled command would have done by now: the law's own acts, and the seals of past days."""
    from yifa.cli.daily import catch_up

    acts, day = catch_up()
    if acts:
        _say(f"依法自动发生的行为 {acts} 个，日志封存至 {day}")


def _tell(shown: dict[str, Any], port: int) -> None:
    address = f"http://127.0.0.1:{port}"
    print(f"\n{shown['text']}\n")
    print(f"年度报告  {shown['report']}\n          {shown['docx']}")
    print(f"\n门户  {address}/            办事指南、提出申请、查办件、公开申请、年度报告")
    print(f"办公  {address}/desk/       口令都是  {shown['password']}")
    for username, name, does in shown["staff"]:
        print(f"        {username:<8} {name}  {does}")
    print("\n可以这样看：在门户提出一件申请，用 chuang1 登录受理，再用 cheng1 审查、ju1 决定；"
          "\n试试还没审查就决定，系统会说明哪一条法律不允许。按 Ctrl+C 停止。\n", flush=True)
