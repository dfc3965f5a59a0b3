"""The tables of casework as they first were; who may do what with them follows in 0002."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "series", "period", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("series", models.TextField(verbose_name="编号系列")),
                ("period", models.TextField(help_text="年（2026）或者日（2026-03-05）", verbose_name="期间")),
                ("value", models.BigIntegerField(verbose_name="最近编号")),
            ],
            options={
                "verbose_name": "流水号",
                "db_table": "counter",
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "seq",
                        "role",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.BigIntegerField(verbose_name="案件")),
                ("seq", models.IntegerField(verbose_name="事件序号")),
                ("role", models.TextField(verbose_name="身份")),
                ("division", models.TextField(verbose_name="区划")),
                (
                    "sealed",
                    models.BinaryField(help_text="各栏原文与盐；删除后为空", null=True, verbose_name="密文"),
                ),
                ("masked", models.JSONField(verbose_name="遮蔽后的各栏")),
                ("erased_at", models.DateTimeField(null=True, verbose_name="删除时间")),
            ],
            options={
                "verbose_name": "当事人信息",
                "db_table": "party",
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(choices=[("read", "查看"), ("erase", "删除")], verbose_name="行为"),
                ),
                ("case_id", models.BigIntegerField(db_index=True, verbose_name="案件")),
                ("division", models.TextField(verbose_name="区划")),
                ("person", models.TextField(verbose_name="行为人")),
                ("reason", models.TextField(verbose_name="事由")),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="时间"
                    ),
                ),
            ],
            options={
                "verbose_name": "个人信息查看记录",
                "db_table": "reading",
            },
        ),
        migrations.CreateModel(
            name="Root",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="日")),
                ("size", models.IntegerField(verbose_name="案件数")),
                ("root", models.BinaryField(verbose_name="根")),
                ("previous", models.TextField(blank=True, verbose_name="上一日根的摘要")),
                ("key", models.TextField(verbose_name="密钥编号")),
                ("public", models.BinaryField(verbose_name="公钥")),
                ("signature", models.BinaryField(verbose_name="签名")),
            ],
            options={
                "verbose_name": "日根",
                "db_table": "root",
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.TextField(verbose_name="办件编号")),
                (
                    "query_code",
                    models.TextField(
                        help_text="由密钥与编号算出，不可猜测，随受理回执交给申请人", verbose_name="查询码"
                    ),
                ),
                ("procedure", models.TextField(verbose_name="流程")),
                ("edition", models.TextField(verbose_name="流程版本")),
                ("matter", models.TextField(blank=True, verbose_name="事项实施编码")),
                ("organ", models.TextField(verbose_name="机关")),
                ("division", models.TextField(verbose_name="区划")),
                ("year", models.IntegerField(verbose_name="年度")),
                ("sequence", models.IntegerField(verbose_name="年度流水号")),
                ("opened_on", models.DateField(verbose_name="提出日")),
                ("day", models.DateField(verbose_name="最近行为日")),
                ("stage", models.TextField(verbose_name="阶段")),
                ("outcome", models.TextField(blank=True, verbose_name="结果")),
                ("closed", models.BooleanField(verbose_name="已办结")),
                (
                    "lapse",
                    models.DateField(
                        help_text="在此日或者此日之后，法律规定的后果到来", null=True, verbose_name="期满日"
                    ),
                ),
                ("linked", models.BooleanField(default=False, verbose_name="有关联案件")),
                ("seq", models.IntegerField(verbose_name="末端序号")),
                ("head", models.BinaryField(verbose_name="末端哈希值")),
                ("state", models.JSONField(verbose_name="状态")),
                ("applicant_masked", models.TextField(blank=True, verbose_name="申请人（遮蔽）")),
            ],
            options={
                "verbose_name": "案件",
                "db_table": "case",
                "indexes": [
                    models.Index(
                        models.F("lapse"), condition=models.Q(("lapse__isnull", False)), name="case_lapse"
                    ),
                    models.Index(
                        fields=["division", "organ", "procedure", "opened_on"], name="case_by_organ"
                    ),
                    models.Index(fields=["matter"], name="case_by_matter"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("number",), name="case_number_once"),
                    models.UniqueConstraint(
                        fields=("organ", "procedure", "year", "sequence"), name="case_sequence_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.BigIntegerField(verbose_name="案件")),
                ("seq", models.IntegerField(verbose_name="序号")),
                ("division", models.TextField(verbose_name="区划")),
                ("act", models.TextField(verbose_name="行为")),
                ("on_day", models.DateField(verbose_name="行为日")),
                ("effect_day", models.DateField(verbose_name="生效日")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("body", models.TextField(help_text="规范 JSON 文本，逐字节参与哈希", verbose_name="正文")),
                ("hash", models.BinaryField(verbose_name="哈希值")),
                ("key", models.TextField(null=True, verbose_name="幂等键")),
            ],
            options={
                "verbose_name": "日志事件",
                "db_table": "event",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key__isnull", False)), fields=("key",), name="event_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "kind",
                        "other_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.BigIntegerField(verbose_name="案件")),
                ("kind", models.TextField(verbose_name="关系")),
                ("other_id", models.BigIntegerField(verbose_name="所关联的案件")),
                ("division", models.TextField(verbose_name="区划")),
            ],
            options={
                "verbose_name": "案件关联",
                "db_table": "link",
                "indexes": [models.Index(fields=["other_id"], name="link_other")],
            },
        ),
        migrations.CreateModel(
            name="RootLeaf",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "day", "case_number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField(verbose_name="日")),
                ("case_number", models.TextField(verbose_name="办件编号")),
                ("case_id", models.BigIntegerField(verbose_name="案件")),
                ("seq", models.IntegerField(verbose_name="末端序号")),
                ("head", models.BinaryField(verbose_name="末端哈希值")),
            ],
            options={
                "verbose_name": "日根的案件末端",
                "db_table": "root_leaf",
                "indexes": [models.Index(fields=["case_id", "seq"], name="root_leaf_case")],
            },
        ),
    ]
