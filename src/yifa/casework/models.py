"""The tables of casework as Django sees them, for migrations and for reading lists.

Nothing is written through these classes: the door writes with its own statements, and the database refuses the rest.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Event(models.Model):
    """One act that was done (办件日志). Append-only by privilege and by trigger; hash-chained case by case."""

    pk = models.CompositePrimaryKey("case_id", "seq")
    case_id = models.BigIntegerField("案件")
    seq = models.IntegerField("序号")
    division = models.TextField("区划")
    act = models.TextField("行为")
    on_day = models.DateField("行为日")
    effect_day = models.DateField("生效日")
    recorded_at = models.DateTimeField("记录时间")
    body = models.TextField("正文", help_text="规范 JSON 文本，逐字节参与哈希")
    hash = models.BinaryField("哈希值")
    key = models.TextField("幂等键", null=True)

    class Meta:
        db_table = "event"
        verbose_name = "日志事件"
        constraints: ClassVar = [
            # Partial, so that an act without a key costs no second index.
            models.UniqueConstraint(fields=["key"], name="event_key_once", condition=Q(key__isnull=False)),
        ]


class Case(models.Model):
    """Where a case stands: the fold of its events, kept so that no history is replayed; rebuildable from the log."""

    id = models.BigAutoField(primary_key=True)
    number = models.TextField("办件编号")
    query_code = models.TextField("查询码", help_text="由密钥与编号算出，不可猜测，随受理回执交给申请人")
    procedure = models.TextField("流程")
    edition = models.TextField("流程版本")
    matter = models.TextField("事项实施编码", blank=True)
    organ = models.TextField("机关")
    division = models.TextField("区划")
    year = models.IntegerField("年度")
    sequence = models.IntegerField("年度流水号")
    opened_on = models.DateField("提出日")
    day = models.DateField("最近行为日")
    stage = models.TextField("阶段")
    outcome = models.TextField("结果", blank=True)
    closed = models.BooleanField("已办结")
    lapse = models.DateField("期满日", null=True, help_text="在此日或者此日之后，法律规定的后果到来")
    seq = models.IntegerField("末端序号")
    head = models.BinaryField("末端哈希值")
    state = models.TextField("状态", help_text="JSON 文本，整体读写")
    applicant_masked = models.TextField("申请人（遮蔽）", blank=True)
    title = models.TextField("案件名称", blank=True, help_text="案由、标题等，不含个人信息；没有的，以事项或者流程为名")

    class Meta:
        db_table = "case"
        verbose_name = "案件"
        indexes: ClassVar = [
            models.Index(F("lapse"), name="case_lapse", condition=Q(lapse__isnull=False)),
            models.Index(fields=["division", "organ", "procedure", "opened_on"], name="case_by_organ"),
            models.Index(fields=["matter"], name="case_by_matter"),
            # Only columns that never change, so that an act still rewrites no index.
            models.Index(fields=["organ", "id"], name="case_open", condition=Q(closed=False)),
        ]
        constraints: ClassVar = [
            # Not `unique=True`: that would make a second index, for patterns, which nobody asks for.
            models.UniqueConstraint(fields=["number"], name="case_number_once"),
            models.UniqueConstraint(fields=["organ", "procedure", "year", "sequence"], name="case_sequence_once"),
        ]

    def __str__(self) -> str:
        return self.number


class Link(models.Model):
    """Which other case a case named, and as what; from its opening event or an act that links. Read from both sides."""

    pk = models.CompositePrimaryKey("case_id", "kind", "other_id")
    case_id = models.BigIntegerField("案件")
    kind = models.TextField("关系")
    other_id = models.BigIntegerField("所关联的案件")
    division = models.TextField("区划")

    class Meta:
        db_table = "link"
        verbose_name = "案件关联"
        indexes: ClassVar = [models.Index(fields=["other_id"], name="link_other")]


class Party(models.Model):
    """The personal particulars given at one act, outside the log and erasable (个人信息保护法 第四十七条)."""

    pk = models.CompositePrimaryKey("case_id", "seq", "role")
    case_id = models.BigIntegerField("案件")
    seq = models.IntegerField("事件序号")
    role = models.TextField("身份")
    division = models.TextField("区划")
    sealed = models.BinaryField("密文", null=True, help_text="各栏原文与盐；删除后为空")
    masked = models.JSONField("遮蔽后的各栏")
    erased_at = models.DateTimeField("删除时间", null=True)

    class Meta:
        db_table = "party"
        verbose_name = "当事人信息"


class Reading(models.Model):
    """Who read particulars in full, or erased them, when and why. Append-only."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField("行为", choices=[("read", "查看"), ("erase", "删除")])
    case_id = models.BigIntegerField("案件", db_index=True)
    division = models.TextField("区划")
    person = models.TextField("行为人")
    reason = models.TextField("事由")
    at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        db_table = "reading"
        verbose_name = "个人信息查看记录"


class HolidayNotice(models.Model):
    """A holiday notice loaded after installation, as its file gives it; the shipped ones are in `workdays`."""

    id = models.BigAutoField(primary_key=True)
    name = models.TextField("文件名")
    text = models.TextField("内容", help_text="YAML，格式见 docs/reference/day-counting.md")
    loaded_at = models.DateTimeField("装入时间", db_default=Now())

    class Meta:
        db_table = "holiday_notice"
        verbose_name = "节假日安排"


class Root(models.Model):
    """The signed statement of a day over the heads of the cases that moved since the one before. Append-only."""

    day = models.DateField("日", primary_key=True)
    size = models.IntegerField("案件数")
    root = models.BinaryField("根")
    previous = models.TextField("上一日根的摘要", blank=True)
    key = models.TextField("密钥编号")
    public = models.BinaryField("公钥")
    signature = models.BinaryField("签名")

    class Meta:
        db_table = "root"
        verbose_name = "日根"


class RootLeaf(models.Model):
    """A head of a case under a day's root. Append-only."""

    pk = models.CompositePrimaryKey("day", "case_number")
    day = models.DateField("日")
    case_number = models.TextField("办件编号")
    case_id = models.BigIntegerField("案件")
    seq = models.IntegerField("末端序号")
    head = models.BinaryField("末端哈希值")

    class Meta:
        db_table = "root_leaf"
        verbose_name = "日根的案件末端"
        indexes: ClassVar = [models.Index(fields=["case_id", "seq"], name="root_leaf_case")]


class Counter(models.Model):
    """The last number drawn in a series, within the transaction that uses it: gaps are allowed, twins never."""

    pk = models.CompositePrimaryKey("series", "period")
    series = models.TextField("编号系列")
    period = models.TextField("期间", help_text="年（2026）或者日（2026-03-05）")
    value = models.BigIntegerField("最近编号")

    class Meta:
        db_table = "counter"
        verbose_name = "流水号"
