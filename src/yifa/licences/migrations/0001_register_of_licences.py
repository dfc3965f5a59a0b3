"""The register of licences, kept apart by division."""

from django.db import migrations, models

from yifa.casework.sql import protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [("casework", "0002_only_the_door")]

    operations = [
        migrations.CreateModel(
            name="Licence",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.BigIntegerField(verbose_name="案件")),
                ("seq", models.IntegerField(verbose_name="事件序号")),
                ("identifier", models.TextField(verbose_name="证照标识")),
                ("number", models.TextField(verbose_name="证照编号")),
                ("version", models.IntegerField(verbose_name="版本")),
                ("name", models.TextField(verbose_name="证照名称")),
                ("holder_masked", models.TextField(verbose_name="持证主体（遮蔽）")),
                ("division", models.TextField(verbose_name="区划")),
                ("organ", models.TextField(verbose_name="颁发机构")),
                ("matter", models.TextField(verbose_name="事项实施编码")),
                ("issued_on", models.DateField(verbose_name="颁发日期")),
                ("valid_from", models.DateField(null=True, verbose_name="有效期起")),
                (
                    "valid_to",
                    models.DateField(help_text="长期有效时为空", null=True, verbose_name="有效期止"),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("valid", "有效"),
                            ("replaced", "已由新版本代替"),
                            ("revoked", "已撤销"),
                            ("cancelled", "已注销"),
                        ],
                        verbose_name="状态",
                    ),
                ),
                ("ended_on", models.DateField(null=True, verbose_name="失效日")),
            ],
            options={
                "verbose_name": "证照",
                "db_table": "licence",
                "indexes": [models.Index(fields=["organ", "number"], name="licence_by_number")],
            },
        ),
        *protect("licence"),
    ]
