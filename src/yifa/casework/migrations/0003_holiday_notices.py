"""Holiday notices loaded after installation."""

import django.db.models.functions.datetime
from django.db import migrations, models

from yifa.casework.sql import grant


class Migration(migrations.Migration):
    """One table, which the app role may add to."""

    dependencies = (("casework", "0002_only_the_door"),)
    operations = (
        migrations.CreateModel(
            name="HolidayNotice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField(verbose_name="文件名")),
                (
                    "text",
                    models.TextField(help_text="YAML，格式见 docs/reference/day-counting.md", verbose_name="内容"),
                ),
                (
                    "loaded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="装入时间"
                    ),
                ),
            ],
            options={"db_table": "holiday_notice", "verbose_name": "节假日安排"},
        ),
        grant("holiday_notice", "select, insert"),
    )
