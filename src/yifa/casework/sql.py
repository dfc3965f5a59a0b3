"""The statements that guard a table: who may read, write or never change it. For migrations of every room.

`protect` for tables whose rows belong to a division, `append_only` for logs, `grant` for the rest. No rule of law here.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

APP = "yifa_app"
"""The role under which the web and the commands of the office work; the owner only migrates."""

# '*' is every division: the scheduled commands that belong to none (the law's own acts, sealing, verification,
# rebuilding) say so themselves. Where nothing is set, no row is seen. Reading the setting in a subselect, once a
# statement, would be cheaper for long scans, but it makes each act a third dearer, and lists come by an index.
POLICY = """current_setting('app.divisions', true) = '*'
    or division = any(string_to_array(current_setting('app.divisions', true), ','))"""


def grant(table: str, rights: str = "select, insert, update, delete") -> RunSQL:
    """Let the app role use a table (and the sequence of its id, where it has one)."""
    return RunSQL(
        f'revoke all on "{table}" from {APP}; grant {rights} on "{table}" to {APP};'
        f"""do $$ begin
            if pg_get_serial_sequence('"{table}"', 'id') is not null then
                execute 'grant usage, select on sequence ' || pg_get_serial_sequence('"{table}"', 'id') || ' to {APP}';
            end if;
        exception when undefined_column then null;
        end $$;""",
        RunSQL.noop,
    )


QUICK_POLICY = f"""division = nullif(current_setting('app.divisions', true), '') or {POLICY}"""
"""The same, asking first what is true of nearly everybody, who works for one division: long lists cost less."""
LISTING_POLICY = """(select current_setting('app.divisions', true)) = '*'
    or division = any((select string_to_array(current_setting('app.divisions', true), ','))::text[])"""
"""The same, read once a statement: for tables that are only ever read many rows at a time."""


def hasten(table: str, policy: str = QUICK_POLICY) -> RunSQL:
    """Let the policy of a protected table be asked more cheaply; who sees what stays as it was."""
    return RunSQL(
        f'alter policy within_division on "{table}" using ({policy}) with check ({policy})',
        f'alter policy within_division on "{table}" using ({POLICY}) with check ({POLICY})',
    )


def protect(table: str, rights: str = "select, insert, update, delete") -> list[RunSQL]:
    """Row-level security by the column `division` (text), for the owner too, and the rights of the app role."""
    return [
        RunSQL(
            f'alter table "{table}" enable row level security;'
            f'alter table "{table}" force row level security;'
            f'create policy within_division on "{table}" using ({POLICY}) with check ({POLICY});',
            f'drop policy within_division on "{table}"; alter table "{table}" disable row level security;',
        ),
        grant(table, rights),
    ]


def append_only(table: str) -> RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE on a table to everybody, its owner too."""
    return RunSQL(
        f'create trigger only_grows before update or delete or truncate on "{table}"'
        " for each statement execute function refuse_change();"
        # Always: also where triggers sleep, as when a session takes the replica's role.
        f'alter table "{table}" enable always trigger only_grows;',
        f'drop trigger only_grows on "{table}";',
    )
