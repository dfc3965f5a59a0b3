"""The table of marks, kept apart by division."""

from django.db import migrations, models

from yifa.casework.sql import protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [("casework", "0002_only_the_door")]

    operations = [
        migrations.CreateModel(
            name="MarkRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "indicator",
                        "key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.BigIntegerField(verbose_name="案件")),
                ("indicator", models.TextField(help_text="流程.指标", verbose_name="指标")),
                ("key", models.TextField(help_text="使同一事实只计一次", verbose_name="键")),
                ("division", models.TextField(verbose_name="区划")),
                ("organ", models.TextField(verbose_name="机关")),
                ("matter", models.TextField(verbose_name="事项实施编码")),
                ("day", models.DateField(verbose_name="计入日")),
                ("value", models.BigIntegerField(verbose_name="数值")),
            ],
            options={
                "verbose_name": "指标计数",
                "db_table": "mark",
                "indexes": [models.Index(fields=["organ", "indicator", "day"], name="mark_by_organ")],
            },
        ),
        *protect("mark"),
    ]
