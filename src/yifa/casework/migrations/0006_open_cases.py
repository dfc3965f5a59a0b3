"""An index of the open cases of an organ, so that a list need not pass by all that are closed; a cheaper policy."""

from django.db import migrations, models

from yifa.casework.sql import hasten


class Migration(migrations.Migration):
    """One partial index on columns that never change, and the same policy asked in another order."""

    dependencies = (("casework", "0005_links_are_read_from_both_sides"),)
    operations = (
        migrations.AddIndex(
            "case",
            models.Index(fields=["organ", "id"], name="case_open", condition=models.Q(("closed", False))),
        ),
        hasten("case"),
    )
