"""Gives the office's database role its rights on the tables of this room; nothing may be deleted by it."""

from django.db import migrations

TABLES = "division, organ, account, post"

GRANT = f"""
do $$
begin
    if exists (select from pg_roles where rolname = 'yifa_app') then
        grant select, insert, update on {TABLES} to yifa_app;
        grant usage on all sequences in schema public to yifa_app;
    end if;
end $$
"""


class Migration(migrations.Migration):
    """Rights only."""

    dependencies = (("organs", "0001_initial"),)
    operations = (migrations.RunSQL(GRANT, migrations.RunSQL.noop),)
