"""Gives the office's database role its rights on the tables of this room; of a matter only materials can be
deleted.
"""

from django.db import migrations

GRANT = """
do $$
begin
    if exists (select from pg_roles where rolname = 'yifa_app') then
        grant select, insert, update on matter to yifa_app;
        grant select, insert, update, delete on matter_material to yifa_app;
        grant usage on all sequences in schema public to yifa_app;
    end if;
end $$
"""


class Migration(migrations.Migration):
    """Rights only."""

    dependencies = (("matters", "0001_initial"),)
    operations = (migrations.RunSQL(GRANT, migrations.RunSQL.noop),)
