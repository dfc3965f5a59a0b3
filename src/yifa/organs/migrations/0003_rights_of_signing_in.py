"""Gives the office's database role its rights on Django's own tables: sessions, sign-in attempts, content types."""

from django.db import migrations

GRANT = """
do $$
declare
    kept text;
begin
    if exists (select from pg_roles where rolname = 'yifa_app') then
        for kept in select tablename from pg_tables where schemaname = 'public'
            and (tablename = 'django_session' or tablename like 'axes\\_%')
        loop
            execute format('grant select, insert, update, delete on %I to yifa_app', kept);
        end loop;
        grant select on django_content_type, auth_permission, auth_group, django_migrations to yifa_app;
        grant usage on all sequences in schema public to yifa_app;
    end if;
end $$
"""


class Migration(migrations.Migration):
    """Rights only."""

    dependencies = (
        ("organs", "0002_rights"),
        ("sessions", "0001_initial"),
        ("axes", "__latest__"),
        ("auth", "__latest__"),
        ("contenttypes", "__latest__"),
    )
    operations = (migrations.RunSQL(GRANT, migrations.RunSQL.noop),)
