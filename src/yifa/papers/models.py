"""The register of papers: one row a paper that an act produced; the paper itself is rendered when it is read.

Rows are written by the projection and by nobody else, and can be rebuilt from the log.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class IssuedPaper(models.Model):
    """One paper (文书) of one act of one case."""

    pk = models.CompositePrimaryKey("case_id", "seq", "paper")
    case_id = models.BigIntegerField("案件")
    seq = models.IntegerField("事件序号")
    paper = models.TextField("文书")
    division = models.TextField("区划")
    organ = models.TextField("机关")
    procedure = models.TextField("流程")
    title = models.TextField("名称")
    number = models.TextField("文号", blank=True, help_text="没有编号的文书为空")
    day = models.DateField("日期")

    class Meta:
        db_table = "paper"
        verbose_name = "文书"
        indexes: ClassVar = [models.Index(fields=["organ", "day"], name="paper_by_organ")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()
