"""The table of marks: that a case counts toward an indicator on a day. Figures are sums of marks, nothing else.

Rows are written by the projection and by nobody else, and can be rebuilt from the log.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class MarkRow(models.Model):
    """One case counted once toward one indicator (指标计数)."""

    pk = models.CompositePrimaryKey("case_id", "indicator", "key")
    case_id = models.BigIntegerField("案件")
    indicator = models.TextField("指标", help_text="流程.指标")
    key = models.TextField("键", help_text="使同一事实只计一次")
    division = models.TextField("区划")
    organ = models.TextField("机关")
    matter = models.TextField("事项实施编码")
    day = models.DateField("计入日")
    value = models.BigIntegerField("数值")

    class Meta:
        db_table = "mark"
        verbose_name = "指标计数"
        indexes: ClassVar = [models.Index(fields=["organ", "indicator", "day"], name="mark_by_organ")]
