"""The state of a case as text: it is read whole, and as jsonb it cost most of writing a case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column changes its type; its content stays the same JSON."""

    dependencies = (("casework", "0003_holiday_notices"),)
    operations = (
        migrations.AlterField("case", "state", models.TextField(verbose_name="状态", help_text="JSON 文本，整体读写")),
        migrations.RunSQL(
            # Faster and no larger than the old compression, where PostgreSQL was built with it.
            """do $$ begin
                alter table "case" alter column state set compression lz4;
            exception when feature_not_supported then null;
            end $$""",
            migrations.RunSQL.noop,
        ),
    )
