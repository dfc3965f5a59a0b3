"""Guards the tables: the logs only grow, divisions are kept apart, and the app role has the rights it needs."""

from pathlib import Path

from django.db import migrations

from yifa.casework.sql import append_only, grant, protect

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """The rights and policies of casework."""

    dependencies = (("casework", "0001_cases_and_their_log"),)
    operations = (
        migrations.RunSQL((SQL / "refuse_change.sql").read_text("utf-8"), "drop function refuse_change()"),
        *protect("event", "select, insert"),
        *protect("reading", "select, insert"),
        grant("root", "select, insert"),
        grant("root_leaf", "select, insert"),
        append_only("event"),
        append_only("reading"),
        append_only("root"),
        append_only("root_leaf"),
        *protect("case"),
        *protect("link"),
        *protect("party"),
        grant("counter"),
        # A case is updated at every act: room on its page keeps the new version beside the old one, and a state of
        # two kilobytes, which is usual, is not compressed anew each time.
        migrations.RunSQL(
            'alter table "case" set (fillfactor = 75, toast_tuple_target = 4080)',
            'alter table "case" reset (fillfactor, toast_tuple_target)',
        ),
    )
