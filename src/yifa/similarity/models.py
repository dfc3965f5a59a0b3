"""The table of pairs of characters: which open case has which, and how much weight they carry there.

Rows are there only while a case may still take another in; they are written by the projection and by nobody else.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Gram(models.Model):
    """A pair of neighbouring characters in what a case is about (相似诉求索引)."""

    pk = models.CompositePrimaryKey("case_id", "gram")
    case_id = models.BigIntegerField("案件")
    gram = models.BigIntegerField("字对")
    weight = models.IntegerField("权重")
    division = models.TextField("区划")
    organ = models.TextField("机关")
    procedure = models.TextField("流程")

    class Meta:
        db_table = "gram"
        verbose_name = "相似诉求索引"
        indexes: ClassVar = [
            models.Index(
                fields=["organ", "procedure", "gram"], include=["case_id", "weight", "division"], name="gram_of_organ"
            ),
        ]
