"""The table of clocks: one row a run, written by the projection and by nobody else.

A row holds days, never the word overdue: whether a term is late is decided on the day it is read.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class ClockRow(models.Model):
    """One run of one clock of one case (时限)."""

    pk = models.CompositePrimaryKey("case_id", "clock", "key", "run")
    case_id = models.BigIntegerField("案件")
    clock = models.TextField("时限")
    key = models.TextField("键", help_text="所等待的一方；没有时为空")
    run = models.IntegerField("第几次起算")
    division = models.TextField("区划")
    organ = models.TextField("机关")
    procedure = models.TextField("流程")
    start = models.DateField("起算日")
    due = models.DateField("届满日", null=True)
    due_at = models.TextField(
        "届满时刻", blank=True, default="", db_default="", help_text="按小时计算的，如 11:30；按日的为空"
    )
    promised_due = models.DateField("承诺届满日", null=True)
    stopped = models.DateField("停止日", null=True)
    paused = models.BooleanField("中止中")
    provisional = models.BooleanField("暂定", help_text="取决于尚未公布的节假日安排")
    main = models.BooleanField("主要时限")
    party = models.TextField("约束谁")

    class Meta:
        db_table = "clock"
        verbose_name = "时限"
        indexes: ClassVar = [
            models.Index(fields=["organ", "due"], name="clock_running", condition=Q(stopped__isnull=True)),
            models.Index(fields=["due"], name="clock_provisional", condition=Q(provisional=True)),
        ]
