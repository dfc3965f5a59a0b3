"""The table of clocks, kept apart by division."""

from django.db import migrations, models

from yifa.casework.sql import protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [("casework", "0002_only_the_door")]
    operations = [
        migrations.CreateModel(
            name="ClockRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "clock",
                        "key",
                        "run",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.BigIntegerField(verbose_name="案件")),
                ("clock", models.TextField(verbose_name="时限")),
                ("key", models.TextField(help_text="所等待的一方；没有时为空", verbose_name="键")),
                ("run", models.IntegerField(verbose_name="第几次起算")),
                ("division", models.TextField(verbose_name="区划")),
                ("organ", models.TextField(verbose_name="机关")),
                ("procedure", models.TextField(verbose_name="流程")),
                ("start", models.DateField(verbose_name="起算日")),
                ("due", models.DateField(null=True, verbose_name="届满日")),
                ("promised_due", models.DateField(null=True, verbose_name="承诺届满日")),
                ("stopped", models.DateField(null=True, verbose_name="停止日")),
                ("paused", models.BooleanField(verbose_name="中止中")),
                (
                    "provisional",
                    models.BooleanField(help_text="取决于尚未公布的节假日安排", verbose_name="暂定"),
                ),
                ("main", models.BooleanField(verbose_name="主要时限")),
                ("party", models.TextField(verbose_name="约束谁")),
            ],
            options={
                "verbose_name": "时限",
                "db_table": "clock",
                "indexes": [
                    models.Index(
                        condition=models.Q(("stopped__isnull", True)),
                        fields=["organ", "due"],
                        name="clock_running",
                    ),
                    models.Index(
                        condition=models.Q(("provisional", True)), fields=["due"], name="clock_provisional"
                    ),
                ],
            },
        ),
        *protect("clock"),
    ]
