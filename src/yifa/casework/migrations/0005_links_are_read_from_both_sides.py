"""Links are read from both sides, so that no mark in the case says any longer whether there are any."""

from django.db import migrations


class Migration(migrations.Migration):
    """One column goes."""

    dependencies = (("casework", "0004_state_as_text"),)
    operations = (migrations.RemoveField("case", "linked"),)
