"""The register of papers, kept apart by division."""

from django.db import migrations, models

from yifa.casework.sql import protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [("casework", "0002_only_the_door")]

    operations = [
        migrations.CreateModel(
            name="IssuedPaper",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "seq",
                        "paper",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.BigIntegerField(verbose_name="案件")),
                ("seq", models.IntegerField(verbose_name="事件序号")),
                ("paper", models.TextField(verbose_name="文书")),
                ("division", models.TextField(verbose_name="区划")),
                ("organ", models.TextField(verbose_name="机关")),
                ("procedure", models.TextField(verbose_name="流程")),
                ("title", models.TextField(verbose_name="名称")),
                ("number", models.TextField(blank=True, help_text="没有编号的文书为空", verbose_name="文号")),
                ("day", models.DateField(verbose_name="日期")),
            ],
            options={
                "verbose_name": "文书",
                "db_table": "paper",
                "indexes": [models.Index(fields=["organ", "day"], name="paper_by_organ")],
            },
        ),
        *protect("paper"),
    ]
