"""The time of day at which a clock in hours ends; clocks in days have none. Its policy is asked more cheaply."""

from django.db import migrations, models

from yifa.casework.sql import hasten


class Migration(migrations.Migration):
    """One column more; rows that exist are of clocks in days."""

    dependencies = (("worklist", "0001_clocks"),)
    operations = (
        migrations.AddField(
            "clockrow",
            "due_at",
            models.TextField(
                blank=True,
                default="",
                db_default="",
                verbose_name="届满时刻",
                help_text="按小时计算的，如 11:30；按日的为空",
            ),
        ),
        hasten("clock"),
    )
