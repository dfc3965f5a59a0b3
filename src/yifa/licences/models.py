"""The register of licences: one row a version; rows follow from decisions in the log and can be rebuilt.

Particulars of the holder stay in the case's `Party`; here stands the masked name only.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class LicenceState(models.TextChoices):
    """States of a licence that are decided; that its term has run out is read from the day, never stored."""

    VALID = "valid", "有效"
    REPLACED = "replaced", "已由新版本代替"
    REVOKED = "revoked", "已撤销"
    CANCELLED = "cancelled", "已注销"


class Licence(models.Model):
    """One version of one licence (证照), named by its identifier of GB/T 36904—2018."""

    pk = models.CompositePrimaryKey("case_id", "seq")
    case_id = models.BigIntegerField("案件")
    seq = models.IntegerField("事件序号")
    identifier = models.TextField("证照标识")
    number = models.TextField("证照编号")
    version = models.IntegerField("版本")
    name = models.TextField("证照名称")
    holder_masked = models.TextField("持证主体（遮蔽）")
    division = models.TextField("区划")
    organ = models.TextField("颁发机构")
    matter = models.TextField("事项实施编码")
    issued_on = models.DateField("颁发日期")
    valid_from = models.DateField("有效期起", null=True)
    valid_to = models.DateField("有效期止", null=True, help_text="长期有效时为空")
    state = models.TextField("状态", choices=LicenceState.choices)
    ended_on = models.DateField("失效日", null=True)

    class Meta:
        db_table = "licence"
        verbose_name = "证照"
        indexes: ClassVar = [models.Index(fields=["organ", "number"], name="licence_by_number")]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
