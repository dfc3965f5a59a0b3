"""`yifa daily`: what a timer runs every night; acts that the law itself performs, and the seal of the days gone by."""

from __future__ import annotations

import argparse
from datetime import date, timedelta

from yifa.cli import start

EXAMPLES = """
  yifa daily                # 补到今天为止；重复执行无妨
  15 0 * * *  yifa daily    # 写进 crontab，每日零时十五分
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: argparse.Namespace) -> int:
    """Catch up and say what was done."""
    with start.office():
        acts, day = catch_up()
    print(f"依法自动发生的行为 {acts} 个；日志封存至 {day}。")
    return 0


def catch_up() -> tuple[int, date]:
    """Let the law act up to today and seal the log up to yesterday; returns the number of acts and that day."""
    from django.core.management import call_command

    from yifa.casework.public import lapse, seal_day

    today = date.today()  # noqa: DTZ011 - the machine's civil day is the office's
    yesterday = today - timedelta(days=1)
    acts = lapse(today)
    seal_day(yesterday)
    call_command("clearsessions")
    return acts, yesterday
